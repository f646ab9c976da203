// Files go up one after the other, each with its bar and its own word of how it went; dropped or chosen.
// Without this script the form sends them all at once, and the answer names each that was refused.

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form) return;
  upload(form, [...event.target.files]);
  event.target.value = "";
});

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const panel = event.target.closest?.("#files");
    const hasFiles = event.dataTransfer?.types.includes("Files");
    if (!hasFiles || event.target.closest?.(".writer__text")) return;
    event.preventDefault(); // a file dropped beside would take the place of the page
    document.querySelector("#files").toggleAttribute("data-over", name === "dragover" && Boolean(panel));
    if (name === "drop" && panel) upload(panel.querySelector("form[data-upload]"), [...event.dataTransfer.files]);
  });
}

// What is beside the text tells of the files too.
document.addEventListener("htmx:afterSwap", (event) => event.target.id === "files" && look());

function look() {
  document.querySelector("#draft")?.dispatchEvent(new Event("change", { bubbles: true }));
}

async function upload(form, files) {
  const words = form.dataset;
  const lines = files.map((file) => line(form, file));
  for (const [place, file] of files.entries()) {
    if (file.size > Number(words.largest)) tell(lines[place], words.tooLarge, true);
    else await send(words, form.action, file, lines[place]);
  }
}

function line(form, file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  const said = document.createElement("span");
  said.textContent = form.dataset.waiting;
  item.append(name, bar, said);
  const list = form.querySelector("[data-uploads]");
  list.hidden = false;
  list.append(item);
  return item;
}

function tell(item, text, isWrong = false) {
  item.lastChild.textContent = text;
  item.classList.toggle("uploads__wrong", isWrong);
  item.querySelector("progress")?.remove();
}

function send(words, address, file, item) {
  const body = new FormData();
  body.append("file", file, file.name);
  const request = new XMLHttpRequest();
  return new Promise((done) => {
    request.upload.addEventListener("progress", (event) => {
      const share = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
      item.querySelector("progress").value = share;
      item.lastChild.textContent = share < 100 ? `${share}%` : words.checking;
    });
    request.addEventListener("load", () => done(take(words, request, item)));
    request.addEventListener("error", () => done(tell(item, words.failed, true)));
    request.open("POST", address);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("X-CSRFToken", document.querySelector('meta[name="csrf-token"]').content);
    request.send(body);
  });
}

// The answer is the list of files as it stands; the lines of this upload stay below it.
function take(words, request, item) {
  if (request.getResponseHeader("HX-Redirect") || request.status === 403) return tell(item, words.signedOut, true);
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const fresh = page.querySelector("#files");
  if (!fresh) return tell(item, request.status === 413 ? words.tooLarge : words.failed, true);
  const problem = fresh.querySelector("[data-problem]")?.textContent.split("：").slice(1).join("：");
  tell(item, problem || words.done, Boolean(problem));
  const list = item.parentElement;
  fresh.querySelector("[role=alert]")?.remove();
  fresh.querySelector("[data-uploads]").replaceWith(list);
  const shown = document.querySelector("#files");
  const adopted = document.adoptNode(fresh);
  shown.replaceWith(adopted);
  window.htmx.process(adopted);
  look();
  return undefined;
}
