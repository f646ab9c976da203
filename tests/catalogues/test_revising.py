"""A new edition of a guideline becomes tasks; nothing local is overwritten."""

from __future__ import annotations

import pytest

from gongkai.catalogues import actions, queries
from gongkai.catalogues.actions import CatalogueRefused, Outcome, Refusal
from gongkai.catalogues.models import RevisionTask
from gongkai.standards.models import Edition
from tests.catalogues.conftest import MORNING, NOON, TODAY
from tests.factories.organisations import DivisionFactory, TownshipFactory
from tests.factories.standards import EditionFactory, GuidelineFactory, ItemTextFactory

WHO = {"by": None, "at": NOON}
SEVEN = "自信息形成之日起7个工作日内"


def new_edition(place, **changed):
    """The next edition of the guideline: the same items but for `changed` (l2 → fields; None: dropped)."""
    edition = EditionFactory(guideline=place.edition.guideline, number=2, state=Edition.State.DRAFT)
    for text in place.edition.texts.all():
        if (fields := changed.get(text.l2, {})) is None:
            continue
        kept = {name: getattr(text, name) for name in ("l1", "l2", "content", "basis", "subject", "levels", "position")}
        ItemTextFactory(edition=edition, item=text.item, **{**kept, **fields})
    Edition.objects.filter(pk=place.edition.pk).update(state=Edition.State.SUPERSEDED)
    Edition.objects.filter(pk=edition.pk).update(state=Edition.State.IN_FORCE)
    return edition


def revise(place, edition, *, at=NOON):
    return actions.revise_for_edition(county=place.county, edition=edition, by=None, at=at)


def settle(task, outcome, **more):
    return actions.settle_task(task=task, outcome=outcome, **WHO, **more)


def drafted(place, l2):
    return queries.draft_version(place.county).rows.get(l2=l2)


THREE_CHANGES = {
    "政策法规文件": {"l2": "政策法规和规范性文件"},
    "审核审批信息": {"time_limit": SEVEN},
    "公示信息": {"content": ["政策文件", "办理结果", "监督电话"]},
}


@pytest.fixture
def twelve_townships(place):
    for _ in range(10):
        TownshipFactory(county=place.county)
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    place.townships()
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)
    return place


def test_three_changed_items_are_exactly_three_tasks_in_a_county_with_twelve_townships(twelve_townships):
    tasks = revise(twelve_townships, new_edition(twelve_townships, **THREE_CHANGES))

    assert [(t.change, t.changed_elements, t.township_rows) for t in tasks] == [
        ("renamed", ["l2"], 0),
        ("elements", ["time_limit"], 12),
        ("elements", ["content"], 12),
    ]


def test_running_it_again_is_a_no_op(twelve_townships):
    edition = new_edition(twelve_townships, **THREE_CHANGES)
    revise(twelve_townships, edition)

    assert revise(twelve_townships, edition) == []
    twelve_townships.compile(at=NOON)
    assert revise(twelve_townships, edition) == []
    assert RevisionTask.objects.count() == 3


def test_revising_alone_changes_no_row(twelve_townships):
    before = list(queries.current_version(twelve_townships.county, on=TODAY).rows.values())

    revise(twelve_townships, new_edition(twelve_townships, **THREE_CHANGES))

    assert list(queries.current_version(twelve_townships.county, on=TODAY).rows.values()) == before
    assert queries.draft_version(twelve_townships.county) is None


def test_a_compile_with_the_new_edition_overwrites_nothing_decided(place):
    place.issued()
    new_edition(place, **THREE_CHANGES)

    place.compile(at=NOON)

    assert drafted(place, "政策法规文件").decision == "adopted"
    assert drafted(place, "审核审批信息").time_limit != SEVEN


