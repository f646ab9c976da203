"""One click: a file or a text → a clean copy that may be published. No database; the original is never changed.

Public face: `clean_copy`, `CleanCopy`, `mask_html`, `MaskedHtml`, `Removed`, `What`, `NotMaskable`, `told`, `explain`.
"""

from __future__ import annotations

from gongkai.publishing.masking.copies import clean_copy
from gongkai.publishing.masking.editor import mask_html
from gongkai.publishing.masking.kinds import CleanCopy, MaskedHtml, NotMaskable, Reason, Removed, What
from gongkai.publishing.masking.words import explain, told
from gongkai.tables.readers.limits import Unreadable

__all__ = [
    "CleanCopy",
    "MaskedHtml",
    "NotMaskable",
    "Reason",
    "Removed",
    "Unreadable",
    "What",
    "clean_copy",
    "explain",
    "mask_html",
    "told",
]
