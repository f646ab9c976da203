"""What kinds of channels are there, what does each need, and can it take back what it was given?

Sources
    国办发〔2019〕54号 §四 with the ministries' guidelines of 2019: the standard channels of a row.
    国办发〔2018〕123号: government new media; release there is an act of the account's keeper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """渠道种类."""

    SITE = "site"  # 政府网站, this platform's own pages
    FEED = "feed"  # 订阅源, its RSS, Atom and JSON feeds
    MAIL = "mail"  # 邮件, to addresses that are fixed: a media centre, a company's office
    WECHAT = "wechat"  # 微信公众号: a draft; publishing is a person's act
    WEBHOOK = "webhook"  # 推送接口, signed: a media centre, Weibo or SMS gateways
    BOARD = "board"  # 公开栏
    KIOSK = "kiosk"  # 政务公开专区
    VILLAGE_GROUP = "village_group"  # 村民群
    BY_HAND = "by_hand"  # whatever else a row names: gazette, press conference, radio, from door to door


class Recall(StrEnum):
    """How what was delivered comes off again."""

    ITSELF = "itself"  # its pages follow what is public
    BY_CALL = "by_call"  # the other side is told, and answers
    DRAFT_ONLY = "draft_only"  # a draft is deleted; what a person published, a person takes off
    BY_PERSON = "by_person"


@dataclass(frozen=True, slots=True)
class Form:
    """What the settings of a kind consist of."""

    recall: Recall
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    has_secret: bool = False


FORMS: Final[Mapping[Kind, Form]] = {
    Kind.SITE: Form(Recall.ITSELF),
    Kind.FEED: Form(Recall.ITSELF),
    Kind.MAIL: Form(Recall.BY_PERSON, needs=("to",)),
    Kind.WECHAT: Form(Recall.DRAFT_ONLY, needs=("app_id",), may=("author", "cover"), has_secret=True),
    Kind.WEBHOOK: Form(Recall.BY_CALL, needs=("url",), has_secret=True),
    Kind.BOARD: Form(Recall.BY_PERSON),
    Kind.KIOSK: Form(Recall.BY_PERSON),
    Kind.VILLAGE_GROUP: Form(Recall.BY_PERSON),
    Kind.BY_HAND: Form(Recall.BY_PERSON),
}
# Each county has these two without setting anything up: they are the platform itself.
OWN: Final = (Kind.SITE, Kind.FEED)
