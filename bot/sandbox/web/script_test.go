package web_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"
)

// tourCommands are commands with everything that a client shows.
func tourCommands() []object {
	return []object{
		{"name": "tour", "description": "All that a message can hold", "options": []object{
			{"type": 3, "name": "place", "description": "Where to?", "required": true, "autocomplete": true},
			{"type": 5, "name": "private", "description": "Only for me"},
			{"type": 4, "name": "days", "description": "How long?", "choices": []object{{"name": "One day", "value": 1}, {"name": "A week", "value": 7}}},
		}},
		{"name": "silent", "description": "Never answers"},
		{"name": "slow", "description": "Thinks first"},
		{"type": 3, "name": "Ask the article"},
	}
}

// tour answers the commands and what they show.
func tour(d *double, i object) object {
	data := i["data"].(object)
	name, _ := data["name"].(string)
	id, _ := data["custom_id"].(string)
	switch {
	case i["type"] == 4.0:
		return object{"type": 8, "data": object{"choices": []object{{"name": "The high pass", "value": "pass"}, {"name": "The lake", "value": "lake"}}}}
	case name == "tour":
		return tourMessage(data)
	case name == "slow":
		d.send("POST", "/interactions/"+i["id"].(string)+"/"+i["token"].(string)+"/callback", object{"type": 5})
		return nil
	case name == "Ask the article":
		target := data["resolved"].(object)["messages"].(object)[data["target_id"].(string)].(object)
		return whisper("You asked about: " + target["content"].(string))
	case id == "modal":
		return feedback()
	case id == "feedback":
		return whisper("Thank you for " + submitted(data))
	case id == "update":
		return object{"type": 7, "data": object{"content": "**Updated** in its place", "embeds": []object{}, "attachments": []object{}, "components": []object{
			{"type": 1, "components": []object{{"type": 2, "style": 2, "label": "Update", "custom_id": "update"}}},
		}}}
	case id != "":
		return whisper(fmt.Sprintf("You used %s %v", id, data["values"]))
	}
	return nil
}

func whisper(text string) object {
	return object{"type": 4, "data": object{"content": text, "flags": 64}}
}

// tourMessage has an embed with a picture, buttons of all styles, and menus.
func tourMessage(data object) object {
	button := func(style int, id string) object {
		return object{"type": 2, "style": style, "label": strings.ToUpper(id[:1]) + id[1:], "custom_id": id}
	}
	row := func(all ...object) object { return object{"type": 1, "components": all} }
	options := []object{}
	for _, name := range []string{"Lakes", "Peaks", "Huts"} {
		options = append(options, object{"label": name, "value": strings.ToLower(name), "description": "All about " + strings.ToLower(name)})
	}
	return object{"type": 4, "data": object{
		"content": fmt.Sprintf("The tour with %v", data["options"]),
		"embeds": []object{{
			"title": "The **high** pass", "description": "> It is _steep_ and **long**.\nSee [the map](https://example.org/map).",
			"color": 0x2E7D32, "footer": object{"text": "A guide · page 3"}, "image": object{"url": "attachment://hills.png"},
			"fields": []object{{"name": "Height", "value": "2106 m", "inline": true}, {"name": "Way", "value": "`north`", "inline": true}},
		}},
		"attachments": []object{{"id": "0", "filename": "hills.png", "description": "Three hills, the last one the highest"}},
		"components": []object{
			row(button(1, "update"), button(2, "modal"), button(3, "yes"), button(4, "no"), object{"type": 2, "style": 5, "label": "Map", "url": "https://example.org/map"}),
			row(object{"type": 3, "custom_id": "one", "placeholder": "Choose one", "options": options}),
			row(object{"type": 3, "custom_id": "several", "placeholder": "Choose several", "min_values": 1, "max_values": 3, "options": options}),
			row(object{"type": 8, "custom_id": "where", "placeholder": "Choose channels", "channel_types": []int{0}}),
		},
	}}
}

func feedback() object {
	return object{"type": 9, "data": object{"custom_id": "feedback", "title": "Feedback", "components": []object{
		{"type": 18, "label": "What was it like?", "description": "In a few words", "component": object{"type": 4, "custom_id": "what", "style": 2, "min_length": 3}},
		{"type": 18, "label": "Which part?", "component": object{
			"type": 3, "custom_id": "which",
			"options": []object{{"label": "The way up", "value": "up"}, {"label": "The way down", "value": "down"}},
		}},
	}}}
}

// submitted lists what was filled in.
func submitted(data object) string {
	var out []string
	for _, c := range data["components"].([]any) {
		field := c.(object)["component"].(object)
		for _, name := range []string{"value", "values"} {
			if v, ok := field[name]; ok {
				out = append(out, fmt.Sprint(v))
			}
		}
	}
	return strings.Join(out, " and ")
}

// hills is a small picture.
func hills() []byte {
	picture := image.NewRGBA(image.Rect(0, 0, 480, 160))
	for x := range 480 {
		for y := range 160 {
			ground := 140 - (x%160)*(x/160+1)/5
			shade := color.RGBA{214, 234, 232, 255}
			if y > ground {
				shade = color.RGBA{11, uint8(80 + x/8), 105, 255}
			}
			picture.Set(x, y, shade)
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, picture) // into memory
	return b.Bytes()
}
