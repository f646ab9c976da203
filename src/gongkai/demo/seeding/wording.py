"""The demo county's own lexicon: one version in force, which finds a few things in what was public, one waiting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from gongkai.organisations.models import County, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Lexicon
from gongkai.publishing.rules.wording import Kind, Word

NAME = "明镜县用语规范"
SOURCE = "县政府办公室汇总（演示）"
WORDS = (
    Word("低保户", Kind.BANNED, suggestion="低保家庭", source=SOURCE),
    Word("特困户", Kind.BANNED, suggestion="特困人员", source=SOURCE),
    Word("临时工", Kind.BANNED, suggestion="编外人员", exceptions=("临时工程", "临时工作"), source=SOURCE),
)
WAITING = (*WORDS[1:], Word("外来务工", Kind.BANNED, suggestion="进城务工", source=SOURCE))


def keep_lexicon(county: County, *, people: Mapping[str, User], at: datetime) -> None:
    """The office put a list in force and has uploaded the next."""
    office = people["office"]

    def receive(words: Sequence[Word]) -> Lexicon:
        return publishing.receive_lexicon(county=county, name=NAME, words=words, source=SOURCE, by=office, at=at)

    put = publishing.put_lexicon_in_force(lexicon_id=receive(WORDS).pk, by=office, at=at)
    publishing.spot_words(county=county, lexicon=put, by=office, at=at)
    receive(WAITING)
