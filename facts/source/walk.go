package source

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"unicode/utf8"
)

// ignoreFile names, in any folder, what is passed over in that folder and below.
const ignoreFile = ".summitbotignore"

// walk returns the files of a folder in the order of their paths.
func walk(root string) ([]entry, []error) {
	w := walker{root: root}
	if err := fs.WalkDir(os.DirFS(root), ".", w.visit); err != nil {
		w.errs = append(w.errs, fileError(root, err))
	}
	return w.files, w.errs
}

type walker struct {
	root  string
	files []entry
	errs  []error
	rules []rule
}

func (w *walker) visit(name string, d fs.DirEntry, err error) error {
	full := filepath.Join(w.root, filepath.FromSlash(name))
	switch {
	case err != nil:
		w.errs = append(w.errs, fileError(full, err))
	case name == ".":
		w.load(full, name)
	case strings.HasPrefix(d.Name(), ".") || ignored(w.rules, name, d.IsDir()):
		return skip(d)
	case d.IsDir() && strings.Count(name, "/") >= MaxFolders:
		w.errs = append(w.errs, fileError(full, ErrTooDeep))
		return fs.SkipDir
	case d.IsDir():
		w.load(full, name)
	case !d.Type().IsRegular():
	case len(w.files) == MaxFiles:
		return fmt.Errorf("%w: it has more than %d files", ErrTooLarge, MaxFiles)
	default:
		w.files = append(w.files, entry{full, name})
	}
	return nil
}

func skip(d fs.DirEntry) error {
	if d.IsDir() {
		return fs.SkipDir
	}
	return nil
}

// load reads the rules of a folder, if it has any.
func (w *walker) load(full, name string) {
	data, err := readFile(filepath.Join(full, ignoreFile))
	if err == nil {
		w.rules = append(w.rules, parseIgnore(name, string(data))...)
	}
}

// rule is a line of an ignore file. It speaks of paths below its folder.
type rule struct {
	folder  string
	pattern *regexp.Regexp
	folders bool // it matches folders alone
	keep    bool // what an earlier rule passes over is read
}

// ignored reports whether a path, relative to the root, is to be passed over: the last
// rule that matches it decides.
func ignored(rules []rule, name string, isDir bool) bool {
	out := false
	for _, r := range rules {
		below, ok := inFolder(r.folder, name)
		if ok && (isDir || !r.folders) && r.pattern.MatchString(below) {
			out = !r.keep
		}
	}
	return out
}

func inFolder(folder, name string) (string, bool) {
	if folder == "." {
		return name, true
	}
	return strings.CutPrefix(name, folder+"/")
}

// parseIgnore reads the lines of an ignore file, which are written as in .gitignore:
// "*", "?", "[a-z]" and "**", a "/" that binds to the folder or means folders alone, "!"
// that takes back, and "#" before a comment.
func parseIgnore(folder, text string) []rule {
	var rules []rule
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, " \t\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		r := rule{folder: path.Clean(folder)}
		line, r.keep = strings.CutPrefix(line, "!")
		line, r.folders = strings.CutSuffix(line, "/")
		if p, err := regexp.Compile(globPattern(line)); err == nil {
			r.pattern = p
			rules = append(rules, r)
		}
	}
	return rules
}

// globPattern returns the regular expression of a pattern. One with a slash before its
// end is bound to the folder; another matches at any depth.
func globPattern(glob string) string {
	bound := strings.Contains(glob, "/")
	glob = strings.TrimPrefix(glob, "/")
	b := "^"
	if !bound {
		b += "(?:.*/)?"
	}
	for glob != "" {
		var re string
		re, glob = globStep(glob)
		b += re
	}
	return b + "$"
}

// globStep translates what stands first in a pattern, and returns the rest.
func globStep(glob string) (re, rest string) {
	switch {
	case strings.HasPrefix(glob, "**/"):
		return "(?:.*/)?", glob[3:]
	case strings.HasPrefix(glob, "**"):
		return ".*", glob[2:]
	case glob[0] == '*':
		return "[^/]*", glob[1:]
	case glob[0] == '?':
		return "[^/]", glob[1:]
	case glob[0] == '[':
		if end := strings.IndexByte(glob[1:], ']'); end > 0 {
			set := strings.Replace(glob[1:end+1], "!", "^", 1)
			return "[" + strings.ReplaceAll(set, `\`, `\\`) + "]", glob[end+2:]
		}
	case glob[0] == '\\' && len(glob) > 1:
		return regexp.QuoteMeta(glob[1:2]), glob[2:]
	}
	_, n := utf8.DecodeRuneInString(glob)
	return regexp.QuoteMeta(glob[:n]), glob[n:]
}
