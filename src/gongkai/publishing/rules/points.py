"""What does a reviewer of each stage answer for?

Where one person does all stages on one screen the points are read, not ticked: three taps are all she has. In every
longer chain each is ticked by whoever clears the stage.

Sources
    website_standards.md §6.4: a checklist signed at each level; 谁审核谁负责.
    政府信息公开条例 (State Council Order 711) Arts. 14-17. 保密法实施条例 (2024) Art. 42.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Final

from gongkai.publishing.rules.chains import PLANS, Chain, Stage


class Point(StrEnum):
    """核对事项."""

    FACTS = "facts"  # 事实、数据、日期准确
    WORDING = "wording"  # 文字、标点、格式无误
    COMPLETE = "complete"  # 要素齐全，附件能打开
    BASIS = "basis"  # 依据有效，程序完备
    CONSISTENT = "consistent"  # 与已公开的内容不矛盾
    WHOLE = "whole"  # 全文已通读
    NO_SECRETS = "no_secrets"  # 不涉及国家秘密、工作秘密
    NOTHING_TOGETHER = "nothing_together"  # 与已公开的信息汇聚后也不涉密
    NO_PERSONAL_DATA = "no_personal_data"  # 不含不应公开的个人信息、商业秘密
    ATTRIBUTE = "attribute"  # 公开属性正确


POINTS: Final[Mapping[Stage, tuple[Point, ...]]] = {
    Stage.FIRST_REVIEW: (Point.FACTS, Point.WORDING, Point.COMPLETE),
    Stage.SECOND_REVIEW: (Point.BASIS, Point.CONSISTENT),
    Stage.THIRD_REVIEW: (Point.WHOLE,),
    Stage.SECRECY_REVIEW: (Point.NO_SECRETS, Point.NOTHING_TOGETHER, Point.NO_PERSONAL_DATA),
    Stage.SIGN_OFF: (Point.ATTRIBUTE,),
    Stage.SECOND_LOOK: (Point.FACTS, Point.NO_SECRETS, Point.NO_PERSONAL_DATA),
}


def to_tick(stage: Stage, chain: Chain) -> tuple[Point, ...]:
    """The points that must be ticked before the stage is cleared."""
    return () if PLANS[chain].persons == 1 else POINTS[stage]


def unticked(stage: Stage, chain: Chain, ticked: Collection[str]) -> tuple[Point, ...]:
    """The points that are still to be ticked."""
    return tuple(point for point in to_tick(stage, chain) if point not in ticked)
