"""Are the things our tests stand on valid?"""

from __future__ import annotations

import pytest

from tests.factories import standards as made

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "factory",
    [made.FieldFactory, made.GuidelineFactory, made.EditionFactory, made.ItemFactory, made.ItemTextFactory],
)
def test_every_factory_makes_something_valid(factory):
    thing = factory()

    thing.full_clean()


def test_an_item_text_belongs_to_a_field_of_its_guideline():
    text = made.ItemTextFactory()

    assert text.item.field in text.edition.guideline.fields.all()
