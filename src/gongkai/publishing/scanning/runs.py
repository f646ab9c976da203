"""The text of a Word paragraph as it is seen, as it was before tracked changes, and what of it is hidden.

Sources
    ECMA-376 part 1 §17.13.5 (w:del, w:ins, w:moveFrom, w:moveTo: tracked changes), §17.3.2.41 (w:vanish: hidden text).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXT_BOX: Final = W + "txbxContent"
_DELETED: Final = frozenset({W + "del", W + "moveFrom"})
_INSERTED: Final = frozenset({W + "ins", W + "moveTo"})
_TEXTS: Final = frozenset({W + "t", W + "delText", W + "instrText", W + "delInstrText"})
_SIGNS: Final = {W + "br": "\n", W + "cr": "\n", W + "tab": "\t", W + "noBreakHyphen": "-"}
_OFF: Final = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind."""

    text: str
    is_deleted: bool = False
    is_inserted: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """The runs of a paragraph, or of the paragraphs of a cell."""

    runs: tuple[Run, ...]

    @property
    def seen(self) -> str:
        """The text without what was struck out."""
        return "".join(run.text for run in self.runs if not run.is_deleted)

    @property
    def before(self) -> str:
        """The text before the tracked changes."""
        return "".join(run.text for run in self.runs if not run.is_inserted)

    @property
    def has_deleted(self) -> bool:
        return any(run.is_deleted for run in self.runs)

    @property
    def is_plain(self) -> bool:
        return not any(run.is_deleted or run.is_inserted or run.is_hidden for run in self.runs)

    def deleted(self) -> list[tuple[int, int]]:
        """Where in `before` the struck out parts stand."""
        return [(start, end) for start, end, run in self._placed(without="is_inserted") if run.is_deleted]

    def touches(self, start: int, end: int, quality: str) -> bool:
        """Whether a part of `seen` has a run of some quality in it."""
        placed = self._placed(without="is_deleted")
        return any(getattr(run, quality) and begin < end and start < stop for begin, stop, run in placed)

    def _placed(self, *, without: str) -> Iterator[tuple[int, int, Run]]:
        place = 0
        for run in self.runs:
            if not getattr(run, without):
                yield place, place + len(run.text), run
                place += len(run.text)


def written(paragraph: Any) -> Written:
    """The runs of a paragraph; text boxes that hang on it are not part of it."""
    return Written(tuple(_runs(paragraph, Run(""))))


def together(parts: list[Written]) -> Written:
    """Paragraphs of one cell, a line each."""
    runs: list[Run] = []
    for part in parts:
        if runs:
            runs.append(Run("\n"))
        runs += part.runs
    return Written(tuple(runs))


def _runs(element: Any, like: Run) -> Iterator[Run]:
    for child in element:
        tag = child.tag
        if tag in _TEXTS:
            yield Run(child.text or "", like.is_deleted, like.is_inserted, like.is_hidden)
        elif tag in _SIGNS:
            yield Run(_SIGNS[tag], like.is_deleted, like.is_inserted, like.is_hidden)
        elif tag not in (TEXT_BOX, _FALLBACK, W + "pPr", W + "rPr"):
            yield from _runs(child, _quality(child, tag, like))


def _quality(element: Any, tag: Any, like: Run) -> Run:
    return Run(
        "",
        like.is_deleted or tag in _DELETED,
        like.is_inserted or tag in _INSERTED,
        like.is_hidden or (tag == W + "r" and _vanishes(element)),
    )


def _vanishes(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and str(mark.get(W + "val", "1")) not in _OFF


def boxes(element: Any) -> Iterator[Any]:
    """The text boxes within an element; what is kept for old programs only is the same once more."""
    stack = [element]
    while stack:
        top = stack.pop()
        for child in reversed(top):
            if child.tag == TEXT_BOX:
                yield child
            elif child.tag != _FALLBACK:
                stack.append(child)
