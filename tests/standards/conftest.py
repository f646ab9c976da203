"""A guideline with an edition in force, and records as an importer would hand them over."""

from __future__ import annotations

import dataclasses

import pytest

from gongkai.standards.rules.items import IncomingItem
from tests.factories.standards import EditionFactory, FieldFactory, GuidelineFactory, ItemTextFactory
from tests.standards.test_items import RECORD


@pytest.fixture
def guideline():
    """One field, number 20, with three items in force."""
    field = FieldFactory(number=20, slug="social-assistance", seed_name="社会救助")
    made = GuidelineFactory(fields=[field])
    edition = EditionFactory(guideline=made, number=1, label="2019年版")
    for turn, l2 in enumerate(["低保", "特困人员救助供养", "临时救助"], start=1):
        ItemTextFactory(
            edition=edition, item__field=field, item__key=f"20-000{turn}", l1="救助管理", l2=l2, position=turn
        )
    return made


@pytest.fixture
def record():
    """A record of field 20; give what differs."""

    def make(l2: str = "低保", **given: object) -> IncomingItem:
        return dataclasses.replace(RECORD, l2=l2, **given)

    return make
