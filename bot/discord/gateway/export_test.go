package gateway

// CloseCodes says what follows each close code: "resume", "identify" or "stop".
func CloseCodes() map[int]string {
	all := map[int]string{}
	for code, c := range closeCodes {
		all[code] = map[next]string{resume: "resume", identify: "identify", stop: "stop"}[c.next]
	}
	return all
}
