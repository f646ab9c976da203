"""The name of a copy: masked, and with the ending of what it is."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from django.utils.translation import gettext as _

from gongkai.publishing.masking.kinds import Task
from gongkai.publishing.rules.profiles.veiling import edited, edits_in_text
from gongkai.publishing.scanning.kinds import FileKind

# The endings that a copy may keep; the first is the one it gets otherwise.
_ENDINGS: Final = {
    FileKind.DOCX: (".docx",),
    FileKind.XLSX: (".xlsx",),
    FileKind.XLS: (".xlsx",),
    FileKind.PPTX: (".pptx",),
    FileKind.HTML: (".html", ".htm"),
    FileKind.TEXT: (".txt", ".csv", ".tsv"),
    FileKind.ZIP: (".zip",),
}
# What no system takes in a name, and the sign of a mask, which some do not.
_FORBIDDEN: Final = str.maketrans(dict.fromkeys('*<>:"|?\\', "x"))


def clean_name(name: str, kind: FileKind, task: Task) -> str:
    """The name of a copy, folders of an archive included."""
    path = PurePosixPath(veiled_name(name, task).translate(_FORBIDDEN))
    endings = _ENDINGS[kind]
    return str(path if path.suffix.lower() in endings else path.with_suffix(endings[0]))


def veiled_name(name: str, task: Task) -> str:
    """A name with everything masked in it; its folders and its ending are parts by themselves."""
    path = PurePosixPath(name)
    parts = [_veiled(part, task) for part in (*path.parent.parts, path.stem)]
    return str(PurePosixPath(*parts[:-1], parts[-1] + path.suffix)) if name.strip("/.") else "_"


def _veiled(text: str, task: Task) -> str:
    edits = edits_in_text(text, on=task.on, also=task.also)
    for edit in edits:
        task.mask(text, edit, _("文件名"))
    return edited(text, edits)
