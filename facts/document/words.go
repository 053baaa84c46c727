package document

import "strings"

// role says where a short form stands, which tells whether its point ends a sentence.
type role uint16

const (
	title   role = 1 << iota // before a name: "Mr. Wang"
	counted                  // before a number or letter: "Fig. 3"
	dated                    // a month or day, before a number: "Jan. 5"
	always                   // never at an end: "e.g. this"
	last                     // at an end before a capital: "etc. Then"; but "3 ft. 5 in. wide"
	clock                    // after a time: "5 p.m. The"
	either                   // at an end if what follows begins sentences: "Acme Inc. The"
	street                   // as either, and ends before a number: "Main St. The"
)

// roles are the short forms, as they are written before their point, in small letters.
var roles = table(map[role]string{
	title: `mr mrs ms messrs mme mlle dr drs prof rev fr hon pres gov sen rep amb supt gen col lt maj
		capt cmdr cpl sgt pvt adm brig insp det hr hrn fr frl dipl ing sr sra srta dra sig dott
		st ste mt ft pt univ dept mag priv.-doz mgr msgr bp`,
	counted: `n° рис табл стр no nos nr nrn fig figs p pp pg pgs sec secs sect sects art arts ch chap chaps cap vol vols eq eqs eqn para paras
		par pars cl cls reg regs ref refs tab tabs app apps ex exs ser ver v. op ed col ll bd bde abs kap abb
		tel fax ext apt ste rm bldg sch schs pt pts rs re inr usd eur chf us$ c ca fol ff n§ §
		ziff rn anm nos. ord st-nr hs art.no cf s vs cir r`,
	dated: `jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
		janv févr avr juil déc mär okt dez ene abr ago dic`,
	always: `n.b ул см им т.е e.g i.e eg ie cf viz vs v approx ca resp esp incl excl z.b d.h z.t i.d.r m.e o.g bzw ggf evtl sog vgl
		inkl exkl bspw geb gegr verh mio mrd tsd zw usf. p.ex env st-l aka abbr`,
	last:  `etc usw u.s.w u.v.m ff т.д т.п ft in hrs hr min mins secs lbs lb oz yd yds`,
	clock: `a.m p.m am pm`,
	either: `int proc trans soc acad sci phys chem biol lett ex med phil jur u.a kath ev staatl städt inc ltd co corp plc llc gmbh jr al bros assoc u.s u.k u.n e.u ph.d m.d b.a m.a d.c b.c a.d b.c.e c.e esq
		est dist natl intl gov't int'l mfg op.cit ibid loc.cit sp spp var ssp r.i.p`,
	street: `st ave blvd rd hwy pkwy str pl sq ln ct`,
})

func table(lists map[role]string) map[string]role {
	roles := map[string]role{}
	for r, list := range lists {
		for w := range strings.FieldsSeq(list) {
			roles[w] |= r
		}
	}
	return roles
}

func set(lists ...string) map[string]bool {
	words := map[string]bool{}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list) {
			words[w] = true
		}
	}
	return words
}

// starters are words that begin sentences and no names, in small letters.
var starters = set(
	`a an the this that these those he she it we you they i there here who what when where why how which whose
	in on at by for from with to of into onto over under about after before since until till during while within
	without although though because unless if as once whether but and or nor so yet however moreover therefore thus
	then also still instead otherwise meanwhile finally later today yesterday tomorrow now never always often sometimes
	each every all both some any many most much more few several another other such no not nobody none nothing
	somebody someone everybody everyone everything anybody anyone one two three four five six seven eight nine ten
	first second third next last only just even my your his her its our their is are was were do does did has have
	had can could may might must should shall would let please see note use according despite given while whereas
	besides additionally furthermore further overall yes ok okay thanks people members users players`,
	`der die das den dem des ein eine einen einem einer er sie es wir ihr ich man wer was wann wo warum wie welche
	im am an auf aus bei bis durch für gegen mit nach ohne seit über um unter vom von vor während wegen zu zum zur
	aber und oder denn doch dann da dort hier heute gestern morgen wenn als weil obwohl ob jeder jede jedes alle
	viele einige kein keine nicht sein seine ihre unser mein dein dieser diese dieses danach dabei dazu auch nur`,
	`le la les un une il elle ils elles nous vous je ce cet cette ces dans en à au aux pour par avec sur sous mais
	et ou donc car puis alors si quand comme son sa ses leur notre votre aucun tous toutes chaque après avant depuis`,
	`el los las una él ella ellos nosotros yo con por para según pero y o si cuando como su sus este esta estos
	todo todos cada después antes desde hasta también`,
	`lo gli i uno lui lei noi loro con per ma e ed se quando come suo questo questa tutti ogni dopo prima
	de het een hij zij wij ik op met voor maar`,
)

// particles are starters that are parts of names too: "J. De La Cruz".
var particles = set(`de la le el den der das do los las`)

var months = set(
	`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec`,
	`januar jänner februar märz april mai juni juli august september oktober november dezember`,
	`januari februari maart mei augustus januari mars maj juni juli augusti oktober desember marts`,
)

// ordinals are words before a number that its point makes an ordinal: "im 19. Jahrhundert".
var ordinals = set(`am im der die das dem den des vom zum beim ab bis seit jeder jede jedes jeden ins ans
	ein eine einen einem einer sein seine ihr ihre dieser diese dieses und oder den det`)

// labels are words before a number that begin a heading: "Step 1. Open the lid."
var labels = set(`section chapter article rule step part appendix annex clause item phase lesson week day question
	figure table note level stage option paragraph schedule exercise example definition theorem lemma
	kapitel abschnitt artikel regel schritt teil anhang abbildung tabelle frage chapitre règle étape partie annexe
	capítulo artículo regla paso parte capitolo articolo regola`)

// lettered are words before a letter that names a kind: "Vitamin C. Oranges have it."
var lettered = set(`size vitamin plan type grade option section drive letter class point team group hepatitis
	appendix part level tier room gate hall block zone key column row figure table exhibit schedule model variant
	version phase category series terminal pier building wing division side track band annex form list set`)

// beforeNames are small words before a person's name: "written by J. Smith".
var beforeNames = set(`the by with from and to of for as than or & via per after under met named called author editor
	president minister judge senator captain general professor singer actor writer poet chairman chairwoman chair
	says said von mit und oder van zu an à de par et avec y con por di da e del der`)

// prepositions begin an adverbial that no sentence ends with: "At 5 a.m. Mr. Smith left."
var prepositions = set(`at by on from until before after around since`)

// zones may follow a time.
var zones = set(`EST EDT PST PDT CST CDT MST MDT ET PT CT MT GMT UTC BST CET CEST EET JST IST AEST
	Eastern Pacific Central Mountain Monday Tuesday Wednesday Thursday Friday Saturday Sunday`)
