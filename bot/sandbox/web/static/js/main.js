// The page: what is shown now, what people do, and what happens meanwhile.

import { el, icon, nameOf } from "./dom.js";
import { act, getMessages, getState, listen } from "./api.js";
import { messageItem, summary, isEphemeral } from "./message.js";
import { openMenu } from "./menu.js";
import { Composer, fromWire, toWire } from "./composer.js";
import { showModal } from "./modal.js";
import { channelIcon, drawer, showChannels, showPeople, theme } from "./sidebar.js";

const $ = (id) => document.getElementById(id);
const minutes = 60_000;

class App {
  constructor() {
    this.user = "";
    this.channel = "";
    this.state = null;
    this.messages = new Map(); // of the channel, by id, oldest first
    this.dismissed = new Set();
    this.end = true; // the newest message is in view
    this.unread = new Set();
    this.context = {
      user: (id) => this.state.users.find((u) => u.id === id)?.name,
      channel: (id) => this.state.channels.find((c) => c.id === id)?.name,
      role: (id) => this.state.roles.find((r) => r.id === id)?.name,
    };
  }

  async start() {
    theme();
    this.closeDrawer = drawer();
    this.composer = new Composer(this);
    $("log").addEventListener("keydown", (e) => this.walk(e));
    this.stick();
    await this.become("");
    this.composer.text.focus();
  }

  /** Sees everything as somebody else; the empty id is the member. */
  async become(user) {
    this.stop?.();
    this.state = await getState(user);
    this.user = user || this.state.people[0].id;
    this.dismissed.clear();
    this.unread.clear();
    const keep = this.state.channels.find((c) => c.id === this.channel);
    const home = this.state.channels.find((c) => c.guild) ?? this.state.channels[0];
    await this.openChannel((keep ?? home).id);
    showPeople(this);
    const { last } = this.state;
    this.stop = listen(this.user, last, (e) => this.happened(e), (online) => this.online(online));
    document.body.dataset.user = this.user;
  }

  commands() {
    return this.state.commands[this.channel] ?? [];
  }

  isSlash(name) {
    return this.commands().some((c) => c.type === 1 && c.name === name.split(" ")[0]);
  }

  async refresh() {
    this.state = await getState(this.user);
    showChannels(this);
    this.welcome();
  }

  async openChannel(id) {
    if (!this.state.channels.some((c) => c.id === id)) await this.refresh();
    this.channel = id;
    this.unread.delete(id);
    const list = await getMessages(this.user, id);
    if (this.channel !== id) return;
    this.messages = new Map(list.filter((m) => !this.dismissed.has(m.id)).map((m) => [m.id, m]));
    const c = this.state.channels.find((ch) => ch.id === id);
    $("title").replaceChildren(channelIcon(c), el("span", {}, c.name));
    document.title = `${c.guild ? "#" : "@"}${c.name} · Try the bot`;
    this.composer.reset(`Message ${c.guild ? "#" : "@"}${c.name}`);
    showChannels(this);
    this.welcome();
    this.showTyping(false);
    this.showAll();
    this.closeDrawer();
  }

  // welcome says what can be tried, above the first message.
  welcome() {
    const c = this.state.channels.find((ch) => ch.id === this.channel);
    const { bot } = this.state;
    const all = this.composer.leaves();
    const slash = all.find((l) => l.options.some((o) => o.required)) ?? all[0];
    const tip = (text, fill) => el("button", { type: "button", class: "chip", onclick: () => this.composer.fill(fill) }, text);
    $("welcome").replaceChildren(
      el("div", { class: "big-icon" }, channelIcon(c)), el("h2", {}, c.guild ? `Welcome to #${c.name}` : `You and ${c.name}`),
      el("p", {}, c.guild ? `Talk to ${bot.name} as you would in a server. Nothing here leaves this machine.` : `A direct message needs no mention: just ask.`),
      el("div", { class: "tips" }, slash && tip(`/${slash.path}`, `/${slash.path} `), c.guild && tip(`@${bot.name}`, `@${bot.name} `)));
  }

  // ---- what is shown

  showAll() {
    $("messages").replaceChildren(...[...this.messages.values()].map((m) => this.item(m)));
    this.rove();
    this.toEnd();
  }

