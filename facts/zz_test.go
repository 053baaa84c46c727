package facts

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"summitbot/facts/match"
	"summitbot/facts/match/learn"
)

func tsv(t *testing.T, name string) (ls []Lesson, kinds []string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(data), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || len(f) < 6 || f[1] != "en" {
			continue
		}
		l := Lesson{Question: f[3]}
		if f[4] != "" {
			l.Facts = strings.Split(f[4], ",")
		}
		ls = append(ls, l)
		kinds = append(kinds, f[2])
	}
	return
}

func TestZZ(t *testing.T) {
	b, err := Load(Embedded(), EmbeddedName)
	if err != nil {
		t.Fatal(err)
	}
	own, _ := tsv(t, "eval/data/own.tsv")
	dev, _ := tsv(t, "eval/data/dev.tsv")
	train, _ := tsv(t, "/work/ways/train.tsv")
	var far []string
	data, _ := os.ReadFile("/work/shared/bench/selqa-questions.tsv")
	for i, line := range strings.Split(string(data), "\n") {
		if f := strings.Split(line, "\t"); i > 0 && len(f) > 1 {
			far = append(far, f[1])
		}
	}
	_ = train
	_ = own
	full := b.index
	held := map[string][]learn.List{
		"own": learn.Gather(learn.Lesson{Index: full, Examples: b.lessons(own, nil)}),
		"dev": learn.Gather(learn.Lesson{Index: full, Examples: b.lessons(dev, nil)}),
		"trn": learn.Gather(learn.Lesson{Index: full, Examples: b.lessons(train, nil)}),
	}
	farLists := learn.Gather(learn.Lesson{Index: full, Examples: b.lessons(nil, far)})
	var byHand [][]learn.List
	hand := 0
	i := 0
	for l := range b.handLessons() {
		if i%2 == 0 {
			byHand = append(byHand, nil)
		}
		byHand[hand] = append(byHand[hand], learn.Gather(l)...)
		i++
		if i%2 == 0 {
			hand++
		}
	}
	for h := range byHand {
		fmt.Println("hand", h, len(byHand[h]))
	}
	o := learn.Options{Steps: 300, Rate: 0.05, L2: learnL2}
	test := map[int]bool{11: true, 12: true, 14: true}
	var lists []learn.List
	for h := range byHand {
		for i := range byHand[h] {
			byHand[h][i].Weight = 0.2
		}
		if !test[h] {
			lists = append(lists, byHand[h]...)
		}
	}
	lists = append(lists, farLists...)
	m := learn.Fit(lists, o)
	rows := func(lists []learn.List) (xs [][]float64, ys, ws []float64, ans []bool) {
		for _, l := range lists {
			hits := l.Index.Reorder(l.Hits, &m)
			f := l.Index.FirstFact(hits)
			answerable := false
			for c := range l.Right {
				if c < len(b.facts) && l.Right[c] {
					answerable = true
				}
			}
			if f < 0 {
				continue
			}
			s := l.Index.Signs(l.Question, hits, f)
			xs = append(xs, append([]float64(nil), s[:]...))
			y := 0.0
			if l.Right[hits[f].Candidate] {
				y = 1
			}
			ys = append(ys, y)
			ws = append(ws, l.Weight)
			ans = append(ans, answerable)
		}
		return
	}
	sets := []string{"dev", "own", "trn", "h11", "h12", "h14"}
	held["h11"], held["h12"], held["h14"] = byHand[11], byHand[12], byHand[14]
	curve := func(label string, predict func(x []float64) float64) {
		fmt.Println("==", label)
		for _, k := range sets {
			xs, ys, _, ans := rows(held[k])
			total, unans := 0.0, 0.0
			for _, l := range held[k] {
				a := false
				for c := range l.Right {
					if c < len(b.facts) && l.Right[c] {
						a = true
					}
				}
				if a {
					total++
				} else {
					unans++
				}
			}
			ps := make([]float64, len(xs))
			ll := 0.0
			for i := range xs {
				ps[i] = predict(xs[i])
				if ys[i] == 1 {
					ll -= math.Log(ps[i] + 1e-9)
				} else {
					ll -= math.Log(1 - ps[i] + 1e-9)
				}
			}
			fmt.Printf("%s ll %.4f", k, ll/float64(len(xs)))
			for _, th := range []float64{0.3, 0.35, 0.4, 0.5} {
				hit, wrong, acc := 0.0, 0.0, 0.0
				for i := range xs {
					if ps[i] >= th {
						switch {
						case !ans[i]:
							acc++
						case ys[i] == 1:
							hit++
						default:
							wrong++
						}
					}
				}
				fmt.Printf("  [%.2f hit %.3f wrong %.3f ref %.3f]", th, hit/total, wrong/total, 1-acc/max(1, unans))
			}
			fmt.Println()
		}
	}
	curve("logistic", func(x []float64) float64 { var s match.Signs; copy(s[:], x); return m.Trust(&s) })
	xs, ys, ws, _ := rows(lists)
	net := trainNet(xs, ys, ws, 16, 0.0005, 8)
	curve("mlp", net.predict)
	for _, k := range []string{"trn", "own", "dev"} {
		for _, l := range held[k] {
			hits := l.Index.Reorder(l.Hits, &m)
			f := l.Index.FirstFact(hits)
			if f < 0 {
				continue
			}
			s := l.Index.Signs(l.Question, hits, f)
			p := net.predict(s[:])
			right := l.Right[hits[f].Candidate]
			answerable := false
			var gold []string
			for c := range l.Right {
				if c < len(b.facts) && l.Right[c] {
					answerable = true
					gold = append(gold, b.facts[c].ID)
				}
			}
			name := func(c int) string {
				if c < len(b.facts) {
					return b.facts[c].ID
				}
				return b.gaps[c-len(b.facts)].ID
			}
			if (p >= 0.35) == (right && answerable) {
				continue
			}
			var units []string
			for _, u := range l.Question.Units {
				units = append(units, u.Form)
			}
			fmt.Printf("%s %.2f gold %v | got %s, first hits %s %s %s | %s\n", k, p, gold, name(hits[f].Candidate), name(hits[0].Candidate), name(hits[1].Candidate), name(hits[2].Candidate), strings.Join(units, " "))
		}
	}
}

