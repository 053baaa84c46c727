package source

import "summitbot/facts"

// RST reads.
func RST(name string, data []byte) (*facts.Document, error) { return Text(name, data) }
