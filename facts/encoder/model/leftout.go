//go:build wordsonly

package model

const english, multilingual = "", ""
