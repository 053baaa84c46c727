// A message as an element.

import { el, icon, avatar, nameOf } from "./dom.js";
import { blocks, inline, plain } from "./markdown.js";
import { components, color, picture } from "./components.js";

const ephemeral = 1 << 6;
const loading = 1 << 7;
const suppressEmbeds = 1 << 2;

export const isEphemeral = (m) => (m.flags & ephemeral) !== 0;
const isLoading = (m) => (m.flags & loading) !== 0;

export const time = (stamp) => new Date(stamp).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

/** What a message says, on one line. */
export function summary(m, context) {
  const embed = m.embeds?.[0];
  const parts = [m.content, embed?.title, embed?.description].filter(Boolean).map((t) => plain(t, { ...context, links: true }));
  if (isLoading(m)) parts.push("is thinking");
  for (const t of texts(m.components)) parts.push(plain(t, context));
  if (!parts.length && m.attachments.length) parts.push(m.attachments[0].description || m.attachments[0].filename);
  return parts.join(". ").slice(0, 300);
}

const texts = (all) => (all || []).flatMap((c) => (c.type === 10 ? [c.content] : texts(c.components)));

/**
 * Returns the list item of a message. app has the context, the state and what can be done;
 * follows says that the message above is by the same author and just before.
 */
export function messageItem(m, app, follows) {
  const view = {
    context: app.context, state: app.state,
    media: (url) => mediaURL(url, m), alt: (url) => attachmentOf(url, m)?.description, press: (id, values) => app.press(m, id, values),
  };
  const whisper = isEphemeral(m);
  const label = `${nameOf(m.author)}, ${time(m.timestamp)}${m.edited_timestamp ? ", edited" : ""}${whisper ? ", only for you" : ""}`;
  const article = el("article", { tabIndex: -1, "aria-label": label },
    above(m, app), follows ? el("span", { class: "when", "aria-hidden": "true" }, time(m.timestamp)) : avatar(m.author),
    el("div", { class: "body" }, !follows && header(m), content(m, view), embeds(m, view), files(m, view),
      components(m.components, view), thread(m, app), whisper && onlyYou(m, app)),
    tools(m, app, whisper));
  const item = el("li", { id: `m${m.id}`, class: ["message", follows && "follows", whisper && "whisper", mentionsMe(m, app) && "to-me"].filter(Boolean).join(" ") }, article);
  article.addEventListener("contextmenu", (e) => {
    if (e.target.closest("a[href]") || String(getSelection())) return; // the browser's own is of more use there
    e.preventDefault();
    const box = article.getBoundingClientRect();
    const byKey = e.clientX === 0 && e.clientY === 0 || e.button !== 2;
    app.openMessageMenu(m, byKey ? box.left + 60 : e.clientX, byKey ? box.top + 30 : e.clientY, article);
  });
  return item;
}

const mentionsMe = (m, app) => m.author.id !== app.user && m.mentions.some((u) => u.id === app.user);

function header(m) {
  return el("div", { class: "head" }, el("span", { class: "name" }, nameOf(m.author)), m.author.bot && el("span", { class: "tag" }, "APP"),
    el("time", { dateTime: m.timestamp }, time(m.timestamp)));
}

// above says what the message answers: another message, or a command.
function above(m, app) {
  const meta = m.interaction_metadata;
  if (m.referenced_message) return reference(m.referenced_message, app, m.mentions);
  if (m.message_reference && m.message_reference.message_id) return el("div", { class: "above" }, icon("reply"), "the message was deleted");
  if (m.interaction) {
    return el("div", { class: "above" }, icon("reply"), el("span", { class: "name" }, nameOf(m.interaction.user)), " used ",
      el("span", { class: "mention" }, m.type === 23 || /[A-Z ]/.test(m.interaction.name) && !app.isSlash(m.interaction.name) ? m.interaction.name : `/${m.interaction.name}`));
  }
  const source = meta?.interacted_message_id && meta.interacted_message_id !== m.id && app.messages.get(meta.interacted_message_id);
  return source ? reference(source, app, []) : null;
}