  item(m) {
    return messageItem(m, this, this.follows(m));
  }

  // follows reports whether the message needs no head of its own.
  follows(m) {
    const all = [...this.messages.values()];
    const before = all[all.findIndex((o) => o.id === m.id) - 1];
    return Boolean(before) && before.author.id === m.author.id && isEphemeral(before) === isEphemeral(m) &&
      !m.message_reference && !m.interaction_metadata && new Date(m.timestamp) - new Date(before.timestamp) < 7 * minutes;
  }

  show(m) {
    const old = $(`m${m.id}`);
    const { end } = this;
    this.messages.set(m.id, m);
    const item = this.item(m);
    if (old) replaceKeepingFocus(old, item);
    else $("messages").append(item);
    this.rove();
    if (end || m.author.id === this.user) this.toEnd();
  }

  drop(id) {
    const node = $(`m${id}`);
    if (!node) return;
    const focus = node.contains(document.activeElement);
    this.messages.delete(id);
    const next = node.nextElementSibling;
    node.remove();
    const follower = next && this.messages.get(next.id.slice(1));
    if (follower) replaceKeepingFocus(next, this.item(follower));
    this.rove();
    if (focus) this.composer.text.focus();
  }

  // stick keeps the newest message in view where it was, whatever grows or shrinks: the
  // window, a picture that loads. A scroll that a change of size makes is no wish of anybody's.
  stick() {
    const log = $("log");
    const size = () => [log.clientWidth, log.clientHeight, log.scrollHeight].join();
    let known = "";
    log.addEventListener("scroll", () => {
      if (size() === known) this.end = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
    });
    const observer = new ResizeObserver(() => {
      known = size();
      if (this.end) this.toEnd();
    });
    for (const node of [log, $("messages")]) observer.observe(node);
  }

  toEnd() {
    this.end = true;
    $("log").scrollTop = $("log").scrollHeight;
  }

  announce(text) {
    $("live").textContent = text;
  }

  online(yes) {
    $("offline").hidden = yes;
  }

  notice(text) {
    const node = el("div", { class: "notice" }, text);
    $("notices").append(node);
    setTimeout(() => node.remove(), 8000);
  }

  showTyping(yes) {
    clearTimeout(this.typing);
    const node = $("typing");
    node.hidden = !yes;
    $("help").hidden = yes;
    node.textContent = yes ? `${this.state.bot.name} is typing…` : "";
    if (yes) this.typing = setTimeout(() => this.showTyping(false), 9000);
  }

  // ---- the keyboard in the list of messages: one stop for Tab, arrows within

  rove(to = $("messages").lastElementChild?.firstElementChild) {
    if (!to) return;
    for (const a of $("messages").querySelectorAll("article[tabindex='0']")) a.tabIndex = -1;
    to.tabIndex = 0;
  }

  walk(e) {
    const article = e.target;
    if (!article.matches("article")) return;
    const item = article.parentElement;
    const to = { ArrowUp: item.previousElementSibling, ArrowDown: item.nextElementSibling,
      Home: item.parentElement.firstElementChild, End: item.parentElement.lastElementChild }[e.key];
    if (to) {
      e.preventDefault();
      this.rove(to.firstElementChild);
      to.firstElementChild.focus();
    }
  }

  goTo(id) {
    const article = $(`m${id}`)?.firstElementChild;
    if (!article) return;
    this.rove(article);
    article.focus();
    article.scrollIntoView({ block: "center" });
  }

  // ---- what happens

  happened(e) {
    if (e.kind === "commands" || e.kind === "thread") return this.refresh();
    if (e.kind === "violation") return this.notice(`Discord would refuse this: ${e.text}`);
    if (e.channel !== this.channel) return this.elsewhere(e);
    if (e.kind === "typing") this.showTyping(true);
    else if (e.kind === "delete") this.drop(e.id);
    else if (e.kind === "message" || e.kind === "edit" && this.messages.has(e.message.id)) this.arrived(e);
  }

