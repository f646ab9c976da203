"""A county with one thing of every kind: what the tests that walk all pages stand in.

What is not public carries the county's mark `secret` in its words, what is public its mark `public`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.core.files.base import ContentFile

from gongkai.catalogues import search_feed
from gongkai.kernel import background
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import receivers as publishing_receivers
from gongkai.search import actions as search
from gongkai.standards.models import Import
from tests.factories import (
    catalogues,
    channels,
    duties,
    interpretation,
    norms,
    organisations,
    publishing,
    response,
    standards,
    website,
    workbench,
)
from tests.factories import search as search_words

TODAY = date(2025, 5, 12)
NOON = datetime(2025, 5, 12, 4, tzinfo=UTC)

ODD = "甲,乙,丙,丁\nXK-1,行政许可,养老机构备案,民政局\n"  # headers that nobody has explained yet
LIST = "序号,职权编码,职权类型,职权名称,实施依据,实施主体\n1,XK-1,行政许可,%s备案,《养老法》,民政局\n"
GUIDELINE = (
    "序号,一级事项,二级事项,公开内容(要素),公开依据,公开时限,公开主体,公开渠道和载体,全社会,特定群体,主动,依申请,县级,乡级\n"
    "1,救助管理,低保,政策文件,《社会救助暂行办法》,长期公开,县级民政部门,■政府网站,√,,√,,√,\n"
)


@dataclass(frozen=True)
class Marks:
    """The words by which a county's things are known in an answer."""

    secret: str
    public: str


@dataclass
class Standards:
    """What all counties share: a field, its guideline with a new edition, a table that was uploaded."""

    field: Any
    edition: Any
    new_edition: Any
    item: Any
    upload: Any
    odd_upload: Any


@dataclass
class Site:
    """What the site keeps of its own."""

    report: Any
    notice: Any
    topic: Any
    entry: Any


@dataclass
class House:
    """What one county has for itself, and who works there; the fields above besides."""

    host: str
    marks: Marks
    county: Any
    civil: Any
    town: Any
    clerk: Any
    officers: list[Any]
    work: Any
    row: Any
    draft_row: Any
    batch: Any
    finding: Any
    entry: Any
    link: Any
    list_import: Any
    odd_list: Any
    subject: Any
    revision: Any
    duty: Any
    waiver: Any
    draft: Any
    published: Any
    lexicon: Any
    spotted: Any
    norm: Any
    clean_up: Any
    clean_up_line: Any
    policy: Any
    material: Any
    upper: Any
    upper_link: Any
    policy_import: Any
    concern: Any
    question: Any
    site: Site
    synonyms: Any
    best_bet: Any
    channel: Any
    delivery: Any
    subscriber: Any
    shared: Standards


def build_standards() -> Standards:
    field = standards.FieldFactory(slug="social-assistance", seed_name="社会救助", name_en="Social assistance")
    guideline = standards.GuidelineFactory(fields=[field])
    text = standards.ItemTextFactory(edition=standards.EditionFactory(guideline=guideline, number=1))
    new = standards.EditionFactory(guideline=guideline, number=2, draft=True)
    standards.ItemTextFactory(edition=new, item=text.item)
    return Standards(
        field=field,
        edition=text.edition,
        new_edition=new,
        item=text.item,
        upload=_uploaded(guideline, GUIDELINE),
        odd_upload=_uploaded(guideline, ODD),
    )


def _uploaded(guideline: Any, table: str) -> Import:
    upload = Import(guideline=guideline, label="2026年版", file_name="指引.csv", sha256="0" * 64, uploaded_at=NOON)
    upload.file.save("waiting.csv", ContentFile(table.encode()))
    return upload


def build(shared: Standards, *, host: str, marks: Marks) -> House:
    """A county under its own host."""
    county = organisations.CountyHostFactory(host=host, county=organisations.CountyFactory()).county
    civil = organisations.BodyFactory(county=county)
    town = organisations.TownshipFactory(county=county)
    organisations.VillageFactory(county=county, parent=town)
    clerk = organisations.OfficerFactory(body=civil, role=Role.PUBLISHER, display_name=f"{marks.secret}柳叶")
    organisations.WorkUnitFactory(body=civil, officer=None, deputy=None)
    officers = _officers(county, civil, clerk)
    return House(
        host=host,
        marks=marks,
        county=county,
        civil=civil,
        town=town,
        clerk=clerk,
        officers=officers,
        work=_work(officers[0], county, marks),
        **_catalogue(shared, county, civil, marks),
        **_search(county, marks),
        shared=shared,
    )


