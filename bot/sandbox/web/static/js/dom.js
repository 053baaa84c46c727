// Elements without innerHTML: text is always text.

/**
 * Makes an element. Properties that start with "on" are listeners; "class", "data-…",
 * "aria-…" and "role" are attributes; all others are properties of the element.
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name in node && !/^(class|role|aria-|data-)/.test(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "true" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== undefined && c !== null && c !== false));
  return node;
}

const paths = {
  hash: "M9 3 7 21M17 3l-2 18M4 8h17M3 16h17",
  at: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zm4 4v1.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.6 7.2",
  thread: "M5 4v9a3 3 0 0 0 3 3h11m-4-4 4 4-4 4",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  reply: "M9 6 3 12l6 6M3 12h11a7 7 0 0 1 7 7",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zm10-3a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  down: "m6 9 6 6 6-6",
  out: "M14 4h6v6M20 4l-9 9M10 5H5v14h14v-5",
  close: "M6 6l12 12M18 6 6 18",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  check: "m5 12 5 5 9-10",
};

/** An icon of strokes; it says nothing to a screen reader. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg.namespaceURI, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
}

/** The first letter, on a colour that belongs to the id. */
export function avatar(user) {
  const hue = Number(BigInt(user.id || 0) % 12n) * 30;
  const node = el("span", { class: user.bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, initials(nameOf(user)));
  node.style.setProperty("--hue", hue);
  return node;
}

const initials = (name) => [...name].slice(0, 1).join("").toUpperCase();

export const nameOf = (user) => user.global_name || user.name || user.username || "somebody";

let count = 0;
/** An id that no other element has. */
export const fresh = (prefix) => `${prefix}-${++count}`;
