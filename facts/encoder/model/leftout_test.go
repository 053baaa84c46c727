//go:build wordsonly

package model_test

import (
	"errors"
	"testing"

	"summitbot/facts/encoder"
	"summitbot/facts/encoder/model"
)

func TestAProgramWithoutEncodersSaysSo(t *testing.T) {
	t.Parallel()
	for _, name := range model.Names() {
		if _, err := model.Open(name, encoder.Options{}); !errors.Is(err, model.ErrLeftOut) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
