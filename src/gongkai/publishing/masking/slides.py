"""pptx: slides that are shown, masked in place with their layouts; notes, comments, pictures and hidden slides go.

Sources
    ECMA-376 part 1 §19 (slides: show), §21.1 (texts and tables of drawings), part 2 (relations of parts).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from gongkai.publishing.masking.attributes import sweep
from gongkai.publishing.masking.kinds import NotMaskable, Reason, Task, What
from gongkai.publishing.masking.packages import RELATION, content_types, packed, relations, written
from gongkai.publishing.masking.strips import Holder, Strip
from gongkai.publishing.masking.tables import Cell, mask_table
from gongkai.publishing.rules.profiles.veiling import edits_in_text
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.publishing.scanning.properties import local_name
from gongkai.publishing.scanning.sheets import relations as targets_of
from gongkai.tables.readers.limits import parse_xml, read_part

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P: Final = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KEY: Final = f"{{{RELATION}}}"
_BOOK: Final = "ppt/presentation.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
# Folder → kind of relation; the content type is called alike.
_KEPT: Final = (
    (re.compile(r"ppt/slides/[^/]+\.xml"), "slide"),
    (re.compile(r"ppt/slideLayouts/[^/]+\.xml"), "slideLayout"),
    (re.compile(r"ppt/slideMasters/[^/]+\.xml"), "slideMaster"),
    (re.compile(r"ppt/theme/[^/]+\.xml"), "theme"),
)
_GONE: Final = frozenset(
    f"{P}{name}"
    for name in (
        "pic contentPart timing transition custDataLst controls notesMasterIdLst handoutMasterIdLst embeddedFontLst"
        " photoAlbum custShowLst modifyVerifier extLst"
    ).split()
) | {A + "extLst", A + "hlinkClick", A + "hlinkHover", A + "blip", A + "blipFill", A + "videoFile", A + "audioFile"}
_TOLD: Final = ("descr", "title")


def copy(content: bytes, task: Task, visit: Visit) -> bytes:
    """The copy of a presentation."""
    with open_archive(content, visit) as archive:
        names = frozenset(archive.namelist())
        roots = {name: parse_xml(read_part(archive, name)) for name in sorted(names) if name == _BOOK or _kind(name)}
        links = {name: targets_of(archive, name, names) for name in roots}
    for name in [name for name, root in roots.items() if root.get("show") in ("0", "false")]:
        task.take(What.HIDDEN_SHEET)
        del roots[name]
    if not any(_kind(name) == "slide" for name in roots):
        raise NotMaskable(Reason.NOTHING_LEFT)
    _tell(names, task)
    for number, (name, root) in enumerate(roots.items()):
        keys = {key: target for key, target in links[name].items() if target in roots and _kind(target)}
        links[name] = keys
        _clean(root, task, frozenset(keys))
        _mask(root, task, _("第%(number)s页文字") % {"number": number} if _kind(name) == "slide" else _("版式"))
        sweep(root, task)
    return _assembled(roots, links)


def _kind(name: str) -> str | None:
    return next((kind for pattern, kind in _KEPT if pattern.fullmatch(name)), None)


def _tell(names: frozenset[str], task: Task) -> None:
    for name in names:
        for folder, what in (
            ("docProps/", What.PROPERTIES),
            ("ppt/notesSlides/notes", What.HIDDEN_TEXT),
            ("ppt/comments/", What.COMMENTS),
            ("ppt/embeddings/", What.EMBEDDED),
            ("ppt/media/", What.DRAWINGS),
        ):
            task.take(what, count=name.startswith(folder) and not name.endswith("/"))


def _clean(root: Any, task: Task, keys: frozenset[str]) -> None:
    """What is not text or shape goes, and what points to parts that go."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _GONE or element.tag == _MC + "Fallback":
            task.take(What.LINKS, count="hlink" in str(element.tag))
            _remove(element)
        elif element.tag == P + "graphicFrame" and element.find(f".//{A}tbl") is None:
            task.take(What.DRAWINGS)
            _remove(element)
        elif any(name.startswith(_KEY) and value not in keys for name, value in element.attrib.items()):
            _remove(element)
    for element in root.iter("*"):
        if local_name(element) == "cNvPr":
            for name in _TOLD:
                element.attrib.pop(name, None)
            element.set("name", f"{element.get('id', '')}")


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _mask(root: Any, task: Task, where: str) -> None:
    for table in root.iter(A + "tbl"):
        dropped = mask_table([list(_cells(row)) for row in table.iter(A + "tr")], task, where, narrow=_narrow)
        for number, column in enumerate(table.findall(f"{A}tblGrid/{A}gridCol")):
            if number in dropped:
                _remove(column)
    strip = Strip()
    for paragraph in root.iter(A + "p"):
        _read(paragraph, strip)
        strip.add("\n")
    edits = edits_in_text(strip.text, on=task.on, also=task.also)
    for edit in edits:
        task.mask(strip.text, edit, where)
    strip.edit(edits)


def _read(paragraph: Any, strip: Strip) -> None:
    for element in paragraph.iter(A + "t", A + "br"):
        if element.tag == A + "t":
            strip.add(element.text or "", Holder(element))


def _cells(row: Any) -> Iterator[Cell]:
    """Each column has a cell of its own; those that a wide one covers say so and are empty."""
    for column, element in enumerate(row.findall(A + "tc")):
        strip = Strip()
        for number, paragraph in enumerate(element.iter(A + "p")):
            strip.add("\n" if number else "")
            _read(paragraph, strip)
        yield Cell(element, column, 1, strip)


def _narrow(cell: Any, _span: int) -> None:
    """Where columns go, wide cells are wide no more: their titles stay in the first."""
    for name in ("gridSpan", "hMerge"):
        cell.attrib.pop(name, None)


def _assembled(roots: dict[str, Any], links: dict[str, dict[str, str]]) -> bytes:
    types, parts = {}, {}
    for name, root in roots.items():
        kind = _kind(name) or "presentation.main"
        is_theme = kind == "theme"
        types[name] = "application/vnd.openxmlformats-officedocument.theme+xml" if is_theme else _TYPE.format(kind)
        parts[name] = written(root)
        folder = posixpath.dirname(name)
        rows = {key: (_kind(target) or "", posixpath.relpath(target, folder)) for key, target in links[name].items()}
        if rows:
            parts[f"{folder}/_rels/{posixpath.basename(name)}.rels"] = relations(rows)
    front = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relations({"rId1": ("officeDocument", _BOOK)}),
    }
    return packed(front | parts)
