package gateway

import (
	"reflect"
	"testing"
)

func TestDecodeLosesTheFieldAlone(t *testing.T) {
	t.Parallel()
	type inner struct {
		ID    string   `json:"id"`
		Roles []string `json:"roles"`
	}
	type outer struct {
		Text   string `json:"text"`
		Number int    `json:"number"`
		Inner  *inner `json:"inner"`
	}
	tests := []struct {
		in      string
		want    outer
		spoiled string
		fails   bool
	}{
		{in: `{"text":"a","number":1,"inner":{"id":"x"}}`, want: outer{"a", 1, &inner{ID: "x"}}},
		{in: `{"text":7,"number":1,"inner":{"id":"x"}}`, want: outer{"", 1, &inner{ID: "x"}}, spoiled: "text"},
		{in: `{"number":"1","text":"a"}`, want: outer{Text: "a"}, spoiled: "number"},
		{in: `{"inner":{"roles":"none","id":"x"},"text":"a"}`, want: outer{"a", 0, &inner{ID: "x"}}, spoiled: "inner.roles"},
		{in: `{"inner":{"id":[],"roles":["r",7]},"number":{}}`, want: outer{Inner: &inner{Roles: []string{"r", ""}}}, spoiled: "inner.id"},
		{in: `{"inner":null,"text":null,"other":7}`},
		{in: `null`},
		{in: `[]`, fails: true},
		{in: `"x"`, fails: true},
		{in: `{"text":"a"`, fails: true},
		{in: ``, fails: true},
	}
	for _, tt := range tests {
		var got outer
		spoiled, err := Decode([]byte(tt.in), &got)
		if spoiled != tt.spoiled || (err != nil) != tt.fails || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: %+v, %q, %v; want %+v, %q", tt.in, got, spoiled, err, tt.want, tt.spoiled)
		}
	}
}
