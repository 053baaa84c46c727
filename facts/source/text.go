package source

import "summitbot/facts"

// Text reads.
func Text(name string, data []byte) (*facts.Document, error) {
	text, err := utf8Text(data)
	if err != nil {
		return nil, err
	}
	o := &outline{text: text}
	o.block(facts.Block{}, 0, len(text))
	return o.document(name)
}
