// Discord's Markdown as elements. What is no markup stays as it was typed.
//
//   text → blocks (fences, quotes, headings, lists) → inline (emphasis, code, links, mentions)
//
// A context says how names are found and what is allowed: { user(id), channel(id), links }.
// masked links count only where context.links is true, as in messages and descriptions.

import { el } from "./dom.js";

const fence = /^```(?:([\w+-]+)\n)?\n?([\s\S]+?)\n?```\n?/;
const heading = /^(#{1,3}|-#) +(.+)$/;
const bullet = /^( *)([-*]|\d{1,9}\.) +(.+)$/;

/** Returns nodes for a whole text. */
export function blocks(text, context = {}) {
  const out = [];
  let plain = [];
  const flush = () => {
    if (plain.length) out.push(...lines(plain.join("\n"), context));
    plain = [];
  };
  let rest = text;
  let start = true; // of a line
  while (rest !== "") {
    const code = rest.match(fence);
    if (code) {
      flush();
      out.push(codeBlock(code[2], code[1]));
      rest = rest.slice(code[0].length);
      continue;
    }
    const whole = start && rest.match(/^>>> ([\s\S]+)/);
    if (whole) {
      flush();
      out.push(el("blockquote", {}, blocks(whole[1], context)));
      break;
    }
    // A line goes as far as the next fence, should one begin in it.
    const line = rest.match(/^[^\n]*?(?=```[\s\S]+?```|\n|$)/)[0];
    rest = rest.slice(line.length);
    plain.push(line);
    start = rest.startsWith("\n");
    if (start) rest = rest.slice(1);
    else if (rest !== "") flush();
  }
  flush();
  return out;
}

// codeBlock is a region of its own, so that the keyboard can scroll it.
function codeBlock(text, language) {
  return el("pre", { tabIndex: 0, role: "region", "aria-label": language ? `Code, ${language}` : "Code" }, el("code", {}, text));
}

// lines groups lines into quotes, headings, lists and paragraphs.
function lines(text, context) {
  const all = text.split("\n");
  const out = [];
  for (let i = 0; i < all.length;) {
    const same = (test) => {
      const from = i;
      while (i < all.length && test(all[i])) i++;
      return all.slice(from, i);
    };
    const head = all[i].match(heading);
    if (/^> /.test(all[i])) {
      const quoted = same((l) => /^>( |$)/.test(l)).map((l) => l.slice(2));
      out.push(el("blockquote", {}, lines(quoted.join("\n"), context)));
    } else if (head) {
      out.push(headingOf(head, context));
      i++;
    } else if (bullet.test(all[i])) {
      out.push(list(same((l) => bullet.test(l)), context));
    } else {
      const plain = same((l) => !/^> /.test(l) && !heading.test(l) && !bullet.test(l));
      out.push(paragraph(plain, context));
    }
  }
  return out;
}

// A heading in a message is none of the page's: it gets a level below those.
function headingOf([, marks, text], context) {
  if (marks === "-#") return el("p", { class: "subtext" }, inline(text, context));
  return el("p", { class: `heading h${marks.length}`, role: "heading", "aria-level": marks.length + 3 }, inline(text, context));
}

function paragraph(all, context) {
  return el("p", {}, inline(all.join("\n"), context));
}

// list nests items by their indent.
function list(all, context) {
  const items = all.map((l) => {
    const [, indent, mark, text] = l.match(bullet);
    return { indent: indent.length, ordered: /\d/.test(mark), start: parseInt(mark, 10), text };
  });
  let i = 0;
  const build = (indent) => {
    const first = items[i];
    const node = el(first.ordered ? "ol" : "ul", first.ordered ? { start: first.start } : {});
    while (i < items.length && items[i].indent >= indent && items[i].ordered === first.ordered) {
      if (items[i].indent > indent + 1 && node.lastChild) {
        node.lastChild.append(build(items[i].indent));
        continue;
      }
      node.append(el("li", {}, inline(items[i].text, context)));
      i++;
    }
    return node;
  };
  const out = [];
  while (i < items.length) out.push(build(items[i].indent));
  return out;
}

// rules are tried in order at each place: a pattern that must match there, and what it makes.
const rules = [
  [/^\\([^A-Za-z0-9\s])/, (m) => m[1]],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => el("code", {}, m[2].replace(/^ (.*`.*) $/s, "$1"))],
  [/^<@!?(\d+)>/, (m, c) => el("span", { class: "mention" }, `@${c.user?.(m[1]) ?? "unknown-user"}`)],
  [/^<#(\d+)>/, (m, c) => el("span", { class: "mention" }, `#${c.channel?.(m[1]) ?? "unknown"}`)],
  [/^<@&(\d+)>/, (m, c) => el("span", { class: "mention" }, `@${c.role?.(m[1]) ?? "unknown-role"}`)],
  [/^<\/([^:>]+):\d+>/, (m) => el("span", { class: "mention" }, `/${m[1]}`)],
  [/^<t:(-?\d+)(?::[tTdDfFR])?>/, (m) => el("time", {}, new Date(m[1] * 1000).toLocaleString())],
  [/^@(everyone|here)\b/, (m) => el("span", { class: "mention" }, m[0])],
  [/^\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s<>)]+)>?(?: "[^"]*")?\)/, masked],
  [/^<(https?:\/\/[^\s<>]+)>/, (m) => link(m[1], m[1])],
  [/^https?:\/\/[^\s<]+[^\s<.,:;"')\]*_~|]/, (m) => link(m[0], m[0])],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, (m, c) => el("strong", {}, inline(m[1], c))],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, (m, c) => el("u", {}, inline(m[1], c))],
  [/^~~((?:\\[\s\S]|[^\\])+?)~~/, (m, c) => el("s", {}, inline(m[1], c))],
  [/^\|\|((?:\\[\s\S]|[^\\])+?)\|\|/, (m, c) => spoiler(inline(m[1], c))],
  [/^\*(?=[^\s*])((?:\*\*(?:\\[\s\S]|[^\\*])+\*\*|\\[\s\S]|[^\\*])+)\*(?!\*)/, (m, c) => el("em", {}, inline(m[1], c))],
  [/^_((?:__(?:\\[\s\S]|[^\\_])+__|\\[\s\S]|[^\\_])+)_(?![A-Za-z0-9_])/, (m, c) => el("em", {}, inline(m[1], c))],
];

// plainRun is text in which no rule can begin.
const plainRun = /^(?:[A-Za-z0-9]+_+(?=[A-Za-z0-9])|[^\\`<@[*_~|h\n]+|h(?!ttps?:\/\/))/;

/** Returns nodes and strings for a run of text without blocks. */
export function inline(text, context = {}) {
  const out = [];
  let rest = text;
  const push = (part) => {
    if (typeof part === "string" && typeof out.at(-1) === "string") out[out.length - 1] += part;
    else out.push(part);
  };
  while (rest !== "") {
    const [size, made] = next(rest, context);
    push(made);
    rest = rest.slice(size);
  }
  return out;
}

function next(rest, context) {
  const run = rest.match(plainRun);
  if (run) return [run[0].length, run[0]];
  if (rest[0] === "\n") return [1, el("br")];
  for (const [pattern, make] of rules) {
    const m = rest.match(pattern);
    const made = m && make(m, context);
    if (made) return [m[0].length, made];
  }
  return [1, rest[0]];
}

// masked returns undefined where Discord shows the markup as it is: where masked links are
// not allowed, or where the text pretends to be an address.
function masked([, text, address], context) {
  if (!context.links || /https?:\/\//.test(text)) return undefined;
  const node = link("", address);
  node.append(...inline(text, { ...context, links: false }));
  node.title = address;
  return node;
}

function link(text, address) {
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, text);
}

// spoiler hides the text behind a button; what is in it works only when it is shown.
function spoiler(content) {
  const text = el("span", {}, content).textContent;
  const hidden = el("span", { class: "hidden-text", "aria-hidden": "true" }, text);
  const button = el("button", { type: "button", class: "spoiler", "aria-label": "Spoiler, hidden: show it" }, hidden);
  button.addEventListener("click", () => {
    const shown = el("span", { class: "spoiler shown", tabIndex: -1 }, content);
    button.replaceWith(shown);
    shown.focus();
  });
  return button;
}

/** The text alone, as one line, for previews and announcements. */
export function plain(text, context = {}) {
  const parts = blocks(text, context).map((node) => el("div", {}, node));
  for (const br of parts.flatMap((n) => [...n.querySelectorAll("br")])) br.replaceWith(" ");
  return parts.map((n) => n.textContent).join(" ").replace(/\s+/g, " ").trim();
}
