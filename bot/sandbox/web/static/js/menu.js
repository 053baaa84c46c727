// The menu of a message, as the pattern "menu" of the ARIA practices has it.

import { el } from "./dom.js";

let close = () => {};

/**
 * Opens a menu at a point. Groups are { label, items: [{ label, run, danger }] }; opener
 * gets the focus back.
 */
export function openMenu(x, y, label, groups, opener) {
  close();
  const items = [];
  const menu = el("div", { class: "menu", role: "menu", "aria-label": label }, groups.filter((g) => g.items.length).map((g) => [
    el("div", { class: "menu-group", role: "group", "aria-label": g.label || label },
      g.label && el("div", { class: "menu-title", "aria-hidden": "true" }, g.label),
      g.items.map((item) => {
        const node = el("button", { type: "button", role: "menuitem", tabIndex: -1, class: item.danger ? "danger" : "" }, item.label);
        node.addEventListener("click", () => { close(); item.run(); });
        items.push(node);
        return node;
      })),
  ]));
  const outside = (e) => { if (!menu.contains(e.target)) close(false); };
  close = (back = true) => {
    close = () => {};
    document.removeEventListener("pointerdown", outside, true);
    menu.remove();
    if (back && opener.isConnected) opener.focus();
  };
  menu.addEventListener("keydown", (e) => onKey(e, items));
  menu.addEventListener("contextmenu", (e) => e.preventDefault());
  document.addEventListener("pointerdown", outside, true);
  document.body.append(menu);
  place(menu, x, y);
  items[0].focus();
}

function onKey(e, items) {
  const at = items.indexOf(document.activeElement);
  const n = items.length;
  const typed = e.key.length === 1 && e.key !== " " && items.findIndex((i, k) => k > at && i.textContent.toLowerCase().startsWith(e.key.toLowerCase()));
  if (e.key === "ArrowDown") items[(at + 1) % n].focus();
  else if (e.key === "ArrowUp") items[(at + n - 1) % n].focus();
  else if (e.key === "Home") items[0].focus();
  else if (e.key === "End") items[n - 1].focus();
  else if (e.key === "Escape" || e.key === "Tab") close();
  else if (typed !== false && typed >= 0) items[typed].focus();
  else return;
  e.preventDefault();
  e.stopPropagation();
}

function place(menu, x, y) {
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - height - 8))}px`;
}
