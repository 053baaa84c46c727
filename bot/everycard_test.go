package bot_test

import (
	"strings"
	"testing"

	"summitbot/bot"
)

// Whatever stands under the card of any fact or gap can be pressed, after a restart too,
// and what it shows is as whole and within the limits as the card.
func TestEveryButtonOfEveryCardShowsSomethingWhole(t *testing.T) {
	t.Parallel()
	store := article(t)
	b, restarted := newBot(t, store, bot.Admins{}), newBot(t, article(t), bot.Admins{})
	var questions []string
	for _, f := range store.Base().Facts() {
		for _, p := range f.Points {
			questions = append(questions, p.Ask[0])
		}
	}
	for _, g := range store.Base().Gaps() {
		questions = append(questions, g.Ways()[0])
	}
	for _, question := range questions {
		card := checked(t, run(t, b, "ask", ask(question)))
		whole(t, card)
		for _, row := range card.Rows {
			for _, button := range row.Buttons {
				got := checked(t, restarted.Control(t.Context(), bot.Request{Control: button.ID, User: stranger, Message: "1"}).Settled(t.Context()))
				whole(t, got)
				if got.IsZero() || !got.Ephemeral || strings.Contains(got.Text, "changed") || strings.Contains(got.Text, "older version") {
					t.Errorf("%q: %s shows %+v", question, button.Label, got)
				}
			}
		}
	}
}
