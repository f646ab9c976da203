"""More of everything that a county has, so that every list of it grows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gongkai.audit import actions as audit
from gongkai.kernel import background
from tests.architecture.house import NOON, House
from tests.factories import (
    catalogues,
    channels,
    duties,
    interpretation,
    norms,
    organisations,
    publishing,
    response,
    search,
    standards,
    website,
    workbench,
)

_turns = count(2)


def fill(house: House, number: int) -> None:
    """Add this many of each kind."""
    for _nth in range(number):
        _bodies(house)
        standards.EditionFactory(draft=True)
        standards.ItemTextFactory(edition=house.shared.new_edition)
        _catalogue(house)
        _work(house)
        _long_work(house)
        _search(house)
        audit.record("duty.waive", subject=house.duty, by=house.clerk, at=NOON, county_id=house.county.pk, detail={})


def _search(house: House) -> None:
    search.SynonymFactory(county_id=house.county.pk)
    search.BestBetFactory(county_id=house.county.pk)
    search.MissedQuestionFactory(county_id=house.county.pk)


def _long_work(house: House) -> None:
    background.ask(
        "catalogues.take_in_list",
        county_id=house.county.pk,
        by_id=house.officers[0].pk,
        arguments={"waiting": next(_turns), "file": "权责清单.csv"},
        at=NOON,
    )


def _bodies(house: House) -> None:
    department = organisations.BodyFactory(county=house.county)
    organisations.OfficerFactory(body=department)
    organisations.VillageFactory(county=house.county, parent=house.town)
    township = organisations.TownshipFactory(county=house.county)
    catalogues.VersionFactory(county=house.county, owner=township)


def _catalogue(house: House) -> None:
    draft = house.draft_row.version
    row = catalogues.RowFactory(
        version=draft, matter__field=house.shared.field, matter__county=house.county, owners=[house.civil]
    )
    catalogues.DecisionBatchFactory(version=draft)
    catalogues.FindingFactory(version=draft, row=row)
    entry = catalogues.ListEntryFactory(county=house.county, body=house.civil)
    catalogues.FindingFactory(version=draft, code="power_without_row", entry=entry)
    catalogues.MatterLinkFactory(matter=row.matter, entry=entry)
    catalogues.ListImportFactory(county=house.county)
    catalogues.SubjectRuleFactory(county=house.county)
    catalogues.RevisionTaskFactory(county=house.county, new_edition=house.shared.new_edition, matter=row.matter)


def _work(house: House) -> None:
    """A row in force with its duties, what was written for it, and what is asked."""
    row = catalogues.RowFactory(
        version=house.row.version, matter__field=house.shared.field, matter__county=house.county, owners=[house.civil]
    )
    duty = duties.DutyFactory(row=row, body=house.civil)
    duties.ExplanationFactory(duty=duty, given_by=house.clerk)
    duties.UrgeFactory(duty=duty)
    duties.OverdueShowingFactory(county=house.county, field=house.shared.field, shown_from=date(2025, 1, 1))
    duties.DutyFactory(row=row, body=house.civil, standing=True)
    duties.DutyFactory(row=row, body=house.civil, occurrence="2025-Q2", fulfilled=True)
    duties.PeriodReturnFactory(body=house.civil, period=f"2024-{row.pk}", signed_by=house.clerk)
    event = duties.DutyEventFactory(row=row, body=house.civil)
    duties.DutyFactory(row=row, body=house.civil, kind="event", occurrence=f"event:{event.pk}", event=event)
    workbench.WaiverRequestFactory(duty=duty, asked_by=house.clerk)
    for state in ({}, {"in_review": True}, {"published": True}):
        publishing.InformationFactory(body=house.civil, row=row, duty=duty, drafted_by=house.clerk, **state)
        _policy(house, row, **state)
    publishing.InformationFactory(body=house.civil, row=row, withheld=True, drafted_by=house.clerk)
    _response(house, row)
    _site(house, row)
    _wording(house)
    _versions(house)
    _norms(house)
    _channels(house)


def _wording(house: House) -> None:
    """More versions, words, silenced words, and pieces in which something is found later."""
    publishing.LexiconFactory(county=house.county)
    publishing.LexiconWordFactory(lexicon=house.lexicon)
    publishing.SilencedWordFactory(county=house.county)
    piece = publishing.InformationFactory(body=house.civil, row=house.row, published=True, drafted_by=house.clerk)
    publishing.SpottedWordFactory(information=piece, lexicon=house.spotted.lexicon)
    publishing.LinkCheckFactory(county=house.county, named_by=[piece, house.published])


def _channels(house: House) -> None:
    """More channels, what went out over them, and another version of what is public."""
    own = {"owner_body_id": house.civil.pk, "owner_id": house.clerk.pk}
    channel = channels.ChannelFactory(county_id=house.county.pk, body_id=house.civil.pk, **own)
    message = channels.ReleaseFactory.of(house.published, version=next(_turns))
    delivery = channels.DeliveryFactory(message=message, via=channel, **own)
    channels.ReceiptFactory(delivery=delivery)
    channels.InterestFactory(subscriber=house.subscriber)


def _versions(house: House) -> None:
    """More saved states of the draft, more published ones of what is public."""
    turn = next(_turns)
    publishing.VersionFactory(information=house.draft, serial=turn, saved_by=house.clerk)
    publishing.KeptFileFactory(information=house.draft, kept_by=house.clerk)
    published = {"number": turn, "is_public": True, "reason": "corrected", "note": "改了电话"}
    publishing.VersionFactory(information=house.published, serial=turn, saved_by=house.clerk, **published)


def _norms(house: House) -> None:
    """More documents, what happened to them and to one of them; more clean-ups and lines."""
    norm = norms.NormFactory(body=house.civil, row=house.row, drafted_by=house.clerk)
    norms.ValidityChangeFactory(information=norm, noted_by=house.clerk)
    norms.ValidityChangeFactory(information=house.norm, noted_by=house.clerk)
    ended = {"act": "amend", "basis": house.norm, "basis_text": "", "expires_after": None}
    norms.ValidityChangeFactory(information=norm, noted_by=house.clerk, **ended)
    norms.CleanUpLineFactory(clean_up=house.clean_up, information=norm, kept=True, decided_by=house.clerk)
    norms.CleanUpLineFactory(
        clean_up=house.county.clean_ups.get(year=2024), information=norm, kept=True, decided_by=house.clerk
    )
    norms.WorkingRulesFactory(county=house.county, adopted_by=house.clerk)
    norms.CleanUpFactory(county=house.county, year=1000 + next(_turns), published=True)


def _site(house: House, row: Any) -> None:
    """One more of each in every list: guides, reported errors, notices, topics and what is in them, the archive."""
    county, body = house.county, organisations.BodyFactory(county=house.county)
    own = {"row": row, "drafted_by": house.clerk, "published": True}
    guide = publishing.InformationFactory(body=body, **own)
    website.ColumnPieceFactory(information=guide)
    for state in ({}, {"settled": True}):
        website.ErrorReportFactory(body=house.civil, settled_by=None, **state)
    website.SiteNoticeFactory(county=county)
    for state in ({}, {"shown": True}, {"closed": True}):
        website.TopicFactory(county=county, **state)
    website.TopicEntryFactory(topic=house.site.topic, information=guide)
    website.TopicEntryFactory(topic=house.site.topic, matter=row.matter)
    old = datetime(2020, 3, 2, tzinfo=UTC)
    publishing.InformationFactory(body=house.civil, **own, published_at=old)


def _response(house: House, row: Any) -> None:
    """One more of each in every list: of policies from above, of what one concerns and what was made of it, of concerns
    and questions."""
    county = house.county
    piece = publishing.InformationFactory(body=house.civil, row=row, published=True, drafted_by=house.clerk)
    for state in ({}, {"relayed": True}, {"aside": True}):
        policy = response.UpperPolicyFactory(county=county, body=house.civil, **state)
        response.PolicyMatchFactory(policy=policy, matter=row.matter)
        response.PolicyLinkFactory(policy=policy, information=piece)
    response.PolicyMatchFactory(policy=house.upper, matter=row.matter)
    response.PolicyLinkFactory(policy=house.upper, information=piece)
    response.PolicyLinkFactory(policy=house.published.upper_policies.first().policy, information=piece)
    response.PolicyImportFactory(county=county)
    response.FeedReadingFactory(county=county)
    concern = response.ConcernFactory(body=house.civil, policy=piece)
    response.ConcernStepFactory(concern=concern)
    response.ConcernStepFactory(concern=house.concern, by=house.clerk, information=piece)
    draft = publishing.InformationFactory(body=house.civil, row=row, drafted_by=house.clerk)
    response.AnswerDraftFactory(concern=house.concern, information=draft)
    response.QuestionFactory(information=house.published, concern=house.concern)
    response.QuestionFactory(information=house.published, shown=True)


def _policy(house: House, row: Any, **state: bool) -> None:
    """A policy with a plan and its material, one more line of the house's own plan, one that goes without."""
    own = {"body": house.civil, "row": row, "drafted_by": house.clerk, **state}
    policy = interpretation.PolicyFactory(**own)
    piece = interpretation.ExplanationFactory(interprets=policy, drafted_by=house.clerk, **state)
    interpretation.MaterialFactory(plan=interpretation.PlanFactory(policy=policy), information=piece)
    interpretation.MaterialFactory(plan=house.material.plan, written=True)
    interpretation.ExemptionFactory(policy=interpretation.PolicyFactory(**own), decided_by=house.clerk)
