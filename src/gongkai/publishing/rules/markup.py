"""What of a pasted text may be published, and what does it say without its markup?

Sources
    政府网站发展指引 (国办发〔2017〕47号): uniform look, no foreign scripts.
    GB/T 37668-2019: headings, tables and pictures keep what screen readers need (scope, alt).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape, unescape
from html.parser import HTMLParser

import nh3

from gongkai.kernel.text import printable

TAGS = frozenset("h2 h3 p br ul ol li table caption thead tbody tr th td strong em a blockquote img".split())
ATTRIBUTES = {
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
_BLOCKS = frozenset("h2 h3 p br li table caption tr blockquote".split())
_CELLS = frozenset({"td", "th"})
_SPAN = re.compile(r"^(?:[2-9]|[1-9]\d)$")  # a span of one says nothing
_TAG = re.compile(r"</?[a-zA-Z]")
_BLANK_LINES = re.compile(r"\n\s*\n+")
# A cell or item that holds one paragraph and nothing else is that paragraph.
_LONE_PARAGRAPH = re.compile(
    r"<(td|th|li)((?: [^>]*)?)><p>((?:(?!</?(?:p|ul|ol|table|h2|h3|blockquote)\b).)*)</p></\1>", re.DOTALL
)
_ROW = re.compile(r"<tr>(?:(?!<tr>).)*?</tr>", re.DOTALL)
_UNSCOPED = re.compile(r"<th(?![^>]*\sscope=)")
_SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})
_TO_ALLOWED = (
    (re.compile(r"<(/?)b(?=[\s>])", re.IGNORECASE), r"<\1strong"),
    (re.compile(r"<(/?)i(?=[\s>])", re.IGNORECASE), r"<\1em"),
    (re.compile(r"<(/?)h1(?=[\s>])", re.IGNORECASE), r"<\1h2"),
    (re.compile(r"<(/?)h[456](?=[\s>])", re.IGNORECASE), r"<\1h3"),
)


def clean(html: str, *, pictures: Collection[str] = ()) -> str:
    """Keep what may stand in a published text. Pictures only from among the piece's own attachments, by address."""
    html = printable(html)
    for written, allowed in _TO_ALLOWED:
        html = written.sub(allowed, html)

    def keep(tag: str, name: str, value: str) -> str | None:
        if name in ("colspan", "rowspan"):
            return value if _SPAN.match(value) else None
        if name == "scope":
            return value if value in _SCOPES else None
        if (tag, name) == ("img", "src"):
            return value if value in pictures else None
        return value

    cleaned = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags={"script", "style", "title", "noscript", "template", "iframe", "object"},
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=keep,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    if (plain := printable(cleaned)) != cleaned:
        # They came as references (&#7;). Dropping them may have mended a forbidden address: look again.
        return clean(plain, pictures=pictures)
    whole = _ROW.sub(_scoped, _LONE_PARAGRAPH.sub(r"<\1\2>\3</\1>", _without_lost_pictures(cleaned)))
    return whole if _TAG.search(whole) else _paragraphs(whole)


def plain_text(html: str) -> str:
    """The text alone, a line for each paragraph, cells parted by a bar."""
    reader = _Reader()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return _BLANK_LINES.sub("\n", "\n".join(lines)).strip()


def lines_of(html: str) -> str:
    """Paragraphs as one writes them into a plain field, a line for each; what is more than that stays markup."""
    lines = plain_text(html)
    return lines if _paragraphs(lines) == html else html


def _paragraphs(text: str) -> str:
    """What was typed into a plain field, without script: each line is a paragraph."""
    return "".join(f"<p>{escape(unescape(line.strip()), quote=False)}</p>" for line in text.split("\n") if line.strip())


def _scoped(row: re.Match[str]) -> str:
    """Header cells say what they head: their column, or in a row with other cells that row."""
    scope = "row" if "<td" in row[0] else "col"
    return _UNSCOPED.sub(f'<th scope="{scope}"', row[0])


def _without_lost_pictures(html: str) -> str:
    """A picture that lost its address would show as broken."""
    return re.sub(r"<img(?![^>]*\ssrc=)[^>]*>", "", html)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in _CELLS:
            self.pieces.append(" | ")
        elif tag == "img":
            self.pieces.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)