type net struct {
	mean, sd []float64
	w1       [][]float64
	b1, w2   []float64
	b2       float64
}

func (n *net) hidden(x []float64) []float64 {
	h := make([]float64, len(n.w1))
	for i := range h {
		z := n.b1[i]
		for j, v := range x {
			z += n.w1[i][j] * (v - n.mean[j]) / n.sd[j]
		}
		h[i] = math.Tanh(z)
	}
	return h
}
func (n *net) predict(x []float64) float64 {
	z := n.b2
	for i, v := range n.hidden(x) {
		z += n.w2[i] * v
	}
	return 1 / (1 + math.Exp(-z))
}

func trainNet(xs [][]float64, ys, ws []float64, hidden int, l2 float64, epochs int) *net {
	r := rand.New(rand.NewPCG(1, 2))
	d := len(xs[0])
	n := &net{mean: make([]float64, d), sd: make([]float64, d), b1: make([]float64, hidden), w2: make([]float64, hidden)}
	for _, x := range xs {
		for j, v := range x {
			n.mean[j] += v / float64(len(xs))
		}
	}
	for _, x := range xs {
		for j, v := range x {
			n.sd[j] += (v - n.mean[j]) * (v - n.mean[j]) / float64(len(xs))
		}
	}
	for j := range n.sd {
		n.sd[j] = math.Sqrt(n.sd[j]) + 1e-3
	}
	for range hidden {
		w := make([]float64, d)
		for j := range w {
			w[j] = r.NormFloat64() * 0.15
		}
		n.w1 = append(n.w1, w)
	}
	for i := range n.w2 {
		n.w2[i] = r.NormFloat64() * 0.3
	}
	order := r.Perm(len(xs))
	for e := range epochs {
		rate := 0.03 * (1 - float64(e)/float64(epochs))
		for _, k := range order {
			x := xs[k]
			h := n.hidden(x)
			z := n.b2
			for i, v := range h {
				z += n.w2[i] * v
			}
			g := 1/(1+math.Exp(-z)) - ys[k]
			g *= rate
			if ws[k] > 0.25 {
				g *= 1
			}
			n.b2 -= g
			for i, v := range h {
				gh := g * n.w2[i] * (1 - v*v)
				n.w2[i] -= g*v + rate*l2*n.w2[i]
				n.b1[i] -= gh
				for j := range x {
					n.w1[i][j] -= gh*(x[j]-n.mean[j])/n.sd[j] + rate*l2*n.w1[i][j]
				}
			}
		}
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
	}
	return n
}
