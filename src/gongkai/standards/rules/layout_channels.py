"""Through which channels is an item made public, and which boxes were left empty?

Sources
    国办发〔2019〕54号 §四 with the ministries' guidelines of 2019: the 13 standard channels.
    catalogues.md §2.4: synonyms, named others; §2.3: marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from gongkai.tables.findings import Problem
from gongkai.tables.layout import Read
from gongkai.tables.marks import Marks, Option, options
from gongkai.tables.pieces import by_numbers
from gongkai.tables.text import compact

OTHER: Final = "其他"
BOARD: Final = "社区/企事业单位/村公示栏(电子屏)"
CHANNELS: Final = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    BOARD,
    "精准推送",
    OTHER,
)
SYNONYMS: Final[dict[str, str]] = {
    name: channel
    for channel, names in {
        "政府网站": "政府门户网站 门户网站 县政府网站 区政府网站 市政府网站 政务网站 本级政府网站",
        "政府公报": "公报",
        "两微一端": "政务新媒体 微信公众号 微信 微博 一微一端 两微一端等 政务微博 政务微信 新媒体",
        "发布会/听证会": "发布会听证会 发布会、听证会 发布会 听证会 新闻发布会 发布/听证会",
        "广播电视": "广播 电视 广播、电视 广播/电视",
        "纸质媒体": "纸质载体 报刊 报纸 纸媒",
        "公开查阅点": "公开查询点 查询点 查阅点 公开查阅点/政务公开专区 政务公开专区 政府信息公开查阅点 信息公开查阅点",
        "政务服务中心": "政府服务中心 行政服务中心 政务服务大厅 政务大厅 办事窗口 办事大厅 行政审批服务中心 服务大厅",
        "便民服务站": "便民服务中心 便民惠民服务中心 党群服务中心 便民服务站点 便民服务点 便民服务中心(站)",
        "入户/现场": "入户/现场宣传 入户、现场 入户现场 入户 现场 人户/现场 入户/现场公示",
        BOARD: (
            "社区/企事业单位/村公示栏 社区/企事业单位公示栏 村居/企事业单位公示栏 村居/企事业单位公示栏(电子屏) "
            "社区/企事业单位/村公示栏/电子屏 社区/村公示栏 镇村公示公开栏 行政村公示栏 线下公示栏 公告公示栏 "
            "被征收范围内公告栏 公示栏 公开栏 村公示栏 社区公示栏 村(社区)公示栏 村务公开栏 政务公开栏 电子屏"
        ),
        "精准推送": "精准推送服务 精准推送等",
        OTHER: "其它",
    }.items()
    for name in names.split()
} | {channel: channel for channel in CHANNELS}

# A name in a running text, the longest first; 其他 only where it ends a list, else every sentence would hold it.
KNOWN: Final = re.compile(
    "|".join(re.escape(name) for name in sorted(SYNONYMS, key=len, reverse=True) if len(name) > 1)
)
_NOTE = re.compile(r"\n?\s*(?:备注|注)\s*[:：]\s*(?P<note>[\s\S]+)$")
_FILLER = re.compile(r"[_＿]+|\((?:请?注明|请?写明|具体)\)|等$|[.。;;,，、]+$|^[、,，;]+")
_OTHER_NAMED = re.compile(r"^其[他它](?:渠道|方式|载体|媒体)?[:：(]?(?P<name>.*?)\)?$")


@dataclass(frozen=True, slots=True)
class Channels:
    """Chosen and unchosen channels, as printed, each by its standard name."""

    chosen: tuple[str, ...] = ()
    not_chosen: tuple[str, ...] = ()


def read_channels(text: str, marks: Marks) -> Read:
    """The channels of a cell, with what is doubtful about them."""
    text, note = _without_note(text)
    listed = [option for option in options(text, marks, known=KNOWN) if _words(option.name)]
    if any(option.mark for option in listed):
        channels, problems = _from_marks(listed, marks)
    else:
        channels, problems = _from_words(text)
    if not channels.chosen:
        problems = [*problems, Problem("W_NO_CHANNEL")]
    return Read(channels, tuple(problems), note)


def standard(name: str) -> str:
    """The standard name of a channel, or `其他:…`."""
    words = _words(name)
    if words in SYNONYMS:
        return SYNONYMS[words]
    bare = re.sub(r"\([^()]*\)$", "", words)
    if bare in SYNONYMS and SYNONYMS[bare] != OTHER:
        return SYNONYMS[bare]
    named = _OTHER_NAMED.match(words)
    words = named["name"].strip("_:：") if named else words
    return f"{OTHER}:{words}" if words else OTHER


def _without_note(text: str) -> tuple[str, str]:
    note = _NOTE.search(text)
    return (text[: note.start()], compact(note["note"])) if note else (text, "")


def _words(name: str) -> str:
    before, words = None, compact(name)
    while before != words:
        before, words = words, _FILLER.sub("", words)
    return words


def _from_marks(listed: list[Option], marks: Marks) -> tuple[Channels, list[Problem]]:
    parted = [part for option in listed for part in _parted(option)]
    unknown = {option.mark for option in parted if option.mark and not marks.is_usual(option.mark)}
    is_bare = [not option.mark for option in parted]
    chosen = [standard(o.name) for o in parted if not o.mark or o.mark not in marks.not_chosen]
    empty = [standard(o.name) for o in parted if o.mark and o.mark in marks.not_chosen]
    problems = [Problem("W_MARK_NO_LEGEND", {"mark": mark}) for mark in sorted(unknown)]
    if any(is_bare):
        problems.append(Problem("W_CHANNELS_FROM_TEXT"))
    if OTHER in chosen:
        problems.append(Problem("W_OTHER_UNNAMED"))
    return _channels(chosen, empty), problems


def _parted(option: Option) -> Iterator[Option]:
    """A name may be followed by others whose marks were lost: known names after a space have none of their own."""
    words = option.name.split()
    cut = next((i for i in range(1, len(words)) if _stand_alone(words[:i]) and _all_known(words[i:])), len(words))
    yield Option(option.mark, "".join(words[:cut]))
    for word in words[cut:]:
        yield Option("", word)


def _stand_alone(words: list[str]) -> bool:
    return _words("".join(words)) in SYNONYMS


def _all_known(words: list[str]) -> bool:
    return all(_words(word) in SYNONYMS for word in words)


def _from_words(text: str) -> tuple[Channels, list[Problem]]:
    """No marks at all: what is listed is chosen; in a sentence, the channels it names are."""
    if not text.strip():
        return Channels(), []
    numbered = by_numbers(text)
    names = [part for part in (numbered or re.split(r"[\s、;,，]+", text)) if _words(part)]
    if not numbered and not any(_words(name) in SYNONYMS for name in names):
        names = KNOWN.findall(compact(text))
    elif not numbered and not _is_list(names):
        names = [name for name in names if _words(name) in SYNONYMS] or names
    return _channels([standard(name) for name in names], ()), [Problem("W_CHANNELS_FROM_TEXT")]


def _is_list(names: list[str]) -> bool:
    """Whether these are names and not pieces of a sentence."""
    return all(len(_words(name)) <= 16 and "的" not in name for name in names)


def _channels(chosen: Iterable[str], empty: Iterable[str]) -> Channels:
    ticked = tuple(dict.fromkeys(chosen))
    return Channels(ticked, tuple(name for name in dict.fromkeys(empty) if name not in ticked))
