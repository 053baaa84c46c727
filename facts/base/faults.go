package base

import (
	"errors"
	"fmt"
	"slices"
)

// maxFaults is how many faults an error tells one by one.
const maxFaults = 30

// faults is what is wrong with a base.
type faults struct {
	first []error // up to maxFaults
	count int
}

func (f *faults) add(err error) {
	if f.count++; f.count <= maxFaults {
		f.first = append(f.first, err)
	}
}

func (f *faults) at(p place, format string, args ...any) {
	f.add(fmt.Errorf("%s: %w", p, fmt.Errorf(format, args...)))
}

// err returns all faults as one error; nil where there are none.
func (f *faults) err() error {
	if f.count == 0 {
		return nil
	}
	shown := slices.Clone(f.first)
	if more := f.count - len(shown); more > 0 {
		shown = append(shown, fmt.Errorf("and %d more", more))
	}
	return fmt.Errorf("the fact base is not sound (faults: %d):\n%w", f.count, errors.Join(shown...))
}
