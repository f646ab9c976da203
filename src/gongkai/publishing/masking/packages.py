"""An office file rebuilt part by part: only parts that are written again are in the copy.

Sources
    ECMA-376 part 2: a package is an archive of parts; [Content_Types].xml names their types, _rels their relations.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from lxml import etree

_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Nobody learns from a copy when its original was written.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def written(root: Any) -> bytes:
    """An element tree as a part."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of parts."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return output.getvalue()


def content_types(types: Mapping[str, str]) -> bytes:
    """The part that names the types of the others."""
    lines = "".join(
        f"<Override PartName={quoteattr('/' + name)} ContentType={quoteattr(of)}/>" for name, of in types.items()
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{DECLARATION}<Types xmlns="{_TYPES}">{defaults}{lines}</Types>'.encode()


def relations(rows: Mapping[str, tuple[str, str]]) -> bytes:
    """A part of relations: key → kind and target."""
    lines = "".join(
        f'<Relationship Id={quoteattr(key)} Type="{RELATION}/{kind}" Target={quoteattr(target)}/>'
        for key, (kind, target) in rows.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'.encode()
