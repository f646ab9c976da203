"""html: what a browser shows, masked in place; scripts, comments, forms, hidden parts and pictures are not in the copy.

Sources
    GB/T 37668-2019: headings, tables and languages keep what screen readers need.
"""

from __future__ import annotations

import re
from typing import Any, Final

from lxml import html as parser

from gongkai.publishing.masking.attributes import is_telling
from gongkai.publishing.masking.kinds import Task, What
from gongkai.publishing.masking.markup import mask_root, veil
from gongkai.publishing.scanning import pages
from gongkai.publishing.scanning.limits import Visit

_SCRIPTS: Final = frozenset("script template noscript iframe frame frameset object embed applet base".split())
_PICTURES: Final = frozenset("img svg canvas video audio picture map area math".split())
_FORMS: Final = frozenset("input textarea select button datalist output meter progress".split())
_ATTRIBUTES: Final = frozenset(
    "class id style colspan rowspan scope headers lang dir align valign width height border cellspacing cellpadding"
    " bgcolor color face size start type href title charset name content http-equiv rel".split()
)
_META: Final = frozenset({"viewport", "renderer"})
_LINK: Final = re.compile(r"https?://|#", re.IGNORECASE)
_OUTSIDE: Final = re.compile(r"url\s*\(|@import|expression\s*\(", re.IGNORECASE)


def copy(content: bytes, task: Task, visit: Visit) -> bytes:
    """The copy of a page, in UTF-8."""
    root = pages.parse(pages.decoded(content))
    for element in list(root.iter()):
        if element.getparent() is not None and (what := _taken(element)) is not None:
            task.take(what)
            element.drop_tree() if isinstance(element.tag, str) else _drop(element)
    for element in root.iter():
        _attributes(element, task)
    mask_root(root, task)
    head = root.find("head")
    if head is not None:
        head.insert(0, parser.Element("meta", charset="utf-8"))
    return bytes(parser.tostring(root, doctype="<!DOCTYPE html>", encoding="utf-8"))


def _drop(comment: Any) -> None:
    """Take a comment away and leave what stands behind it."""
    parent, before = comment.getparent(), comment.getprevious()
    if comment.tail and before is not None:
        before.tail = (before.tail or "") + comment.tail
    elif comment.tail:
        parent.text = (parent.text or "") + comment.tail
    parent.remove(comment)


def _taken(element: Any) -> What | None:
    """As what an element goes; None where it stays."""
    if not isinstance(element.tag, str):
        return What.COMMENTS
    if element.tag in _SCRIPTS:
        return What.SCRIPTS
    if element.tag in _PICTURES:
        return What.DRAWINGS
    if element.tag in _FORMS:
        return What.FIELDS
    if _is_hidden(element):
        return What.HIDDEN_TEXT
    return What.PROPERTIES if _is_of_head(element) else None


def _is_hidden(element: Any) -> bool:
    return "hidden" in element.attrib or pages.HIDDEN_STYLE.search(str(element.get("style", ""))) is not None


def _is_of_head(element: Any) -> bool:
    """What the head says to machines; styles that fetch nothing stay."""
    if element.tag == "meta":
        return str(element.get("name", "")).lower() not in _META
    if element.tag == "style":
        return _OUTSIDE.search(element.text or "") is not None
    return bool(element.tag == "link")


def _attributes(element: Any, task: Task) -> None:
    for name in list(element.attrib):
        value = str(element.get(name))
        if name not in _ATTRIBUTES or (name == "href" and not _LINK.match(value)):
            del element.attrib[name]
        elif name == "title":
            veil(element, name, task)
        elif is_telling(value, task) or (name == "style" and _OUTSIDE.search(value)):
            del element.attrib[name]
    if element.tag == "style" and is_telling(element.text or "", task):
        element.text = ""
