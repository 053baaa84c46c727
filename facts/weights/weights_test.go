package weights_test

import (
	"strings"
	"testing"

	"summitbot/facts/weights"
)

func TestRead(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, text, want, err string }{
		{"all, with comments", "# head\n\na\t1.5\r\nb\t-2 # why\n", "a\t1.5000\nb\t-2.0000\n", ""},
		{"nothing learned", "# nothing learned yet\n", "a\t0.0000\nb\t0.0000\n", ""},
		{"one left out", "b\t1\n", "", `"a" is missing`},
		{"the last left out", "a\t1\n", "", `"b" is missing`},
		{"an unknown one", "c\t1\n", "", `none is called "c"`},
		{"one twice", "a\t1\na\t1\n", "", `none is called "a" here`},
		{"one too many", "a\t1\nb\t1\nb\t1\n", "", `none is called "b" here`},
		{"no number", "a\tmuch\n", "", `"a"`},
		{"no value", "a\n", "", `"a"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			all := []weights.Weight{{Name: "a", Value: new(float64)}, {Name: "b", Value: new(float64)}}
			err := weights.Read(tt.text, all)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) {
					t.Errorf("Read(%q) = %v, want an error that says %s", tt.text, err, tt.err)
				}
				return
			}
			if got := weights.String(all); err != nil || got != tt.want {
				t.Errorf("Read(%q): %v, %q, want %q", tt.text, err, got, tt.want)
			}
		})
	}
}
