"""What can be filled in for the officer before she types a word?

A routine piece then needs title, text and attachment only. All of it can be changed.

Sources
    law.md M1, M2 (the metadata), M10 (two-level topics; the top level is common practice, not confirmed).
    Part 1 §8: the metadata are pre-filled.
"""

from __future__ import annotations

import re

_KINDS = (
    ("解读", "interpretation"),
    ("规范性文件", "normative"),
    ("政策|法规|文件|办法|通知文件|标准规范", "policy"),
    ("指南|办事|流程|须知|申报", "guide"),
    ("统计|指数|监测数据", "statistics"),
    ("预算|决算|资金|补贴发放|补助|收费|经费", "finance"),
    ("规划|计划|预案|方案", "plan"),
    ("处罚|许可决定|审批结果|结果|名单|决定书|确认", "result"),
)
_TOPICS = {
    1: "国土资源、能源",
    2: "国民经济管理、国有资产监管",
    3: "国民经济管理、国有资产监管",
    4: "财政、金融、审计",
    5: "市场监管、安全生产监管",
    6: "财政、金融、审计",
    7: "国土资源、能源",
    8: "城乡建设、环境保护",
    9: "城乡建设、环境保护",
    10: "城乡建设、环境保护",
    11: "城乡建设、环境保护",
    12: "文化、广电、新闻出版",
    13: "公安、安全、司法",
    14: "民政、扶贫、救灾",
    15: "民政、扶贫、救灾",
    16: "市场监管、安全生产监管",
    17: "城乡建设、环境保护",
    18: "劳动、人事、监察",
    19: "劳动、人事、监察",
    20: "民政、扶贫、救灾",
    21: "民政、扶贫、救灾",
    22: "公安、安全、司法",
    23: "农业、林业、水利",
    24: "科技、教育",
    25: "卫生、体育",
    26: "城乡建设、环境保护",
}
TOPICS = (
    "国务院组织机构",
    "综合政务",
    "国民经济管理、国有资产监管",
    "财政、金融、审计",
    "国土资源、能源",
    "农业、林业、水利",
    "工业、交通",
    "商贸、海关、旅游",
    "市场监管、安全生产监管",
    "城乡建设、环境保护",
    "科技、教育",
    "文化、广电、新闻出版",
    "卫生、体育",
    "人口与计划生育、妇女儿童工作",
    "劳动、人事、监察",
    "公安、安全、司法",
    "民政、扶贫、救灾",
    "民族、宗教",
    "对外事务",
    "港澳台侨工作",
    "国防",
    "其他",
)
_PERIOD = re.compile(r"^(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})))?$")
_QUARTERS = {"1": "第一季度", "2": "第二季度", "3": "第三季度", "4": "第四季度"}


def kind_for(*, l1: str, l2: str) -> str:
    """The likely kind of information under a row."""
    for text in (l2, l1):
        for pattern, kind in _KINDS:
            if re.search(pattern, text):
                return kind
    return "announcement"


def topic_for(field_number: int) -> str:
    """The likely topic of a field."""
    return _TOPICS.get(field_number, "其他")


def title_for(*, name: str, occurrence: str, event_title: str = "") -> str:
    """A first title: what the event is called, or the matter with its period."""
    return event_title or f"{period_words(occurrence)}{name}"


def period_words(occurrence: str) -> str:
    """An occurrence as it stands in titles: 2026-Q3 is 2026年第三季度; empty where it is no period."""
    match = _PERIOD.match(occurrence)
    if match is None:
        return ""
    year = f"{match['year']}年"
    if match["quarter"]:
        return year + _QUARTERS[match["quarter"]]
    if match["half"]:
        return year + ("上半年" if match["half"] == "1" else "下半年")
    return year + (f"{int(match['month'])}月" if match["month"] else "度")
