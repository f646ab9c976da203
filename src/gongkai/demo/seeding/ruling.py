"""The demo county's working rules: three adopted, one not; a setting changed since shows what that looks like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from gongkai.organisations import actions as organisations
from gongkai.organisations.models import County, User
from gongkai.publishing import actions
from gongkai.publishing.rules.working_rules import Topic

SUPPLEMENTS = {
    Topic.REVIEW: "各单位每半年核对一次审核人员名单，人员变动的五日内更新。",
    Topic.RELEASE: "",
    Topic.REQUESTS: "县政务服务中心设申请受理窗口，乡镇（街道）便民服务中心代收。",
}
MONTHS = 6


def adopt(county: County, *, people: Mapping[str, User], today: date, at: datetime) -> None:
    """Adopt three; then look at what is withheld twice a year instead of once."""
    for topic, supplement in SUPPLEMENTS.items():
        actions.adopt_working_rules(county=county, topic=topic, supplement=supplement, by=people["office"], at=at)
    organisations.set_setting(
        county_id=county.pk, key="publishing.reassess_months", value=MONTHS, valid_from=today, by=None, at=at
    )