def test_taking_the_new_text_goes_into_a_draft_made_from_the_issued_rows(place):
    place.issued()
    (task,) = revise(place, new_edition(place, 公示信息={"time_limit": SEVEN}))

    settle(task, Outcome.TAKE_NEW)

    row = drafted(place, "公示信息")
    assert (row.decision, row.time_limit, row.adapted_elements) == ("adopted", SEVEN, [])
    assert drafted(place, "政策法规文件").decision == "adopted"


def test_an_adapted_row_keeps_its_adaptation_when_the_new_text_is_taken(place):
    draft = place.compile()
    row = draft.rows.get(l2="公示信息")
    actions.adapt(row=row, changes={"channels": ["政府网站", "村公示栏"]}, reason="村内张贴", by=None, at=MORNING)
    actions.adopt_group(version=draft, by=None, at=MORNING)
    actions.issue(version=draft, by=None, at=MORNING, in_force_from=TODAY)
    (task,) = revise(place, new_edition(place, 公示信息={"time_limit": SEVEN, "channels": ["广播电视"]}))

    settle(task, Outcome.TAKE_NEW)

    row = drafted(place, "公示信息")
    assert (row.time_limit, row.channels) == (SEVEN, ["政府网站", "村公示栏"])
    assert (row.decision, row.adapted_elements) == ("adapted", ["channels"])


def test_keeping_the_local_text_makes_it_an_adaptation_of_the_new_one(place):
    place.issued()
    edition = new_edition(place, 公示信息={"time_limit": SEVEN})
    (task,) = revise(place, edition)

    settle(task, Outcome.KEEP_LOCAL, reason="本县不具备条件")

    row = drafted(place, "公示信息")
    assert row.time_limit != SEVEN
    assert (row.decision, row.adapted_elements, row.national.edition) == ("adapted", ["time_limit"], edition)


def test_a_task_may_be_settled_by_words_of_the_countys_own(place):
    place.issued()
    (task,) = revise(place, new_edition(place, 公示信息={"time_limit": SEVEN}))

    settle(task, Outcome.ADAPT, reason="从严", changes={"time_limit": "自信息形成之日起3个工作日内"})

    row = drafted(place, "公示信息")
    assert (row.decision, row.time_limit) == ("adapted", "自信息形成之日起3个工作日内")


def test_a_township_draft_follows_a_settled_task(place):
    draft = place.compile()
    actions.adopt_group(version=draft, by=None, at=MORNING)
    north, _south = place.townships()
    (task,) = revise(place, new_edition(place, 公示信息={"time_limit": SEVEN}))

    settle(task, Outcome.TAKE_NEW)

    assert north.rows.get(l2="公示信息").time_limit == SEVEN


def test_an_added_item_is_taken_as_a_matter_of_its_own(place):
    place.issued()
    edition = new_edition(place)
    ItemTextFactory(edition=edition, l2="新增事项", position=99)
    (task,) = revise(place, edition)

    settle(task, Outcome.TAKE_NEW)

    row = drafted(place, "新增事项")
    task.refresh_from_db()
    assert (task.change, row.decision, row.matter.number, task.matter) == ("added", "adopted", 4, row.matter)
    assert row.owed_by.count() == 1


def test_an_added_item_may_be_set_aside(place):
    place.issued()
    edition = new_edition(place)
    ItemTextFactory(edition=edition, l2="新增事项", position=99)
    (task,) = revise(place, edition)

    settle(task, Outcome.KEEP_LOCAL, reason="本县无此职权", approved_by=place.chief)

    assert drafted(place, "新增事项").decision == "not_applicable"


def test_a_removed_item_is_set_aside_or_kept_as_the_countys_own(place):
    place.issued()
    gone, kept = revise(place, new_edition(place, 公示信息=None, 政策法规文件=None))

    settle(gone, Outcome.TAKE_NEW, reason="指引已取消", approved_by=place.chief)
    settle(kept, Outcome.KEEP_LOCAL, reason="群众仍需要")

    assert (gone.change, kept.change) == ("removed", "removed")
    assert drafted(place, "政策法规文件").decision == "not_applicable"
    assert drafted(place, "公示信息").decision == "added"


