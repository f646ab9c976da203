"""In which of the two languages does the reader want names?"""

from __future__ import annotations

from django.utils.translation import get_language


def in_english() -> bool:
    """Whether the reader chose English."""
    return get_language() == "en"


def either(chinese: str, english: str) -> str:
    """A name in the reader's language; Chinese where no English one is known."""
    return english if english and in_english() else chinese
