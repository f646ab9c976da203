"""What may a county set for itself, what holds until it does, and who says so?

`is_confirmed` False: the default is our reading or common practice, not read in the instrument itself; screens mark
it 未确认 until the county sets a value.

Sources
    政府信息公开条例 (State Council Order 711) Art. 26: 20 working days.
    政府信息公开目录系统实施指引(试行): form of the index number (索引号).
    政府网站发展指引 (国办发〔2017〕47号): what the head and foot of each page must name.
    国办发〔2016〕80号: interpretation together with the policy; which policies, and how late at most, is local.
    国办秘函〔2019〕19号: errors that readers report are closed in time.
    国办发〔2016〕61号, 国办发〔2016〕80号: the hours within which concerns are answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from gongkai.organisations.rules import setting_kinds as kinds
from gongkai.organisations.rules.setting_kinds import (
    CLOCK_STARTS,
    NO,
    POLICY_KINDS,
    YES,
    Kind,
    Problem,
    Setting,
    SettingRefused,
    Value,
)

__all__ = [
    "BY_KEY",
    "CLOCK_STARTS",
    "NO",
    "POLICY_KINDS",
    "SETTINGS",
    "YES",
    "CountySettings",
    "Kind",
    "Problem",
    "Setting",
    "SettingRefused",
    "Value",
    "clean",
]

GUIDE_47 = "政府网站发展指引（国办发〔2017〕47号）"
INDEX_GUIDE = "政府信息公开目录系统实施指引（试行）"
ARTICLE_18 = "政府信息公开条例第十八条；条例未定周期，此为本平台的读法"
ARTICLE_26 = "政府信息公开条例第二十六条"
OUR_READING = "政府信息公开条例第二十六条；目录未写明日期时的读法"
COMMON_PRACTICE = "各地目录“长期公开（动态调整）”的通行做法"
OPINION = "国办发〔2019〕54号：因地制宜，防止“一刀切”"
TOGETHER = "国办发〔2016〕80号：解读与文件同步；全国没有统一的天数"
RELAY_HOURS = "政府网站发展指引（国办发〔2017〕47号）；未见原文，有的省规定为8小时"
FIRST_WORD = "国办发〔2016〕80号：特别重大、重大突发事件5小时内权威发布"
PRESS_HOURS = "国办发〔2016〕80号：特别重大、重大突发事件24小时内举行新闻发布会"
RESPONSE_HOURS = "国办发〔2016〕61号：其他政务舆情48小时内回应"
NOT_SAID = "文件没有写明从何时起算，此为本平台的读法"
UNITIES = "国办发〔2018〕37号：统一登记、统一编号、统一印发；未登记的是否禁止发布，各地分别规定"
LOCAL_PERIODS = "各省规定不一，多为有效期5年、试行1至2年、15至30日内备案"
CLEANING = "国办发〔2018〕37号：建立规范性文件清理长效机制；日期由各地自定"
TO_INTERPRET = "国办发〔2016〕80号：哪些文件应当解读，各地分别规定"
IN_TIME = "国办秘函〔2019〕19号：网民纠错应及时办结；常见为3个工作日，未见全国统一的天数"
ARCHIVED = "政府网站发展指引（国办发〔2017〕47号）：过时的内容转入归档；未定年限"
LOCAL, OURS = "本地", "本平台的默认值"

SETTINGS: Final = (
    Setting("site.name", Kind.TEXT, "", "网站名称", GUIDE_47),
    Setting("site.name_en", Kind.TEXT, "", "网站英文名称", LOCAL),
    Setting("site.domain", Kind.TEXT, "", "网站域名", GUIDE_47, check=kinds.host),
    Setting("site.id_code", Kind.TEXT, "", "政府网站标识码", GUIDE_47, check=kinds.site_id_code),
    Setting("site.icp", Kind.TEXT, "", "ICP备案编号", GUIDE_47),
    Setting("site.police_record", Kind.TEXT, "", "公安机关备案号", GUIDE_47),
    Setting("site.sponsor", Kind.TEXT, "", "主办单位", GUIDE_47),
    Setting("site.contact", Kind.TEXT, "", "联系方式", GUIDE_47),
    Setting("site.description", Kind.TEXT, "", "网站简介", GUIDE_47),
    Setting("site.party_mark_url", Kind.TEXT, "", "党政机关网站标识链接", GUIDE_47, check=kinds.web_address),
    Setting("site.report_error_url", Kind.TEXT, "", "“我为政府网站找错”链接", GUIDE_47, check=kinds.web_address),
    Setting(
        "publishing.index_pattern",
        Kind.TEXT,
        "{code}/{year}-{serial:05d}",
        "索引号格式",
        INDEX_GUIDE,
        is_confirmed=False,
        check=kinds.index_pattern,
    ),
    Setting(
        "publishing.second_look_hours",
        Kind.NUMBER,
        24,
        "应急发布后补审的时限（小时）",
        OURS,
        is_confirmed=False,
        lowest=1,
        highest=72,
    ),
    Setting(
        "publishing.reassess_months",
        Kind.NUMBER,
        12,
        "不予公开信息的再评估周期（月）",
        ARTICLE_18,
        is_confirmed=False,
        lowest=1,
        highest=24,
    ),
    Setting(
        "publishing.registration_required",
        Kind.TEXT,
        NO,
        "规范性文件没有统一登记号不得发布（是/否）",
        UNITIES,
        is_confirmed=False,
        check=kinds.yes_or_no,
    ),
    Setting(
        "publishing.filing_days",
        Kind.NUMBER,
        15,
        "规范性文件公布后备案的期限（日）",
        LOCAL_PERIODS,
        is_confirmed=False,
        lowest=1,
        highest=90,
    ),
    Setting(
        "publishing.validity_years",
        Kind.NUMBER,
        5,
        "规范性文件的有效期（年）",
        LOCAL_PERIODS,
        is_confirmed=False,
        lowest=1,
        highest=10,
    ),
    Setting(
        "publishing.trial_years",
        Kind.NUMBER,
        2,
        "试行、暂行的规范性文件的有效期（年）",
        LOCAL_PERIODS,
        is_confirmed=False,
        lowest=1,
        highest=5,
    ),
    Setting(
        "publishing.clean_up_on",
        Kind.TEXT,
        "11-01",
        "规范性文件年度清理的启动日期（月-日）",
        CLEANING,
        is_confirmed=False,
        check=kinds.month_and_day,
    ),
    Setting(
        "publishing.try_links",
        Kind.TEXT,
        NO,
        "由平台定期访问正文里的外部链接，查出打不开的（是/否）",
        OURS,
        is_confirmed=False,
        check=kinds.yes_or_no,
    ),
    Setting(
        "duties.outer_limit_workdays",
        Kind.NUMBER,
        20,
        "主动公开的最长期限（工作日）",
        ARTICLE_26,
        lowest=1,
        highest=20,
    ),
    Setting(
        "duties.standing_review_months",
        Kind.NUMBER,
        12,
        "长期公开内容的复核周期（月）",
        COMMON_PRACTICE,
        is_confirmed=False,
        lowest=1,
        highest=24,
    ),
    Setting(
        "duties.periodic_due_workdays",
        Kind.NUMBER,
        20,
        "定期公开内容在周期结束后的公开期限（工作日）",
        OUR_READING,
        is_confirmed=False,
        lowest=1,
        highest=20,
    ),
    Setting(
        "duties.soon_workdays",
        Kind.NUMBER,
        5,
        "提前提醒（工作日）",
        OURS,
        is_confirmed=False,
        lowest=1,
        highest=20,
    ),
    Setting(
        "channels.digest_hour",
        Kind.NUMBER,
        8,
        "每日摘要发送时间（时）",
        OURS,
        is_confirmed=False,
        lowest=6,
        highest=20,
    ),
    Setting(
        "catalogues.channels",
        Kind.TEXTS,
        None,
        "本地实有的公开渠道",
        OPINION,
        is_confirmed=False,
    ),
    Setting(
        "interpretation.delay_workdays",
        Kind.NUMBER,
        0,
        "解读可晚于文件发布的时间（工作日）",
        TOGETHER,
        is_confirmed=False,
        lowest=0,
        highest=3,
    ),
    Setting(
        "interpretation.kinds",
        Kind.TEXTS,
        [POLICY_KINDS[0]],
        "规范性文件之外，有发文字号就必须解读的信息类别",
        TO_INTERPRET,
        is_confirmed=False,
        check=kinds.policy_kind,
    ),
    Setting(
        "interpretation.relay_hours",
        Kind.NUMBER,
        24,
        "转载上级政策的时限（小时）",
        RELAY_HOURS,
        is_confirmed=False,
        lowest=1,
        highest=72,
    ),
    Setting(
        "interpretation.feeds",
        Kind.TEXTS,
        None,
        "上级政策的订阅地址（RSS、Atom）",
        LOCAL,
        is_confirmed=False,
        check=kinds.feed,
    ),
    Setting(
        "interpretation.first_word_hours",
        Kind.NUMBER,
        5,
        "突发事件首次权威发布的时限（小时）",
        FIRST_WORD,
        is_confirmed=False,
        lowest=1,
        highest=5,
    ),
    Setting(
        "interpretation.press_hours",
        Kind.NUMBER,
        24,
        "突发事件举行新闻发布会的时限（小时）",
        PRESS_HOURS,
        is_confirmed=False,
        lowest=1,
        highest=24,
    ),
    Setting(
        "interpretation.response_hours",
        Kind.NUMBER,
        48,
        "回应其他政务舆情的时限（小时）",
        RESPONSE_HOURS,
        is_confirmed=False,
        lowest=1,
        highest=48,
    ),
    Setting(
        "interpretation.count_from",
        Kind.TEXT,
        CLOCK_STARTS[0],
        "回应时限从何时起算",
        NOT_SAID,
        is_confirmed=False,
        check=kinds.clock_start,
    ),
    Setting(
        "interpretation.question_workdays",
        Kind.NUMBER,
        5,
        "答复读者提问的时限（工作日）",
        OURS,
        is_confirmed=False,
        lowest=1,
        highest=15,
    ),
    Setting(
        "site.report_workdays", Kind.NUMBER, 3, "办结网站纠错的时限（工作日）", IN_TIME, False, lowest=1, highest=15
    ),
    Setting("site.archive_years", Kind.NUMBER, 3, "公开满几年的信息转入归档", ARCHIVED, False, lowest=1, highest=10),
)
BY_KEY: Final[Mapping[str, Setting]] = {setting.key: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class CountySettings:
    """A county's values on one day: what it set, else the default."""

    values: Mapping[str, Any]

    def text(self, key: str) -> str:
        return str(self._value(key, Kind.TEXT) or "")

    def number(self, key: str) -> int:
        return int(self._value(key, Kind.NUMBER))

    def texts(self, key: str) -> list[str] | None:
        """The listed values; None while the county has said nothing."""
        value = self._value(key, Kind.TEXTS)
        return None if value is None else list(value)

    def is_set(self, key: str) -> bool:
        """Whether the county itself decided."""
        return key in self.values

    def _value(self, key: str, kind: Kind) -> Any:
        setting = BY_KEY[key]
        if setting.kind is not kind:
            raise SettingRefused(Problem.WRONG_KIND, key)
        return self.values.get(key, setting.default)


