"""Which columns has 政府信息公开, and what belongs under 法定主动公开内容?

A part names where its content stands on this platform: kinds of information, fields, or a list of its own. What has
neither is asked of the search, so that no part is a dead end.

Sources
    国办公开办函〔2019〕61号, by way of a city's notice (unconfirmed): the columns 政府信息公开指南, 政府信息公开制度,
        法定主动公开内容, 政府信息公开工作年度报告, with 依申请公开 beside them.
    政府信息公开条例 (State Council Order 711) Arts. 12, 20, 21: the guide; what is disclosed by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Column(StrEnum):
    """Columns whose content is a piece of information with a life of its own."""

    GUIDE = "guide"  # 政府信息公开指南


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the articles. `place`: a list of its own (`policies`, `bodies`)."""

    key: str
    article: str
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    place: str = ""
    words: str = ""  # asked of the search where nothing else leads there


PARTS: tuple[Part, ...] = (
    Part("norms", "20(1)", kinds=("normative", "policy"), place="policies"),
    Part("functions", "20(2)", place="bodies"),
    Part("plans", "20(3)", kinds=("plan",), fields=("territorial-planning",)),
    Part("statistics", "20(4)", kinds=("statistics",)),
    Part("services", "20(5)", kinds=("guide",), fields=("household-registration", "public-legal-services")),
    Part("penalties", "20(6)", fields=("urban-enforcement", "taxation"), words="行政处罚"),
    Part("budgets", "20(7)", kinds=("finance",), fields=("budgets-and-accounts",)),
    Part("fees", "20(8)", words="行政事业性收费"),
    Part("procurement", "20(9)", fields=("public-resource-trading",)),
    Part("projects", "20(10)", fields=("major-projects",)),
    Part(
        "livelihood",
        "20(11)",
        fields=("poverty-alleviation", "compulsory-education", "health", "social-insurance", "employment"),
    ),
    Part("emergencies", "20(12)", fields=("disaster-relief",), words="应急预案"),
    Part("inspections", "20(13)", fields=("environment", "food-and-drug", "work-safety")),
    Part("recruitment", "20(14)", words="公务员招考"),
    Part(
        "county",
        "21",
        fields=(
            "municipal-services",
            "land-expropriation",
            "housing-expropriation",
            "social-assistance",
            "affordable-housing",
        ),
    ),
    Part("township", "21", fields=("agricultural-subsidies", "rural-housing-renovation", "elderly-care")),
    Part("others", "20(15)", fields=("public-culture",), kinds=("result", "announcement")),
)
