// The components of a message: buttons, menus, and those that lay out.

import { el, icon } from "./dom.js";
import { blocks } from "./markdown.js";
import { selectMenu } from "./select.js";

/**
 * Returns the elements of a message's components. view has { context, media(url), press(id,
 * values), state }.
 */
export const components = (all, view) => (all || []).map((c) => component(c, view));

function component(c, view) {
  const make = makers[c.type];
  return make ? make(c, view) : el("p", { class: "unknown" }, `a component of type ${c.type}`);
}

const makers = {
  1: (c, view) => el("div", { class: "row" }, components(c.components, view)),
  2: button,
  3: (c, view) => menu(c, view, c.options.map((o) => ({ ...o, emoji: emojiText(o.emoji) }))),
  5: (c, view) => menu(c, view, people(view)),
  6: (c, view) => menu(c, view, roles(view)),
  7: (c, view) => menu(c, view, [...people(view), ...roles(view)]),
  8: (c, view) => menu(c, view, view.state.channels
    .filter((ch) => ch.guild && (!c.channel_types?.length || c.channel_types.includes(ch.type)))
    .map((ch) => ({ label: `#${ch.name}`, value: ch.id }))),
  9: (c, view) => el("div", { class: "section" }, el("div", {}, components(c.components, view)), c.accessory && component(c.accessory, view)),
  10: (c, view) => el("div", { class: "text" }, blocks(c.content, view.context)),
  11: (c, view) => picture(c.media.url, c.description, view, "thumbnail"),
  12: (c, view) => el("div", { class: "gallery" }, c.items.map((i) => picture(i.media.url, i.description, view, "picture"))),
  13: (c, view) => el("a", { class: "file", href: view.media(c.file.url) }, icon("file"), c.file.url.split("/").pop()),
  14: (c) => el("hr", { class: c.divider === false ? "space" : "" }),
  17: container,
};

const people = (view) => view.state.users.map((u) => ({ label: u.name, value: u.id, description: u.role }));
const roles = (view) => view.state.roles.map((r) => ({ label: r.name.startsWith("@") ? r.name : `@${r.name}`, value: r.id }));

function button(c, view) {
  const inside = [c.emoji && el("span", { class: "emoji", "aria-hidden": c.label ? "true" : null }, emojiText(c.emoji)), c.label && el("span", {}, c.label)];
  if (c.style === 5) {
    return el("a", { class: "button link", href: c.url, target: "_blank", rel: "noopener noreferrer" }, inside, icon("out"));
  }
  const node = el("button", { type: "button", class: `button style-${c.style}`, disabled: c.disabled, "data-custom-id": c.custom_id }, inside);
  node.addEventListener("click", () => busy(node, () => view.press(c.custom_id)));
  return node;
}

function menu(c, view, options) {
  const given = (c.default_values || []).map((v) => v.id);
  const spec = {
    label: c.placeholder || "Make a selection", min: c.min_values ?? 1, max: c.max_values ?? 1,
    disabled: c.disabled, customID: c.custom_id,
    options: options.map((o) => ({ ...o, default: o.default || given.includes(o.value) })),
  };
  const node = selectMenu(spec, (values) => busy(node.firstChild, () => view.press(c.custom_id, values)));
  return node;
}

// busy marks a control until the bot has answered. Two clicks at once are one.
async function busy(node, work) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  await work();
  node.removeAttribute("aria-busy");
}

const emojiText = (emoji) => emoji && (emoji.id ? `:${emoji.name}:` : emoji.name);

function container(c, view) {
  const node = el("div", { class: "embed" }, components(c.components, view));
  if (c.accent_color !== undefined) node.style.setProperty("--embed-edge", color(c.accent_color));
  return node;
}

export const color = (n) => `#${n.toString(16).padStart(6, "0")}`;

/** A picture that opens in full size. */
export function picture(url, alt, view, kind) {
  const source = view.media(url);
  const image = el("img", { src: source, alt: alt || "", loading: "eager" });
  return el("a", { class: kind, href: source, target: "_blank", rel: "noopener", "aria-label": `Picture${alt ? `: ${alt}` : ""}` }, image);
}
