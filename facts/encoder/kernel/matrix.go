package kernel

import (
	"fmt"
	"math"
	"unsafe"
)

// Matrix is a weight matrix in 4 bit, used where it lies. A weight is (n-8)·scale, n being
// its 4 bits and scale that of its row and of its block of 32 inputs.
//
// The rows (outputs) stand in tiles of 16. A tile has its blocks one after the other: 16
// scales in half precision, then 256 bytes in four groups of 64. Byte 4r+i of group g has in
// its low half the weight of row r and input 8g+i, and in its high half that of input 8g+4+i,
// i from 0 to 3: so each register that is loaded has four inputs of each of its rows.
type Matrix struct {
	data    string
	outputs int
	inputs  int
}

// MatrixBytes is the size of the data of a matrix; outputs are a multiple of 16 and inputs
// of 32.
func MatrixBytes(outputs, inputs int) int {
	return outputs / TileRows * (inputs / Block) * blockBytes
}

// NewMatrix returns the matrix that data holds. The data is not copied.
func NewMatrix(data string, outputs, inputs int) (Matrix, error) {
	if outputs <= 0 || inputs <= 0 || outputs%TileRows != 0 || inputs%Block != 0 {
		return Matrix{}, fmt.Errorf("a matrix of %d × %d: need multiples of %d and %d", outputs, inputs, TileRows, Block)
	}
	if len(data) != MatrixBytes(outputs, inputs) {
		return Matrix{}, fmt.Errorf("a matrix of %d × %d has %d bytes, want %d", outputs, inputs, len(data), MatrixBytes(outputs, inputs))
	}
	return Matrix{data, outputs, inputs}, nil
}

// Outputs is the number of rows.
func (m Matrix) Outputs() int { return m.outputs }

// Inputs is the number of columns.
func (m Matrix) Inputs() int { return m.inputs }

// tile returns where a tile begins.
func (m Matrix) tile(i int) *byte {
	return unsafe.StringData(m.data[i*m.inputs/Block*blockBytes:])
}

// Row writes to dst the weights of one output.
func (m Matrix) Row(dst []float32, output int) {
	tile := m.data[output/TileRows*(m.inputs/Block)*blockBytes:]
	r := output % TileRows
	for i := range dst[:m.inputs] {
		block := tile[i/Block*blockBytes:][:blockBytes]
		k := i % Block
		v := block[2*TileRows+k/8*64+4*r+k%4] >> (k / 4 % 2 * 4) & 15
		dst[i] = float32(int(v)-8) * half(uint16(block[2*r])|uint16(block[2*r+1])<<8)
	}
}

// PackMatrix packs weights into the data of a matrix: values are the 4 bits of each weight,
// [outputs][inputs], and scales the half-precision bits of each block's scale,
// [outputs][inputs/Block].
func PackMatrix(values []uint8, scales []uint16, outputs, inputs int) []byte {
	data := make([]byte, 0, MatrixBytes(outputs, inputs))
	for tile := 0; tile < outputs; tile += TileRows {
		for b := range inputs / Block {
			for r := tile; r < tile+TileRows; r++ {
				s := scales[r*inputs/Block+b]
				data = append(data, byte(s), byte(s>>8))
			}
			for i := range TileRows * Block / 2 {
				at := (tile+i/4%TileRows)*inputs + b*Block + i/64*8 + i%4
				data = append(data, values[at]|values[at+4]<<4)
			}
		}
	}
	return data
}

// RowBytes is the size of a row of that many weights as [Row] reads it.
func RowBytes(inputs int) int { return inputs / Block * (2 + Block/2) }

// Row writes to dst the weights of a row that stands alone, as those of a vocabulary do: for
// each block a scale in half precision, then 16 bytes, byte i having weight i in its low half
// and weight 16+i in its high half.
func Row(dst []float32, packed string) {
	for b := range len(dst) / Block {
		block := packed[b*(2+Block/2):][:2+Block/2]
		scale := half(uint16(block[0]) | uint16(block[1])<<8)
		to := (*[Block]float32)(dst[b*Block:])
		for i := range Block / 2 {
			v := block[2+i]
			to[i] = float32(int(v&15)-8) * scale
			to[Block/2+i] = float32(int(v>>4)-8) * scale
		}
	}
}

// Halves writes to dst the numbers that packed holds in half precision.
func Halves(dst []float32, packed string) {
	for i := range dst {
		dst[i] = half(uint16(packed[2*i]) | uint16(packed[2*i+1])<<8)
	}
}

// PackRow packs a row: values are the 4 bits of each weight, scales the half-precision bits
// of each block's scale.
func PackRow(dst []byte, values []uint8, scales []uint16) []byte {
	for b, s := range scales {
		dst = append(dst, byte(s), byte(s>>8))
		for i := range Block / 2 {
			dst = append(dst, values[b*Block+i]|values[b*Block+Block/2+i]<<4)
		}
	}
	return dst
}

// half converts a finite number in half precision: its exponent and fraction are put where
// single precision has them, and the difference of the two biases is made up by a
// multiplication, which is exact for numbers below the normal ones too.
func half(h uint16) float32 {
	bits := uint32(h&0x8000)<<16 | uint32(h&0x7fff)<<13
	return math.Float32frombits(bits) * (1 << 112)
}
