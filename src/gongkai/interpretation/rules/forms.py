"""In which forms is a policy explained?

Sources
    国办发〔2019〕54号 §二(十): press conference, briefing, questions and answers, charts, cases.
"""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """解读形式."""

    QUESTIONS_ANSWERS = "questions_answers"  # 简明问答
    CHART = "chart"  # 图表图解
    CASE = "case"  # 案例说明
    PRESS_CONFERENCE = "press_conference"  # 新闻发布会
    BRIEFING = "briefing"  # 吹风会