def _officers(county: Any, civil: Any, clerk: Any) -> list[Any]:
    """One officer of each role: the county's at its office, the department's at the department."""
    office = organisations.BodyFactory(county=county, kind="government-office", short_name="政府办公室")
    at_the_department = (Role.APPROVER, Role.REVIEWER, Role.SECRECY_REVIEWER)
    at_the_office = (Role.OPENNESS_OFFICE, Role.ADMINISTRATOR, Role.SUPERVISOR, Role.AUDITOR)
    return [
        *(organisations.OfficerFactory(body=office, role=role) for role in at_the_office),
        clerk,
        *(organisations.OfficerFactory(body=civil, role=role) for role in at_the_department),
        _keeper(office),
    ]


def _keeper(office: Any) -> Any:
    """An officer of the county who sits above the counties as well, and there keeps the guidelines."""
    keeper = organisations.OfficerFactory(body=office, role=Role.OPENNESS_OFFICE)
    above = organisations.BodyFactory(county=None, division=office.division, level="province")
    organisations.PostFactory(user=keeper, body=above, role=Role.OPENNESS_OFFICE)
    return keeper


def _work(chief: Any, county: Any, marks: Marks) -> Any:
    """Long work that waits."""
    file = f"{marks.secret}权责清单.csv"
    asked = {"county_id": county.pk, "by_id": chief.pk, "arguments": {"waiting": 1, "file": file}}
    return background.ask("catalogues.take_in_list", **asked, at=NOON)


def stranger(house: House) -> Any:
    """A person of this county with every role that there is, all at its office."""
    office = house.county.bodies.get(kind="government-office")
    person = organisations.UserFactory()
    for role in Role:
        organisations.PostFactory(user=person, body=office, role=role)
    return person


def _catalogue(shared: Standards, county: Any, civil: Any, marks: Marks) -> dict[str, Any]:
    """A version in force with a row, and the next one as a draft."""
    matter = catalogues.MatterFactory(
        county=county, field=shared.field, item=shared.item, name=f"{marks.public}低保名单"
    )
    version = catalogues.VersionFactory(county=county, issued=True)
    row = catalogues.RowFactory(version=version, matter=matter, owners=[civil])
    draft_version = catalogues.VersionFactory(county=county)
    hidden = catalogues.MatterFactory(county=county, field=shared.field, name=f"{marks.secret}低保名单")
    draft_row = catalogues.RowFactory(
        version=draft_version, matter=hidden, l1=f"{marks.secret}业务", time_limit=f"{marks.secret}之后", owners=[civil]
    )
    entry = catalogues.ListEntryFactory(county=county, name=f"{marks.secret}许可", body=civil)
    information = _information(row, civil, marks)
    return {
        "row": row,
        "draft_row": draft_row,
        "batch": catalogues.DecisionBatchFactory(version=draft_version),
        "finding": catalogues.FindingFactory(version=draft_version, row=draft_row),
        "entry": entry,
        "link": catalogues.MatterLinkFactory(matter=hidden, entry=entry),
        "list_import": _uploaded_list(county, LIST % marks.secret),
        "odd_list": _uploaded_list(county, ODD),
        "subject": catalogues.SubjectRuleFactory(county=county, phrase=f"{marks.secret}主管部门"),
        "revision": catalogues.RevisionTaskFactory(
            county=county, item=shared.item, old_edition=shared.edition, new_edition=shared.new_edition, matter=matter
        ),
        **_duties(row, civil, marks),
        **information,
        **_interpretation(row, civil, marks),
        **_wording(civil, information["published"], marks),
        **_norms(row, civil, marks),
        **_response(marks, **information),
        "site": _site(civil, row, marks, **information),
        **_channels(information["published"], marks),
    }