  arrived({ kind, message }) {
    if (this.dismissed.has(message.id) || this.editing === message.id) return;
    const known = this.messages.has(message.id);
    if (message.author.id !== this.user) {
      this.showTyping(false);
      this.announce(`${nameOf(message.author)}${known ? " edited" : ""}: ${summary(message, this.context)}`);
    }
    if (kind === "message" || known) this.show(message);
  }

  elsewhere(e) {
    if (e.kind !== "message" || e.message.author.id === this.user || this.unread.has(e.channel)) return;
    this.unread.add(e.channel);
    showChannels(this);
  }

  // ---- what people do

  async try(name, body) {
    try {
      return await act(name, { user: this.user, channel: this.channel, ...body });
    } catch (err) {
      this.notice(sentence(err.message));
      return {};
    }
  }

  say(content, replyTo) {
    return this.try("say", { content, reply_to: replyTo?.id ?? "" });
  }

  complete(command, options, partial, signal) {
    return act("complete", { user: this.user, channel: this.channel, command, options, partial }, signal);
  }

  async invoke(command, options) {
    this.open(await this.try("invoke", { command, options }));
  }

  async press(m, id, values) {
    this.open(await this.try("press", { message: m.id, custom_id: id, values: values ?? null }));
  }

  async messageCommand(m, name) {
    this.open(await this.try("command", { message: m.id, command: name }));
  }

  open({ modal }) {
    if (modal) showModal(modal, this, async (fields) => this.open(await this.try("submit", { modal: modal.token, fields })));
  }

  dismiss(m) {
    this.dismissed.add(m.id);
    this.drop(m.id);
  }

  replyTo(m) {
    this.composer.reply(m);
  }

  openMessageMenu(m, x, y, opener) {
    const mine = m.author.id === this.user;
    const whisper = isEphemeral(m);
    const admin = this.state.people.find((p) => p.id === this.user)?.role === "Administrator";
    const apps = whisper ? [] : this.commands().filter((c) => c.type === 3);
    openMenu(x, y, "Message", [
      { items: [
        !whisper && { label: "Reply", run: () => this.replyTo(m) },
        mine && { label: "Edit message", run: () => this.edit(m) },
        { label: "Copy text", run: () => this.copy(m) },
        whisper && { label: "Dismiss message", run: () => this.dismiss(m) },
      ].filter(Boolean) },
      { label: "Apps", items: apps.map((c) => ({ label: c.name, run: () => this.messageCommand(m, c.name) })) },
      { items: !whisper && (mine || admin) ? [{ label: "Delete message", danger: true, run: () => this.try("delete", { message: m.id }) }] : [] },
    ], opener);
  }

  async copy(m) {
    try {
      await navigator.clipboard.writeText(m.content || summary(m, this.context));
    } catch {
      this.notice("The browser does not allow copying.");
    }
  }

  editLast() {
    const mine = [...this.messages.values()].reverse().find((m) => m.author.id === this.user);
    if (mine) this.edit(mine);
  }

  // edit puts a box in the place of the message's text.
  edit(m) {
    const body = $(`m${m.id}`).querySelector(".body");
    const box = el("textarea", { class: "edit-box", "aria-label": "Edit message", rows: 2, maxLength: 2000, value: fromWire(m.content, this.state.users) });
    const done = (focus) => {
      this.editing = null;
      this.show(this.messages.get(m.id));
      if (focus) this.composer.text.focus();
    };
    box.addEventListener("keydown", async (e) => {
      if (e.key === "Escape") done(true);
      if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
      e.preventDefault();
      const content = toWire(box.value.trim(), this.state.users);
      done(true);
      if (content && content !== m.content) await this.try("edit", { message: m.id, content });
    });
    this.editing = m.id;
    body.querySelector(":scope > .text")?.remove();
    body.append(box, el("p", { class: "hint" }, "Enter saves, Escape leaves it as it was"));
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  }
}

// replaceKeepingFocus puts the focus on what stands in the place of what had it.
function replaceKeepingFocus(old, item) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const id = focused?.dataset.customId;
  old.replaceWith(item);
  if (!focused) return;
  const again = id && [...item.querySelectorAll("[data-custom-id]")].find((n) => n.dataset.customId === id && !n.disabled);
  (again || item.firstElementChild).focus();
}

const sentence = (text) => text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

const app = new App();
app.start().catch((err) => app.notice(err.message));
