// The text of a draft: a prose editor over a plain textarea, which keeps working where this script does not.

const writer = document.querySelector("[data-writer]");
const area = writer?.querySelector("textarea");
if (area) start(await import(writer.dataset.module), await import(writer.dataset.paste));

function start(prose, { plain }) {
  const { Blockquote, Bold, BulletList, Document, Editor, Gapcursor, HardBreak, Heading, History, Image, Italic } = prose;
  const { Link, ListItem, OrderedList, Paragraph, Table, TableCell, TableHeader, TableRow, Text } = prose;
  // Without the widths that it would write as styles: the page's security policy forbids them.
  const PlainTable = Table.extend({ renderHTML: () => ["table", ["tbody", 0]] });
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
      PlainTable.configure({ resizable: false }), TableRow, TableHeader, TableCell,
    ],
    editorProps: {
      attributes: { class: "writer__text prose", role: "textbox", "aria-multiline": "true", "aria-labelledby": writer.dataset.label },
      transformPastedHTML: (html) => {
        if (/<v:imagedata|src="file:/i.test(html)) tell(writer.dataset.noPictures, "warning");
        return plain(html);
      },
      handlePaste: (_view, event) => takePictures(event.clipboardData, event),
      handleDrop: (_view, event) => takePictures(event.dataTransfer, event),
      handleDoubleClickOn: (_view, _at, node) => node.type.name === "image" && describe(),
    },
    onUpdate: () => {
      area.value = editor.isEmpty ? "" : editor.getHTML();
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onTransaction: () => showState(),
  });
  area.addEventListener("gongkai:replaced", () => editor.commands.setContent(area.value, { emitUpdate: false }));
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
    if (command === "describe") return describe();
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
      if ("onPicture" in button.dataset) button.hidden = !editor.isActive("image");
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

  // --- Pictures: pasted, dropped or chosen; each is put into words before it is sent -----------------------------

  function takePictures(data, event) {
    const pictures = [...(data?.files ?? [])].filter((file) => file.type.startsWith("image/"));
    if (!pictures.length || data.getData("text/html")) return false;
    event.preventDefault();
    sendAll(pictures);
    return true;
  }

  async function sendAll(files) {
    for (const file of files) {
      const words = await ask(file.name, "");
      if (words) await send(file, words);
    }
  }

  async function send(file, words) {
    const form = new FormData();
    form.append("file", file, file.name || "picture.png");
    const token = document.querySelector('meta[name="csrf-token"]').content;
    const headers = { "X-CSRFToken": token };
    const answer = await fetch(writer.dataset.pictures, { method: "POST", body: form, headers }).catch(() => null);
    const said = (await answer?.json().catch(() => null)) ?? {};
    if (said.url) return editor.chain().focus().setImage({ src: said.url, alt: words }).run();
    return tell(said.error ?? writer.dataset.failed, "error");
  }

  // What a picture shows, in words: nobody gets past without any.
  function ask(name, words) {
    const dialog = writer.querySelector("[data-describe]");
    const input = dialog.querySelector("input");
    const fault = dialog.querySelector("[data-fault]");
    dialog.querySelector("[data-name]").textContent = name;
    input.value = words;
    fault.hidden = true;
    return new Promise((answer) => {
      let said = "";
      const confirm = () => {
        said = input.value.trim();
        fault.hidden = Boolean(said);
        input.toggleAttribute("aria-invalid", !said);
        if (said) dialog.close();
        else input.focus();
      };
      input.onkeydown = (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault(); // the draft's own form would be sent
        confirm();
      };
      dialog.onclick = (event) => {
        const button = event.target.closest("button")?.value;
        if (button === "yes") confirm();
        if (button === "no") dialog.close();
      };
      dialog.onclose = () => answer(said);
      dialog.showModal();
    });
  }

  async function describe() {
    const { alt, src } = editor.getAttributes("image");
    if (!src) return;
    const words = await ask("", alt ?? "");
    if (words) editor.chain().focus().updateAttributes("image", { alt: words }).run();
  }

  function tell(text, tone) {
    document.dispatchEvent(new CustomEvent("gongkai:flash", { detail: { text, tone } }));
  }

  writer.querySelector("[data-picture]").addEventListener("change", (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    sendAll(files);
  });
}
