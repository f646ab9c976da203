"""How do the short marks of our text files become the few HTML tags a publication may have?

# heading   ## smaller heading   - list   + numbered list   > quotation
^ caption of the table that follows
| cell | cell |      the first line of a table is its head
**strong**           everything else is a paragraph, one a line
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_BLOCKS = {"# ": "h2", "##": "h3", "> ": "blockquote"}
_LISTS = {"- ": "ul", "+ ": "ol"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table before it becomes HTML, a sheet or a page."""

    head: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    caption: str = ""

    @property
    def html(self) -> str:
        return table(self.head, self.rows, self.caption)


Figures = dict[str, Callable[..., Table]]
Words = dict[str, Callable[..., str]]


def to_html(text: str) -> str:
    """The HTML of a text in our marks."""
    out: list[str] = []
    lines = [line.strip() for line in text.strip().splitlines()]
    at = 0
    while at < len(lines):
        at = _take(lines, at, out)
    return "\n".join(out)


def inline(text: str) -> str:
    """One line: escaped, with its strong parts."""
    return _STRONG.sub(r"<strong>\1</strong>", escape(text, quote=False))


def table(head: Sequence[str], rows: Iterable[Sequence[object]], caption: str = "") -> str:
    """An HTML table; every cell is escaped."""
    title = f"<caption>{inline(caption)}</caption>" if caption else ""
    heads = "".join(f'<th scope="col">{inline(str(cell))}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{inline(str(cell))}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table>{title}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def facts(pairs: Iterable[tuple[str, object]], caption: str = "") -> str:
    """A two-column table of names and values."""
    return table(("项目", "内容"), pairs, caption)


def _take(lines: list[str], at: int, out: list[str]) -> int:
    line = lines[at]
    if not line:
        return at + 1
    if line.startswith("<"):  # a computed table put in its place
        out.append(line)
        return at + 1
    if line.startswith(("^ ", "| ")):
        return _take_table(lines, at, out)
    if line[:2] in _LISTS:
        return _take_list(lines, at, out)
    tag = _BLOCKS.get(line[:2], "p")
    out.append(f"<{tag}>{inline(line.lstrip('#> ') if tag != 'p' else line)}</{tag}>")
    return at + 1


def _take_list(lines: list[str], at: int, out: list[str]) -> int:
    mark = lines[at][:2]
    end = at
    while end < len(lines) and lines[end][:2] == mark:
        end += 1
    items = "".join(f"<li>{inline(line[2:])}</li>" for line in lines[at:end])
    out.append(f"<{_LISTS[mark]}>{items}</{_LISTS[mark]}>")
    return end


def _take_table(lines: list[str], at: int, out: list[str]) -> int:
    caption = ""
    if lines[at].startswith("^ "):
        caption, at = lines[at][2:], at + 1
    end = at
    while end < len(lines) and lines[end].startswith("|"):
        end += 1
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[at:end]]
    out.append(table(cells[0], cells[1:], caption))
    return end
