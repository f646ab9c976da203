"""Web pages: text, tables, and what no browser shows: comments, hidden parts, values, addresses, the head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from lxml import etree
from lxml import html as markup

from gongkai.publishing.scanning.limits import Visit
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows, passage
from gongkai.tables.findings import Code
from gongkai.tables.readers.encodings import declared, decode
from gongkai.tables.readers.limits import Unreadable

BREAKING: Final = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption footer form h1 h2 h3 h4 h5 h6 header hr li"
    " main nav ol option p pre section table tbody thead tfoot td th tr title ul caption".split()
)
BLANKS = re.compile(r"[ \t\r\n\f]+")
_TOLD: Final = ("alt", "title", "value", "content", "href", "src", "placeholder", "aria-label")
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_TAGS: Final = frozenset({"script", "style", "template", "noscript"})


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """Everything in a page that can hold text."""
    root = parse(decoded(content))
    innermost = [table for table in root.iter("table") if table.find(".//table") is None]
    for number, table in enumerate(innermost, start=1):
        yield _table(table, number)
    yield _prose(root, frozenset(innermost))
    yield from _unseen(root)


def decoded(content: bytes) -> str:
    try:
        return content.decode(declared(content))
    except (LookupError, UnicodeError):
        return decode(content)[0]


def parse(text: str) -> Any:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).replace("\x00", "")
    try:
        return markup.document_fromstring(text, parser=markup.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(Code.FILE_DAMAGED) from error


def _table(table: Any, number: int) -> Rows:
    name = _("表%(number)s") % {"number": number}
    rows = [[_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    where = _("%(table)s第%(row)s行第%(column)s列")
    return Rows(rows, lambda row, column, _start, _end: where % {"table": name, "row": row + 1, "column": column + 1})


def _text(element: Any) -> str:
    return BLANKS.sub(" ", "".join(_texts(element, frozenset())).replace("\0", " ")).strip()


def _prose(root: Any, without: frozenset[Any]) -> Passage:
    """Everything outside tables, a line for each block; the number of the line is that of the paragraph."""
    blocks = [BLANKS.sub(" ", block).strip() for block in "".join(_texts(root, without)).split("\0")]
    blocks = [block for block in blocks if block]
    text = "\n".join(blocks)
    where = _("正文第%(number)s段")
    return Passage(text, lambda start, _end: where % {"number": text.count("\n", 0, start) + 1})


def _texts(root: Any, without: frozenset[Any]) -> Iterator[str]:
    """The texts of an element in order, a zero between blocks."""
    stack: list[tuple[bool, Any]] = [(True, root)]
    while stack:
        is_element, thing = stack.pop()
        if not is_element:
            yield thing
        elif isinstance(thing.tag, str) and thing not in without and thing.tag not in HIDDEN_TAGS:
            edge = "\0" if thing.tag in BREAKING else ""
            parts: list[tuple[bool, Any]] = [(False, edge + (thing.text or ""))]
            for child in thing:
                parts += [(True, child), (False, child.tail or "")]
            stack += reversed([*parts, (False, edge)])


def _unseen(root: Any) -> Iterator[Passage]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            yield passage(element.text or "", _("网页注释"))
        elif element.tag in HIDDEN_TAGS:
            yield passage("".join(element.itertext()), _("网页脚本或样式"))
        else:
            for name in _TOLD:
                if name in element.attrib:
                    yield passage(str(element.get(name)), _("网页代码中的 %(name)s 属性") % {"name": name})
