// Saves while one types, and never loses a word: what the server does not hold yet stays in this browser, under a key
// of its own for each window, until the server says that it holds it. Without this script the form's own buttons save.

const form = document.querySelector("#draft[data-save]");
const shown = document.querySelector("#saving");
if (form && shown) start();

function start() {
  const area = form.elements.html;
  const prefix = `gongkai.draft.${form.dataset.user}.${form.dataset.piece}.`;
  const SOON = 1200;
  const FIRST_WAIT = 2000;
  const LONGEST_WAIT = 60000;
  let key = prefix + windowId();
  let timer = 0;
  let wait = FIRST_WAIT;
  let isBusy = false;
  let isWaiting = false; // something was typed while a save was under way
  let state = "";
  let awaited = ""; // the address of a form that was sent while the text was not saved yet

  if (new URL(location.href).searchParams.has("kept")) {
    forget(key);
    history.replaceState(null, "", location.pathname);
  }
  const left = unsaved();
  holdWindow().then(offerWhatWasLeft);
  const began = JSON.stringify(fields());
  if (left && same(left.fields)) forget(key);

  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", (event) => {
    refreshTokens();
    const isKeep = event.submitter?.name === "keep";
    if (!isKeep && state !== "offline") return;
    event.preventDefault();
    event.stopPropagation();
    if (!isKeep) tell(shown.dataset.cannotSend, "error");
    save();
  });
  document.addEventListener("submit", afterSaving);
  window.addEventListener("online", () => state === "offline" && save());
  window.addEventListener("focus", () => state === "signedOut" && save());
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && state === "unsaved") save();
  });

  // --- Typing and saving -----------------------------------------------------------------------------------------

  function typed(event) {
    if (event.target.name === "template_name" || event.target.type === "file") return;
    remember();
    if (state === "clash") return;
    if (state !== "offline" && state !== "signedOut") show("unsaved");
    if (state === "unsaved") later(SOON);
  }

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  async function save() {
    clearTimeout(timer);
    if (isBusy) {
      isWaiting = true;
      return;
    }
    isBusy = true;
    isWaiting = false;
    remember();
    const sent = JSON.stringify(fields());
    if (state !== "offline" && state !== "signedOut") show("saving");
    const answer = await post();
    isBusy = false;
    await take(answer, sent);
    if (isWaiting && state !== "clash") later(0);
  }

  // One click that works on the saved text means the text as it stands now: it waits until that is saved.
  function afterSaving(event) {
    if (!event.target.matches("[data-after-saving]")) return;
    if (["unsaved", "saving", "offline", "signedOut"].includes(state)) {
      event.preventDefault();
      awaited = event.target.getAttribute("action");
      if (state !== "saving") save();
    } else {
      event.target.elements.revision.value = form.elements.revision.value;
    }
  }

  function goOn() {
    const sent = [...document.forms].find((other) => other.getAttribute("action") === awaited);
    awaited = "";
    sent?.requestSubmit();
  }

  async function post() {
    try {
      return await fetch(form.dataset.save, {
        method: "POST",
        body: new URLSearchParams(fields()),
        headers: { "X-CSRFToken": refreshTokens(), "X-Requested-With": "fetch" },
      });
    } catch {
      return null;
    }
  }

  async function take(answer, sent) {
    if (!answer || answer.status >= 500) return again("offline");
    const isElsewhere = answer.redirected && new URL(answer.url).pathname !== form.dataset.save;
    if (isElsewhere || answer.status === 401) return again("signedOut");
    if (answer.status === 403 || answer.status === 404) return show("refused");
    wait = FIRST_WAIT;
    const html = await answer.text();
    window.htmx.swap("#beside", html, { swapStyle: "outerHTML" });
    if (answer.status === 409) return show("clash");
    if (!answer.ok) return show("invalid");
    form.elements.revision.value = answer.headers.get("Gongkai-Revision");
    if (JSON.stringify(fields(true)) !== JSON.stringify(withoutRevision(JSON.parse(sent)))) {
      remember();
      show("unsaved");
      return later(SOON);
    }
    forget(key);
    form.dispatchEvent(new CustomEvent("gongkai:saved", { bubbles: true }));
    show("saved", new Date().toLocaleTimeString("zh-CN", { hour12: false }));
    if (awaited) goOn();
  }

  function again(name) {
    if (awaited) tell(shown.dataset.cannotSend, "error");
    awaited = "";
    show(name);
    later(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  function show(name, time = "") {
    state = name;
    shown.dataset.state = name;
    const isTrouble = !["saved", "saving", "unsaved"].includes(name);
    shown.setAttribute("aria-live", isTrouble ? "assertive" : "off");
    shown.querySelector("[data-words]").textContent = [time, shown.dataset[name]].filter(Boolean).join(" ");
    shown.querySelector("[data-sign-in]").hidden = name !== "signedOut";
  }

  // A sign-in in another window gives a new token: it stands in the cookie.
  function refreshTokens() {
    const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
    const meta = document.querySelector('meta[name="csrf-token"]');
    const token = cookie ? cookie.slice("csrftoken=".length) : meta.content;
    meta.content = token;
    for (const input of document.querySelectorAll('input[name="csrfmiddlewaretoken"]')) input.value = token;
    return token;
  }

  // --- What this browser keeps -----------------------------------------------------------------------------------

  function fields(withoutIt = false) {
    const pairs = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "template_name");
    return withoutIt ? withoutRevision(pairs) : pairs;
  }

  function withoutRevision(pairs) {
    return pairs.filter(([name]) => name !== "revision");
  }

  function same(pairs) {
    return JSON.stringify(withoutRevision(pairs)) === JSON.stringify(fields(true));
  }

  function remember() {
    try {
      localStorage.setItem(key, JSON.stringify({ fields: fields(), at: Date.now() }));
    } catch {
      // The browser's own store is full: the page still holds everything, and warns before it is left.
    }
  }

  function forget(name) {
    localStorage.removeItem(name);
  }

  function unsaved(name = key) {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  }

  function windowId() {
    sessionStorage.gongkaiWindow ??= crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
    return sessionStorage.gongkaiWindow;
  }

  // A window that lives holds a lock of the name of its key; a copied window finds it taken and gets a key of its own.
  async function holdWindow() {
    if (!navigator.locks) return;
    const got = await new Promise((answer) => {
      navigator.locks.request(key, { ifAvailable: true }, (lock) => {
        answer(Boolean(lock));
        return lock ? new Promise(() => {}) : undefined;
      });
    });
    if (got) return;
    sessionStorage.removeItem("gongkaiWindow");
    key = prefix + windowId();
    navigator.locks.request(key, () => new Promise(() => {}));
  }

  async function offerWhatWasLeft() {
    const held = (await navigator.locks?.query())?.held.map((lock) => lock.name) ?? [];
    const open = held.filter((name) => name.startsWith(prefix) && name !== key);
    if (open.length) tell(shown.dataset.elsewhere, "warning");
    // Once such a window is closed, or has crashed a moment ago, what it had is nobody's.
    for (const name of open) navigator.locks.request(name, { mode: "shared" }, () => offerOf([name]));
    offerOf(Object.keys(localStorage).filter((name) => name.startsWith(prefix) && !open.includes(name)));
  }

  function offerOf(orphans) {
    const found = orphans.map((name) => ({ name, ...unsaved(name) })).filter((entry) => entry.fields);
    for (const entry of found) if (same(entry.fields)) forget(entry.name);
    const different = found.filter((entry) => !same(entry.fields)).sort((one, other) => other.at - one.at);
    if (different.length && JSON.stringify(fields()) === began) offer(different[0]);
  }

  function offer(entry) {
    const panel = document.querySelector("#restore");
    if (!panel.hidden) return;
    panel.querySelector("[data-when]").textContent = new Date(entry.at).toLocaleString("zh-CN", { hour12: false });
    panel.hidden = false;
    panel.onclick = (event) => {
      const answer = event.target.closest("button")?.value;
      if (!answer) return;
      panel.hidden = true;
      if (answer === "yes") restore(entry.fields);
      forget(entry.name);
      if (answer === "yes") form.dispatchEvent(new Event("input", { bubbles: true }));
    };
  }

  function restore(pairs) {
    for (const [name, value] of pairs) {
      const field = form.elements[name];
      if (!field) continue;
      field.value = value; // of radio buttons too
    }
    area.dispatchEvent(new CustomEvent("gongkai:replaced"));
  }

  function tell(text, tone) {
    document.dispatchEvent(new CustomEvent("gongkai:flash", { detail: { text, tone } }));
  }
}
