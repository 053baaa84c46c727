// A slash command while it is filled in: its name, and a field for each option.

import { el, fresh } from "./dom.js";

// The types of options that have a list to choose from, beside those with choices.
const integer = 4, boolean = 5, user = 6, channel = 7, role = 8, mentionable = 9, number = 10, attachment = 11;

/** Flattens commands into what can be typed: { path, description, options }. */
export function leaves(commands) {
  const flatten = (path, c) => {
    const inner = (c.options || []).filter((o) => o.type <= 2);
    if (inner.length) return inner.flatMap((o) => flatten(`${path} ${o.name}`, o));
    return [{ path, description: c.description, options: c.options || [] }];
  };
  return commands.filter((c) => c.type === 1).flatMap((c) => flatten(c.name, c));
}

export class CommandForm {
  /**
   * root is filled; listbox shows what fits. hooks are { complete(command, options, partial,
   * signal), submit(command, options), cancel(text), state() }.
   */
  constructor(root, listbox, hooks) {
    Object.assign(this, { root, listbox, hooks, leaf: null });
  }

  start(leaf, text = "") {
    this.leaf = leaf;
    this.fields = [];
    this.row = el("div", { class: "fields" });
    this.chips = el("div", { class: "chips" });
    this.root.replaceChildren(el("span", { class: "pill" }, `/${leaf.path}`), this.row, this.chips);
    this.root.hidden = false;
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", `Command /${leaf.path}: ${leaf.description}`);
    for (const option of leaf.options) if (option.required) this.add(option);
    this.offer();
    if (text && this.fields[0]) this.fields[0].input.value = text;
    (this.fields[0]?.input ?? this.root.querySelector("button") ?? this.focusAlone()).focus();
    if (this.fields[0]) this.suggest(this.fields[0]);
  }

  // focusAlone makes a command without options hold the focus, for Enter and Escape.
  focusAlone() {
    const pill = this.root.querySelector(".pill");
    pill.tabIndex = 0;
    pill.setAttribute("role", "button");
    pill.setAttribute("aria-label", `/${this.leaf.path}: press Enter to send`);
    pill.addEventListener("keydown", (e) => this.key(e, null));
    pill.addEventListener("click", () => this.submit());
    return pill;
  }

  // offer shows the optional options which have no field yet.
  offer() {
    const left = this.leaf.options.filter((o) => o.type !== attachment && !this.fields.some((f) => f.option === o));
    this.chips.replaceChildren(...left.map((o) => {
      const chip = el("button", { type: "button", class: "chip", title: o.description, "aria-label": `Add the option ${o.name}: ${o.description}` }, `+ ${o.name}`);
      chip.addEventListener("click", () => {
        const field = this.add(o);
        this.offer();
        field.input.focus();
        this.suggest(field);
      });
      chip.addEventListener("keydown", (e) => this.key(e, null));
      return chip;
    }));
  }

  add(option) {
    const id = fresh("field");
    const input = el("input", {
      id, role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-haspopup": "listbox",
      placeholder: option.description, title: option.description, required: option.required, autocomplete: "off", spellcheck: option.type === 3,
      inputMode: option.type === integer || option.type === number ? "decimal" : "text",
    });
    if (option.max_length) input.maxLength = option.max_length;
    const field = { option, input, chosen: null };
    input.addEventListener("input", () => { field.chosen = null; this.invalid(field, ""); this.suggest(field, true); });
    input.addEventListener("focus", () => this.suggest(field));
    input.addEventListener("blur", () => { this.listbox.hide(); this.abort(); });
    input.addEventListener("keydown", (e) => this.key(e, field));
    this.fields.push(field);
    this.row.append(el("div", { class: "field" }, el("label", { htmlFor: id }, option.name), input));
    return field;
  }

