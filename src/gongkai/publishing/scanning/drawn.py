"""Slides (pptx) and fixed layouts (OFD): their text, slide by slide and page by page.

Sources
    GB/T 33190-2016 (OFD) §11.3: ofd:TextCode holds the characters of a text object. ECMA-376 part 1 §21.1.2: a:t.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai.publishing.scanning.embedded import embedded
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.publishing.scanning.pieces import Piece, passage
from gongkai.publishing.scanning.properties import local_name, properties
from gongkai.tables.readers.limits import parse_xml, read_part

_SLIDE = re.compile(r"ppt/(slides|notesSlides|comments)/\D*(\d+)\.xml")
_PAGE = re.compile(r"(?:.*/)?Pages/Page_(\d+)/[^/]*\.xml|.*\.xml")


def read_slides(content: bytes, visit: Visit) -> Iterator[Piece]:
    """Slides, their notes and comments."""
    told = {"slides": _("第%(number)s张"), "notesSlides": _("第%(number)s张备注"), "comments": _("批注%(number)s")}
    with open_archive(content, visit) as archive:
        for name in archive.namelist():
            found = _SLIDE.fullmatch(name)
            if found:
                root = parse_xml(read_part(archive, name))
                blocks = [element for element in root.iter() if local_name(element) in ("p", "text")]
                texts = ["".join(block.itertext()) for block in blocks]
                yield passage("\n".join(texts), told[found[1]] % {"number": found[2]})
        yield from properties(archive)
        yield from embedded(archive, "ppt/embeddings/", visit)


def read_layout(content: bytes, visit: Visit) -> Iterator[Piece]:
    """The text objects of an OFD; what stands outside its pages (properties, notes) has no page."""
    with open_archive(content, visit) as archive:
        for name in archive.namelist():
            found = _PAGE.fullmatch(name)
            if found:
                root = parse_xml(read_part(archive, name))
                texts = [element.text or "" for element in root.iter() if not len(element)]
                where = _("第%(page)s页") % {"page": int(found[1]) + 1} if found[1] else _("版式文件的其他部分")
                yield passage("\n".join(texts), where)
