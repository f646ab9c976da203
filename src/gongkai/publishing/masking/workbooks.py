"""xlsx and xls: the sheets that are seen are written anew, with their values, formats, widths and merged cells.

Nothing else comes along: what this module does not write is not in the copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from django.utils.translation import gettext as _

from gongkai.publishing.masking import old_workbooks, sheet_reading, sheet_writing
from gongkai.publishing.masking.attributes import is_telling, sweep
from gongkai.publishing.masking.kinds import NotMaskable, Reason, Task, What
from gongkai.publishing.masking.packages import DECLARATION, RELATION, content_types, packed, relations, written
from gongkai.publishing.masking.sheet_reading import Original, Raw
from gongkai.publishing.masking.sheet_writing import S, Strings
from gongkai.publishing.rules.profiles import Treated, home, treat
from gongkai.publishing.rules.profiles.veiling import edited, edits_in_text
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.publishing.scanning.properties import local_name
from gongkai.publishing.scanning.sheets import sheets as sheets_of
from gongkai.tables.readers import workbooks as readers
from gongkai.tables.readers.limits import parse_xml, read_part

_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_THEME_TYPE: Final = "application/vnd.openxmlformats-officedocument.theme+xml"
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_STYLES, _THEME = "xl/styles.xml", "xl/theme/theme1.xml"
# Element of a sheet, or folder of the package → as what its absence is told.
_TOLD: Final = {
    "dataValidation": What.RULES,
    "conditionalFormatting": What.RULES,
    "filterColumn": What.RULES,
    "scenario": What.RULES,
    "hyperlink": What.LINKS,
    "drawing": What.DRAWINGS,
    "picture": What.DRAWINGS,
    "oleObject": What.EMBEDDED,
}
_FOLDERS: Final = {
    "docProps/": What.PROPERTIES,
    "xl/embeddings/": What.EMBEDDED,
    "xl/media/": What.DRAWINGS,
    "xl/pivotCache/": What.CACHES,
    "xl/externalLinks/": What.CACHES,
    "xl/comments": What.COMMENTS,
    "xl/threadedComments/": What.COMMENTS,
    "customXml/": What.OTHER_PARTS,
    "xl/vbaProject": What.SCRIPTS,
}


@dataclass(slots=True)
class Copy:
    """A workbook while it is written."""

    task: Task
    strings: Strings = field(default_factory=Strings)
    names: list[str] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)


def copy(content: bytes, task: Task, visit: Visit) -> bytes:
    """The copy of an xlsx."""
    new = Copy(task)
    with open_archive(content, visit) as archive:
        names = archive.namelist()
        strings = _strings(read_part(archive, "xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        looks = {name: parse_xml(read_part(archive, name)) for name in (_STYLES, _THEME) if name in names}
        about = {sheet.name: sheet for sheet in sheets_of(archive)}
        book = parse_xml(read_part(archive, "xl/workbook.xml"))
    task.take(What.NAMES, count=sum(local_name(element) == "definedName" for element in book.iter()))
    for name in names:
        what = next((what for folder, what in _FOLDERS.items() if name.startswith(folder)), None)
        task.take(what or What.OTHER_PARTS, count=what is not None and not name.endswith((".rels", "/")))
    for table in readers.read_xlsx(content, visit.name).tables:
        sheet = about.get(table.sheet)
        if table.is_hidden or sheet is None or not sheet.content:
            task.take(What.HIDDEN_SHEET)
        else:
            _add(new, sheet_reading.read(sheet.content, table, strings))
    return _assembled(new, _looks(looks, task))


def copy_xls(content: bytes, task: Task, visit: Visit) -> bytes:
    """The copy of an xls, as an xlsx: without the formats of its cells."""
    new = Copy(task)
    tables = readers.read_xls(content, visit.name).tables
    for table, (rows, columns) in zip(tables, old_workbooks.hidden(content), strict=False):
        if table.is_hidden:
            task.take(What.HIDDEN_SHEET)
        else:
            _add(new, sheet_reading.plain(table, rows, columns))
    return _assembled(new, {_STYLES: sheet_writing.no_styles()})


def _strings(content: bytes) -> list[Any]:
    return [element for element in parse_xml(content) if local_name(element) == "si"]


def _looks(looks: dict[str, Any], task: Task) -> dict[str, Any]:
    """Formats and colours, if they are of the usual namespace and point to nothing else."""
    kept = {}
    for name, root in looks.items():
        if name == _STYLES and root.tag != f"{{{S}}}styleSheet":
            continue
        if any(key.startswith(f"{{{RELATION}}}") for element in root.iter("*") for key in element.attrib):
            continue
        if name == _STYLES:
            sheet_writing.styles_without_names(root)
            for format_ in root.iter(f"{{{S}}}numFmt"):
                if is_telling(str(format_.get("formatCode", "")), task):
                    format_.set("formatCode", "General")
        sweep(root, task)
        kept[name] = root
    return kept


def _add(new: Copy, original: Original) -> None:
    """Mask a sheet and write it into the copy."""
    task, where = new.task, _("工作表%(number)s") % {"number": len(new.parts) + 1}
    rows = [row for row in range(len(original.texts)) if row not in original.hidden_rows]
    columns = [c for c in range(max(map(len, original.texts), default=0)) if c not in original.hidden_columns]
    _tell(original, task, where)
    texts, cells = _seen(original, rows, columns)
    done = treat(texts, profile=task.profile, on=task.on, also=task.also)
    task.table(done, texts, where)
    kept = [column for place, column in enumerate(columns) if place not in done.dropped]
    changed: dict[tuple[int, int], Raw] = {}
    for number, row in enumerate(rows):
        changed |= _row(number, row, texts[number], columns, cells, done)
    new.names.append(_name(original.name, new.names, task))
    page_texts = {key: _veiled(text, task, where) for key, text in original.page_texts.items()}
    new.parts.append(sheet_writing.sheet(original, rows, kept, changed, new.strings, page_texts))


def _tell(original: Original, task: Task, where: str) -> None:
    width = max(map(len, original.texts), default=0)
    task.take(What.HIDDEN_ROWS, where, count=len([r for r in original.hidden_rows if r < len(original.texts)]))
    task.take(What.HIDDEN_COLUMNS, where, count=len([c for c in original.hidden_columns if c < width]))
    task.take(What.FORMULAS, where, count=original.formulas)
    for name, count in original.others.items():
        if name in _TOLD:
            task.take(_TOLD[name], where, count=count)


def _seen(
    original: Original, rows: Sequence[int], columns: Sequence[int]
) -> tuple[list[list[str]], dict[tuple[int, int], Raw]]:
    """The texts that are seen, and the cells; a title that reaches out of a hidden column is seen in the next."""
    cells = {(row, column): raw for row in rows for column, raw in original.cells.get(row, {}).items()}
    texts = {(row, column): text for row in rows for column, text in enumerate(original.texts[row])}
    for top, left, _bottom, right in original.merges:
        if left in original.hidden_columns and (top, left) in cells:
            seen = next((column for column in columns if left < column <= right), None)
            if seen is not None:
                cells[top, seen], texts[top, seen] = cells[top, left], texts.get((top, left), "")
    return [[texts.get((row, column), "") for column in columns] for row in rows], cells


def _row(
    number: int,
    row: int,
    texts: Sequence[str],
    columns: Sequence[int],
    cells: dict[tuple[int, int], Raw],
    done: Treated,
) -> dict[tuple[int, int], Raw]:
    """The cells of a row as they are after masking, by their old columns."""
    new: dict[int, Raw] = {}
    after = list(texts)
    for place, column in enumerate(columns):
        raw = cells.get((row, column), Raw("", "", ""))
        edits = done.edits((number, place), texts[place])
        if edits:
            after[place] = edited(texts[place], edits)
            raw = Raw(raw.style, "text" if after[place] else "", after[place])
        new[place] = raw
    for place in done.dropped:
        if after[place].strip() and (number, place) not in done.cleared:
            target = home(after, place, done.dropped)
            if target is not None:
                new[target], after[target] = new[place], after[place]
    return {(row, columns[place]): raw for place, raw in new.items() if raw.type or raw.style}


def _name(written: str, taken: Iterable[str], task: Task) -> str:
    """The name of a sheet, masked and such as Excel takes it."""
    name = _NOT_IN_NAMES.sub("x", _veiled(written, task, _("工作表名")))[:_LONGEST_NAME].strip("'") or "Sheet"
    others, unique, number = {other.lower() for other in taken}, name, 2
    while unique.lower() in others:
        unique, number = f"{name[: _LONGEST_NAME - 4]}({number})", number + 1
    return unique


def _veiled(text: str, task: Task, where: str) -> str:
    edits = edits_in_text(text, on=task.on, also=task.also)
    for edit in edits:
        task.mask(text, edit, where)
    return edited(text, edits)


def _assembled(new: Copy, looks: dict[str, Any]) -> bytes:
    """The package of the sheets, their texts and their formats."""
    if not new.parts:
        raise NotMaskable(Reason.NOTHING_LEFT)
    numbers = range(1, len(new.parts) + 1)
    sheets = {f"xl/worksheets/sheet{number}.xml": part for number, part in zip(numbers, new.parts, strict=True)}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, name in zip(numbers, new.names, strict=True)
    )
    book = f'{DECLARATION}<workbook xmlns="{S}" xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>'
    types = {"xl/workbook.xml": _TYPE.format("sheet.main"), "xl/sharedStrings.xml": _TYPE.format("sharedStrings")}
    types |= dict.fromkeys(sheets, _TYPE.format("worksheet"))
    types |= {name: _THEME_TYPE if name == _THEME else _TYPE.format("styles") for name in looks}
    rows = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in numbers}
    rows |= {"rIdStrings": ("sharedStrings", "sharedStrings.xml")}
    rows |= {f"rId{name[3:8]}": (name[3:].split(".")[0].split("/")[0], name.removeprefix("xl/")) for name in looks}
    front = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": relations(rows),
        "xl/sharedStrings.xml": new.strings.part(),
    }
    return packed(front | sheets | {name: written(root) for name, root in looks.items()})
