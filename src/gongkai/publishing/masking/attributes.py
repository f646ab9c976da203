"""Attributes of markup say more than one thinks: words beside pictures, names of bookmarks, formats of numbers."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, Final

from gongkai.publishing.masking.kinds import Task
from gongkai.publishing.rules.sensitive import find_in_text

# Shorter, or without a sign of Chinese or of many digits, an attribute names no one.
_TELLING: Final = re.compile("[\u3400-\u9fff★☆]|[0-9](?:[^0-9]{0,2}[0-9]){7}")


def sweep(root: Any, task: Task) -> None:
    """Empty every attribute in which something is found."""
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            if is_telling(value, task):
                element.set(name, "")


def is_telling(value: str, task: Task) -> bool:
    """Whether a short text holds something that must not leave."""
    if _TELLING.search(value) is None:
        return False
    return _tells(value, task.on) or any(secret in value for secret in task.also)


@lru_cache(maxsize=4096)
def _tells(value: str, on: date) -> bool:
    return bool(find_in_text(value, on=on))
