"""Which files does an entry bring along, and how is each made when it is wanted?

An entry's `files` say: kind and name, and one of `table` (a table by name), `form` (the lines of a blank form),
`steps` (a flow chart) or nothing (the text of the piece itself).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from gongkai.demo.content import documents
from gongkai.demo.content.piece import AttachmentSpec

if TYPE_CHECKING:
    from gongkai.demo.content.writer import Desk, Draft


def specs(files: Iterable[Mapping[str, Any]], *, desk: Desk, draft: Draft) -> tuple[AttachmentSpec, ...]:
    """The attachments of a draft, none of them built yet."""
    return tuple(_spec(file, desk=desk, draft=draft) for file in files)


def _spec(file: Mapping[str, Any], *, desk: Desk, draft: Draft) -> AttachmentSpec:
    name = desk.fill(file["name"], draft)
    return AttachmentSpec(f"{name}.{file['kind']}", file["kind"], _builder(file, name, desk=desk, draft=draft))


def _builder(file: Mapping[str, Any], name: str, *, desk: Desk, draft: Draft) -> Callable[[], bytes]:
    if "table" in file:
        table = desk.table(desk.fill(file["table"], draft), draft)
        return partial(documents.SHEETS[file["kind"]], table)
    if "form" in file:
        return partial(documents.form_docx, name, tuple(file["form"]))
    if "steps" in file:
        return partial(documents.flow_pdf, name, tuple(file["steps"]))
    return partial(_own_text, file["kind"], desk, draft)


def _own_text(kind: str, desk: Desk, draft: Draft) -> bytes:
    piece = desk.piece(draft)
    return documents.TEXTS[kind](piece.title, piece.doc_number or "", piece.html)
