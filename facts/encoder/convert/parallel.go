package main

import (
	"runtime"
	"sync"
)

// parallel calls do for ranges that together are [0,n), each a multiple of step long but for
// the last, on all processors. What is computed doesn't depend on how the ranges fall.
func parallel(n, step int, do func(from, to int)) {
	var workers sync.WaitGroup
	var mu sync.Mutex
	next := 0
	take := func() int {
		mu.Lock()
		defer mu.Unlock()
		from := next
		next += step
		return from
	}
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for from := take(); from < n; from = take() {
				do(from, min(from+step, n))
			}
		})
	}
	workers.Wait()
}
