"""Wrong and sensitive words: what a lexicon says, where a text has it, and how it is put right.

Sources
    website_standards.md §6.6: rule list, typo pairs with exceptions, versioned lexicon with source and expiry.
"""

from __future__ import annotations

from gongkai.publishing.rules.wording.changes import Change, change
from gongkai.publishing.rules.wording.folding import key
from gongkai.publishing.rules.wording.matching import Hit, Matcher, choose
from gongkai.publishing.rules.wording.mending import mend_words
from gongkai.publishing.rules.wording.words import Kind, Word, digest, shown

__all__ = [
    "Change",
    "Hit",
    "Kind",
    "Matcher",
    "Word",
    "change",
    "choose",
    "digest",
    "key",
    "mend_words",
    "shown",
]
