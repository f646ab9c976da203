"""What a Word file holds beside what is seen: changes, comments, hidden text, fields, bookmarks, pictures.

Sources
    ECMA-376 part 1 §17.13.5 (tracked changes: accepted here), §17.3.2.41 (hidden text), §17.16.5 (fields),
    §17.5 (content controls), §17.13.6 (bookmarks); part 3 (markup compatibility: what is kept for old programs).
"""

from __future__ import annotations

import re
from typing import Any, Final

from gongkai.publishing.masking.kinds import Task, What
from gongkai.publishing.masking.packages import RELATION
from gongkai.publishing.scanning.runs import W

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_KEYS: Final = f"{{{RELATION}}}"
_OFF: Final = frozenset({"0", "false", "off"})


def _w(names: str) -> frozenset[str]:
    return frozenset(W + name for name in names.split())


_STRUCK: Final = _w("del moveFrom")
_CHANGES: Final = _w(
    "rPrChange pPrChange tblPrChange tcPrChange trPrChange sectPrChange tblGridChange tblPrExChange numberingChange"
)
_COMMENTS: Final = _w("commentRangeStart commentRangeEnd commentReference annotationRef")
_MARKS: Final = _w(
    "proofErr permStart permEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd"
    " customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd"
    " customXmlMoveFromRangeStart customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"
    " sdtPr sdtEndPr smartTagPr customXmlPr docVars lastRenderedPageBreak altChunk subDoc contentPart"
)
_UNWRAPPED: Final = _w("ins moveTo smartTag customXml sdt sdtContent dir bdo")
_PICTURES: Final = _w("drawing pict object movie")
_SAFE_FIELD: Final = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|TOC|REF|SEQ)\b[^\"“”]{0,80}$", re.I)
_SAFE_BOOKMARK: Final = re.compile(r"_(?:Toc|Ref)\d{1,12}")


def hidden_styles(styles: Any) -> frozenset[str]:
    """Styles whose text is hidden."""
    if styles is None:
        return frozenset()
    found = (style for style in styles.iter(W + "style") if is_hidden(style.find(W + "rPr")))
    return frozenset(str(style.get(W + "styleId", "")) for style in found)


def is_hidden(properties: Any) -> bool:
    mark = properties.find(W + "vanish") if properties is not None else None
    return mark is not None and str(mark.get(W + "val", "1")) not in _OFF


def clean(root: Any, task: Task, *, hidden: frozenset[str], keys: frozenset[str]) -> None:
    """Take away what is not seen; what is seen stays where it stands. `keys`: of parts that stay."""
    _accept(root, task)
    _uncomment(root, task)
    _unhide(root, task, hidden)
    _unfield(root, task)
    _unlink(root, task)
    for element in [e for e in root.iter() if e.tag in _MARKS or not isinstance(e.tag, str)]:
        _remove(element)
    for element in [e for e in root.iter() if e.tag in _UNWRAPPED]:
        _unwrap(element)
    _unname(root, task)
    _undraw(root, task)
    unbind(root, keys)


def unbind(root: Any, keys: frozenset[str]) -> None:
    """Take away what points to parts that do not stay."""
    for element in list(root.iter("*")):
        if any(name.startswith(_KEYS) and value not in keys for name, value in element.attrib.items()):
            _remove(element)


def _accept(root: Any, task: Task) -> None:
    """Tracked changes become the text, and are forgotten."""
    struck = [e for e in root.iter() if e.tag in _STRUCK]
    rows = [e.getparent().getparent() for e in struck if e.getparent().tag == W + "trPr"]
    ended = [e.getparent().getparent().getparent() for e in struck if e.getparent().tag == W + "rPr"]
    cells = [e.getparent().getparent() for e in root.iter(W + "cellDel")]
    changed = [e for e in root.iter() if e.tag in _CHANGES | _w("ins moveTo cellIns cellMerge cellDel")]
    task.take(What.CHANGES, count=len(struck) + len(changed))
    for element in (*struck, *rows, *cells, *(e for e in changed if e.tag in _CHANGES or not len(e))):
        _remove(element)
    for paragraph in ended:
        # Of a paragraph that was struck out whole nothing is left but its mark.
        if paragraph.tag == W + "p" and not "".join(paragraph.itertext()).strip() and _has_brothers(paragraph):
            _remove(paragraph)


