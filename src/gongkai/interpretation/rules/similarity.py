"""Does an interpretation explain the policy, or only repeat it?

A passage counts as repeated when it stands in the policy in the same characters, spaces and punctuation aside, over
at least PASSAGE of them: shorter runs are the names of things, which both must use. The policy's title, which every
interpretation quotes, is left out. A warning, never a refusal: quoting the clause that one explains is good style.

Sources
    国办发〔2016〕80号: background, scope, terms, what changes and how to use it; not a shortened copy of the document.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Names of funds, offices and documents in our sample county have up to eleven characters; sentences are longer.
PASSAGE = 12
# Half of an interpretation may be quotation of the clauses explained; beyond it the copy outweighs the explanation.
TOO_MUCH = 0.5
# In a text shorter than this the share says nothing: a chart stands in a picture, with two lines of text.
SHORTEST = 60


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of an interpretation stands in the policy, and which passages, in the interpretation's own writing."""

    share: float
    length: int
    passages: tuple[str, ...]

    @property
    def is_too_much(self) -> bool:
        return self.length >= SHORTEST and self.share > TOO_MUCH


def compare(*, material: str, policy: str, policy_title: str = "") -> Overlap:
    """What of the material stands in the policy. Linear in the length of both."""
    letters, places = _letters(material)
    known = _runs(_letters(policy)[0])
    is_title = _covered(letters, {title} if (title := _letters(policy_title)[0]) else set(), len(title))
    is_copied = _covered(letters, known, PASSAGE)
    counted = [n for n, named in enumerate(is_title) if not named]
    copied = [n for n in counted if is_copied[n]]
    return Overlap(
        share=len(copied) / len(counted) if counted else 0.0,
        length=len(counted),
        passages=tuple(material[places[a] : places[b] + 1] for a, b in _stretches(copied)),
    )


def _letters(text: str) -> tuple[str, list[int]]:
    """The letters and digits of a text, folded to one width and case, and where each stood."""
    found, places = [], []
    for place, written in enumerate(text):
        for letter in unicodedata.normalize("NFKC", written).casefold():
            if letter.isalnum():
                found.append(letter)
                places.append(place)
    return "".join(found), places


def _runs(letters: str) -> set[str]:
    return {letters[n : n + PASSAGE] for n in range(len(letters) - PASSAGE + 1)}


def _covered(letters: str, runs: set[str], length: int) -> list[bool]:
    """For each letter, whether some run of this length that contains it is among those known."""
    covered = [False] * len(letters)
    until = 0
    for n in range(len(letters) - length + 1):
        if runs and letters[n : n + length] in runs:
            for place in range(max(n, until), n + length):
                covered[place] = True
            until = n + length
    return covered


def _stretches(copied: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours."""
    stretches: list[tuple[int, int]] = []
    for n in copied:
        if stretches and stretches[-1][1] == n - 1:
            stretches[-1] = (stretches[-1][0], n)
        else:
            stretches.append((n, n))
    return stretches
