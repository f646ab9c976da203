"""docx: everything that is seen stays in its format and is masked in place; everything else is not in the copy.

Sources
    ECMA-376 part 1 §17.13 (changes, comments, bookmarks), §17.16 (fields), §17.4 (tables), §17.15.1 (settings).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from lxml import etree

from gongkai.publishing.masking import word_cleaning
from gongkai.publishing.masking.attributes import sweep
from gongkai.publishing.masking.kinds import Task, What
from gongkai.publishing.masking.packages import DECLARATION, content_types, packed, relations, written
from gongkai.publishing.masking.strips import Holder, Strip
from gongkai.publishing.masking.tables import Cell, mask_table
from gongkai.publishing.rules.profiles.veiling import edits_in_text
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.publishing.scanning.runs import W
from gongkai.publishing.scanning.sheets import relations as targets_of
from gongkai.tables.readers.limits import parse_xml, read_part

_P, _TBL, _TR, _TC, _BOX = W + "p", W + "tbl", W + "tr", W + "tc", W + "txbxContent"
_SIGNS: Final = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
_BODY: Final = "word/document.xml"
# Part → the kind of its relation to the body. The order is the order of the keys.
_STORIES: Final = (
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/footnotes\.xml"), "footnotes"),
    (re.compile(r"word/endnotes\.xml"), "endnotes"),
)
_LOOKS: Final = (
    (re.compile(r"word/styles\.xml"), "styles"),
    (re.compile(r"word/numbering\.xml"), "numbering"),
    (re.compile(r"word/theme/theme\d*\.xml"), "theme"),
)
_TOLD: Final = (
    (re.compile(r"docProps/[^/]+$"), What.PROPERTIES),
    (re.compile(r"word/embeddings/[^/]+$"), What.EMBEDDED),
    (re.compile(r"word/vbaProject"), What.SCRIPTS),
    (re.compile(r"customXml/item\d+\.xml$|word/glossary/document|word/fonts/"), What.OTHER_PARTS),
)
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_MAX_SPAN: Final = 1000
_SETTINGS: Final = "word/settings.xml"
# Without it Word lays a text out as it did in 2003.
_SETTINGS_TEXT: Final = (
    f'{DECLARATION}<w:settings xmlns:w="{W[1:-1]}">%s<w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)


def copy(content: bytes, task: Task, visit: Visit) -> bytes:
    """The copy of a Word file."""
    with open_archive(content, visit) as archive:
        names = set(archive.namelist())
        targets = targets_of(archive, _BODY, frozenset(names))
        keys = {target: key for key, target in targets.items() if _kind(target, _STORIES + _LOOKS)}
        looks = {name: parse_xml(read_part(archive, name)) for name in sorted(names) if _kind(name, _LOOKS)}
        stories = {name: parse_xml(read_part(archive, name)) for name in sorted(names) if _kind(name, _STORIES)}
        stories = {_BODY: parse_xml(read_part(archive, _BODY))} | stories
        is_duplex = "word/settings.xml" in names and b"evenAndOddHeaders" in read_part(archive, "word/settings.xml")
    hidden = word_cleaning.hidden_styles(looks.get("word/styles.xml"))
    for name, root in stories.items():
        here = frozenset(keys.values()) if name == _BODY else frozenset[str]()
        word_cleaning.clean(root, task, hidden=hidden, keys=here)
        mask_story(root, task, _label(name))
    _tell_rest(names - stories.keys() - looks.keys(), task)
    for root in (*looks.values(), *stories.values()):
        word_cleaning.unbind(root, frozenset(keys.values()))
        sweep(root, task)
    return _assembled(stories, looks, keys, is_duplex=is_duplex)


def _kind(name: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    return next((kind for pattern, kind in table if pattern.fullmatch(name)), None)


def _label(name: str) -> str:
    kind = _kind(name, _STORIES) or ""
    told = {"header": _("页眉"), "footer": _("页脚"), "footnotes": _("脚注"), "endnotes": _("尾注")}
    return told.get(kind, _("正文"))


def _assembled(stories: dict[str, Any], looks: dict[str, Any], keys: dict[str, str], *, is_duplex: bool) -> bytes:
    """The package of the parts that were written again; keys by which the body names them stay."""
    parts = {_SETTINGS: (_SETTINGS_TEXT % ("<w:evenAndOddHeaders/>" if is_duplex else "")).encode()}
    types = {_SETTINGS: _TYPE.format("settings")}
    rows = {"rIdSettings": ("settings", "settings.xml")}
    for number, (name, root) in enumerate((*stories.items(), *looks.items())):
        kind = _kind(name, _STORIES) or _kind(name, _LOOKS) or "document.main"
        parts[name] = written(root)
        types[name] = (
            "application/vnd.openxmlformats-officedocument.theme+xml" if kind == "theme" else _TYPE.format(kind)
        )
        if name != _BODY:
            rows[keys.get(name, f"rIdPart{number}")] = (kind, name.removeprefix("word/"))
    front = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relations({"rId1": ("officeDocument", _BODY)}),
        "word/_rels/document.xml.rels": relations(rows),
    }
    return packed(front | parts)


def _tell_rest(names: set[str], task: Task) -> None:
    """What of the package is not in the copy, as far as it can say anything."""
    for name in names:
        what = next((what for pattern, what in _TOLD if pattern.match(name)), None)
        if what is not None:
            task.take(what)


# --- The texts ----------------------------------------------------------------------------------------------------


def mask_story(root: Any, task: Task, where: str) -> None:
    """Mask the paragraphs of a part as one text, and its tables each by itself."""
    for number, table in enumerate(list(root.iter(_TBL)), start=1):
        _mask_table(table, task, _("%(where)s表%(number)s") % {"where": where, "number": number})
    strip = Strip()
    for paragraph in root.iter(_P):
        # Under its header a figure of a table is no telephone; as prose it might be one.
        if next(paragraph.iterancestors(_TBL), None) is None:
            _read(paragraph, strip)
            strip.add("\n")
    edits = edits_in_text(strip.text, on=task.on, also=task.also)
    for edit in edits:
        task.mask(strip.text, edit, where)
    strip.edit(edits)


def _read(paragraph: Any, strip: Strip) -> None:
    """The text of a paragraph; what hangs on it (text boxes) holds paragraphs of its own."""
    for element in paragraph:
        if element.tag == W + "t":
            strip.add(element.text or "", Holder(element))
        elif element.tag in _SIGNS:
            strip.add(_SIGNS[element.tag])
        elif element.tag not in (_BOX, _P, W + "pPr", W + "rPr"):
            _read(element, strip)


def _mask_table(table: Any, task: Task, where: str) -> None:
    lines = [list(_cells(row)) for row in _inside(table, _TR)]
    dropped = mask_table(lines, task, where, narrow=_narrow)
    if dropped:
        _drop_grid(table, dropped)


def _cells(row: Any) -> Iterator[Cell]:
    column = _value(row.find(f"{W}trPr/{W}gridBefore"), 0)
    for element in _inside(row, _TC):
        strip = Strip()
        for number, paragraph in enumerate(_inside(element, _P)):
            if number:
                strip.add("\n")
            _read(paragraph, strip)
        span = _value(element.find(f"{W}tcPr/{W}gridSpan"), 1)
        yield Cell(element, column, span, strip)
        column += span


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in (_P, _TBL):
            yield from _inside(child, tag)


def _value(element: Any, least: int) -> int:
    text = str(element.get(W + "val", "")) if element is not None else ""
    return max(least, min(int(text), _MAX_SPAN)) if text.isascii() and text.isdigit() else least


def _narrow(cell: Any, span: int) -> None:
    properties = cell.find(W + "tcPr")
    if properties is None:
        properties = etree.Element(W + "tcPr")
        cell.insert(0, properties)
    for name in ("gridSpan", "tcW"):
        for element in properties.findall(W + name):
            properties.remove(element)
    if span > 1:
        # By the schema it stands behind the width, which is gone, and a conditional style.
        place = len(properties.findall(W + "cnfStyle"))
        properties.insert(place, etree.Element(W + "gridSpan", {W + "val": str(span)}))


def _drop_grid(table: Any, dropped: frozenset[int]) -> None:
    """The grid of a table without some columns; rows that have no cells left go."""
    for number, column in enumerate(table.findall(f"{W}tblGrid/{W}gridCol")):
        if number in dropped:
            column.getparent().remove(column)
    for row in list(_inside(table, _TR)):
        before = row.find(f"{W}trPr/{W}gridBefore")
        if before is not None:
            left = _value(before, 0) - len([column for column in dropped if column < _value(before, 0)])
            before.set(W + "val", str(max(0, left)))
        if next(_inside(row, _TC), None) is None:
            row.getparent().remove(row)