def _site(civil: Any, row: Any, marks: Marks, *, draft: Any, published: Any) -> Site:
    """A guide and one begun; reported errors; notices of now and of later; a topic, and one nobody sees yet."""
    county = civil.county
    website.ColumnPieceFactory(information=published)
    website.ColumnPieceFactory(information=draft)
    website.SiteNoticeFactory(county=county, title=f"{marks.public}停机公告")
    later = website.SiteNoticeFactory(county=county, title=f"{marks.secret}明日公告", later=True)
    hidden = website.TopicFactory(county=county, title=f"{marks.secret}筹备专题")
    website.TopicEntryFactory(topic=hidden, information=published)
    topic = website.TopicFactory(county=county, title=f"{marks.public}低保专题", shown=True)
    website.TopicEntryFactory(topic=topic, matter=row.matter)
    return Site(
        report=website.ErrorReportFactory(body=civil, text=f"{marks.public}错别字"),
        notice=later,
        topic=topic,
        entry=website.TopicEntryFactory(topic=topic, information=published),
    )


def _uploaded_list(county: Any, table: str) -> Any:
    file = ContentFile(table.encode(), "waiting.csv")
    return catalogues.ListImportFactory(county=county, file=file, file_name="权责清单.csv")


def _duties(row: Any, civil: Any, marks: Marks) -> dict[str, Any]:
    """An open duty that somebody asks to be released from, one to look at again, one that an event began."""
    duty = duties.DutyFactory(row=row, body=civil)
    duties.ExplanationFactory(duty=duty, text=f"{marks.public}的数据正在核对，预计本月底公开。")
    duties.UrgeFactory(duty=duty)
    duties.OverdueShowingFactory(
        county=civil.county, field=row.matter.field, shown_from=TODAY, reason=f"{marks.secret}先补齐历史信息。"
    )
    duties.DutyFactory(row=row, body=civil, standing=True)
    event = duties.DutyEventFactory(row=row, body=civil, title=f"{marks.secret}号文件")
    duties.DutyFactory(
        row=row, body=civil, kind="event", rule_key="|within|", occurrence=f"event:{event.pk}", event=event
    )
    return {"duty": duty, "waiver": workbench.WaiverRequestFactory(duty=duty, reason=f"{marks.secret}补贴本县没有。")}


def _information(row: Any, civil: Any, marks: Marks) -> dict[str, Any]:
    """A draft, a piece before its reviewer, one that is public, one that was taken back; files on two."""
    make = publishing.InformationFactory
    draft = make(body=civil, row=row, title=f"{marks.secret}低保审批结果", text=f"{marks.secret}低保名单如下。")
    make(body=civil, row=row, in_review=True, title=f"{marks.secret}救助公告")
    make(body=civil, row=row, withdrawn=True, title=f"{marks.secret}撤回的公告", withdrawn_reason=f"{marks.secret}有误")
    published = make(
        body=civil, row=row, published=True, title=f"{marks.public}低保审批结果", text=f"{marks.public}低保名单如下。"
    )
    publishing.DraftTemplateFactory(body=civil, matter=row.matter, name=f"{marks.secret}模板", made_by=draft.drafted_by)
    publishing.AttachmentFactory(information=draft, name=f"{marks.secret}低保明细.txt")
    publishing.ReviewNoteFactory(information=draft, text=f"{marks.secret}请补上电话")
    publishing.AttachmentFactory(information=published, name=f"{marks.public}低保明细.txt")
    publishing.KeptFileFactory(information=draft, name=f"{marks.secret}低保原表.txt")
    make(body=civil, row=row, withheld=True, title=f"{marks.secret}低保内部分工", ground_note=f"{marks.secret}理由")
    publishing.VersionFactory(information=draft, serial=1)
    publishing.VersionFactory(information=published, serial=1, number=1, is_public=True, reason="published")
    return {"draft": draft, "published": published}


def _channels(published: Any, marks: Marks) -> dict[str, Any]:
    """A channel of the county, and a delivery over it that waits for a person."""
    own = {"owner_body_id": published.body_id}
    channel = channels.ChannelFactory(county_id=published.county_id, name=f"{marks.secret}公开栏", **own)
    message = channels.ReleaseFactory.of(published, subject=f"{marks.secret}投递")
    interest = channels.InterestFactory(subscriber__county_id=published.county_id, label=f"{marks.public}关键词")
    delivery = channels.DeliveryFactory(message=message, via=channel, **own)
    return {"channel": channel, "delivery": delivery, "subscriber": interest.subscriber}


