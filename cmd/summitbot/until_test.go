package main

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// The first signal lets the bot finish for five seconds; a second one doesn't wait.
func TestRow12StoppedInTimeOrAtOnce(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	tests := []struct {
		name    string
		signals []time.Duration // when they come
		needs   time.Duration   // to finish, once it is told to
		err     error           // of serving
		want    error
		took    time.Duration
	}{
		{"finished", []time.Duration{time.Hour}, 3 * time.Second, nil, nil, time.Hour + 3*time.Second},
		{"fails", []time.Duration{time.Hour}, 3 * time.Second, failed, failed, time.Hour + 3*time.Second},
		{"too long", []time.Duration{time.Hour}, time.Minute, nil, errCutShort, time.Hour + drain},
		{"a second signal", []time.Duration{time.Hour, time.Hour + time.Second}, 3 * time.Second, nil, errCutShort, time.Hour + time.Second},
		{"two at once", []time.Duration{time.Hour, time.Hour}, time.Minute, nil, errCutShort, time.Hour},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				stops := make(chan os.Signal, 2)
				for _, at := range tt.signals {
					time.AfterFunc(at, func() { stops <- syscall.SIGTERM })
				}
				began := time.Now()
				err := until(t.Context(), stops, func(ctx context.Context) error {
					<-ctx.Done()
					time.Sleep(tt.needs)
					return tt.err
				})
				if took := time.Since(began); !errors.Is(err, tt.want) || took != tt.took {
					t.Errorf("error %v after %v, want %v after %v", err, took, tt.want, tt.took)
				}
				time.Sleep(tt.needs) // until what was left has ended too
			})
		})
	}
}

// Without a signal it serves as long as that lasts, or ends with its context.
func TestServingEndsByItself(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	if err := until(t.Context(), nil, func(context.Context) error { return refused }); !errors.Is(err, refused) {
		t.Errorf("error %v, want %v", err, refused)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := until(ctx, nil, func(ctx context.Context) error { <-ctx.Done(); return nil }); err != nil {
		t.Errorf("error %v, want none", err)
	}
}
