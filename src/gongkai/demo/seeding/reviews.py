"""How the demo county reviews: what goes the short way, lists with persons, a piece kept back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

from gongkai.organisations.models import Body, County, User
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Information
from gongkai.publishing.rules.chains import Chain, Stage
from gongkai.publishing.rules.disclosure import Disclosure, Ground
from gongkai.publishing.rules.points import POINTS

# What the openness office listed as routine; documents that bind anyone take the ordinary way.
ROUTINE = ("announcement", "result", "guide", "finance", "statistics", "news")
YEAR, SOME_DAYS = timedelta(days=365), timedelta(days=3)
LIST_TITLE = "明镜县2026年农机购置补贴发放名单公示"
UNMASKED_TITLE = "明镜县2026年第二批农机购置补贴发放名单公示"
# The two specimens of GB 11643: nobody's numbers.
SPECIMENS = (("郑一", "11010519491231002X", "1,420.00"), ("冯二", "440524188001010014", "860.00"))
PEOPLE = (("沈一", "清泉镇", "1,260.00"), ("林二", "清泉镇", "980.00"), ("周三", "云麓乡", "2,140.00"))


def choose_chains(county: County, *, at: datetime) -> None:
    """The openness office lists what goes the short way."""
    for kind in ROUTINE:
        publishing.choose_chain(county=county, kind=kind, chain=Chain.ROUTINE, by=None, at=at)


def fill(county: County, *, people: Mapping[str, User], matter_id: int, body: Body, at: datetime) -> None:
    """A list as it was pasted, a masked one half way through its four people, and a record that stays inside."""
    _list_as_pasted(people, matter_id=matter_id, body=body, at=at)
    _list_on_its_way(people, matter_id=matter_id, body=body, at=at)
    keep_back = partial(_kept_back, people, matter_id=matter_id, body=body)
    keep_back("关于补贴核查工作分工的内部安排", reassess_on=at.date() + YEAR, at=at)
    # Decided a year ago less some days: it is to be looked at again this week.
    keep_back("关于上年度核查人员值班的内部安排", reassess_on=at.date() - SOME_DAYS, at=at - YEAR)


def _list_as_pasted(people: Mapping[str, User], *, matter_id: int, body: Body, at: datetime) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{number}</td><td>{sum_}</td></tr>" for name, number, sum_ in SPECIMENS)
    html = (
        "<p>现将第二批补贴发放情况公示7个工作日。监督电话0000-1234515。</p>"
        f"<table><tbody><tr><th>姓名</th><th>身份证号</th><th>补贴金额（元）</th></tr>{rows}</tbody></table>"
    )
    draft = publishing.start_draft(body=body, matter_id=matter_id, by=people["publisher"], at=at)
    publishing.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=people["publisher"],
        at=at,
        title=UNMASKED_TITLE,
        html=html,
        kind=Information.Kind.RESULT,
        publicity_days=7,
    )


def _list_on_its_way(people: Mapping[str, User], *, matter_id: int, body: Body, at: datetime) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{place}</td><td>{sum_}</td></tr>" for name, place, sum_ in PEOPLE)
    html = (
        "<p>现将本批补贴发放情况公示7个工作日。对公示内容有异议的，可向县农业农村局反映，电话0000-1234515。</p>"
        f"<table><tbody><tr><th>姓名</th><th>乡镇</th><th>补贴金额（元）</th></tr>{rows}</tbody></table>"
    )
    draft = publishing.start_draft(body=body, matter_id=matter_id, by=people["publisher"], at=at)
    publishing.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=people["publisher"],
        at=at,
        title=LIST_TITLE,
        html=html,
        kind=Information.Kind.RESULT,
        list_profile="subsidy",
        publicity_days=7,
        totals="<p>本次共公示3人，补贴金额合计4,380.00元。</p><p>公示期已满，名单按规定撤下。</p>",
    )
    publishing.submit(information_id=draft.pk, by=people["publisher"], at=at, plea="姓名和金额是公示的内容")
    publishing.note(
        information_id=draft.pk,
        place="text",
        quote="补贴金额（元）",
        text="已与发放台账核对，一致。",
        by=people["reviewer"],
        at=at,
    )
    points = [str(point) for point in POINTS[Stage.FIRST_REVIEW]]
    publishing.clear(information_id=draft.pk, stage=Stage.FIRST_REVIEW, by=people["reviewer"], at=at, ticked=points)


def _kept_back(
    people: Mapping[str, User], title: str, *, matter_id: int, body: Body, reassess_on: date, at: datetime
) -> None:
    draft = publishing.start_draft(body=body, matter_id=matter_id, by=people["publisher"], at=at)
    publishing.save_draft(
        information_id=draft.pk,
        revision=draft.revision,
        by=people["publisher"],
        at=at,
        title=title,
        html=f"<p>{title}，供内部执行。</p>",
        kind=Information.Kind.NEWS,
        disclosure=Disclosure.WITHHELD,
        ground=Ground.INTERNAL_AFFAIRS,
        ground_note="只涉及本局内部分工，对外不产生影响",
        reassess_on=reassess_on,
    )
    publishing.submit(information_id=draft.pk, by=people["publisher"], at=at)
    publishing.sign_off(information_id=draft.pk, by=people["approver"], at=at)
