"""txt and csv: lists keep their delimiter, prose its lines, both their encoding."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.masking.kinds import Task
from gongkai.publishing.rules.profiles import apply_to, treat
from gongkai.publishing.rules.profiles.veiling import Edit, edited, edits_in_text
from gongkai.publishing.rules.sensitive import Kind
from gongkai.publishing.scanning import plain
from gongkai.publishing.scanning.limits import Visit
from gongkai.tables.readers.encodings import decode

_CELL: Final = re.compile(r"[^ \u3000\t]+")


def copy(content: bytes, task: Task, visit: Visit) -> bytes:
    """The copy of a text file."""
    text, encoding = _decoded(content)
    delimiter = plain.delimiter_of(text)
    rows = plain.records(text) if delimiter else None
    if delimiter and rows is not None:
        return _list(text, rows, delimiter, task).encode(encoding)
    return mask_prose(text, task).encode(encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    """The text and the codec that writes it as it was, byte order mark and all."""
    try:
        marked = content.startswith(codecs.BOM_UTF8)
        return content.decode("utf-8-sig"), "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError:
        return decode(content)


def _list(text: str, rows: list[list[str]], delimiter: str, task: Task) -> str:
    done = treat(rows, profile=task.profile, on=task.on, also=task.also)
    task.table(done, rows, "")
    changed = apply_to(rows, done)
    if changed == rows:
        return text  # quotes and line ends as they were
    output = io.StringIO()
    ending = "\r\n" if "\r\n" in text else "\n"
    csv.writer(output, delimiter=delimiter, lineterminator=ending).writerows(changed)
    return output.getvalue() if text.endswith("\n") else output.getvalue().removesuffix(ending)


def mask_prose(text: str, task: Task) -> str:
    """A text with its lists, whose columns are parted by blanks, and everything else masked."""
    text = edited(text, _of_lists(text, task))
    edits = edits_in_text(text, on=task.on, also=task.also)
    for edit in edits:
        task.mask(text, edit, "")
    return edited(text, edits)


def _of_lists(text: str, task: Task) -> Iterator[Edit]:
    for number, (start, _line, rows) in enumerate(plain.lists_in(text), start=1):
        done = treat(rows, profile=task.profile, on=task.on, also=task.also)
        task.table(done, rows, _("表%(number)s") % {"number": number})
        for row, cells in enumerate(_places(text, start, len(rows))):
            for column, (begin, end, behind) in enumerate(cells):
                if column in done.dropped:
                    yield Edit(begin, behind, "", Kind.MINOR)
                else:
                    inside = done.edits((row, column), text[begin:end])
                    yield from (Edit(begin + e.start, begin + e.end, e.new, e.kind) for e in inside)


def _places(text: str, start: int, rows: int) -> Iterator[list[tuple[int, int, int]]]:
    """Where the cells of each row begin and end, and where the next begins."""
    for _row in range(rows):
        stop = text.find("\n", start)
        stop = stop if stop >= 0 else len(text)
        line = text[start:stop].rstrip()
        spans = [found.span() for found in _CELL.finditer(line, len(line) - len(line.lstrip()))]
        nexts = [begin for begin, _end in spans[1:]] + [len(line)]
        yield [(start + a, start + b, start + c) for (a, b), c in zip(spans, nexts, strict=True)]
        start = stop + 1
