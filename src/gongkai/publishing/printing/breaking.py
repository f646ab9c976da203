"""Long words without a space (addresses, codes) get places at which a line may end."""

from __future__ import annotations

import re

ZERO_WIDTH_SPACE = "\u200b"


def breakable(text: str, *, longest: int = 30) -> str:
    """The text, with an invisible place to break after every so many letters of a longer word."""
    word = re.compile(rf"[!-~]{{{longest},}}")
    step = re.compile(rf"([!-~]{{{longest // 2}}})(?=[!-~])")
    return word.sub(lambda found: step.sub(rf"\1{ZERO_WIDTH_SPACE}", found[0]), text)
