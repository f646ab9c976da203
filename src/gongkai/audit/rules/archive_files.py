"""A month of the record as a file, and whether it holds true, with nothing but the file at hand.

JSON lines, UTF-8: what the file is and of which month; a line for each entry, by county and number; at the end the
stretches of the chains that stand in it. Without that end the file was cut short.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from gongkai.audit.rules.chain import Link, Seal
from gongkai.audit.rules.log_lines import moment
from gongkai.audit.rules.walk import Gathering, Kept, Stretch

KIND = "gongkai-audit-month/1"


@dataclass(frozen=True, slots=True)
class Checked:
    """What stands in a file that holds."""

    month: str
    stretches: tuple[Stretch, ...]

    @property
    def entries(self) -> int:
        return sum(stretch.entries for stretch in self.stretches)


class Unreadable(Exception):
    """Not a file of this kind, or not as it was written; `line` is where it ceases to make sense."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


def written(month: str, entries: Iterable[Kept]) -> Iterator[str]:
    """The lines of a month's file. Raises Broken at an entry that does not hold: nothing false is archived."""
    gathering = Gathering()
    yield _line({"kind": KIND, "month": month})
    for kept in entries:
        gathering.take(kept)
        yield _entry_line(kept)
    yield _line({"stretches": [asdict(stretch) for stretch in gathering.found]})


def check(lines: Iterable[str]) -> Checked:
    """Walk a file. Raises Broken at an entry that does not hold, Unreadable where it is cut short or no such file."""
    number, gathering, month = 0, Gathering(), ""
    told: list[Mapping[str, Any]] | None = None
    try:
        for number, text in enumerate(lines, 1):
            value = json.loads(text)
            if number == 1:
                month = value["month"] if value["kind"] == KIND else value[KIND]
            elif "stretches" in value:
                told = value["stretches"]
            else:
                gathering.take(_kept(value, text))
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(number) from error
    if told != [asdict(stretch) for stretch in gathering.found]:
        raise Unreadable(number + 1)
    return Checked(month, tuple(gathering.found))


def _kept(told: Mapping[str, Any], text: str) -> Kept:
    link = Link(**(told["link"] | {"at": datetime.fromisoformat(told["link"]["at"])}))
    kept = Kept(link, Seal(**told["previous"]), Seal(**told["seal"]))
    if text.rstrip("\n") != _entry_line(kept).rstrip("\n"):
        raise ValueError("written in another way")
    return kept


def _entry_line(kept: Kept) -> str:
    return _line(asdict(kept) | {"link": asdict(kept.link) | {"at": moment(kept.link.at)}})


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
