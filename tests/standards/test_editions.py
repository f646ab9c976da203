"""How does an edition come in, whose items are known, and when does it hold?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError

from gongkai.audit import queries as audit
from gongkai.kernel.models import OutboxEvent
from gongkai.kernel.periodic import run_due
from gongkai.organisations.models import County
from gongkai.organisations.rules.roles import Role
from gongkai.standards import actions, events, policies, queries
from gongkai.standards.actions import Refusal, Source, StandardRefused
from gongkai.standards.models import Edition, Item, ItemText, Tier
from tests.factories.organisations import BodyFactory, CountyFactory, DivisionFactory, OfficerFactory
from tests.factories.standards import EditionFactory, GuidelineFactory, ItemTextFactory

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)
TODAY = date(2026, 3, 2)


def import_edition(guideline, records, **given):
    given = {"label": "2026年版", "by": None, "at": MORNING} | given
    return actions.import_edition(guideline_id=guideline.pk, records=records, **given)


class TestImporting:
    def test_a_draft_holds_every_record_with_all_its_elements(self, guideline, record):
        source = Source(name="指引.xlsx", sha256="f" * 64)

        edition = import_edition(guideline, [record("低保"), record("新项")], source=source)

        text = edition.texts.get(l2="新项")
        assert (edition.state, edition.number, edition.source_name) == (Edition.State.DRAFT, 2, "指引.xlsx")
        assert (text.position, text.content, text.channels) == (2, ["名单"], ["政府网站"])
        assert text.provenance == "official"
        assert audit.verify(None).entries == 1

    def test_an_item_known_by_name_keeps_its_key_a_new_one_gets_the_next(self, guideline, record):
        first = import_edition(guideline, [record("低保"), record("新项")])
        second = import_edition(guideline, [record("新项二")])

        keys = dict(first.texts.values_list("l2", "item__key"))
        assert keys == {"低保": "20-0001", "新项": "20-5001"}
        assert second.texts.get().item.key == "20-5002"

    def test_a_draft_is_held_against_the_edition_in_force(self, guideline, record):
        import_edition(guideline, [record("新项")])

        again = import_edition(guideline, [record("新项"), record("低保")])

        assert dict(again.texts.values_list("l2", "item__key")) == {"新项": "20-5002", "低保": "20-0001"}

    def test_a_confirmed_rename_keeps_the_key(self, guideline, record):
        renamed = record("特困人员供养")

        edition = import_edition(guideline, [renamed], confirmed={renamed.name: "20-0002"})

        assert edition.texts.get().item.key == "20-0002"

    def test_a_rename_that_nobody_confirmed_is_a_new_item(self, guideline, record):
        edition = import_edition(guideline, [record("特困人员供养")])

        assert edition.texts.get().item.key == "20-5001"

    def test_a_key_in_the_file_says_who_an_item_is(self, guideline, record):
        edition = import_edition(guideline, [record("全新的名字", key="20-0003")])

        assert edition.texts.get().item == Item.objects.get(key="20-0003")

    def test_english_names_that_are_known_come_with_the_chinese_ones(self, guideline, record):
        edition = import_edition(guideline, [record("最低生活保障", l1="公共服务")])

        assert edition.texts.get().l1_en == "Public services"

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"records": []}, Refusal.NO_ITEMS),
            ({"label": " "}, Refusal.LABEL_MISSING),
            ({"field": 21}, Refusal.FIELD_NOT_OF_GUIDELINE),
        ],
    )
    def test_what_cannot_be_an_edition_is_refused(self, guideline, record, given, refusal):
        records = given.get("records", [record(field=given.get("field", 20))])

        with pytest.raises(StandardRefused) as refused:
            import_edition(guideline, records, label=given.get("label", "2026年版"))

        assert refused.value.refusal == refusal
        assert guideline.editions.count() == 1

    def test_a_batch_that_fails_leaves_nothing_behind(self, guideline, record, monkeypatch):
        monkeypatch.setattr("gongkai.standards.actions.editions.BATCH", 1)
        twice = [record("低保", key="20-0001"), record("全新的名字"), record("又一个名字", key="20-0001")]

        with pytest.raises(IntegrityError):
            import_edition(guideline, twice)

        assert guideline.editions.count() == 1
        assert Item.objects.count() == 3

    def test_what_an_import_left_when_it_was_killed_is_cleared_away(self, guideline):
        dead = EditionFactory(guideline=guideline, number=2, state=Edition.State.BUILDING, created_at=MORNING)
        ItemTextFactory(edition=dead, item__key="20-9999")

        assert actions.remove_abandoned(at=MORNING + timedelta(minutes=5)) == 0
        assert actions.remove_abandoned(at=MORNING + timedelta(hours=3)) == 1

        assert not Item.objects.filter(key="20-9999").exists()
        assert Item.objects.count() == 3

    def test_the_sweep_runs_by_itself(self, guideline):
        EditionFactory(guideline=guideline, number=2, state=Edition.State.BUILDING, created_at=MORNING)
        run_due(at=MORNING)

        done = run_due(at=MORNING + timedelta(days=1))

        assert "standards.remove_abandoned" in done
        assert guideline.editions.count() == 1


class TestPuttingInForce:
    def test_a_draft_takes_the_place_of_the_edition_before_it(self, guideline, record):
        old, new = guideline.editions.get(), import_edition(guideline, [record()])
        county = CountyFactory()

        actions.put_in_force(edition_id=new.pk, in_force_from=TODAY, by=None, at=MORNING)

        old.refresh_from_db()
        county.refresh_from_db()
        assert old.state == Edition.State.SUPERSEDED
        assert Edition.objects.get(state=Edition.State.IN_FORCE) == new
        assert county.revision == 1

    def test_counties_hear_of_it_through_the_outbox_and_at_once(
        self, guideline, record, django_capture_on_commit_callbacks
    ):
        old, new = guideline.editions.get(), import_edition(guideline, [record()])
        heard = []

        def listen(sender, **facts):
            heard.append((facts["edition_id"], facts["previous_id"]))

        events.edition_in_force.connect(listen)
        with django_capture_on_commit_callbacks(execute=True):
            actions.put_in_force(edition_id=new.pk, in_force_from=None, by=None, at=MORNING)
        events.edition_in_force.disconnect(listen)

        assert heard == [(new.pk, old.pk)]
        assert OutboxEvent.objects.get(topic=events.EDITION_IN_FORCE).payload == {"edition": new.pk, "previous": old.pk}

    def test_only_a_draft_is_put_in_force(self, guideline):
        with pytest.raises(StandardRefused, match=Refusal.NOT_A_DRAFT):
            actions.put_in_force(edition_id=guideline.editions.get().pk, in_force_from=TODAY, by=None, at=MORNING)

    def test_an_edition_of_tomorrow_waits_until_tomorrow(self, guideline, record):
        new = import_edition(guideline, [record()])

        with pytest.raises(StandardRefused, match=Refusal.NOT_YET):
            actions.put_in_force(edition_id=new.pk, in_force_from=date(2026, 3, 3), by=None, at=MORNING)

        new.refresh_from_db()
        assert new.state == Edition.State.DRAFT


class TestProvinces:
    @pytest.fixture
    def province(self):
        return DivisionFactory(code="99", name="镜州省", level="province")

    @pytest.fixture
    def provincial(self, guideline, province):
        return GuidelineFactory(
            fields=list(guideline.fields.all()), tier=Tier.PROVINCIAL, province=province, parent=guideline
        )

    def test_a_refined_row_is_the_nations_item_an_added_one_is_new(self, guideline, provincial, record):
        parent = guideline.editions.get()

        edition = import_edition(
            provincial, [record("低保", time_limit="10个工作日内"), record("困难家庭认定")], parent_edition_id=parent.pk
        )

        assert dict(edition.texts.values_list("l2", "item__key")) == {"低保": "20-0001", "困难家庭认定": "20-5001"}

    def test_a_new_national_edition_is_held_against_what_the_province_wrote(self, guideline, provincial, record):
        before = guideline.editions.get()
        own = import_edition(provincial, [record("低保", content=("名单",))], parent_edition_id=before.pk)
        limit = ItemText.objects.get(edition=before, l2="低保").time_limit
        after = import_edition(guideline, [record("低保", time_limit=limit, content=("名单", "金额"))])

        (fate,) = queries.across_tiers(before=before, after=after, own=own)

        verdicts = {one.element: one.verdict for one in fate.elements}
        assert fate.key == "20-0001"
        assert verdicts["content"] == "conflict"
        assert verdicts["time_limit"] == "lower"

    def test_a_parent_stands_in_the_tier_above(self, guideline, record):
        with pytest.raises(StandardRefused, match=Refusal.PARENT_OF_OTHER_TIER):
            import_edition(guideline, [record()], parent_edition_id=guideline.editions.get().pk)


class TestWhoKeepsThem:
    def test_a_county_alone_on_its_platform_keeps_the_guidelines_itself(self, guideline, record):
        office = OfficerFactory(role=Role.OPENNESS_OFFICE)

        edition = import_edition(guideline, [record()], by=office)

        assert edition.state == Edition.State.DRAFT

    def test_where_several_counties_share_a_platform_none_changes_the_guidelines_for_all(self, guideline, record):
        office = OfficerFactory(role=Role.OPENNESS_OFFICE)
        CountyFactory()

        with pytest.raises(StandardRefused, match=Refusal.NOT_PERMITTED):
            import_edition(guideline, [record()], by=office)

        assert County.objects.count() == 2

    def test_an_office_above_the_counties_does(self):
        CountyFactory.create_batch(2)
        division = DivisionFactory(code="99", level="province")
        province = BodyFactory(county=None, division=division, level="province")

        assert policies.may_keep(OfficerFactory(body=province, role=Role.OPENNESS_OFFICE), on=TODAY)

    def test_a_publisher_does_not(self):
        assert not policies.may_keep(OfficerFactory(role=Role.PUBLISHER), on=TODAY)
