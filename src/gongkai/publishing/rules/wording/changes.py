"""What does a new version of a lexicon change? Its sources and notes aside: they find nothing.

Sources
    website_standards.md §6.6: a versioned lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.publishing.rules.wording.folding import key
from gongkai.publishing.rules.wording.words import Word


@dataclass(frozen=True, slots=True)
class Change:
    """Words that are new, that say something else than before (before, now), and that are looked for no longer."""

    added: tuple[Word, ...]
    changed: tuple[tuple[Word, Word], ...]
    removed: tuple[Word, ...]
    kept: int

    @property
    def news(self) -> tuple[Word, ...]:
        """What may be found where nothing was found before."""
        return (*self.added, *(now for _before, now in self.changed))


def change(*, before: Iterable[Word], now: Iterable[Word]) -> Change:
    """What tells two versions apart."""
    old, new = ({key(word.word): word for word in words} for words in (before, now))
    common = [(old[name], word) for name, word in new.items() if name in old]
    changed = tuple((was, word) for was, word in common if _bare(was) != _bare(word))
    return Change(
        added=tuple(word for name, word in new.items() if name not in old),
        changed=changed,
        removed=tuple(word for name, word in old.items() if name not in new),
        kept=len(common) - len(changed),
    )


def _bare(word: Word) -> Word:
    return replace(word, source="", note="", is_confirmed=False)
