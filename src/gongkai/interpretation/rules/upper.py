"""What is a policy from above, how is it known again, and whose is it?

Sources
    GB/T 9704-2012: a document number is given once. 政府网站发展指引: addresses of published pages do not change.
    Both identify a policy, whichever way it comes in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gongkai.interpretation.rules.feed import Entry
from gongkai.interpretation.rules.response_refusals import Refusal, ResponseRefused
from gongkai.kernel.text import printable, squeeze
from gongkai.publishing.rules import document_number


class Tier(StrEnum):
    """发布层级."""

    STATE_COUNCIL = "state_council"  # 国务院
    MINISTRY = "ministry"  # 国务院部门
    PROVINCE = "province"  # 省级
    CITY = "city"  # 市级


_NATIONAL = re.compile(r"国务院|中共中央|中办|国办")
_OF_THE_STATE = re.compile(r"^(?:国家|中国)|部$|部办公厅$|总局|总署")
_BY_NAME = (
    (Tier.PROVINCE, re.compile(r"省|自治区|兵团")),
    (Tier.CITY, re.compile(r"市|自治州|地区|盟")),
)
_NUMBER = re.compile(r"(?:^|[^\u4e00-\u9fff])([\u4e00-\u9fff]{2,8}[〔\[【](?:19|20)\d{2}[〕\]】]第?\d+号)")
LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_ADDRESS = 300, 4000, 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is told of a policy. `is_day_only`: no hour is known, so the day is counted from its beginning."""

    title: str
    issuer: str
    tier: Tier
    published_at: datetime
    is_day_only: bool = False
    number: str = ""
    url: str = ""
    topic: str = ""
    text: str = ""
    written_on: date | None = None

    @property
    def number_key(self) -> str:
        """The number as the standard writes it: two spellings are one number."""
        return document_number.normalise(self.number).text


def cleaned(facts: Facts, *, at: datetime) -> Facts:
    """The facts as they are kept, or why they are not."""
    title = squeeze(printable(facts.title))[:LONGEST_TITLE]
    if not title:
        raise ResponseRefused(Refusal.TITLE_MISSING)
    if not facts.number.strip() and not facts.url.strip():
        raise ResponseRefused(Refusal.IDENTITY_MISSING)
    if facts.url and not is_address(facts.url.strip()):
        raise ResponseRefused(Refusal.ADDRESS_WRONG)
    if facts.published_at > at:
        raise ResponseRefused(Refusal.IN_FUTURE)
    return Facts(
        title=title,
        issuer=squeeze(printable(facts.issuer))[:100],
        tier=facts.tier,
        published_at=facts.published_at,
        is_day_only=facts.is_day_only,
        number=facts.number_key[:60],
        url=facts.url.strip(),
        topic=squeeze(printable(facts.topic))[:60],
        text=printable(facts.text).strip()[:LONGEST_SUMMARY],
        written_on=facts.written_on,
    )


def is_address(url: str) -> bool:
    """Whether it may stand in a page as a link."""
    return bool(re.fullmatch(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", url)) and len(url) <= LONGEST_ADDRESS


def tier_of(*, said: str, issuer: str) -> Tier | None:
    """The tier that is named, else the one that the issuer's name tells; None: nobody can say."""
    for text in (said, issuer):
        if not text:
            continue
        if _NATIONAL.search(text) and not text.endswith("部门"):
            return Tier.STATE_COUNCIL
        if text in ("部委", "国务院部门", "国家部委") or _OF_THE_STATE.search(text):
            return Tier.MINISTRY
        for tier, pattern in _BY_NAME:
            if pattern.search(text):
                return tier
    return None


def number_in(text: str) -> str:
    """The document number that a title or a text names first, if it names one."""
    found = _NUMBER.search(text)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class FeedSource:
    """A feed as a county's setting names it: 省级 某省人民政府 https://… ; tier and issuer may be left out."""

    url: str
    tier: Tier | None
    issuer: str


def source(line: str) -> FeedSource:
    """One line of the setting."""
    *words, url = line.split()
    said = words[0] if len(words) > 1 else ""
    issuer = words[-1] if words else ""
    return FeedSource(url, tier_of(said=said, issuer=issuer), issuer)


def of_entry(entry: Entry, source: FeedSource, *, at: datetime) -> Facts | None:
    """An entry of a feed as a policy; None where its time, its address or its tier cannot be known."""
    issuer = source.issuer or entry.issuer
    tier = source.tier or tier_of(said="", issuer=issuer)
    when = entry.published_at
    if not entry.title or not is_address(entry.url) or tier is None or when is None or when > at:
        return None
    return Facts(
        title=entry.title,
        issuer=issuer or entry.issuer,
        tier=tier,
        published_at=when,
        is_day_only=entry.is_day_only,
        number=number_in(entry.title) or number_in(entry.text),
        url=entry.url,
        topic=entry.topic,
        text=entry.text,
    )
