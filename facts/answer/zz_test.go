package answer_test

import ("fmt";"testing";"summitbot/facts/base")

func TestZZ(t *testing.T) {
	b := article(t)
	fmt.Println(base.Key("17 June 2025"), base.Key("17 june 2025"))
	for _, f := range b.Facts() { for _, p := range f.Points { if p.When.Day>0 { fmt.Println(f.ID, p.When) } } }
	for _, q := range []string{"17 june 2025","3000 trainees","three thousand trainees","which countries did not attend the second summit"} { a:=b.Answer(q); fmt.Println(q, a.Status, a.Fact, a.Score, a.Gap, a.Explanation.Exact) }
}
