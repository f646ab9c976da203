"""The rich text of the editor, masked in one call; tables keep their shape, and the markup is such as may be published.

Sources
    政府网站发展指引 (国办发〔2017〕47号): uniform look, no foreign scripts.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Final

from lxml import html as parser

from gongkai.publishing.masking.attributes import is_telling
from gongkai.publishing.masking.checking import settled
from gongkai.publishing.masking.kinds import MaskedHtml, Task
from gongkai.publishing.masking.markup import mask_root, veil
from gongkai.publishing.rules import markup
from gongkai.publishing.rules.profiles import Profile

_BEFORE: Final = "<!doctype html><html><head></head><body>"
_AFTER: Final = "</body></html>"


def mask_html(html: str, *, on: date, profile: Profile | None = None) -> MaskedHtml:
    """A text that may be published, and what it has no more. Raises NotMaskable where it bears a mark of secrecy."""
    pictures = _pictures(html)

    def mask(content: bytes, task: Task) -> bytes:
        page = content.decode().removeprefix(_BEFORE).removesuffix(_AFTER)
        return _page(markup.clean(_masked(page, task), pictures=pictures))

    content, task, removed = settled(_page(markup.clean(html, pictures=pictures)), mask, on=on, profile=profile)
    return MaskedHtml(content.decode().removeprefix(_BEFORE).removesuffix(_AFTER), removed)


def _page(html: str) -> bytes:
    return f"{_BEFORE}{html}{_AFTER}".encode()


def _pictures(html: str) -> frozenset[str]:
    """The pictures of a text stay: they are attachments, which are checked by themselves."""
    if "<img" not in html.lower():
        return frozenset()
    root = parser.fragment_fromstring(html, create_parent="div")
    return frozenset(str(image.get("src")) for image in root.iter("img") if _is_ours(str(image.get("src", ""))))


def _is_ours(address: str) -> bool:
    return address.startswith(("/", "http://", "https://"))


def _masked(html: str, task: Task) -> str:
    if not html:
        return ""
    root = parser.fragment_fromstring(html, create_parent="div")
    for element in root.iter("a", "img"):
        for name in ("title", "alt"):
            veil(element, name, task)
        for name in ("href", "src"):
            if is_telling(str(element.get(name, "")), task):
                del element.attrib[name]
    mask_root(root, task)
    return escape(root.text or "", quote=False) + "".join(parser.tostring(child, encoding="unicode") for child in root)
