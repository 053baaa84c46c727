package discord

import (
	"bufio"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"io"
)

// The WebSocket opcodes of RFC 6455, section 5.2.
const (
	frameContinuation = 0x0
	frameText         = 0x1
	frameBinary       = 0x2
	frameClose        = 0x8
)

// maxMessage bounds one gateway message. The largest, a big server at start, is a few MiB.
const maxMessage = 16 << 20

var (
	errFrameTooLarge = errors.New("a gateway message of more than 16 MiB")
	errFrameOdd      = errors.New("a WebSocket frame that no server may send")
)

// frame is one WebSocket frame of a server: never masked, never compressed.
type frame struct {
	final   bool
	opcode  byte
	payload []byte
}

// readFrame reads one frame with at most room bytes of payload.
func readFrame(r *bufio.Reader, room int) (frame, error) {
	var head [2]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return frame{}, err
	}
	if head[0]&0x70 != 0 || head[1]&0x80 != 0 {
		return frame{}, errFrameOdd
	}
	size, err := readSize(r, head[1])
	if err != nil {
		return frame{}, err
	}
	if size > uint64(max(room, 125)) {
		return frame{}, errFrameTooLarge
	}
	f := frame{final: head[0]&0x80 != 0, opcode: head[0] & 0x0f, payload: make([]byte, size)}
	_, err = io.ReadFull(r, f.payload)
	return f, err
}

func readSize(r io.Reader, short byte) (uint64, error) {
	var wide [8]byte
	switch short {
	case 126:
		_, err := io.ReadFull(r, wide[6:])
		return binary.BigEndian.Uint64(wide[:]), err
	case 127:
		_, err := io.ReadFull(r, wide[:])
		return binary.BigEndian.Uint64(wide[:]), err
	default:
		return uint64(short), nil
	}
}

// appendFrame appends a whole server's frame to dst.
func appendFrame(dst []byte, opcode byte, payload []byte) []byte {
	dst = append(dst, 0x80|opcode)
	switch n := len(payload); {
	case n < 126:
		dst = append(dst, byte(n))
	case n < 1<<16:
		dst = binary.BigEndian.AppendUint16(append(dst, 126), uint16(n))
	default:
		dst = binary.BigEndian.AppendUint64(append(dst, 127), uint64(n))
	}
	return append(dst, payload...)
}

// maskedText returns a client's text frame. The payload is shorter than 126 bytes.
func maskedText(payload []byte) []byte {
	var mask [4]byte
	_, _ = rand.Read(mask[:]) // never fails
	out := append([]byte{0x80 | frameText, 0x80 | byte(len(payload))}, mask[:]...)
	for i, b := range payload {
		out = append(out, b^mask[i%4])
	}
	return out
}
