"""The life of a piece of information as a table: who may move it from where to where.

Sources
    政府信息公开条例 (State Council Order 711) Art. 17: review first, publish after, item by item; the reviewer is not
    the author.
    保密法实施条例 (2024) Art. 42: the same for secrecy review.
"""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """状态."""

    DRAFT = "draft"  # 起草中
    IN_REVIEW = "in_review"  # 审核中
    SIGNED_OFF = "signed_off"  # 已签发
    PUBLISHED = "published"  # 已公开
    WITHDRAWN = "withdrawn"  # 已撤回
