package sandbox

import "time"

// checkEmbeds checks each embed and the text of all together.
func checkEmbeds(f form) {
	total := 0
	for _, e := range f.forms("embeds", 0, 10) {
		total += checkEmbed(e)
	}
	if total > 6000 {
		f.badf("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
}

// checkEmbed returns the number of code points which count towards 6000.
func checkEmbed(e form) int {
	e.only(embedFields)
	e.text("type", 0, 1<<20)
	e.link("url", 2048, "http", "https")
	e.whole("color", 0, 0xffffff)
	checkTimestamp(e)
	total := runes(e.text("title", 0, 256), e.text("description", 0, 4096))
	total += checkEmbedEdge(e, "author", "name", 256)
	total += checkEmbedEdge(e, "footer", "text", 2048)
	for _, field := range e.forms("fields", 0, 25) {
		total += checkEmbedField(field)
	}
	media := checkEmbedMedia(e, "image")
	media = checkEmbedMedia(e, "thumbnail") || media
	if total == 0 && !media {
		e.badf("description", "BASE_TYPE_REQUIRED", "This field is required")
	}
	return total
}

func checkTimestamp(e form) {
	at := e.text("timestamp", 0, 100)
	if at == "" {
		return
	}
	if _, err := time.Parse(time.RFC3339, at); err != nil {
		e.badf("timestamp", "DATE_TIME_TYPE_PARSE", "Could not parse %s. Should be ISO8601.", at)
	}
}

// checkEmbedEdge checks an author or a footer.
func checkEmbedEdge(e form, name, text string, most int) int {
	edge, ok := e.child(name)
	if !ok {
		return 0
	}
	edge.only(embedEdgeFields, "proxy_icon_url")
	edge.need(text)
	edge.link("url", 2048, "http", "https")
	edge.link("icon_url", 2048, "http", "https", "attachment")
	return runes(edge.text(text, 1, most))
}

func checkEmbedField(field form) int {
	field.only(embedFieldFields)
	field.need("name", "value")
	field.flag("inline")
	return runes(field.text("name", 1, 256), field.text("value", 1, 1024))
}

func checkEmbedMedia(e form, name string) bool {
	media, ok := e.child(name)
	if !ok {
		return false
	}
	media.only(embedMediaFields, "proxy_url")
	media.need("url")
	media.link("url", 2048, "http", "https", "attachment")
	return true
}
