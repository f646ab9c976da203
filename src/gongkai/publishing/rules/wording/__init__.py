"""Wrong and sensitive words: what a lexicon says, where a text has it, and how it is put right.

Sources
    website_standards.md §6.6: rule list, typo pairs with exceptions, versioned lexicon with source and expiry.
"""

from __future__ import annotations

from gongkai.publishing.rules.wording.matching import Hit, Matcher, choose
from gongkai.publishing.rules.wording.mending import mend_words
from gongkai.publishing.rules.wording.words import Kind, Word, digest, shown

__all__ = ["Hit", "Kind", "Matcher", "Word", "choose", "digest", "mend_words", "shown"]
