"""Presentations as small as they can be: no library here writes one."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from tests.publishing.scan import making

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:r="{_R}"'


def text(words: str) -> str:
    return f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{words}" descr="{words}"/></p:nvSpPr><p:txBody><a:p><a:r><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'


def picture(words: str) -> str:
    return f'<p:pic><p:nvPicPr><p:cNvPr id="3" name="{words}"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId9"/></p:blipFill></p:pic>'


def table(rows: list[list[str]]) -> str:
    lines = "".join(
        f"<a:tr>{''.join(f'<a:tc><a:txBody><a:p><a:r><a:t>{c}</a:t></a:r></a:p></a:txBody></a:tc>' for c in row)}</a:tr>"
        for row in rows
    )
    grid = "<a:gridCol/>" * len(rows[0])
    return f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblGrid>{grid}</a:tblGrid>{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"


def slide(shapes: str, *, is_hidden: bool = False) -> str:
    show = ' show="0"' if is_hidden else ""
    return f"<p:sld {_NAMES}{show}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def show(*slides: str, notes: str = "") -> bytes:
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    links = "".join(f'<Relationship Id="rId{n}" Type="{_R}/slide" Target="slides/slide{n}.xml"/>' for n in numbers)
    files = {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "ppt/presentation.xml": f"<p:presentation {_NAMES}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>".encode(),
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'.encode(),
    }
    files |= {f"ppt/slides/slide{n}.xml": content.encode() for n, content in zip(numbers, slides, strict=True)}
    if notes:
        files["ppt/notesSlides/notesSlide1.xml"] = slide(text(notes)).encode()
    return making.archive(files)


def cells(content: bytes) -> list[list[str]]:
    """The first table of the first slide."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("ppt/slides/slide1.xml"))
    return [["".join(cell.itertext()) for cell in row] for row in root.iter(f"{{{_A}}}tr")]
