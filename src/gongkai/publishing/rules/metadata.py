"""Do the metadata of a piece of information agree with each other?

Sources
    law.md M9: 成文日期 ≤ 发布日期; 生效日期 stands apart.
    政府信息公开条例 (State Council Order 711) Art. 12: index, name, abstract, date of generation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_ABSTRACT = 150
_STOPS = "。；！？：.;!?:"


class Finding(StrEnum):
    """What does not agree."""

    WRITTEN_IN_FUTURE = "written_in_future"
    EXPIRES_BEFORE_EFFECTIVE = "expires_before_effective"
    EFFECTIVE_BEFORE_WRITTEN = "effective_before_written"
    NUMBER_MISSING = "number_missing"
    VALIDITY_MISSING = "validity_missing"
    INTERPRETS_NOTHING = "interprets_nothing"


BLOCKING = frozenset({Finding.WRITTEN_IN_FUTURE, Finding.EXPIRES_BEFORE_EFFECTIVE})
NORMATIVE, INTERPRETATION = "normative", "interpretation"


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is looked at."""

    kind: str
    written_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    document_number: str = ""
    validity: str = ""
    has_interpreted: bool = False


def findings(metadata: Metadata, *, on: date) -> tuple[Finding, ...]:
    """What a person should look at before the day of publication."""
    written, effective, expires = metadata.written_on, metadata.effective_on, metadata.expires_on
    is_normative = metadata.kind == NORMATIVE
    found = {
        Finding.WRITTEN_IN_FUTURE: written is not None and written > on,
        Finding.EXPIRES_BEFORE_EFFECTIVE: bool(effective and expires and expires <= effective),
        Finding.EFFECTIVE_BEFORE_WRITTEN: bool(written and effective and effective < written),
        Finding.NUMBER_MISSING: is_normative and not metadata.document_number,
        Finding.VALIDITY_MISSING: is_normative and not metadata.validity,
        Finding.INTERPRETS_NOTHING: metadata.kind == INTERPRETATION and not metadata.has_interpreted,
    }
    return tuple(finding for finding, is_so in found.items() if is_so)


def abstract_of(text: str) -> str:
    """An abstract (内容概述) for a piece that has none: its first words, to the end of a sentence where one is near.

    Headings are left out unless there is nothing else, and so are tables: their first lines are often of persons.
    """
    lines = text.split("\n")
    untabled = [line for line in lines if "|" not in line]
    sentences = [line for line in untabled if line.rstrip().endswith(tuple(_STOPS))]
    plain = " ".join(" ".join(sentences or untabled or lines).split())
    if len(plain) <= LONGEST_ABSTRACT:
        return plain
    cut = plain[:LONGEST_ABSTRACT]
    end = max(cut.rfind(mark) for mark in "。；！？")
    return cut[: end + 1] if end >= LONGEST_ABSTRACT // 3 else cut[:-1] + "…"
