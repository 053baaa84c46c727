package sandbox

import (
	"fmt"
	"strconv"
	"strings"
)

// apiError is a refusal as Discord words it.
type apiError struct {
	status  int
	code    int
	message string
	errors  object // the nested errors of code 50035, or nil
	summary string // the same as readable paths
}

func (e *apiError) Error() string {
	text := fmt.Sprintf("HTTP %d, code %d: %s", e.status, e.code, e.message)
	if e.summary != "" {
		text += ": " + e.summary
	}
	return text
}

func (e *apiError) body() object {
	out := object{"message": e.message, "code": e.code}
	if e.errors != nil {
		out["errors"] = e.errors
	}
	return out
}

// failures is the table of Discord's JSON error codes which the sandbox uses.
var failures = map[int]struct {
	status  int
	message string
}{
	10002:  {404, "Unknown Application"},
	10003:  {404, "Unknown Channel"},
	10004:  {404, "Unknown Guild"},
	10007:  {404, "Unknown Member"},
	10008:  {404, "Unknown Message"},
	10013:  {404, "Unknown User"},
	10014:  {400, "Unknown Emoji"},
	10015:  {404, "Unknown Webhook"},
	10062:  {404, "Unknown interaction"},
	10063:  {404, "Unknown application command"},
	20012:  {403, "You are not authorized to perform this action on this application"},
	30010:  {400, "Maximum number of reactions reached (20)"},
	30032:  {400, "Maximum number of application commands reached (100)"},
	30034:  {400, "Max number of daily application command creates has been reached (200)"},
	40005:  {413, "Request entity too large"},
	40060:  {400, "Interaction has already been acknowledged."},
	40094:  {400, "This interaction has reached the maximum number of follow-up messages"},
	40333:  {403, "internal network error"},
	50001:  {403, "Missing Access"},
	50005:  {403, "Cannot edit a message authored by another user"},
	50006:  {400, "Cannot send an empty message"},
	50007:  {403, "Cannot send messages to this user"},
	50013:  {403, "Missing Permissions"},
	50024:  {403, "Cannot execute action on this channel type"},
	50027:  {401, "Invalid Webhook Token"},
	50109:  {400, "The request body contains invalid JSON."},
	160002: {403, "Cannot reply without permission to read message history"},
	160004: {400, "A thread has already been created for this message"},
}

// fail returns Discord's refusal with this code.
func fail(code int) *apiError {
	known, ok := failures[code]
	if !ok {
		panic("sandbox: no such failure: " + strconv.Itoa(code))
	}
	return &apiError{status: known.status, code: code, message: known.message}
}

// plainError is a refusal whose code is 0, such as "401: Unauthorized".
func plainError(status int, text string) *apiError {
	return &apiError{status: status, message: fmt.Sprintf("%d: %s", status, text)}
}

// Problem is one thing wrong with a request.
type Problem struct {
	Path    string // names and indexes joined by dots; "" is the body itself
	Code    string // "BASE_TYPE_REQUIRED"
	Message string
}

// problems collects what is wrong with a body. The zero value is ready.
type problems struct {
	list  []Problem
	empty bool // the message has nothing to show: code 50006
}

func (p *problems) addf(path, code, format string, args ...any) {
	p.list = append(p.list, Problem{path, code, fmt.Sprintf(format, args...)})
}

// refusal returns nil where nothing is wrong.
func (p *problems) refusal() *apiError {
	if len(p.list) == 0 {
		if p.empty {
			return fail(50006)
		}
		return nil
	}
	out := &apiError{status: 400, code: 50035, message: "Invalid Form Body", errors: object{}}
	var parts []string
	for _, one := range p.list {
		insert(out.errors, strings.Split(one.Path, "."), one)
		parts = append(parts, fmt.Sprintf("%s: %s (%s)", or(one.Path, "body"), one.Message, one.Code))
	}
	out.summary = strings.Join(parts, "; ")
	return out
}

// insert puts a problem at its path into Discord's nested form.
func insert(tree object, path []string, one Problem) {
	for _, name := range path {
		if name == "" {
			continue
		}
		next, ok := tree[name].(object)
		if !ok {
			next = object{}
			tree[name] = next
		}
		tree = next
	}
	list, _ := tree["_errors"].([]object)
	tree["_errors"] = append(list, object{"code": one.Code, "message": one.Message})
}

// oneProblem is the refusal for a body with a single thing wrong.
func oneProblem(path, code, message string) *apiError {
	p := problems{list: []Problem{{path, code, message}}}
	return p.refusal()
}