  key(e, field) {
    if (field && this.listbox.key(e)) return;
    if (e.key === "Enter" && !e.isComposing && !e.target.matches(".chip")) {
      e.preventDefault();
      this.submit();
    } else if (e.key === "Escape") {
      e.preventDefault();
      this.stop("");
    } else if (e.key === "Backspace" && (!field || field.input.value === "" && field === this.fields[0])) {
      e.preventDefault();
      this.stop(`/${this.leaf.path}`);
    }
  }

  /** Leaves the command and hands a text back to the message box. */
  stop(text) {
    this.abort();
    this.listbox.hide();
    this.leaf = null;
    this.root.hidden = true;
    this.root.replaceChildren();
    this.hooks.cancel(text);
  }

  abort() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
  }

  // suggest shows what the field may hold: at once where that is known, and from the bot,
  // as soon as typing pauses, where the option completes.
  suggest(field, typing = false) {
    this.abort();
    const fixed = this.fixed(field.option);
    if (fixed) {
      const typed = field.chosen ? "" : field.input.value.toLowerCase();
      this.show(field, fixed.filter((c) => c.name.toLowerCase().includes(typed)), true);
    } else if (field.option.autocomplete) {
      this.timer = setTimeout(() => this.ask(field), typing ? 120 : 0);
    } else {
      this.listbox.hide();
    }
  }

  async ask(field) {
    const request = (this.request = new AbortController());
    const options = { ...this.values(true), [field.option.name]: field.input.value };
    try {
      const { choices = [] } = await this.hooks.complete(this.leaf.path, options, field.option.name, request.signal);
      if (!request.signal.aborted && document.activeElement === field.input) this.show(field, choices, false);
    } catch (err) {
      if (err.name !== "AbortError") this.listbox.hide();
    }
  }

  fixed(option) {
    const { users, roles, channels } = this.hooks.state();
    const people = users.map((u) => ({ name: u.name, value: u.id }));
    const groups = roles.map((r) => ({ name: r.name, value: r.id }));
    const places = channels.filter((c) => c.guild && (!option.channel_types?.length || option.channel_types.includes(c.type)));
    switch (option.type) {
      case boolean: return [{ name: "True", value: true }, { name: "False", value: false }];
      case user: return people;
      case role: return groups;
      case mentionable: return [...people, ...groups];
      case channel: return places.map((c) => ({ name: `#${c.name}`, value: c.id }));
    }
    return option.choices?.length ? option.choices : null;
  }

  show(field, choices, eager) {
    this.listbox.show(field.input, `${field.option.name}: ${field.option.description}`, choices.map((c) => ({ title: c.name, choice: c })), ({ choice }) => {
      field.chosen = choice;
      field.input.value = choice.name;
      this.invalid(field, "");
      const next = this.fields[this.fields.indexOf(field) + 1];
      if (next && !next.input.value) next.input.focus();
    }, eager && !field.chosen);
  }

  invalid(field, why) {
    field.input.setAttribute("aria-invalid", why ? "true" : "false");
    field.input.setCustomValidity(why);
  }

  // values returns the options that are filled in; partial leaves out those that are not right yet.
  values(partial) {
    const out = {};
    for (const field of this.fields) {
      const { option, input } = field;
      const text = input.value.trim();
      const fixed = this.fixed(option);
      const match = field.chosen ?? fixed?.find((c) => c.name.toLowerCase() === text.toLowerCase());
      if (text === "" && !option.required) continue;
      if (match) out[option.name] = match.value;
      else if (fixed || text === "" || (option.type === integer || option.type === number) && !Number.isFinite(Number(text))) {
        if (partial) continue;
        this.invalid(field, text === "" ? "This is needed." : "Choose one of the list.");
        input.reportValidity();
        input.focus();
        return null;
      } else out[option.name] = option.type === integer || option.type === number ? Number(text) : input.value;
    }
    return out;
  }

  submit() {
    const options = this.values(false);
    if (!options) return;
    const { path } = this.leaf;
    this.stop("");
    this.hooks.submit(path, options);
  }
}
