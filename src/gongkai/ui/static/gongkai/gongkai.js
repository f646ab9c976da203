// What script adds to pages that already work without it. No library but htmx; no inline code anywhere.

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const on = (name, handle, options) => document.addEventListener(name, handle, options);

// --- Flashes: server messages get the focus; partial answers send theirs as an event ---------------------------

const flashes = $("#flashes");

function flash({ text, tone = "success", undo = "" }) {
  const note = document.createElement("div");
  note.className = `note note--${tone}`;
  const body = document.createElement("div");
  body.className = "note__body";
  body.textContent = text;
  if (undo) {
    const link = document.createElement("a");
    link.href = undo;
    link.textContent = flashes.dataset.undo;
    body.append(" ", link);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", flashes.dataset.close);
  close.textContent = "×";
  close.addEventListener("click", () => note.remove());
  note.append(body, close);
  flashes.append(note);
  // An error or an undo stays until it is closed; good news leaves by itself.
  if (tone === "success" && !undo) setTimeout(() => note.remove(), 8000);
}

on("gongkai:flash", (event) => flash(event.detail));

function focusFlash(root) {
  const first = $("[data-flash]", root);
  if (first) first.focus({ preventScroll: false });
}

// --- Requests by htmx: our CSRF token, and the server's answer never lost ---------------------------------------

on("htmx:configRequest", (event) => {
  const token = $('meta[name="csrf-token"]');
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token.content;
});

on("htmx:afterSwap", (event) => focusFlash(event.detail.elt));

// --- Confirm in a dialog: data-confirm on a button, hx-confirm on an htmx element -------------------------------

function ask(question) {
  const dialog = $("#confirm");
  $("#confirm-text").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((answer) => {
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
  });
}

on("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await ask(event.detail.question)) event.detail.issueRequest(true);
});

on("submit", async (event) => {
  const button = event.submitter;
  if (!button?.dataset.confirm || button.dataset.confirmed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await ask(button.dataset.confirm))) return;
  button.dataset.confirmed = "yes";
  event.target.requestSubmit(button);
  delete button.dataset.confirmed;
}, { capture: true });

// --- A row that opens in place: <a href="/matters/12/" data-opens="row-12" aria-expanded="false"> ----------------

async function openRow(link) {
  const target = document.getElementById(link.dataset.opens);
  if (!target) return false;
  const isOpening = link.getAttribute("aria-expanded") !== "true";
  link.setAttribute("aria-expanded", String(isOpening));
  target.hidden = !isOpening;
  link.closest("tr, .row-card")?.toggleAttribute("data-opened", isOpening);
  if (isOpening && !target.dataset.loaded) {
    target.dataset.loaded = "yes";
    const inside = $("[data-inside]", target) ?? target;
    await window.htmx.ajax("GET", link.dataset.from ?? link.href, { target: inside, swap: "innerHTML" });
  }
  return true;
}

on("click", (event) => {
  const link = event.target.closest("[data-opens]");
  if (!link || event.ctrlKey || event.metaKey || !document.getElementById(link.dataset.opens)) return;
  event.preventDefault();
  openRow(link);
});

// --- Forms: warn before leaving unsaved text; filters that submit themselves -------------------------------------

const dirty = new Set();

on("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (form) dirty.add(form);
});

on("submit", (event) => dirty.delete(event.target));
on("gongkai:saved", (event) => dirty.delete(event.target.closest?.("form") ?? event.target));

window.addEventListener("beforeunload", (event) => {
  for (const form of dirty) if (!form.isConnected) dirty.delete(form);
  if (dirty.size) event.preventDefault();
});

on("change", (event) => {
  const form = event.target.closest("form[data-auto]");
  if (form && !event.target.matches("[type=text], [type=search]")) form.requestSubmit();
});

// --- Small things: dialogs, printing, copying, menus -------------------------------------------------------------

on("click", (event) => {
  const button = event.target.closest("[data-show], [data-print], [data-copy]");
  if (!button) return;
  if (button.dataset.show) $(button.dataset.show)?.showModal();
  if ("print" in button.dataset) window.print();
  if (button.dataset.copy) navigator.clipboard.writeText(button.dataset.copy).then(() => flash({ text: button.dataset.copied }));
});

on("click", (event) => {
  for (const menu of $$("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

on("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of $$("details.menu[open]")) {
    menu.open = false;
    $("summary", menu).focus();
  }
  for (const term of $$(".term:hover, .term:focus")) term.dataset.gloss = "off";
});

on("focusout", (event) => event.target.classList?.contains("term") && delete event.target.dataset.gloss);
on("mouseout", (event) => event.target.classList?.contains("term") && delete event.target.dataset.gloss);

// --- Keys: data-key="a" on a button, link or input. Single keys can be switched off (WCAG 2.1.4) ----------------

const KEYS = "gongkai.keys";
const keysAreOn = () => document.body.hasAttribute("data-keys") && localStorage.getItem(KEYS) !== "off";
const isTyping = (element) => element.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]");

on("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || $("dialog[open]")) return;
  if (!keysAreOn()) return;
  if (event.key === "?") return $("#keys")?.showModal();
  const wanted = $$(`[data-key="${CSS.escape(event.key)}"]`).find((element) => element.checkVisibility?.() ?? true);
  if (!wanted) return undefined;
  event.preventDefault();
  return wanted.matches("input, textarea, select") ? wanted.focus() : wanted.click();
});

function listKeys() {
  const list = $("[data-key-list]");
  if (!list) return;
  const rows = $$("[data-key]").map((element) => {
    const key = document.createElement("dt");
    key.append(Object.assign(document.createElement("kbd"), { textContent: element.dataset.key }));
    const what = document.createElement("dd");
    what.textContent = element.dataset.keyLabel ?? (element.textContent.trim() || element.placeholder || "");
    return [key, what];
  });
  list.replaceChildren(...rows.flat());
}

const keySwitch = $("[data-key-switch]");
if (keySwitch) {
  keySwitch.checked = localStorage.getItem(KEYS) !== "off";
  keySwitch.addEventListener("change", () => localStorage.setItem(KEYS, keySwitch.checked ? "on" : "off"));
  new MutationObserver(listKeys).observe($("#keys"), { attributeFilter: ["open"] });
}

// --- Read aloud: data-read="#article" on a button, data-stop for the word while it speaks ------------------------

on("click", (event) => {
  const button = event.target.closest("[data-read]");
  if (!button || !window.speechSynthesis) return;
  if (speechSynthesis.speaking) {
    speechSynthesis.cancel();
    return;
  }
  const said = new SpeechSynthesisUtterance($(button.dataset.read).innerText);
  said.lang = $(button.dataset.read).lang || "zh-CN";
  button.setAttribute("aria-pressed", "true");
  said.addEventListener("end", () => button.setAttribute("aria-pressed", "false"));
  speechSynthesis.speak(said);
});

focusFlash(document);
