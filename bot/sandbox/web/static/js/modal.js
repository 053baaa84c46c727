// A form that the bot shows: a dialog with the fields of a Discord modal.

import { el, fresh } from "./dom.js";
import { blocks } from "./markdown.js";
import { selectMenu } from "./select.js";

/** Shows the form; submit gets the values by custom_id and may throw. Resolves when it is closed. */
export function showModal(modal, app, submit) {
  const values = {};
  const opener = document.activeElement;
  const title = fresh("modal");
  const trouble = el("p", { class: "trouble", role: "alert" });
  const form = el("form", { method: "dialog" }, modal.components.map((c) => part(c, app, values)), trouble,
    el("div", { class: "buttons" },
      el("button", { type: "button", class: "button style-2", onclick: () => dialog.close() }, "Cancel"),
      el("button", { type: "submit", class: "button style-1" }, "Submit")));
  const dialog = el("dialog", { class: "modal", "aria-labelledby": title }, el("h2", { id: title }, modal.title), form);
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    try {
      const done = submit(Object.fromEntries(Object.entries(values).map(([id, get]) => [id, get()])));
      dialog.close();
      await done;
    } catch (err) {
      trouble.textContent = err.message;
    }
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (opener?.isConnected) opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function part(c, app, values) {
  switch (c.type) {
    case 1: return c.components.map((inner) => labelled(inner, inner.label, "", app, values));
    case 10: return el("div", { class: "text" }, blocks(c.content, app.context));
    case 18: return labelled(c.component, c.label, c.description, app, values);
  }
  return null;
}

function labelled(c, label, description, app, values) {
  const id = fresh("input");
  const needed = c.required !== false && c.type !== 23;
  const hint = description && el("p", { class: "hint", id: `${id}-hint` }, description);
  const name = el("label", { htmlFor: id, id: `${id}-label` }, label, needed && el("span", { class: "needed", title: "needed" }, " *"));
  const [node, get] = (fields[c.type] ?? unknown)(c, id, app, label);
  if (hint) node.setAttribute("aria-describedby", hint.id);
  if (get) values[c.custom_id] = get;
  return el("div", { class: "modal-field" }, name, hint, node);
}

const fields = { 3: select, 4: text, 5: select, 6: select, 7: select, 8: select, 21: radios, 22: checkboxes, 23: checkbox };

function text(c, id) {
  const node = el(c.style === 2 ? "textarea" : "input", {
    id, value: c.value || "", placeholder: c.placeholder || "", required: c.required !== false, rows: c.style === 2 ? 4 : undefined,
  });
  if (c.min_length) node.minLength = c.min_length;
  if (c.max_length) node.maxLength = c.max_length;
  return [node, () => node.value];
}

function select(c, id, app, label) {
  const { users, roles, channels } = app.state;
  const people = users.map((u) => ({ label: u.name, value: u.id }));
  const groups = roles.map((r) => ({ label: r.name, value: r.id }));
  const options = { 3: c.options, 5: people, 6: groups, 7: [...people, ...groups],
    8: channels.filter((ch) => ch.guild).map((ch) => ({ label: `#${ch.name}`, value: ch.id })) }[c.type];
  let chosen = options.filter((o) => o.default).map((o) => o.value);
  const spec = { id, label: c.placeholder || label, options, min: c.required === false ? 0 : c.min_values ?? 1, max: c.max_values ?? 1 };
  return [selectMenu(spec, (v) => { chosen = v; }), () => chosen];
}

function choices(c, id, type) {
  return el("div", { id, role: type === "radio" ? "radiogroup" : "group", "aria-labelledby": `${id}-label` }, c.options.map((o) =>
    el("label", { class: "choice" }, el("input", { type, name: id, value: o.value, checked: o.default, required: type === "radio" && c.required !== false }),
      el("span", {}, o.label, o.description && el("small", {}, o.description)))));
}

const checked = (node) => [...node.querySelectorAll(":checked")].map((i) => i.value);

function radios(c, id) {
  const node = choices(c, id, "radio");
  return [node, () => checked(node)[0] ?? null];
}

function checkboxes(c, id) {
  const node = choices(c, id, "checkbox");
  return [node, () => checked(node)];
}

function checkbox(c, id) {
  const node = el("input", { type: "checkbox", id, checked: c.default });
  return [node, () => node.checked];
}

const unknown = (c) => [el("p", {}, `a field of type ${c.type}`), null];
