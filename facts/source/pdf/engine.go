package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// engine is pdfium in a sandbox of its own: it has the memory it was given, sees no file
// system, writes nowhere and ends with its context. It must be closed.
type engine struct {
	pool  pdfium.Pool
	cache wazero.CompilationCache // nil: none
}

// start makes an engine. The directory holds pdfium's compiled form, which takes seconds to
// make; "" is none. A damaged one is made again.
func start(ctx context.Context, memory int, compiled string) (*engine, error) {
	e, err := startWith(ctx, memory, compiled)
	if err == nil || compiled == "" || ctx.Err() != nil {
		return e, err
	}
	if err := os.RemoveAll(compiled); err == nil {
		if e, err := startWith(ctx, memory, compiled); err == nil {
			return e, nil
		}
	}
	return startWith(ctx, memory, "")
}

func startWith(ctx context.Context, memory int, compiled string) (*engine, error) {
	const page = 64 << 10
	e := &engine{}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(uint32(max(1, memory/page))).
		WithCloseOnContextDone(true)
	if compiled != "" {
		cache, err := wazero.NewCompilationCacheWithDir(compiled)
		if err != nil {
			return nil, fmt.Errorf("open the compilation cache: %w", err)
		}
		e.cache, config = cache, config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		e.close()
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	e.pool = pool
	return e, nil
}

func (e *engine) close() {
	if e.pool != nil {
		_ = e.pool.Close() // what a stopped instance says of its end is of no use
	}
	if e.cache != nil {
		_ = e.cache.Close(context.Background())
	}
}

// open opens a file. The instance must be closed, whether there is an error or not, if it
// isn't nil.
func (e *engine) open(ctx context.Context, data []byte) (*opened, error) {
	instance, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	doc, err := instance.OpenDocument(&requests.OpenDocument{File: &data})
	if err != nil {
		_ = instance.Close()
		return nil, opening(err)
	}
	return &opened{Pdfium: instance, doc: doc.Document}, nil
}

// opening says why a file can't be opened.
func opening(err error) error {
	if errors.Is(err, pdferrors.ErrPassword) || errors.Is(err, pdferrors.ErrSecurity) {
		return ErrEncrypted
	}
	return ErrDamaged
}
