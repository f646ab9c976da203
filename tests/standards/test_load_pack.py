"""Does the built-in pack arrive whole, once, and known for what it is?"""

from __future__ import annotations

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from gongkai.audit import queries as audit
from gongkai.kernel.models import OutboxEvent
from gongkai.standards import actions, events
from gongkai.standards.models import Edition, Field, Guideline, Item, ItemText
from gongkai.standards.rules import pack

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def loaded():
    return actions.load_pack(by=None, at=MORNING)


def test_every_field_has_a_working_draft_in_force(loaded):
    editions = Edition.objects.all()

    assert Field.objects.count() == loaded.fields == 26
    assert {edition.state for edition in editions} == {Edition.State.IN_FORCE}
    assert all(edition.is_working_draft for edition in editions)
    assert not Field.objects.exclude(guidelines__editions__in=editions).exists()


def test_one_document_may_serve_two_fields(loaded):
    shared = Guideline.objects.get(fields__slug="employment")

    assert set(shared.fields.values_list("slug", flat=True)) == {"employment", "social-insurance"}
    assert Guideline.objects.count() == loaded.guidelines == 25


def test_every_item_of_the_pack_keeps_its_key_and_both_names(loaded):
    text = ItemText.objects.get(item__key="20-0001")

    assert ItemText.objects.count() == Item.objects.count() == loaded.items == 541
    assert text.item.field.slug == "social-assistance"
    assert text.l1_en
    assert text.l2_en


def test_what_nobody_saw_is_not_called_verified(loaded):
    memory = ItemText.objects.filter(provenance="memory")

    assert memory.exists()
    assert not memory.filter(is_verified=True).exists()


def test_elements_come_apart_as_they_were_printed(loaded):
    text = ItemText.objects.get(item__key="01-0003")

    assert text.content == ["许可事项", "依据", "条件", "数量", "程序", "期限", "材料目录"]
    assert text.basis == [{"name": "政府信息公开条例", "no": None}]
    assert text.audience == {"all": True, "groups": []}


def test_loading_again_changes_nothing(loaded):
    before = list(ItemText.objects.order_by("pk").values())

    again = actions.load_pack(by=None, at=MORNING)

    assert again.new_editions == again.limits_read_again == 0
    assert list(ItemText.objects.order_by("pk").values()) == before


def test_a_later_pack_brings_a_new_edition_of_the_same_items(loaded):
    field = Field.objects.get(slug="social-assistance")
    old = Edition.objects.get(guideline__fields=field)
    Edition.objects.filter(pk=old.pk).update(source_sha256="a pack of an earlier release")

    again = actions.load_pack(by=None, at=MORNING)

    new = Edition.objects.get(guideline__fields=field, state=Edition.State.IN_FORCE)
    old.refresh_from_db()
    assert again.new_editions == 1
    assert (new.number, old.state) == (2, Edition.State.SUPERSEDED)
    assert Item.objects.count() == 541


def test_an_official_edition_is_never_pushed_aside_by_the_pack(loaded):
    field = Field.objects.get(slug="social-assistance")
    Edition.objects.filter(guideline__fields=field).update(is_working_draft=False, source_sha256="official")

    actions.load_pack(by=None, at=MORNING)

    in_force = Edition.objects.get(guideline__fields=field, state=Edition.State.IN_FORCE)
    beside = Edition.objects.get(guideline__fields=field, state=Edition.State.DRAFT)
    assert not in_force.is_working_draft
    assert beside.is_working_draft


def test_limits_read_wrongly_by_an_older_grammar_are_read_again(loaded):
    ItemText.objects.filter(item__key="20-0001").update(time_rules={"raw": "?"})

    again = actions.load_pack(by=None, at=MORNING)

    assert again.limits_read_again == 1
    assert ItemText.objects.get(item__key="20-0001").time_rules["raw"] != "?"


def test_loading_stands_in_the_record_and_is_announced(loaded):
    announced = OutboxEvent.objects.filter(topic=events.EDITION_IN_FORCE)

    assert announced.count() == 25
    assert audit.verify(None).holds


def test_a_fingerprint_tells_packs_apart_by_field():
    assert pack.digest((1,)) != pack.digest((2,))
    assert pack.digest((1,)) == pack.digest((1,))


def test_the_command_leaves_a_loaded_platform_alone(loaded):
    out = StringIO()

    call_command("pack", "load", "--if-missing", stdout=out)

    assert out.getvalue() == ""


def test_the_command_says_what_it_loaded():
    out = StringIO()

    call_command("pack", "load", "--json", stdout=out)

    assert '"items": 541' in out.getvalue()
