"""The properties of an office file: who wrote it, for whom, with which words."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.publishing.scanning.pieces import Passage, passage
from gongkai.tables.readers.limits import parse_xml, read_part

_NAMES: Final = {
    "creator": gettext_lazy("作者"),
    "lastModifiedBy": gettext_lazy("最后保存者"),
    "title": gettext_lazy("标题"),
    "subject": gettext_lazy("主题"),
    "keywords": gettext_lazy("关键词"),
    "description": gettext_lazy("备注"),
    "category": gettext_lazy("类别"),
    "contentStatus": gettext_lazy("状态"),
    "Company": gettext_lazy("单位"),
    "Manager": gettext_lazy("经理"),
    "HyperlinkBase": gettext_lazy("超链接基础"),
    "Author": gettext_lazy("作者"),
    "Title": gettext_lazy("标题"),
    "Subject": gettext_lazy("主题"),
    "Keywords": gettext_lazy("关键词"),
}
_PARTS: Final = ("docProps/core.xml", "docProps/app.xml")
_CUSTOM: Final = "docProps/custom.xml"


def properties(archive: zipfile.ZipFile) -> Iterator[Passage]:
    """Every property that holds text."""
    names = set(archive.namelist())
    for part in _PARTS:
        if part in names:
            for element in parse_xml(read_part(archive, part)).iter():
                yield from one(local_name(element), element.text or "")
    if _CUSTOM in names:
        for element in parse_xml(read_part(archive, _CUSTOM)):
            name = str(element.get("name", ""))
            text = "".join(element.itertext())
            yield passage(f"{name}：{text}", _("文件属性：%(name)s") % {"name": name})


def one(name: str, text: str) -> Iterator[Passage]:
    """A property, if it is one that people fill in."""
    if name in _NAMES and text.strip():
        yield passage(text, _("文件属性：%(name)s") % {"name": _NAMES[name]})


def local_name(element: Any) -> str:
    """The name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
