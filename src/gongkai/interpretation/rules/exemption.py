"""For which reasons may a policy go without an interpretation?

The texts name none, only that not every policy needs one; so each exemption is a recorded decision of somebody who
did not write the policy, in words, and shows in the report.

Sources
    国办发〔2019〕54号 §二(十): policy documents are interpreted (the exemption is our reading, kept on record).
"""

from __future__ import annotations

from enum import StrEnum


class Ground(StrEnum):
    """免予解读的理由."""

    EXPLAINED_ABOVE = "explained_above"  # 上级已解读，本件没有新内容
    INTERNAL = "internal"  # 只规范内部管理
    SINGLE_CASE = "single_case"  # 只针对特定对象
    PLAIN = "plain"  # 内容浅显，读者不会误解
    EMERGENCY = "emergency"  # 应急措施，须立即公布
    OTHER = "other"
