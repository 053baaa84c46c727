package rank

// A kind is what a question asks for.
type kind uint8

const (
	kindOther kind = iota
	kindWho
	kindWhen
	kindWhere
	kindNumber
	kindDuration
	kindPercent
	kindMoney
	kindWhy
	kindHow
	kindName
	kindCount
)

// wanted gives the classes of words that answer a kind of question.
var wanted = [kindCount]class{
	kindWho:      name,
	kindWhen:     year | month | weekday | timeWord,
	kindWhere:    name,
	kindNumber:   number | numeral,
	kindDuration: duration | number,
	kindPercent:  percent,
	kindMoney:    money,
	kindWhy:      cause,
	kindHow:      manner,
	kindName:     name | quoted | acronym,
}

// focusKinds gives the kind of a question by the word after "what" or "which".
var focusKinds = focusKindsOf(map[kind]string{
	kindWhen: `year years date day month century decade era time season period days months night`,
	kindWhere: `city cities country countries state states place places location region area town county river continent island
		province district street village lake mountain ocean sea venue stadium building nation capital neighborhood museum
		site airport park room university college school`,
	kindWho: `person people man woman president king queen actor actress author singer name names team player scientist artist company
		organization group band leader director writer character emperor architect producer poet composer general pope philosopher
		individual duke brother sister father mother son daughter wife husband role party tribe agency publisher newspaper magazine
		network channel studio label`,
	kindPercent: `percent percentage proportion share fraction`,
	kindNumber: `number population amount score rank grade height weight size width depth speed temperature total count rate ratio
		distance quantity range level degree ranking length altitude area capacity`,
	kindMoney: `price cost salary budget revenue value profit fee`,
	kindWhy:   `reason cause purpose`,
	kindHow:   `method way`,
	kindName:  `nickname title term word song album movie film book show game episode phrase language acronym motto`,
})

func focusKindsOf(lists map[kind]string) map[string]kind {
	kinds := map[string]kind{}
	for k := range kindCount {
		for w := range list(lists[k]) {
			kinds[w] = k
		}
	}
	return kinds
}

// kindOf returns what a question asks for and the term that names it, or -1.
func kindOf(forms []string, order []int8, all []term) (kind, int) {
	for i, f := range forms {
		next := at(forms, i+1)
		switch f {
		case "who", "whom", "whose":
			return kindWho, -1
		case "when":
			return kindWhen, -1
		case "where":
			return kindWhere, -1
		case "why":
			return kindWhy, -1
		case "how":
			return howKind(forms, order, all, i, next)
		case "what", "which":
			return whatKind(forms, order, all, i)
		}
	}
	return kindOther, -1
}

func howKind(forms []string, order []int8, all []term, i int, next string) (kind, int) {
	switch next {
	case "many":
		return kindNumber, content(order, all, i+2, 1)
	case "much", "large", "big", "tall", "high", "far", "fast", "deep", "heavy", "wide":
		for _, f := range forms[i:] {
			if lexicon[f]&money != 0 || f == "cost" || f == "pay" || f == "paid" || f == "spend" || f == "spent" || f == "worth" {
				return kindMoney, -1
			}
		}
		return kindNumber, -1
	case "long", "old", "often":
		return kindDuration, -1
	}
	return kindHow, -1
}

func whatKind(forms []string, order []int8, all []term, i int) (kind, int) {
	focus := content(order, all, i+1, 4)
	for j := i + 1; j < len(forms) && j < i+4; j++ {
		if k, ok := focusKinds[forms[j]]; ok {
			return k, int(order[j])
		}
		if lexicon[forms[j]]&stopWord != 0 && j > i+1 {
			break
		}
	}
	return kindOther, focus
}

// content returns the first content term among the n words from word i on, or -1.
func content(order []int8, all []term, i, n int) int {
	for j := i; j < len(order) && j < i+n; j++ {
		if t := order[j]; t >= 0 && all[t].content {
			return int(t)
		}
	}
	return -1
}

func at(forms []string, i int) string {
	if i < len(forms) {
		return forms[i]
	}
	return ""
}
