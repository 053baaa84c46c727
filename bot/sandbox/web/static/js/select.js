// A menu to choose from, with labels and descriptions: a button that opens a listbox.

import { el, icon, fresh } from "./dom.js";

/**
 * Makes a menu. spec is { label, options: [{ label, value, description, emoji, default }],
 * min, max, disabled }. done gets the chosen values when the choice is complete: at once
 * where one is chosen, else when the list closes.
 */
export function selectMenu(spec, done) {
  const { options, min = 1, max = 1 } = spec;
  const many = max > 1;
  let chosen = options.filter((o) => o.default).map((o) => o.value);
  let active = 0;
  let before = chosen;
  const listID = fresh("select");
  const text = el("span", { class: "select-text" });
  const button = el("button", {
    type: "button", class: "select", disabled: spec.disabled, "aria-haspopup": "listbox", "aria-expanded": "false",
    ...(spec.id && { id: spec.id }), ...(spec.customID && { "data-custom-id": spec.customID }),
  }, text, icon("down"));
  const nodes = options.map((o, i) => el("div", { role: "option", id: fresh("choice"), class: "option", onclick: () => choose(i) },
    o.emoji && el("span", { class: "emoji", "aria-hidden": "true" }, o.emoji),
    el("span", { class: "option-title" }, o.label), o.description && el("span", { class: "option-detail" }, o.description),
    el("span", { class: "tick", "aria-hidden": "true" }, icon("check"))));
  const list = el("div", { role: "listbox", id: listID, tabIndex: -1, class: "select-list", hidden: true,
    "aria-label": spec.label, "aria-multiselectable": many }, nodes);
  const root = el("div", { class: "select-root" }, button, list);

  const paint = () => {
    const labels = options.filter((o) => chosen.includes(o.value)).map((o) => o.label);
    text.textContent = labels.join(", ") || spec.label;
    text.classList.toggle("empty", labels.length === 0);
    button.setAttribute("aria-label", labels.length ? `${spec.label}: ${labels.join(", ")}` : spec.label);
    nodes.forEach((n, i) => n.setAttribute("aria-selected", chosen.includes(options[i].value)));
  };
  const move = (to) => {
    nodes[active]?.classList.remove("active");
    active = Math.max(0, Math.min(to, nodes.length - 1));
    nodes[active]?.classList.add("active");
    nodes[active]?.scrollIntoView({ block: "nearest" });
    if (nodes[active]) list.setAttribute("aria-activedescendant", nodes[active].id);
  };
  const outside = (e) => { if (!root.contains(e.target)) shut(false); };
  const open = () => {
    before = chosen;
    list.hidden = false;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", listID);
    list.classList.toggle("above", button.getBoundingClientRect().bottom + 280 > innerHeight);
    document.addEventListener("pointerdown", outside, true);
    move(Math.max(0, options.findIndex((o) => chosen.includes(o.value))));
    list.focus();
  };
  const shut = (back = true) => {
    if (list.hidden) return;
    list.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.removeAttribute("aria-controls");
    document.removeEventListener("pointerdown", outside, true);
    if (back) button.focus();
    if (many && chosen !== before && chosen.length >= min) done(chosen);
  };
  const choose = (i) => {
    const value = options[i].value;
    move(i);
    if (many) {
      if (chosen.includes(value)) chosen = chosen.filter((v) => v !== value);
      else if (chosen.length < max) chosen = [...chosen, value];
      paint();
      return;
    }
    chosen = chosen.includes(value) && min === 0 ? [] : [value];
    paint();
    shut();
    done(chosen);
  };
  button.addEventListener("click", () => (list.hidden ? open() : shut()));
  button.addEventListener("keydown", (e) => {
    if ((e.key === "ArrowDown" || e.key === "ArrowUp") && list.hidden) { e.preventDefault(); open(); }
  });
  list.addEventListener("keydown", (e) => {
    if (e.key === "ArrowDown") move(active + 1);
    else if (e.key === "ArrowUp") move(active - 1);
    else if (e.key === "Home") move(0);
    else if (e.key === "End") move(nodes.length - 1);
    else if (e.key === "Enter" || e.key === " ") choose(active);
    else if (e.key === "Escape" || e.key === "Tab") shut();
    else if (e.key.length === 1) {
      const to = options.findIndex((o, k) => k > active && o.label.toLowerCase().startsWith(e.key.toLowerCase()));
      if (to >= 0) move(to);
    } else return;
    e.preventDefault();
    e.stopPropagation();
  });
  paint();
  return root;
}
