package discord

import "net/http"

// echoNothing is a network on which everything succeeds.
func echoNothing(*http.Request) (*http.Response, error) { return says(http.StatusNoContent, ""), nil }
