//go:build !amd64 && !arm64

package kernel

// native returns no implementation: this architecture has none in assembly.
func native() []*Kernels { return nil }
