"""Fields, guidelines, editions and items that are valid as they come. No randomness, no clock.

text = ItemTextFactory()                         # an item in an edition in force
text = ItemTextFactory(edition=edition, l1="救助管理", l2="最低生活保障")
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.standards.models import Edition, Field, Guideline, Item, ItemText, Provenance, Tier

TWENTY_DAYS = "自信息形成或者变更之日起20个工作日内"
TWENTY_DAYS_READ = {
    "raw": TWENTY_DAYS,
    "rules": [{"scope": None, "kind": "within", "trigger": "formed_or_changed", "amount": 20, "unit": "workday"}],
    "statutory_override": False,
}


class FieldFactory(factory.django.DjangoModelFactory):
    """A field of disclosure."""

    class Meta:
        model = Field

    number = factory.Sequence(lambda n: n + 1001)  # above the numbers tests name themselves
    slug = factory.Sequence("field-{}".format)
    seed_name = factory.Sequence("第{}领域".format)
    name_en = factory.Sequence("Field {}".format)
    guideline_title = factory.LazyAttribute(lambda field: f"{field.seed_name}基层政务公开标准指引")
    aliases = factory.LazyFunction(list)


class GuidelineFactory(factory.django.DjangoModelFactory):
    """A ministry's guideline for one field."""

    class Meta:
        model = Guideline
        skip_postgeneration_save = True

    title = factory.Sequence("第{}领域基层政务公开标准指引".format)
    tier = Tier.NATIONAL
    issuer = "某部办公厅"

    @factory.post_generation
    def fields(guideline, create, extracted, **kwargs):  # noqa: N805 (factory_boy hands the instance over)
        if create:
            guideline.fields.set(extracted if extracted is not None else [FieldFactory()])


class EditionFactory(factory.django.DjangoModelFactory):
    """An edition in force."""

    class Meta:
        model = Edition

    class Params:
        draft = factory.Trait(state=Edition.State.DRAFT, in_force_from=None)

    guideline = factory.SubFactory(GuidelineFactory)
    number = factory.Sequence(lambda n: n + 1001)  # above the numbers tests name themselves
    label = factory.LazyAttribute(lambda edition: f"第{edition.number}版")
    state = Edition.State.IN_FORCE
    in_force_from = date(2020, 1, 1)
    created_at = datetime(2020, 1, 1, 1, tzinfo=UTC)


class ItemFactory(factory.django.DjangoModelFactory):
    """An item as an identity."""

    class Meta:
        model = Item

    field = factory.SubFactory(FieldFactory)
    key = factory.Sequence(lambda n: f"99-{n + 1:04d}")


class ItemTextFactory(factory.django.DjangoModelFactory):
    """What an edition says of an item: every element filled, the 20 working days read."""

    class Meta:
        model = ItemText

    edition = factory.SubFactory(EditionFactory)
    # An item of the guideline's own field, so that field pages and compilation find it.
    item = factory.SubFactory(
        ItemFactory, field=factory.LazyAttribute(lambda item: item.factory_parent.edition.guideline.fields.first())
    )
    position = factory.Sequence(lambda n: n + 1)
    l1 = "救助管理"
    l2 = factory.Sequence("第{}项救助".format)
    l1_en = "Assistance management"
    l2_en = factory.Sequence("Assistance {}".format)
    content = factory.LazyFunction(lambda: ["政策文件", "办理结果"])
    basis = factory.LazyFunction(lambda: [{"name": "社会救助暂行办法", "no": "国务院令第649号"}])
    time_limit = TWENTY_DAYS
    time_rules = factory.LazyFunction(lambda: dict(TWENTY_DAYS_READ))
    subject = factory.LazyFunction(lambda: ["县级民政部门"])
    channels = factory.LazyFunction(lambda: ["政府网站"])
    channels_optional = factory.LazyFunction(lambda: ["两微一端"])
    audience = factory.LazyFunction(lambda: {"all": True, "groups": []})
    mode = factory.LazyFunction(lambda: ["主动"])
    levels = factory.LazyFunction(lambda: ["县级"])
    provenance = Provenance.OFFICIAL
    is_verified = True
    raw = factory.LazyFunction(lambda: {"公开时限": TWENTY_DAYS})
