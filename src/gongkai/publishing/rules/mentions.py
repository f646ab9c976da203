"""Which other documents does a text say that it repeals, amends or lets lapse?

Only a proposal: a person looks at it before anything is put down. A document is known by its number, else by its title
in 《》. The words of the act stand in the same sentence; of a list, in the sentence before it.

Sources
    law.md D8: the original is marked when another document repeals it. M7: the form of 发文字号.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from gongkai.publishing.rules import document_number
from gongkai.publishing.rules.validity import Act

_NAMED = re.compile(
    r"《(?P<title>[^《》\n]{4,120})》(?:[（(](?P<number>[^（()）\n]{2,30}?[〔\[［【(]\s*(?:19|20)\d{2}\s*[〕\]］】)]第?\d+号)[）)])?"
)
_WORDS: Final = (
    (Act.VOID, re.compile(r"(?:宣布|同时|予以)?失效")),
    (Act.REPEAL, re.compile(r"(?:同时|予以|即行|决定)?废止|不再执行|停止执行")),
    (Act.AMEND, re.compile(r"(?:予以|作如下|作出如下)?修改|修订|修正")),
)
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]?")
_LIST_ENDS = re.compile(r"[：:]\s*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that a text names, and what the text says happens to it."""

    act: Act
    title: str
    number: str


def mentions(text: str) -> tuple[Mention, ...]:
    """What a text says it does to others, each document once, in the order of the text."""
    found: dict[tuple[str, str], Mention] = {}
    of_list: Act | None = None
    for sentence in _SENTENCE.findall(text):
        act = _act_of(sentence) or of_list
        for name in _NAMED.finditer(sentence):
            number = document_number.normalise(name["number"] or "").text
            if act is not None:
                found.setdefault((name["title"], number), Mention(act, name["title"], number))
        if sentence.strip():
            of_list = _act_of(sentence) if _LIST_ENDS.search(sentence) else (of_list if _is_listed(sentence) else None)
    return tuple(found.values())


def _is_listed(sentence: str) -> bool:
    """A line of a list: a number or a title comes first."""
    return bool(re.match(r"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*)?《", sentence) or "|" in sentence)


def _act_of(sentence: str) -> Act | None:
    return next((act for act, words in _WORDS if words.search(sentence)), None)
