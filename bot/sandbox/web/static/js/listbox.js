// A list of suggestions that belongs to a text field: the field keeps the focus, and the
// list's active option is told by aria-activedescendant.

import { el, fresh } from "./dom.js";

export class Listbox {
  /** popup is an element to fill; onPick gets the item that was picked. */
  constructor(popup) {
    this.popup = popup;
    this.items = [];
    this.active = -1;
  }

  get open() {
    return this.items.length > 0;
  }

  /**
   * Shows items, { title, detail, mark, lead }, for the input. Where eager, the first one is
   * active from the start, so that Enter picks it.
   */
  show(input, label, items, onPick, eager) {
    if (this.input && this.input !== input) this.hide();
    Object.assign(this, { input, items, onPick });
    if (!items.length) return this.hide();
    const id = fresh("list");
    this.options = items.map((item, i) => this.option(item, i));
    const list = el("div", { role: "listbox", id, "aria-label": label }, this.options);
    this.popup.replaceChildren(el("div", { class: "popup-title", "aria-hidden": "true" }, label), list);
    this.popup.hidden = false;
    input.setAttribute("aria-controls", id);
    if (input.getAttribute("role") === "combobox") input.setAttribute("aria-expanded", "true");
    this.move(eager ? 0 : -1);
  }

  option(item, i) {
    const node = el("div", { role: "option", id: fresh("option"), "aria-selected": "false", class: "option" },
      item.lead, el("span", { class: "option-title" }, item.title), item.detail && el("span", { class: "option-detail" }, item.detail),
      item.mark && el("span", { class: "option-mark" }, item.mark));
    node.addEventListener("mousedown", (e) => e.preventDefault()); // the field keeps the focus
    node.addEventListener("click", () => this.pick(i));
    return node;
  }

  hide() {
    this.items = [];
    this.active = -1;
    this.popup.hidden = true;
    this.popup.replaceChildren();
    if (!this.input) return;
    this.input.removeAttribute("aria-activedescendant");
    this.input.removeAttribute("aria-controls");
    if (this.input.getAttribute("role") === "combobox") this.input.setAttribute("aria-expanded", "false");
  }

  move(to) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = to;
    const node = this.options[to];
    if (!node) return this.input.removeAttribute("aria-activedescendant");
    node.setAttribute("aria-selected", "true");
    node.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", node.id);
  }

  pick(i) {
    const item = this.items[i];
    const done = this.onPick;
    this.hide();
    done(item);
  }

  /** Handles a key of the field; reports whether it was the list's. */
  key(e) {
    if (!this.open || e.isComposing) return false;
    const n = this.items.length;
    if (e.key === "ArrowDown") this.move((this.active + 1) % n);
    else if (e.key === "ArrowUp") this.move((this.active <= 0 ? n : this.active) - 1);
    else if (e.key === "Enter" && this.active >= 0) this.pick(this.active);
    else if (e.key === "Tab" && !e.shiftKey && this.active >= 0) this.pick(this.active);
    else if (e.key === "Escape") this.hide();
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }
}