function reference(target, app, mentions) {
  const at = mentions.some((u) => u.id === target.author.id) ? "@" : "";
  return el("button", { type: "button", class: "above", onclick: () => app.goTo(target.id) },
    icon("reply"), el("span", { class: "unseen" }, "In reply to "), el("span", { class: "name" }, at + nameOf(target.author)), el("span", { class: "cut" }, summary(target, app.context)));
}

function content(m, view) {
  if (isLoading(m)) {
    return el("p", { class: "thinking" }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), `${nameOf(m.author)} is thinking…`);
  }
  const edited = m.edited_timestamp && m.author.id !== undefined && !m.interaction_metadata && el("span", { class: "edited" }, " (edited)");
  if (!m.content && !edited) return null;
  const nodes = blocks(m.content, { ...view.context, links: true });
  const last = nodes.at(-1);
  if (edited && last?.tagName === "P") last.append(edited);
  else if (edited) nodes.push(edited);
  return el("div", { class: "text" }, nodes);
}

function embeds(m, view) {
  return m.flags & suppressEmbeds ? [] : m.embeds.map((e) => embed(e, view));
}

function embed(e, view) {
  const context = { ...view.context, links: true };
  const node = el("div", { class: "embed" },
    e.author && el("div", { class: "embed-author" }, e.author.name),
    e.title && el("div", { class: "embed-title" }, e.url ? el("a", { href: e.url, target: "_blank", rel: "noopener noreferrer" }, inline(e.title, view.context)) : inline(e.title, view.context)),
    e.description && el("div", { class: "text" }, blocks(e.description, context)),
    e.fields?.length && el("dl", {}, e.fields.map((f) => el("div", { class: f.inline ? "inline" : "" },
      el("dt", {}, inline(f.name, view.context)), el("dd", { class: "text" }, blocks(f.value, context))))),
    e.image && picture(e.image.url, view.alt(e.image.url), view, "picture"),
    e.thumbnail && picture(e.thumbnail.url, view.alt(e.thumbnail.url), view, "thumbnail"),
    (e.footer || e.timestamp) && el("div", { class: "embed-footer" }, [e.footer?.text, e.timestamp && new Date(e.timestamp).toLocaleString()].filter(Boolean).join(" · ")));
  if (e.color) node.style.setProperty("--embed-edge", color(e.color));
  return node;
}


// mediaURL finds the address of a file that goes with the message.
function mediaURL(url, m) {
  const file = attachmentOf(url, m);
  return file ? new URL(file.url).pathname : url;
}

const attachmentOf = (url, m) => m.attachments.find((a) => url === `attachment://${a.filename}`);

// files leaves out what an embed or a component shows already.
function files(m, view) {
  const shown = JSON.stringify([m.embeds, m.components]);
  return m.attachments.filter((a) => !shown.includes(`attachment://${a.filename}`)).map((a) => {
    const path = new URL(a.url).pathname;
    if (/\.(png|jpe?g|gif|webp)$/i.test(a.filename)) return picture(path, a.description, view, "picture");
    return el("a", { class: "file", href: path, download: a.filename }, icon("file"), el("span", {}, a.filename), el("small", {}, `${Math.ceil(a.size / 1024)} KB`));
  });
}

function thread(m, app) {
  return m.thread && el("button", { type: "button", class: "thread-link", onclick: () => app.openChannel(m.thread.id) },
    icon("thread"), el("span", {}, m.thread.name), el("span", { class: "see" }, "See thread"));
}

function onlyYou(m, app) {
  return el("p", { class: "only-you" }, icon("eye"), "Only you can see this · ",
    el("button", { type: "button", class: "as-link", onclick: () => app.dismiss(m) }, "Dismiss message"));
}

function tools(m, app, whisper) {
  const more = el("button", { type: "button", class: "quiet", "aria-label": "More", title: "More", "aria-haspopup": "menu" }, icon("more"));
  more.addEventListener("click", () => {
    const box = more.getBoundingClientRect();
    app.openMessageMenu(m, box.left - 150, box.bottom + 4, more);
  });
  const reply = !whisper && el("button", { type: "button", class: "quiet", "aria-label": "Reply", title: "Reply", onclick: () => app.replyTo(m) }, icon("reply"));
  return el("div", { class: "tools" }, reply, more);
}
