// The text of a draft: a prose editor over a plain textarea, which keeps working where this script does not.

const writer = document.querySelector("[data-writer]");
const area = writer?.querySelector("textarea");
if (area) start(await import(writer.dataset.module));

function start(prose) {
  const { Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Image, Italic } = prose;
  const { Link, ListItem, OrderedList, Paragraph, Table, TableCell, TableHeader, TableRow, Text } = prose;
  const text = document.createElement("div");
  area.before(text);
  area.hidden = true;
  const editor = new Editor({
    element: text,
    injectCSS: false,
    content: area.value,
    extensions: [
      Document, Paragraph, Text, HardBreak, Heading.configure({ levels: [2, 3] }), Bold, Italic, Blockquote,
      BulletList, OrderedList, ListItem, History, Gapcursor, Image,
      Link.configure({ openOnClick: false, autolink: false, enableTarget: false }),
      Table.configure({ resizable: false }), TableRow, TableHeader, TableCell,
    ],
    editorProps: {
      attributes: { class: "writer__text prose", role: "textbox", "aria-multiline": "true", "aria-labelledby": writer.dataset.label },
      transformPastedHTML: listsFromWord,
      handlePaste: (_view, event) => takePictures(event.clipboardData, event),
      handleDrop: (_view, event) => takePictures(event.dataTransfer, event),
    },
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => showState(),
  });
  const bar = writer.querySelector(".writer__bar");
  bar.hidden = false;
  bar.addEventListener("click", (event) => press(event.target.closest("[data-command]")));
  bar.addEventListener("keydown", moveAlong);
  document.querySelector('label[for="id_html"]')?.addEventListener("click", () => editor.commands.focus());
  const buttons = [...bar.querySelectorAll("[data-command]")];
  buttons.forEach((button, place) => (button.tabIndex = place ? -1 : 0));
  showState();

  // --- Buttons -------------------------------------------------------------------------------------------------

  function press(button) {
    if (!button) return;
    const command = button.dataset.command;
    const chain = editor.chain().focus();
    if (command === "link") return askLink();
    if (command === "picture") return writer.querySelector("[data-picture]").click();
    if (command === "table") return chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run();
    if (command.startsWith("heading")) return chain.toggleHeading({ level: Number(command.at(-1)) }).run();
    return chain[command]().run();
  }

  function showState() {
    if (!buttons) return;
    const active = {
      toggleBold: "bold", toggleItalic: "italic", toggleBulletList: "bulletList", toggleOrderedList: "orderedList",
      toggleBlockquote: "blockquote", link: "link",
    };
    for (const button of buttons) {
      const { command } = button.dataset;
      const isOn = command.startsWith("heading")
        ? editor.isActive("heading", { level: Number(command.at(-1)) })
        : command in active && editor.isActive(active[command]);
      if (command in active || command.startsWith("heading")) button.setAttribute("aria-pressed", String(isOn));
      if ("inTable" in button.dataset) button.hidden = !editor.isActive("table");
    }
  }

  function moveAlong(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const shown = buttons.filter((button) => !button.hidden);
    const place = shown.indexOf(document.activeElement);
    if (!step || place < 0) return;
    event.preventDefault();
    const next = shown[(place + step + shown.length) % shown.length];
    buttons.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }

  // --- Links ---------------------------------------------------------------------------------------------------

  function askLink() {
    const dialog = writer.querySelector("[data-link]");
    const input = dialog.querySelector("input");
    input.value = editor.getAttributes("link").href ?? "";
    dialog.onclick = (event) => {
      const answer = event.target.closest("button")?.value;
      if (!answer) return;
      dialog.close();
      const chain = editor.chain().focus().extendMarkRange("link");
      if (answer === "yes" && input.value) chain.setLink({ href: input.value }).run();
      else chain.unsetLink().run();
    };
    dialog.showModal();
  }

  // --- Pictures: pasted, dropped or chosen, sent at once, shown by the address under which they stay -----------

  function takePictures(data, event) {
    const pictures = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length || data.getData("text/html")) return false;
    event.preventDefault();
    pictures.forEach(send);
    return true;
  }

  async function send(file) {
    const form = new FormData();
    form.append("file", file, file.name || "picture.png");
    const token = document.querySelector('meta[name="csrf-token"]').content;
    const answer = await fetch(writer.dataset.pictures, { method: "POST", body: form, headers: { "X-CSRFToken": token } });
    const said = await answer.json().catch(() => ({}));
    if (answer.ok) return editor.chain().focus().setImage({ src: said.url, alt: file.name.replace(/\.\w+$/, "") }).run();
    const detail = { text: said.error ?? writer.dataset.failed, tone: "error" };
    return document.dispatchEvent(new CustomEvent("gongkai:flash", { detail }));
  }

  writer.querySelector("[data-picture]").addEventListener("change", (event) => {
    [...event.target.files].forEach(send);
    event.target.value = "";
  });
}

// Word writes lists as paragraphs with a bullet or number typed in front: make them lists again. Styles are put by
// before anything parses them, because the page's security policy would complain of each.
function listsFromWord(pasted) {
  const html = pasted.replace(/<!--[\s\S]*?-->/g, "").replace(/\sstyle=/gi, " data-style=");
  if (!/MsoListParagraph|mso-list/.test(html)) return html;
  const page = new DOMParser().parseFromString(html, "text/html");
  let list = null;
  for (const line of page.querySelectorAll("p")) {
    const isItem = /MsoListParagraph/.test(line.className) || /mso-list:\s*l\d/.test(line.dataset.style ?? "");
    if (!isItem) {
      list = null;
      continue;
    }
    const mark = line.querySelector('[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]')?.textContent ?? line.textContent;
    const tag = /^\s*[（(]?[\d一二三四五六七八九十a-z]+[.、)）]/i.test(mark) ? "ol" : "ul";
    line.querySelectorAll('[data-style*="mso-list"]').forEach((span) => span.remove());
    if (!list || list.tagName.toLowerCase() !== tag || line.previousElementSibling !== list) {
      list = page.createElement(tag);
      line.before(list);
    }
    const item = page.createElement("li");
    item.innerHTML = line.innerHTML.replace(/^(?:\s|&nbsp;)*(?:[·•●▪◦o§]|\d+[.、)])(?:\s|&nbsp;)+/, "");
    list.append(item);
    line.remove();
  }
  return page.body.innerHTML;
}
