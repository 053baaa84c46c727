package source_test

import (
	"testing"

	"summitbot/facts/source"
)

func TestText(t *testing.T) {
	t.Parallel()
	testFormat(t, source.Text, []formatTest{
		{"a heading glued to its text", "# The mill\nThe mill opened in 1931.\n", "h1 The mill\np The mill opened in 1931.\n"},
		{"a list glued to its lead-in", "The members of the board are:\n1. Anna Roth\n2. Ben Kuhn\n", `
p The members of the board are:
item1 1. Anna Roth
item1 2. Ben Kuhn
`},
		{"paragraphs", "One. Two\ngoes on.\r\n\r\nThree.\u2029\u2029Four.\n", "p One.|Two goes on.\np Three.\np Four.\n"},
		{"bullets", "We have\n- tea, which\n  is hot\n- coffee\n\n  It is black.\n  * with milk\n\nDaily.\n", `
p We have
item1 tea, which is hot
item1 coffee
p1 It is black.
item2 with milk
p Daily.
`},
		{"wrapped lines are no items", "They counted in\n12. The thirteenth was\n- as ever - late, and\nA. Roth too.\n", `
p They counted in 12.|The thirteenth was - as ever - late, and A. Roth too.
`},
		{"headings by their looks", "The ferry\n\nIt sails every hour.\n\nTICKETS\nThey cost 3.\n\n2.3 Refunds\n\nThere are none, sorry.\n\nWhere do I board?\n\nAt pier 4.\n\nDogs\n----\nDogs are free.\n", `
h1 The ferry
p It sails every hour.
h2 TICKETS
p They cost 3.
h3 2.3 Refunds
p There are none, sorry.
h3 Where do I board?
p At pier 4.
h2 Dogs
p Dogs are free.
`},
		{"numbered paragraphs are items", "1. Be kind\n\n2. Be brief\n\n3. Be gone\n", "item1 1. Be kind\nitem1 2. Be brief\nitem1 3. Be gone\n"},
		{"questions and answers", "Q: May I bring a dog?\nA: Yes.\n\nQ. And a cat?\nA. No.\n", `
h7 May I bring a dog?
p Yes.
h7 And a cat?
p No.
`},
		{"keys and values", "Doors: 7 pm\nShow: 8 pm, or when\n  it is full\nPrice: 5\n", "p Doors: 7 pm\np Show: 8 pm, or when it is full\np Price: 5\n"},
		{"columns are code", "Day      Open   Close\nMonday   9      5\nTuesday  9      7\n", "code Day      Open   Close\nMonday   9      5\nTuesday  9      7\n"},
		{"commands are code", "Then run this command:\n\n    tar xzf a.tar.gz\n    cd a\n\nThat is all.\n", `
p Then run this command:
code tar xzf a.tar.gz
cd a
p That is all.
`},
		{"rules part", "One.\n----------\n\nTwo.\n***\nThree.\n", "h2 One.\np Two.\np Three.\n"},
		{"no heading without a text", "Sincerely yours,\n\nAnna Roth\n", "p Sincerely yours,\np Anna Roth\n"},
	})
}