def _has_brothers(paragraph: Any) -> bool:
    parent = paragraph.getparent()
    return parent is not None and sum(1 for child in parent if child.tag == W + "p") > 1


def _uncomment(root: Any, task: Task) -> None:
    marks = [e for e in root.iter() if e.tag in _COMMENTS]
    task.take(What.COMMENTS, count=sum(e.tag == W + "commentReference" for e in marks))
    for mark in marks:
        _remove(mark)


def _unhide(root: Any, task: Task, hidden: frozenset[str]) -> None:
    gone = [run for run in root.iter(W + "r") if _is_hidden_run(run, hidden)]
    task.take(What.HIDDEN_TEXT, count=len(gone))
    for run in gone:
        _remove(run)


def _is_hidden_run(run: Any, hidden: frozenset[str]) -> bool:
    if is_hidden(run.find(W + "rPr")):
        return True
    of_run = run.find(f"{W}rPr/{W}rStyle")
    paragraph = next(run.iterancestors(W + "p"), None)
    of_paragraph = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None and hidden else None
    return any(style is not None and style.get(W + "val") in hidden for style in (of_run, of_paragraph))


def _unfield(root: Any, task: Task) -> None:
    """Fields become what they show, but for page numbers and the like: their instructions name files and persons."""
    for form in list(root.iter(W + "ffData")):
        _remove(form)
    for simple in list(root.iter(W + "fldSimple")):
        if not _SAFE_FIELD.match(str(simple.get(W + "instr", ""))):
            task.take(What.FIELDS)
            _unwrap(simple)
    for marks in _fields(root):
        if not _SAFE_FIELD.match("".join(mark.text or "" for mark in marks)):
            task.take(What.FIELDS)
            for mark in marks:
                _remove(mark)


def _fields(root: Any) -> list[list[Any]]:
    """The marks and instructions of each field; fields may hold fields. What has no beginning or end is none."""
    done: list[list[Any]] = []
    opened: list[list[Any]] = []
    for element in root.iter(W + "fldChar", W + "instrText"):
        kind = element.get(W + "fldCharType", "")
        if kind == "begin" or not opened:
            opened.append([])
        opened[-1].append(element)
        if kind == "end":
            done.append(opened.pop())
    for mark in (mark for marks in opened for mark in marks):
        _remove(mark)
    return done


def _unlink(root: Any, task: Task) -> None:
    """Links out of the file become text; links within it keep their places."""
    for link in list(root.iter(W + "hyperlink")):
        if link.get(f"{_KEYS}id") is not None or not _SAFE_BOOKMARK.fullmatch(str(link.get(W + "anchor", ""))):
            task.take(What.LINKS)
            _unwrap(link)
        else:
            link.attrib.pop(W + "tooltip", None)


def _unname(root: Any, task: Task) -> None:
    gone = set()
    for mark in list(root.iter(W + "bookmarkStart")):
        if not _SAFE_BOOKMARK.fullmatch(str(mark.get(W + "name", ""))):
            gone.add(mark.get(W + "id"))
            _remove(mark)
    for mark in list(root.iter(W + "bookmarkEnd")):
        if mark.get(W + "id") in gone:
            _remove(mark)


def _undraw(root: Any, task: Task) -> None:
    """Pictures cannot be read and go; of drawings that hold text the text stays, as paragraphs behind their own."""
    for fallback in list(root.iter(_MC + "Fallback")):
        _remove(fallback)
    for drawing in [e for e in root.iter() if e.tag in _PICTURES]:
        if drawing.getparent() is None or any(e.tag in _PICTURES for e in drawing.iterancestors()):
            continue
        boxes = list(drawing.iter(W + "txbxContent"))
        task.take(What.DRAWINGS, count=not boxes)
        holder = next(drawing.iterancestors(W + "p"), None)
        if holder is not None:
            for box in reversed(boxes):
                for block in reversed(box):
                    holder.addnext(block)
        _remove(drawing)
    for element in [e for e in root.iter() if isinstance(e.tag, str) and e.tag.startswith(_MC)]:
        _unwrap(element)


def _remove(element: Any) -> None:
    """Take an element away; what stands behind it in its parent stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Any) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for number, child in enumerate(list(element)):
        parent.insert(place + number, child)
    parent.remove(element)