def _norms(row: Any, civil: Any, marks: Marks) -> dict[str, Any]:
    """A normative document that was given more time; last year's clean-up, published, and this year's with it open."""
    norm = norms.NormFactory(body=civil, row=row, title=f"{marks.public}临时救助办法", html="<p>办法如下。</p>")
    norms.ValidityChangeFactory(information=norm)
    norms.WorkingRulesFactory(county=civil.county)
    last = norms.CleanUpFactory(county=civil.county, year=2024, published=True)
    norms.CleanUpLineFactory(clean_up=last, information=norm, kept=True)
    clean_up = norms.CleanUpFactory(county=civil.county)
    line = norms.CleanUpLineFactory(clean_up=clean_up, information=norm)
    return {"norm": norm, "clean_up": clean_up, "clean_up_line": line}


def _wording(civil: Any, published: Any, marks: Marks) -> dict[str, Any]:
    """A lexicon that waits and one in force, a silenced word; what a public piece says wrongly, where it leads."""
    county = civil.county
    lexicon = publishing.LexiconFactory(county=county, waiting=True, name=f"{marks.secret}词库")
    publishing.LexiconWordFactory(lexicon=lexicon, word=f"{marks.secret}错词")
    in_force = publishing.LexiconFactory(county=county, name=f"{marks.secret}词库")
    publishing.SilencedWordFactory(county=county, word=f"{marks.secret}地名")
    publishing.LinkCheckFactory(county=county, url=f"https://www.example.org/{published.pk}", named_by=[published])
    spotted = publishing.SpottedWordFactory(information=published, lexicon=in_force, word=f"{marks.secret}帐户")
    return {"lexicon": lexicon, "spotted": spotted}


def _interpretation(row: Any, civil: Any, marks: Marks) -> dict[str, Any]:
    """A policy being written with its plan, one that goes without, one that is public and explained."""
    own = {"body": civil, "row": row}
    policy = interpretation.PolicyFactory(**own, title=f"{marks.secret}救助办法")
    plan = interpretation.PlanFactory(policy=policy, head=f"{marks.secret}沈砚秋")
    material = interpretation.MaterialFactory(plan=plan, title=f"{marks.secret}一图读懂")
    without = interpretation.PolicyFactory(**own, title=f"{marks.secret}公文流转办法")
    interpretation.ExemptionFactory(policy=without, reason=f"{marks.secret}只管内部。")
    public = interpretation.PolicyFactory(**own, published=True, title=f"{marks.public}低保办法")
    interpretation.ExplanationFactory(interprets=public, published=True, title=f"{marks.public}低保办法解读")
    return {"policy": policy, "material": material}


def _response(marks: Marks, *, draft: Any, published: Any) -> dict[str, Any]:
    """A policy from above that is owed and one that a public piece carries out; a concern; questions of readers."""
    county, civil = draft.county, draft.body
    upper = response.UpperPolicyFactory(county=county, body=civil, title=f"{marks.secret}上级通知", url="")
    response.PolicyMatchFactory(policy=upper, matter=draft.matter)
    known = response.UpperPolicyFactory(county=county, title=f"{marks.public}上级意见", relayed=True)
    response.PolicyLinkFactory(policy=known, information=published)
    concern = response.ConcernFactory(body=civil, title=f"{marks.secret}积水", to_answer=True)
    response.ConcernStepFactory(concern=concern, note=f"{marks.secret}路口")
    response.QuestionFactory(information=published, text=f"{marks.public}怎么申请", shown=True)
    return {
        "upper": upper,
        "upper_link": response.PolicyLinkFactory(policy=upper, information=draft),
        "policy_import": response.PolicyImportFactory(county=county, file_name=f"{marks.secret}政策.csv"),
        "concern": concern,
        "question": response.QuestionFactory(information=published, text=f"{marks.public}什么时候发"),
    }


def _search(county: Any, marks: Marks) -> dict[str, Any]:
    """A group of synonyms, a fixed answer, a question in vain."""
    own = {"county_id": county.pk}
    search_words.MissedQuestionFactory(**own, text=f"{marks.secret}没有的")
    return {
        "synonyms": search_words.SynonymFactory(**own, words=[f"{marks.secret}俗称", f"{marks.secret}正名"]),
        "best_bet": search_words.BestBetFactory(**own, question=f"{marks.secret}问法"),
    }


def feed_search(house: House) -> None:
    """What search is told of a county: the same as after an issue and a publication."""
    search_feed.feed(house.county, on=TODAY)
    search.put(county_id=house.county.pk, documents=publishing_receivers.documents([house.published]))
