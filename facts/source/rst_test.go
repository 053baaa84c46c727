package source_test

import (
	"testing"

	"summitbot/facts/source"
)

func TestRST(t *testing.T) {
	t.Parallel()
	testFormat(t, source.RST, []formatTest{
		{"titles", "=====\nRules\n=====\n\nBe kind.\n\nFees & dues\n===========\n\nFree.\n\nSmall\n-----\nx\n\nFees & dues\n===========\n\ny\n", `
h1 Rules #rules
p Be kind.
h2 Fees & dues #fees-dues
p Free.
h3 Small #small
p x
h2 Fees & dues #id1
p y
`},
		{"inline marks", "A **bold** *word*, ``co*de``, :pep:`8107`, :ref:`text <target>`, `a link <http://x.org>`_, word_, `two words`__, |sub| and 2\\*3 [1]_ snake_case.\n", `
p A bold word, co*de, PEP 8107, text, a link, word, two words, and 2*3 snake_case.
`},
		{"lists", "We serve:\n\n1. tea,\n   hot\n2. coffee\n\n   black\n\n   - and cake\n\n* milk\n", `
p We serve:
item1 1. tea, hot
item1 2. coffee
p1 black
item2 and cake
item1 milk
`},
		{"definitions and fields", "HP : number\n  Hit points.\n\n  They run out.\n\n:Author: Ann\n:Status: final\n", `
term HP
p1 Hit points.
p1 They run out.
p Author: Ann
p Status: final
`},
		{"literal blocks", "Run::\n\n  go test\n    -v\n\nor\n\n::\n\n  go vet\n\n>>> 1 + 1\n2\n", `
p Run:
code go test
  -v
p or
code go vet
code >>> 1 + 1
2
`},
		{"directives and comments", ".. note:: Mind the\n   gap.\n\n.. code-block:: sh\n   :linenos:\n\n   ls\n\n.. versionadded:: 2.0\n   The option.\n\n.. a comment\n   of two lines\n\n.. _target:\n\n.. image:: a.png\n   :alt: A mill\n\n.. contents::\n   :local:\n\n.. [1] A note.\n", `
p Mind the gap.
code ls
p 2.0
p The option.
p A mill
p A note.
`},
		{"a simple table", "====  =====\nDay   Hours\n====  =====\nMon   9 to\n      5\nTue   7\n====  =====\n", `
head Day | Hours
row Mon | 9 to 5
row Tue | 7
`},
		{"a grid table", "+-----+-------+\n| Day | Hours |\n+=====+=======+\n| Mon | 9 to  |\n|     | 5     |\n+-----+-------+\n| Tue | 7     |\n+-----+-------+\n", `
head Day | Hours
row Mon | 9 to 5
row Tue | 7
`},
		{"a quotation", "He said:\n\n  Be kind.\n\nAlways.\n", "p He said:\nquote Be kind.\np Always.\n"},
		{"a proposal's head", "PEP: 13\nTitle: Governance\n\nAbstract\n========\n\nx\n", `
p PEP: 13
p Title: Governance
h1 Abstract #abstract
p x
`},
		{"a wrapped line is no item", "It was in\n1990. Then it\n- as they say - closed.\n", "p It was in 1990.|Then it - as they say - closed.\n"},
	})
}
