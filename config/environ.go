package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
)

const (
	prefix       = "SUMMITBOT_"
	fileVariable = prefix + "CONFIG"
)

// variables returns the environment variables that set a key, the first wins.
func variables(key string) []string {
	names := []string{prefix + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))}
	if key == tokenKey {
		names = append(names, "DISCORD_TOKEN")
	}
	return names
}

// services are the variables that Kubernetes and Docker themselves give a container for
// each service beside it whose name begins as the program's does: SUMMITBOT_SERVICE_HOST,
// SUMMITBOT_DB_PORT_5432_TCP_ADDR, and with their value SUMMITBOT_PORT=tcp://10.0.0.1:80,
// SUMMITBOT_NAME=/web/summitbot.
var services = []*regexp.Regexp{
	regexp.MustCompile(`^SUMMITBOT_([^=]+_)?SERVICE_(HOST|PORT(_[^=]+)?)=`),
	regexp.MustCompile(`^SUMMITBOT_([^=]+_)?PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR|START|END)\w*)?=`),
	regexp.MustCompile(`^SUMMITBOT_([^=]+_)?PORT=(tcp|udp|sctp)://`),
	regexp.MustCompile(`^SUMMITBOT_([^=]+_)?NAME=/`),
	regexp.MustCompile(`^SUMMITBOT_([^=]+_)?ENV_[^=]+=`),
}

// checkEnvironment returns the variables that look like settings and are none, by name. A
// variable without a value sets nothing.
func checkEnvironment(keys, environ []string) Errors {
	known := []string{fileVariable}
	for _, key := range keys {
		known = append(known, variables(key)[0])
	}
	var faults Errors
	for _, pair := range slices.Sorted(slices.Values(environ)) {
		name, value, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, prefix) || value == "" || slices.Contains(known, name) || isService(pair) {
			continue
		}
		faults = append(faults, &Error{Where: name, Err: unknown(name, known)})
	}
	return faults
}

func isService(pair string) bool {
	return slices.ContainsFunc(services, func(r *regexp.Regexp) bool { return r.MatchString(pair) })
}

// unknown is the fault of a name that is not one of the known.
func unknown(name string, known []string) error {
	return fmt.Errorf("no such setting; did you mean %s?", nearest(name, known))
}

// nearest returns the known name that is most like name.
func nearest(name string, known []string) string {
	return slices.MinFunc(slices.Sorted(slices.Values(known)), func(a, b string) int {
		return edlib.OSADamerauLevenshteinDistance(name, a) - edlib.OSADamerauLevenshteinDistance(name, b)
	})
}
