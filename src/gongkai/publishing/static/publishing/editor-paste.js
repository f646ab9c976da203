// What Word, WPS and Excel put on the clipboard, made plain: styles go, lists that were typed as paragraphs become lists,
// the first row of a table becomes its header. The server cleans everything again, whatever arrives here.

const ITEM = /MsoListParagraph|mso-list:\s*l\d+/i;
const MARK = "[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']";
const NUMBER = /^[\s\u00a0]*[（(]?[\d一二三四五六七八九十a-zA-Z]{1,4}[.、．)）]/;
const BULLET = /^[\s\u00a0]*(?:[·•●▪◦o§\uf0b7\uf0a7\uf06c\uf0d8\uf0fc]|[（(]?\d{1,3}[.、．)）])[\s\u00a0]+/;
const OWN = /^\/info\/[\w-]+\/files\//; // a picture of a draft; others were never sent
const DIGITS = /\d/;

export function plain(pasted) {
  // Styles are put by before anything parses them: the page's security policy would complain of each.
  const html = pasted
    .replace(/<!--\[if !supportLists\]-->([\s\S]*?)<!--\[endif\]-->/gi, '<span data-style="mso-list:Ignore">$1</span>')
    .replace(/<!\[if !supportLists\]>([\s\S]*?)<!\[endif\]>/gi, '<span data-style="mso-list:Ignore">$1</span>')
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<!\[[\s\S]*?\]>/g, "")
    .replace(/<(style|script|xml|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/<(?:link|base|meta)\b[^>]*>/gi, "")
    .replace(/\son\w+\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, "")
    .replace(/\sstyle\s*=/gi, " data-style=")
    .replace(/(<\/?)o:p\b[^>]*>/gi, "");
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("iframe, object, embed, svg, math, template").forEach((element) => element.remove());
  unwrapTablesWithin(page);
  page.querySelectorAll("table").forEach(dressTable);
  lists(page);
  page.querySelectorAll("img").forEach((image) => OWN.test(image.getAttribute("src") ?? "") || image.remove());
  return page.body.innerHTML;
}

// Word writes lists as paragraphs with a bullet or number typed in front.
function lists(page) {
  let list = null;
  for (const line of [...page.querySelectorAll("p")]) {
    if (!ITEM.test(line.className) && !ITEM.test(line.dataset.style ?? "")) {
      list = null;
      continue;
    }
    const mark = line.querySelector(MARK);
    const tag = NUMBER.test(mark?.textContent ?? line.textContent) ? "ol" : "ul";
    line.querySelectorAll(MARK).forEach((span) => span.remove());
    if (!list || list.tagName.toLowerCase() !== tag || line.previousElementSibling !== list) {
      list = page.createElement(tag);
      line.before(list);
    }
    const item = page.createElement("li");
    item.append(...line.childNodes);
    const first = page.createTreeWalker(item, NodeFilter.SHOW_TEXT).nextNode();
    if (first) first.data = first.data.replace(BULLET, "");
    list.append(item);
    line.remove();
  }
}

// The editor knows no table within a table: its rows become paragraphs of the cell, none of their words is lost.
function unwrapTablesWithin(page) {
  for (const inner of [...page.querySelectorAll("table table")].reverse()) {
    const lines = [...inner.rows].map((row) => {
      const line = page.createElement("p");
      line.textContent = [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")).filter(Boolean).join(" ");
      return line;
    });
    inner.replaceWith(...lines);
  }
}

// Word says which rows it repeats on each page (<thead>); of others the first is the header if no figure stands in it.
function dressTable(table) {
  table.querySelectorAll("colgroup, col").forEach((element) => element.remove());
  for (const row of [...table.rows]) if (!row.cells.length || row.hidden || /display:\s*none/.test(row.dataset.style ?? "")) row.remove();
  const first = table.rows[0];
  if (!first || table.querySelector("th")) return;
  const rows = [...table.rows];
  const isTitled = first.cells.length === 1 && first.cells[0].colSpan > 1 && rows.length > 2; // the table's own title
  const top = rows[isTitled ? 1 : 0];
  const looksLikeHeader = rows.length > 1 && [...top.cells].every((cell) => cell.textContent.trim() && !DIGITS.test(cell.textContent));
  const deep = (isTitled ? 1 : 0) + Math.max(1, ...[...top.cells].map((cell) => cell.rowSpan));
  const headers = table.tHead ? [...table.tHead.rows] : looksLikeHeader ? rows.slice(0, deep) : [];
  for (const row of headers) [...row.cells].forEach(toHeader);
}

function toHeader(cell) {
  const header = cell.ownerDocument.createElement("th");
  for (const name of ["colspan", "rowspan"]) if (cell.hasAttribute(name)) header.setAttribute(name, cell.getAttribute(name));
  header.setAttribute("scope", "col");
  header.append(...cell.childNodes);
  cell.replaceWith(header);
}
