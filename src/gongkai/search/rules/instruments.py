"""Which laws and policies does a text name, and is this the name of one?

A text cites them in book-title marks; people type them without, and leave out 中华人民共和国.
"""

from __future__ import annotations

import re

from gongkai.search.rules.analysis import normalise

_CITED = re.compile(r"[《〈]([^《》〈〉]{2,80})[》〉]")
_NATION = "中华人民共和国"
_ISSUE = re.compile(r"\((?:试行|暂行|修订|修正|第.{1,3}版|\d{4}.{0,4}修[订正])\)$")
_NOT_NAME = re.compile(r"[^\u3400-\u9fff\U00020000-\U000323afa-z0-9]+")
_ENDS_AS_LAW = re.compile(r"(?:法|条例|办法|规定|细则|规程|规范|意见|方案|通则|决定)$")


def name_of(text: str) -> str:
    """A name as it is compared: without marks, the nation's name and what says which issue it is."""
    folded = normalise(text).replace("（", "(").replace("）", ")").strip()
    bare = _ISSUE.sub("", folded.strip("《》〈〉 "))
    return _NOT_NAME.sub("", bare).removeprefix(_NATION)


def cited_in(text: str) -> list[str]:
    """The names that stand in book-title marks, each once, in order."""
    names = (name_of(found) for found in _CITED.findall(text))
    return list(dict.fromkeys(name for name in names if name))


def is_name(text: str) -> bool:
    """Whether a whole question looks like the name of a law: 土地管理法, 《户口登记条例》."""
    name = name_of(text)
    return len(name) > 3 and bool(_ENDS_AS_LAW.search(name))
