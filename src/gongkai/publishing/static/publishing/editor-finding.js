// Leads from a finding or a note to its place: the words are selected there and scrolled to. Without this script the
// buttons stay hidden; the line says in words where it is.

const BLOCKS = "p, td, th, li, h2, h3, caption, blockquote";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-find]");
  if (button) lead(button.dataset.find, button.dataset.place);
});
// The findings come anew with each save.
new MutationObserver(reveal).observe(document.querySelector("#main"), { childList: true, subtree: true });
reveal();

function reveal() {
  for (const button of document.querySelectorAll("[data-find][hidden]")) button.hidden = !placeOf(button.dataset.place);
}

// Fields of a form have the name of their place; everything else stands in the text.
function placeOf(place) {
  return document.querySelector("#draft")?.elements[place] ?? document.querySelector(".writer__text");
}

function lead(words, place) {
  const target = placeOf(place);
  if ("value" in target) return selectIn(target, words);
  const block = [...target.querySelectorAll(BLOCKS)].findLast((element) => element.textContent.includes(words));
  if (!block) return;
  target.focus({ preventScroll: true });
  getSelection().removeAllRanges();
  getSelection().addRange(rangeOf(block, words));
  block.scrollIntoView({ block: "center" });
}

function selectIn(field, words) {
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  const start = field.value.indexOf(words);
  if (start >= 0) field.setSelectionRange(start, start + words.length);
}

function rangeOf(block, words) {
  const start = block.textContent.indexOf(words);
  const range = document.createRange();
  range.setStart(...at(block, start));
  range.setEnd(...at(block, start + words.length));
  return range;
}

// The text node that holds the character after so many, and how far into it that is.
function at(block, offset) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = walker.nextNode();
  while (left > node.length) {
    left -= node.length;
    node = walker.nextNode();
  }
  return [node, left];
}
