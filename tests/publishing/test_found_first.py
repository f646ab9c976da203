"""Where the county and its townships say the same thing, whoever asks meets the county's page first."""

from __future__ import annotations

import pytest

from gongkai.publishing.receivers import documents
from gongkai.search import actions as search
from gongkai.search.index import node_index
from gongkai.search.queries import Question, ask
from tests.factories.organisations import BodyFactory, TownshipFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db


def test_the_countys_guide_comes_before_those_of_its_townships():
    office = BodyFactory()
    townships = [TownshipFactory(county=office.county) for _ in range(12)]
    said = {"published": True, "text": "低保怎么申请：带身份证和户口簿到窗口申请低保。"}
    pieces = [InformationFactory(body=town, title=f"{town.short_name}低保申请告知", **said) for town in townships]
    guide = InformationFactory(body=office, title="最低生活保障办事指南", **said)
    search.put(county_id=office.county.pk, documents=documents([*pieces, guide]))
    node_index().sync()

    found = ask(Question(county_id=office.county.pk, text="低保怎么申请")).hits

    assert found[0].key == f"information:{guide.public_id}"