def test_a_removed_item_that_the_county_never_had_is_nothing_to_do(place):
    place.issued()
    (task,) = revise(place, new_edition(place, 公示信息=None))
    draft = actions.open_draft(county=place.county, by=None, at=NOON)
    draft.rows.filter(l2="公示信息").delete()

    settle(task, Outcome.TAKE_NEW)

    assert not draft.rows.filter(l2="公示信息").exists()


def test_an_item_that_comes_back_gets_its_old_number(place):
    number = place.issued().rows.get(l2="公示信息").matter.number
    actions.open_draft(county=place.county, by=None, at=NOON).rows.filter(l2="公示信息").delete()
    (task,) = revise(place, new_edition(place))

    settle(task, Outcome.TAKE_NEW)

    assert (task.change, drafted(place, "公示信息").matter.number) == ("added", number)


def test_a_draft_is_opened_once(place):
    place.issued()
    first = actions.open_draft(county=place.county, by=place.chief, at=NOON)

    assert actions.open_draft(county=place.county, by=place.chief, at=NOON) == first


def test_without_anything_issued_no_draft_is_opened(place):
    with pytest.raises(CatalogueRefused, match=Refusal.COUNTY_FIRST):
        actions.open_draft(county=place.county, by=None, at=NOON)


def test_a_task_is_settled_once(place):
    place.issued()
    (task,) = revise(place, new_edition(place, 公示信息={"time_limit": SEVEN}))
    settle(task, Outcome.TAKE_NEW)

    with pytest.raises(CatalogueRefused, match=Refusal.ALREADY_SETTLED):
        settle(task, Outcome.KEEP_LOCAL)


def test_an_unknown_outcome_is_refused(place):
    place.issued()
    (task,) = revise(place, new_edition(place, 公示信息={"time_limit": SEVEN}))

    with pytest.raises(CatalogueRefused, match=Refusal.OUTCOME_UNKNOWN):
        settle(task, "perhaps")


def test_a_province_that_refines_an_item_is_compared_with_the_nation(place):
    place.issued()
    province = DivisionFactory(code=f"{place.county.code[:2]}0000", level="province", name="样板省")
    guideline = GuidelineFactory(fields=[place.field], tier="provincial", province=province)
    edition = EditionFactory(guideline=guideline, parent_edition=place.edition)
    text = place.edition.texts.get(l2="公示信息")
    kept = {name: getattr(text, name) for name in ("l1", "l2", "content", "basis", "subject", "levels")}
    ItemTextFactory(edition=edition, item=text.item, **kept, time_limit=SEVEN)

    (task,) = revise(place, edition)

    assert (task.change, task.changed_elements, task.old_edition) == ("elements", ["time_limit"], place.edition)


def test_what_the_county_holds_from_its_province_a_national_edition_does_not_touch(place):
    province = DivisionFactory(code=f"{place.county.code[:2]}0000", level="province", name="样板省")
    guideline = GuidelineFactory(fields=[place.field], tier="provincial", province=province)
    text = place.edition.texts.get(l2="公示信息")
    ItemTextFactory(edition=EditionFactory(guideline=guideline), item=text.item, l1=text.l1, l2=text.l2)
    place.issued()

    assert revise(place, new_edition(place, 公示信息={"time_limit": SEVEN})) == []


def test_a_task_shows_old_new_and_local_side_by_side(place):
    place.issued()
    revise(place, new_edition(place, 公示信息={"time_limit": SEVEN}))

    (page,) = queries.revision_tasks(place.county)

    (column,) = page.columns
    assert (column.element, column.new, column.is_adapted) == ("time_limit", SEVEN, False)
    assert column.old == column.local
    assert {s.text for s in column.upstream if s.kind != "equal"} >= {"20", "7"}


def test_a_county_without_a_catalogue_has_nothing_to_revise(place):
    with pytest.raises(CatalogueRefused, match=Refusal.COUNTY_FIRST):
        revise(place, new_edition(place))
