// The message box: text, mentions, replies, and the way into slash commands.

import { el, avatar, icon, nameOf } from "./dom.js";
import { Listbox } from "./listbox.js";
import { CommandForm, leaves } from "./command.js";

const $ = (id) => document.getElementById(id);

export class Composer {
  constructor(app) {
    this.app = app;
    this.text = $("text");
    this.listbox = new Listbox($("suggestions"));
    this.command = new CommandForm($("command"), this.listbox, {
      complete: (command, options, partial, signal) => app.complete(command, options, partial, signal),
      submit: (command, options) => app.invoke(command, options),
      cancel: (text) => this.back(text),
      state: () => app.state,
    });
    this.text.addEventListener("input", () => this.changed());
    this.text.addEventListener("keydown", (e) => this.key(e));
    this.text.addEventListener("blur", () => { if (!this.command.leaf) this.listbox.hide(); });
    $("composer").addEventListener("submit", (e) => { e.preventDefault(); this.send(); });
  }

  /** Sets the box for a channel. */
  reset(label) {
    if (this.command.leaf) this.command.stop("");
    this.listbox.hide();
    this.reply(null);
    this.text.placeholder = label;
    this.text.setAttribute("aria-label", label);
  }

  leaves() {
    return leaves(this.app.commands());
  }

  changed() {
    this.grow();
    const before = this.text.value.slice(0, this.text.selectionStart);
    const slash = this.text.value.match(/^\/([^\n]*)$/);
    const mention = before.match(/(?:^|\s)@([\p{L}\p{N}_-]*)$/u);
    if (slash) this.offerCommands(slash[1]);
    else if (mention) this.offerPeople(mention[1]);
    else this.listbox.hide();
  }

  offerCommands(typed) {
    const all = this.leaves();
    const started = all.find((l) => typed.startsWith(`${l.path} `));
    if (started) return this.start(started, typed.slice(started.path.length + 1));
    const rank = (l) => (l.path.startsWith(typed.toLowerCase()) ? 0 : 1);
    const fit = all.filter((l) => l.path.includes(typed.toLowerCase().trim())).sort((a, b) => rank(a) - rank(b));
    const bot = this.app.state.bot;
    this.listbox.show(this.text, "Commands", fit.map((leaf) => ({
      leaf, lead: avatar(bot), title: `/${leaf.path}`, detail: leaf.description, mark: bot.name,
    })), ({ leaf }) => this.start(leaf), true);
  }

  offerPeople(typed) {
    const fit = this.app.state.users.filter((u) => u.name.toLowerCase().startsWith(typed.toLowerCase()));
    this.listbox.show(this.text, "Members", fit.map((user) => ({
      user, lead: avatar(user), title: user.name, detail: user.bot ? "app" : user.role,
    })), ({ user }) => {
      const at = this.text.selectionStart - typed.length;
      this.text.setRangeText(`${user.name} `, at, this.text.selectionStart, "end");
      this.grow();
    }, true);
  }

  start(leaf, text) {
    this.text.value = "";
    this.text.hidden = true;
    this.command.start(leaf, text);
  }

  /** Shows a text to go on with, or starts the command where it is one. */
  fill(text) {
    if (this.command.leaf) this.command.stop("");
    this.text.value = text;
    this.text.focus();
    this.changed();
  }

  back(text) {
    this.text.hidden = false;
    this.fill(text);
  }

  key(e) {
    if (this.listbox.key(e)) return;
    if (e.key === "Enter" && !e.shiftKey && !e.isComposing) {
      e.preventDefault();
      this.send();
    } else if (e.key === "Escape" && this.replying) {
      this.reply(null);
    } else if (e.key === "ArrowUp" && this.text.value === "") {
      e.preventDefault();
      this.app.editLast();
    }
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 200)}px`;
  }

  async send() {
    if (this.command.leaf) return this.command.submit();
    const content = toWire(this.text.value.trim(), this.app.state.users);
    if (!content) return;
    const replying = this.replying;
    this.text.value = "";
    this.grow();
    this.listbox.hide();
    this.reply(null);
    await this.app.say(content, replying);
  }

  reply(m) {
    this.replying = m;
    const bar = $("replying");
    bar.hidden = !m;
    if (!m) return bar.replaceChildren();
    bar.replaceChildren(el("span", {}, "Replying to ", el("strong", {}, nameOf(m.author))),
      el("button", { type: "button", class: "quiet", "aria-label": "Do not reply", onclick: () => { this.reply(null); this.text.focus(); } }, icon("close")));
    this.text.focus();
  }
}

const escaped = (s) => s.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Turns "@name" into Discord's form. */
export function toWire(text, users) {
  for (const u of [...users].sort((a, b) => b.name.length - a.name.length)) {
    text = text.replace(new RegExp(`(^|[^\\w<])@${escaped(u.name)}(?![\\p{L}\\p{N}_])`, "giu"), `$1<@${u.id}>`);
  }
  return text;
}

/** The other way round, for a message that is edited. */
export function fromWire(text, users) {
  return text.replace(/<@!?(\d+)>/g, (whole, id) => {
    const u = users.find((user) => user.id === id);
    return u ? `@${u.name}` : whole;
  });
}
