"""A sheet as it is written into the copy: kept rows and columns close up, nothing refers to anything.

Sources
    ECMA-376 part 1 §18.3.1.99 (worksheet: order of its elements), §18.4.9 (sst).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from gongkai.kernel.text import printable
from gongkai.publishing.masking.packages import DECLARATION
from gongkai.publishing.masking.sheet_reading import Original, Range, Raw, text_of
from gongkai.publishing.scanning.properties import local_name
from gongkai.tables.grid import address, letters

S: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PAGE_ORDER: Final = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Strings:
    """The texts of the copy; the originals have a table of their own, in which texts may stand that no cell shows."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def plain(self, text: str) -> int:
        return self._number(f'<t xml:space="preserve">{escape(printable(text))}</t>')

    def rich(self, element: Any) -> int:
        """A text with the formats of its parts."""
        if not any(local_name(child) == "r" for child in element):
            return self.plain(text_of(element))
        return self._number("".join(_run(child) for child in element if local_name(child) == "r"))

    def _number(self, inner: str) -> int:
        return self.numbers.setdefault(inner, len(self.numbers))

    def part(self) -> bytes:
        strings = "".join(f"<si>{inner}</si>" for inner in self.numbers)
        return f'{DECLARATION}<sst xmlns="{S}">{strings}</sst>'.encode()


def _run(run: Any) -> str:
    looks = "".join(
        f"<{local_name(look)}{_attributes({str(name): value for name, value in look.attrib.items()})}/>"
        for part in run
        if local_name(part) == "rPr"
        for look in part
        if local_name(look)
    )
    texts = "".join(part.text or "" for part in run if local_name(part) == "t")
    return f'<r>{f"<rPr>{looks}</rPr>" if looks else ""}<t xml:space="preserve">{escape(printable(texts))}</t></r>'


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def sheet(
    original: Original,
    rows: Sequence[int],
    columns: Sequence[int],
    cells: Mapping[tuple[int, int], Raw],
    strings: Strings,
    page_texts: Mapping[str, str],
) -> bytes:
    """The part of a sheet. `rows` and `columns` are what stays of the original, `cells` what stands in them."""
    pieces = [f'{DECLARATION}<worksheet xmlns="{S}">', _columns(original, columns), "<sheetData>"]
    for new, row in enumerate(rows):
        written = "".join(
            _cell(cells[row, column], new, place, strings)
            for place, column in enumerate(columns)
            if (row, column) in cells
        )
        if written or row in original.row_looks:
            pieces.append(f'<row r="{new + 1}"{_attributes(original.row_looks.get(row, {}))}>{written}</row>')
    pieces += ["</sheetData>", _merges(original.merges, rows, columns), _pages(original, page_texts), "</worksheet>"]
    return "".join(pieces).encode()


def _columns(original: Original, columns: Sequence[int]) -> str:
    looks = [
        f'<col min="{place + 1}" max="{place + 1}"{_attributes(original.column_looks[column])}/>'
        for place, column in enumerate(columns)
        if original.column_looks.get(column, {}).get("width")
    ]
    return f"<cols>{''.join(looks)}</cols>" if looks else ""


def _cell(raw: Raw, row: int, column: int, strings: Strings) -> str:
    where = f'<c r="{address(row, column)}"' + (f' s="{raw.style}"' if raw.style else "")
    if raw.type == "rich":
        return f'{where} t="s"><v>{strings.rich(raw.value)}</v></c>'
    if raw.type == "text":
        return f'{where} t="s"><v>{strings.plain(raw.value)}</v></c>'
    if raw.type:
        kind = "" if raw.type == "n" else f' t="{raw.type}"'
        return f"{where}{kind}><v>{escape(raw.value)}</v></c>"
    return f"{where}/>" if raw.style else ""


def _merges(merges: Iterable[Range], rows: Sequence[int], columns: Sequence[int]) -> str:
    new_row = {row: new for new, row in enumerate(rows)}
    new_column = {column: new for new, column in enumerate(columns)}
    found = []
    for top, left, bottom, right in merges:
        inner_rows = [new_row[row] for row in new_row if top <= row <= bottom]
        inner = [new_column[column] for column in new_column if left <= column <= right]
        if inner_rows and inner and len(inner_rows) * len(inner) > 1:
            found.append(f'<mergeCell ref="{_reference(inner_rows, inner)}"/>')
    return f'<mergeCells count="{len(found)}">{"".join(found)}</mergeCells>' if found else ""


def _reference(rows: Sequence[int], columns: Sequence[int]) -> str:
    return f"{letters(columns[0])}{rows[0] + 1}:{letters(columns[-1])}{rows[-1] + 1}"


def _pages(original: Original, texts: Mapping[str, str]) -> str:
    looks = [
        f"<{name}{_attributes(original.page_looks[name])}/>"
        for name in ("pageMargins", "pageSetup")
        if len(original.page_looks.get(name, {})) == 6 or (name == "pageSetup" and original.page_looks.get(name))
    ]
    told = "".join(f"<{name}>{escape(texts[name])}</{name}>" for name in _PAGE_ORDER if texts.get(name))
    flags = ' differentOddEven="1"' if texts.get("evenHeader") or texts.get("evenFooter") else ""
    return "".join(looks) + (f"<headerFooter{flags}>{told}</headerFooter>" if told else "")


_NORMAL: Final = '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
_NO_STYLES: Final = (
    f'<styleSheet xmlns="{S}"><fonts count="1"><font><sz val="11"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    f'<cellXfs count="1"><xf xfId="0"/></cellXfs>{_NORMAL}</styleSheet>'
)


def no_styles() -> Any:
    """The formats of a workbook that has none."""
    return etree.fromstring(_NO_STYLES)


def styles_without_names(root: Any) -> Any:
    """The formats of cells; the names that people give to formats, and extensions, stay behind."""
    for name in ("cellStyles", "dxfs", "tableStyles", "extLst"):
        for element in root.findall(f"{{{S}}}{name}"):
            root.remove(element)
    formats = root.find(f"{{{S}}}cellXfs")
    if formats is not None and root.find(f"{{{S}}}cellStyleXfs") is not None:
        formats.addnext(etree.fromstring(_NORMAL.replace("<cellStyles", f'<cellStyles xmlns="{S}"', 1)))
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root
