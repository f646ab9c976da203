"""xlsx and xls: cells seen and hidden, comments, formulas, names, drawings, caches, properties, embedded files."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _

from gongkai.publishing.scanning.embedded import embedded
from gongkai.publishing.scanning.limits import Visit, open_archive
from gongkai.publishing.scanning.pieces import Passage, Piece, Rows, lines, passage
from gongkai.publishing.scanning.properties import local_name, properties
from gongkai.publishing.scanning.sheets import Sheet, sheets
from gongkai.tables.grid import Table
from gongkai.tables.readers import workbooks
from gongkai.tables.readers.limits import parse_xml, read_part

_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[^>]*>([^<]+)</f>')
_ASIDE = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]+)<|<formula[12]>([^<]+)<")
_OUTSIDE: Final = ("mailto:", "tel:", "http://", "https://")


def read(content: bytes, visit: Visit) -> Iterator[Piece]:
    """Everything in a workbook that can hold text."""
    with open_archive(content, visit) as archive:
        about = {sheet.name: sheet for sheet in sheets(archive)}
        for table in workbooks.read_xlsx(content, visit.name).tables:
            sheet = about.get(table.sheet)
            yield _cells(table, sheet) if sheet else _plain(table)
        for sheet in about.values():
            yield from _around(archive, sheet)
        yield from _names(archive)
        yield from _caches(archive)
        yield from properties(archive)
        yield from embedded(archive, "xl/embeddings/", visit)


def read_xls(content: bytes, visit: Visit) -> Iterator[Piece]:
    """The cells of an old workbook; hidden rows and columns of it are read and not told apart."""
    for table in workbooks.read_xls(content, visit.name).tables:
        yield _plain(table)


def _cells(table: Table, sheet: Sheet) -> Rows:
    return Rows(table.grid.rows, lambda row, column, _start, _end: sheet.place(row, column))


def _plain(table: Table) -> Rows:
    sheet = Sheet(table.sheet, "hidden" if table.is_hidden else "", "", b"", (), frozenset(), frozenset())
    return _cells(table, sheet)


def _around(archive: zipfile.ZipFile, sheet: Sheet) -> Iterator[Passage]:
    """What hangs on the cells of a sheet."""
    yield passage(sheet.name, _("工作表名"))
    names = frozenset(archive.namelist())
    for part in sheet.parts:
        if part.startswith(_OUTSIDE):
            yield passage(part, _("%(sheet)s的超链接") % {"sheet": sheet.title})
        elif part in names and "omment" in part and part.endswith(".xml"):
            yield from _comments(parse_xml(read_part(archive, part)), sheet)
        elif part in names and "/drawings/" in part and part.endswith(".xml"):
            root = parse_xml(read_part(archive, part))
            yield passage("\n".join(_paragraphs(root)), _("%(sheet)s的文本框") % {"sheet": sheet.title})
    yield from _formulas(sheet)
    for groups in _ASIDE.findall(sheet.content):
        yield passage(_unescaped(b"".join(groups)), _("%(sheet)s的页眉页脚或有效性规则") % {"sheet": sheet.title})


def _comments(root: Any, sheet: Sheet) -> Iterator[Passage]:
    for comment in root.iter():
        if local_name(comment) in ("comment", "threadedComment"):
            text = "".join(element.text or "" for element in comment.iter() if local_name(element) in ("t", "text"))
            yield passage(text, _("%(sheet)s批注（%(cell)s）") % {"sheet": sheet.title, "cell": comment.get("ref", "")})


def _formulas(sheet: Sheet) -> Iterator[Passage]:
    found = _FORMULA.findall(sheet.content) if b"</f>" in sheet.content else []
    if found:
        cells = [cell.decode() for cell, _formula in found]
        where = _("%(sheet)s公式（%(cell)s）")
        texts = [_unescaped(formula) for _cell, formula in found]
        yield lines(texts, lambda number: where % {"sheet": sheet.title, "cell": cells[number]})


def _unescaped(text: bytes) -> str:
    return html.unescape(text.decode("utf-8", "replace"))


def _paragraphs(root: Any) -> Iterator[str]:
    """Paragraphs of drawings."""
    for element in root.iter():
        if local_name(element) == "p":
            yield "".join(inner.text or "" for inner in element.iter() if local_name(inner) == "t")


def _names(archive: zipfile.ZipFile) -> Iterator[Passage]:
    for element in parse_xml(read_part(archive, "xl/workbook.xml")).iter():
        if local_name(element) == "definedName":
            name = str(element.get("name", ""))
            text = " ".join(filter(None, (name, element.text, element.get("comment"))))
            yield passage(text, _("名称管理器"))


def _caches(archive: zipfile.ZipFile) -> Iterator[Piece]:
    """What pivot tables and links to other workbooks keep of their sources, though no sheet shows it."""
    for name in archive.namelist():
        if re.fullmatch(r"xl/pivotCache/pivotCacheDefinition\d*\.xml", name):
            for column in parse_xml(read_part(archive, name)).iter():
                if local_name(column) == "cacheField":
                    yield _cached_column(column)
        elif re.fullmatch(r"xl/pivotCache/pivotCacheRecords\d*\.xml", name):
            values = [str(element.get("v", "")) for element in parse_xml(read_part(archive, name)).iter()]
            yield passage("\n".join(values), _("数据透视表缓存"))
        elif re.fullmatch(r"xl/externalLinks/externalLink\d*\.xml", name):
            root = parse_xml(read_part(archive, name))
            values = [element.text or "" for element in root.iter() if local_name(element) == "v"]
            yield passage("\n".join(values), _("外部链接缓存"))


def _cached_column(column: Any) -> Rows:
    where = _("数据透视表缓存")
    values = [[str(item.get("v", ""))] for item in column.iter() if local_name(item) in ("s", "n")]
    return Rows([[str(column.get("name", ""))], *values], lambda *_place: where)
