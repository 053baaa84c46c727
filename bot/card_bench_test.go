package bot_test

import (
	"testing"
	"time"

	"summitbot/bot"
)

// What laying out a card adds to an answer.
func BenchmarkMessage(b *testing.B) {
	store := article(b)
	endless := bot.Limit{Every: 1, Burst: 1 << 30}
	answering, err := bot.New(bot.Options{Store: store, Now: time.Now, Limits: bot.Limits{User: endless, Channel: endless}})
	if err != nil {
		b.Fatal(err)
	}
	const question = "what sum of cash did xi say he would give away"
	b.Run("answer", func(b *testing.B) {
		for b.Loop() {
			store.Base().Answer(question)
		}
	})
	b.Run("card", func(b *testing.B) {
		for b.Loop() {
			answering.Message(b.Context(), bot.Request{Text: question})
		}
	})
}
