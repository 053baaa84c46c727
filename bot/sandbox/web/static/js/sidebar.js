// The channels, who one is, the theme, and the drawer of a narrow window.

import { el, icon, avatar } from "./dom.js";

const $ = (id) => document.getElementById(id);
const isThread = (c) => c.type >= 10 && c.type <= 12;
const isDM = (c) => c.type === 1;

export const channelIcon = (c) => icon(isDM(c) ? "at" : isThread(c) ? "thread" : "hash");

/** Shows the channels; unread is a set of ids. */
export function showChannels(app) {
  const { channels, guild } = app.state;
  $("guild").textContent = guild.name;
  const entry = (c) => el("li", {}, el("button", {
    type: "button", class: isThread(c) ? "channel thread" : "channel", "aria-current": c.id === app.channel ? "page" : null,
    "data-channel": c.id, onclick: () => app.openChannel(c.id),
  }, channelIcon(c), el("span", { class: "channel-name" }, c.name), app.unread.has(c.id) && el("span", { class: "dot" }, el("span", { class: "unseen" }, "unread"))));
  const group = (title, list) => list.length && [el("h2", {}, title), el("ul", {}, list.map(entry))];
  const rooms = channels.filter((c) => c.guild && !isThread(c)).flatMap((c) => [c, ...channels.filter((t) => t.parent === c.id)]);
  const focused = document.activeElement?.dataset?.channel;
  $("channels").replaceChildren(...[group("Channels", rooms), group("Direct messages", channels.filter(isDM))].flat().filter(Boolean));
  if (focused) $("channels").querySelector(`[data-channel="${focused}"]`)?.focus();
}

/** Shows whom one can be. */
export function showPeople(app) {
  const all = app.state.people.map((p) => {
    const radio = el("input", { type: "radio", name: "person", value: p.id, checked: p.id === app.user });
    radio.addEventListener("change", () => app.become(p.id));
    return el("label", { class: "person" }, radio, avatar(p), el("span", {}, el("strong", {}, p.name), el("small", {}, p.role)));
  });
  const focused = $("people").contains(document.activeElement);
  $("people").replaceChildren(el("legend", {}, "You are"), ...all);
  if (focused) $("people").querySelector(":checked").focus();
}

/** Makes the drawer of a narrow window work. Returns what closes it. */
export function drawer() {
  const narrow = matchMedia("(max-width: 44rem)");
  const [button, side, shade] = [$("drawer"), $("sidebar"), $("shade")];
  const set = (open) => {
    button.setAttribute("aria-expanded", open);
    side.classList.toggle("open", open);
    side.inert = narrow.matches && !open;
    shade.hidden = !open;
  };
  const close = () => {
    if (!side.classList.contains("open")) return;
    set(false);
    button.focus();
  };
  button.addEventListener("click", () => {
    set(true);
    (side.querySelector('[aria-current="page"]') ?? side.querySelector("button"))?.focus();
  });
  shade.addEventListener("click", close);
  side.addEventListener("keydown", (e) => { if (e.key === "Escape") close(); });
  narrow.addEventListener("change", () => set(false));
  set(false);
  return close;
}

/** Follows the system's theme until one is chosen. */
export function theme() {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = $("theme");
  const store = {
    get: () => { try { return localStorage.getItem("theme"); } catch { return null; } },
    set: (v) => { try { localStorage.setItem("theme", v); } catch { /* it lasts as long as the page */ } },
  };
  let chosen = store.get();
  const apply = () => {
    const now = chosen ?? (dark.matches ? "dark" : "light");
    document.documentElement.dataset.theme = now;
    button.setAttribute("aria-pressed", now === "dark");
  };
  button.addEventListener("click", () => {
    chosen = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    store.set(chosen);
    apply();
  });
  dark.addEventListener("change", apply);
  apply();
}
