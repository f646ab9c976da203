"""What sorts of settings are there, and is a value of the right form?

Sources
    政府网站发展指引 (国办发〔2017〕47号): the form of site code and domain.
    政府信息公开目录系统实施指引(试行): what an index number is made of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from string import Formatter

Value = str | int | list[str] | None


class Kind(StrEnum):
    """What sort of value a setting takes."""

    TEXT = "text"
    NUMBER = "number"
    TEXTS = "texts"  # several, each on a line of its own


class Problem(StrEnum):
    """Why a value is not taken."""

    UNKNOWN_KEY = "unknown_key"
    WRONG_KIND = "wrong_kind"
    OUT_OF_RANGE = "out_of_range"
    SITE_ID_CODE = "site_id_code"
    HOST = "host"
    WEB_ADDRESS = "web_address"
    INDEX_PATTERN = "index_pattern"
    POLICY_KIND = "policy_kind"
    CLOCK_START = "clock_start"
    FEED = "feed"
    YES_OR_NO = "yes_or_no"
    MONTH_AND_DAY = "month_and_day"


class SettingRefused(Exception):
    """A value that the table does not allow."""

    def __init__(self, problem: Problem, key: str) -> None:
        super().__init__(problem, key)
        self.problem, self.key = problem, key


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table. Names and sources are Chinese texts that presenters translate."""

    key: str
    kind: Kind
    default: Value
    name: str
    source: str
    is_confirmed: bool = True
    lowest: int = 0
    highest: int = 0
    check: Callable[[str], Problem | None] = lambda text: None


def site_id_code(text: str) -> Problem | None:
    return None if re.fullmatch(r"[A-Za-z0-9]{10}", text) else Problem.SITE_ID_CODE


def host(text: str) -> Problem | None:
    label = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
    return None if re.fullmatch(rf"{label}(?:\.{label})*", text) and len(text) <= 253 else Problem.HOST


def web_address(text: str) -> Problem | None:
    return None if re.fullmatch(r"https?://[^\s/]+(/\S*)?", text) else Problem.WEB_ADDRESS


def index_pattern(text: str) -> Problem | None:
    try:
        parts = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        text.format(code="123456789", year=2026, serial=1)
    except (ValueError, KeyError, IndexError, AttributeError):
        return Problem.INDEX_PATTERN
    return None if parts == {"code", "year", "serial"} else Problem.INDEX_PATTERN


def policy_kind(text: str) -> Problem | None:
    return None if text in POLICY_KINDS else Problem.POLICY_KIND


def clock_start(text: str) -> Problem | None:
    return None if not text or text in CLOCK_STARTS else Problem.CLOCK_START


def feed(text: str) -> Problem | None:
    """An address, before it, if one likes, the tier and the issuer: 省级 某省人民政府 https://…"""
    *words, address = text.split()
    is_well_formed = len(words) <= 2 and re.fullmatch(r"https://[^\s/@]+(/\S*)?", address)
    return None if is_well_formed else Problem.FEED


def yes_or_no(text: str) -> Problem | None:
    return None if text in (YES, NO) else Problem.YES_OR_NO


def month_and_day(text: str) -> Problem | None:
    """A day of every year: 11-01."""
    try:
        datetime.strptime(f"2001-{text}", "%Y-%m-%d")  # a year without 29 February
    except ValueError:
        return Problem.MONTH_AND_DAY
    return None if re.fullmatch(r"\d{2}-\d{2}", text) else Problem.MONTH_AND_DAY


YES, NO = "是", "否"
CLOCK_STARTS = ("较早者", "发现时间", "事发时间")
POLICY_KINDS = ("政策文件", "规划计划")  # beside normative documents, which are always interpreted