def clean(key: str, value: Any) -> Value:
    """Return the value as it is stored, or raise SettingRefused."""
    setting = BY_KEY.get(key)
    if setting is None:
        raise SettingRefused(Problem.UNKNOWN_KEY, key)
    return _CLEANERS[setting.kind](setting, value)


def _text(setting: Setting, value: Any) -> str:
    if not isinstance(value, str):
        raise SettingRefused(Problem.WRONG_KIND, setting.key)
    text = value.strip()
    if text and (problem := setting.check(text)):
        raise SettingRefused(problem, setting.key)
    return text


def _number(setting: Setting, value: Any) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"\s*\d{1,6}\s*", str(value)):
        raise SettingRefused(Problem.WRONG_KIND, setting.key)
    number = int(value)
    if not setting.lowest <= number <= setting.highest:
        raise SettingRefused(Problem.OUT_OF_RANGE, setting.key)
    return number


def _texts(setting: Setting, value: Any) -> list[str]:
    lines = value.splitlines() if isinstance(value, str) else value
    if not isinstance(lines, list | tuple) or not all(isinstance(line, str) for line in lines):
        raise SettingRefused(Problem.WRONG_KIND, setting.key)
    texts = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    if problem := next((problem for text in texts if (problem := setting.check(text))), None):
        raise SettingRefused(problem, setting.key)
    return texts


_CLEANERS: Final[Mapping[Kind, Callable[[Setting, Any], Value]]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.TEXTS: _texts,
}
