"""The county's words as they are at its beginning."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gongkai.search import actions

NOON = datetime(2026, 6, 1, 4, tzinfo=UTC)
COUNTY, OTHER_COUNTY = 7, 8


@pytest.fixture
def shipped_words(db):
    actions.load_shipped_synonyms(county_id=COUNTY, at=NOON)
