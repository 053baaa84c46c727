package discord

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"summitbot/bot"
)

// Discord's limits on files.
const (
	maxFiles    = 10
	maxFile     = 10 << 20 // bytes
	maxUpload   = 24 << 20 // bytes of all files; a request has 25 MiB
	maxAlt      = 1024
	maxFileName = 100
	unnamed     = "file"
)

// file goes with a message.
type file struct {
	name string // letters, digits and ._- alone
	data []byte
}

// attachment says what a file is: its id is its number among the files.
type attachment struct {
	ID   string `json:"id"`
	Name string `json:"filename"`
	Alt  string `json:"description,omitempty"`
}

// renderFiles leaves out what is empty or does not fit.
func renderFiles(fs []bot.File) (files []file, attachments []attachment) {
	left := maxUpload
	for _, f := range fs {
		size := len(f.Data)
		if size == 0 || size > min(maxFile, left) || len(files) == maxFiles {
			continue
		}
		left -= size
		name := fileName(f.Name)
		attachments = append(attachments, attachment{strconv.Itoa(len(files)), name, cut(f.Alt, maxAlt)})
		files = append(files, file{name, f.Data})
	}
	return files, attachments
}

// fileName returns a name that Discord does not change, so that an embed finds it.
func fileName(name string) string {
	kept := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("._-", r):
			return r
		default:
			return '_'
		}
	}, name)
	if strings.Trim(kept, "._-") == "" {
		return unnamed
	}
	return kept[max(0, len(kept)-maxFileName):]
}

// form writes a request with files as Discord takes it: payload_json and files[n].
func form(payload []byte, files []file) (kind string, body []byte, err error) {
	var buf bytes.Buffer
	w := multipart.NewWriter(&buf)
	err = addPart(w, `form-data; name="payload_json"`, "application/json", payload)
	for n, f := range files {
		if err == nil {
			head := fmt.Sprintf(`form-data; name="files[%d]"; filename="%s"`, n, f.name)
			err = addPart(w, head, http.DetectContentType(f.data), f.data)
		}
	}
	if err == nil {
		err = w.Close()
	}
	return w.FormDataContentType(), buf.Bytes(), err
}

func addPart(w *multipart.Writer, disposition, kind string, data []byte) error {
	part, err := w.CreatePart(textproto.MIMEHeader{"Content-Disposition": {disposition}, "Content-Type": {kind}})
	if err == nil {
		_, err = part.Write(data)
	}
	return err
}
