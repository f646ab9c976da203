"""The yearly look through the documents in force."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gongkai.audit.models import Entry
from gongkai.organisations import actions as organisations
from gongkai.publishing import actions
from gongkai.publishing.models import CleanUp
from gongkai.publishing.rules.validity import Refused, ValidityRefused
from tests.publishing.norms.conftest import AT

pytestmark = pytest.mark.django_db

OCTOBER = datetime(2025, 10, 31, 4, tzinfo=UTC)
NOVEMBER = datetime(2025, 11, 1, 4, tzinfo=UTC)


def begin(body, by=None, at=NOVEMBER):
    return actions.begin_clean_up(county=body.county, year=2025, by=by, at=at)


def refused(act, **kwargs):
    with pytest.raises(ValidityRefused) as refusal:
        act(**kwargs)
    return refusal.value.refusal


def test_it_begins_by_itself_on_its_day_and_only_once(body, document):
    assert actions.begin_clean_up_if_due(county=body.county, at=OCTOBER) is None
    assert actions.begin_clean_up_if_due(county=body.county, at=NOVEMBER) is not None
    assert actions.begin_clean_up_if_due(county=body.county, at=NOVEMBER) is None


def test_a_county_may_set_another_day(body, document):
    organisations.set_setting(
        county_id=body.county_id,
        key="publishing.clean_up_on",
        value="06-01",
        valid_from=date(2025, 1, 1),
        by=None,
        at=AT,
    )

    assert actions.begin_clean_up_if_due(county=body.county, at=OCTOBER) is not None


def test_it_lists_what_holds_and_what_will_hold(body, document, make):
    later = make("明年起施行的办法", effective_on=date(2026, 1, 1))
    make("废止的办法", validity="repealed")
    make("到期的办法", expires_on=date(2025, 11, 1))
    make("政策文件", kind="policy")

    lines = begin(body).lines.values_list("information_id", flat=True)

    assert set(lines) == {document.pk, later.pk}


def test_a_county_without_documents_has_nothing_to_look_at(body):
    assert refused(begin, body=body) is Refused.CLEAN_UP_EMPTY
    assert actions.begin_clean_up_if_due(county=body.county, at=NOVEMBER) is None
    assert not CleanUp.objects.exists()


def test_each_line_is_decided_by_a_person_and_then_the_list_is_published(body, document, approver, office):
    clean_up = begin(body, by=office)
    line = clean_up.lines.get()

    publish = {"clean_up_id": clean_up.pk, "by": office, "at": NOVEMBER}
    assert refused(actions.publish_clean_up, **publish) is Refused.CLEAN_UP_UNDECIDED
    actions.decide_clean_up_line(line_id=line.pk, proposal="repeal", note="已由新办法取代", by=approver, at=NOVEMBER)
    actions.publish_clean_up(**publish)

    line.refresh_from_db()
    clean_up.refresh_from_db()
    assert (line.proposal, line.decided_by, clean_up.published_by) == ("repeal", approver, office)
    assert Entry.objects.filter(action="information.clean_up_decided").get().detail["proposal"] == "repeal"
    decide = {"line_id": line.pk, "proposal": "keep", "by": approver, "at": NOVEMBER}
    assert refused(actions.decide_clean_up_line, **decide) is Refused.CLEAN_UP_CLOSED
    assert refused(actions.publish_clean_up, **publish) is Refused.CLEAN_UP_CLOSED


def test_the_list_is_the_office_s_and_its_lines_are_the_bodies(body, document, approver, office, clerk_elsewhere):
    assert refused(begin, body=body, by=approver) is Refused.NOT_PERMITTED
    clean_up = begin(body, by=office)
    decide = {"line_id": clean_up.lines.get().pk, "proposal": "keep", "at": NOVEMBER}

    assert refused(actions.decide_clean_up_line, by=clerk_elsewhere, **decide) is Refused.NOT_PERMITTED
    assert refused(actions.publish_clean_up, clean_up_id=clean_up.pk, by=approver, at=NOVEMBER) is Refused.NOT_PERMITTED
    assert refused(begin, body=body, by=office) is Refused.CLEAN_UP_BEGUN
