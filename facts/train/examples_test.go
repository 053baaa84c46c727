package train_test

import (
	"slices"
	"strings"
	"testing"

	"summitbot/facts/eval"
	"summitbot/facts/train"
)

func TestListsHaveGoldAndVariants(t *testing.T) {
	t.Parallel()
	c, err := eval.ReadCollection(
		strings.NewReader("id\ttitle\tparagraph\ttext\ns0\tMill\tp0\tThe mill was built in 1204.\ns1\tBridge\tp1\tThe bridge was built by Osric.\n"),
		strings.NewReader("id\ttext\tgold\nq0\tWhen was the mill built?\ts0\nq1\tWho built the bridge?\ts1,s0\n"))
	if err != nil {
		t.Fatal(err)
	}
	plain := train.Lists(c, 0)
	if len(plain) != 2 || !slices.Contains(plain[0].Right, true) {
		t.Errorf("lists %+v, want two, with gold", plain)
	}
	if varied := train.Lists(c, 4); len(varied) <= len(plain) {
		t.Errorf("%d lists with variants, %d without", len(varied), len(plain))
	}
}
