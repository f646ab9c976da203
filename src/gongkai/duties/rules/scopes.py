"""Which content elements of a row does a clause's scope speak of?

Limits name a part of the row in words of their own (处罚决定, 除处罚决定外其他内容, 行政许可、行政处罚); elements are
named in the content column. Where the words do not meet, the duty covers the whole row: too much is shown to
the officer rather than too little.

Sources
    catalogues.md §3: phrases with several clauses, one for each kind of content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_JOINTS = re.compile(r"[、，,；;]|以及|和|及|与")
_EXCEPT = re.compile(r"^除(.+?)(?:之)?外(?:的)?(?:其他|其它)?.*$")
_FILLERS = re.compile(r"^(?:其中|上述|有关|相关|其他|其它)|(?:等|事项|信息|内容|情况|相关信息)+$")


def elements_in(scope: str, elements: Sequence[str]) -> tuple[str, ...]:
    """The elements that a scope names; all of them where it names none."""
    if not scope:
        return tuple(elements)
    excepted = _EXCEPT.match(scope)
    named = _named(excepted.group(1) if excepted else scope, elements)
    if excepted:
        named = tuple(element for element in elements if element not in named) if named else ()
    return named or tuple(elements)


def _named(scope: str, elements: Sequence[str]) -> tuple[str, ...]:
    words = [_core(word) for word in _JOINTS.split(scope)]
    return tuple(element for element in elements if any(w and (w in element or _core(element) == w) for w in words))


def _core(word: str) -> str:
    return _FILLERS.sub("", word.strip("《》“”（）() "))
