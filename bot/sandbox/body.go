package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"strconv"
)

// Discord's limits for uploads.
const (
	maxRequest = 25 << 20
	maxFile    = 10 << 20
)

// body is what came with a request.
type body struct {
	raw   json.RawMessage // the JSON, also where it came in a multipart form
	value any             // the same decoded, numbers as json.Number
	files []Attachment    // by their number in the form; the ID is that number
}

var filePart = regexp.MustCompile(`^files\[(\d+)\]$`)

// readBody returns an *apiError where the body is too large or malformed.
func readBody(r *http.Request) (body, error) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxRequest+1))
	if err != nil {
		return body{}, plainError(400, "Bad Request")
	}
	if len(raw) > maxRequest {
		return body{}, fail(40005)
	}
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case len(raw) == 0 && kind == "":
		return body{}, nil
	case kind == "application/json":
		return parseBody(raw, nil)
	case kind == "multipart/form-data":
		return readForm(multipart.NewReader(bytes.NewReader(raw), params["boundary"]))
	}
	return body{}, plainError(400, "Bad Request")
}

func parseBody(raw []byte, files []Attachment) (body, error) {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return body{}, fail(50109)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return body{}, fail(50109)
	}
	return body{raw, value, files}, nil
}

// readForm reads payload_json and files[n]; any other part is refused.
func readForm(form *multipart.Reader) (body, error) {
	payload, files := []byte("{}"), []Attachment(nil)
	for {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return parseBody(payload, files)
		}
		if err != nil {
			return body{}, plainError(400, "Bad Request")
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return body{}, plainError(400, "Bad Request")
		}
		if part.FormName() == "payload_json" {
			payload = data
			continue
		}
		file, refused := uploaded(part, data, len(files))
		if refused != nil {
			return body{}, refused
		}
		files = append(files, file)
	}
}

func uploaded(part *multipart.Part, data []byte, already int) (Attachment, *apiError) {
	match := filePart.FindStringSubmatch(part.FormName())
	if match == nil {
		return Attachment{}, oneProblem(part.FormName(), "SANDBOX_UNKNOWN_FIELD", "Parts are payload_json and files[n]")
	}
	if n, err := strconv.Atoi(match[1]); err != nil || n > 9 || already > 9 {
		return Attachment{}, oneProblem(part.FormName(), "BASE_TYPE_BAD_LENGTH", "Must be between 0 and 10 in length.")
	}
	if len(data) > maxFile {
		return Attachment{}, fail(40005)
	}
	return Attachment{
		ID: match[1], Filename: part.FileName(), Data: data,
		ContentType: part.Header.Get("Content-Type"),
	}, nil
}

// decodeInto turns a decoded JSON value into T; what does not fit is left out,
// since the checks have complained of it before.
func decodeInto[T any](value any) T {
	var out T
	if value != nil {
		_ = json.Unmarshal(encode(value), &out)
	}
	return out
}
