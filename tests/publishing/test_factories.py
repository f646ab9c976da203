"""Does every factory make what the models allow?"""

from __future__ import annotations

import pytest

from tests.factories.publishing import AttachmentFactory, IndexCounterFactory, InformationFactory

pytestmark = pytest.mark.django_db


def test_every_factory_makes_what_the_models_allow():
    for made in (
        InformationFactory(),
        InformationFactory(in_review=True),
        InformationFactory(published=True),
        InformationFactory(withdrawn=True),
        AttachmentFactory(),
        IndexCounterFactory(),
    ):
        made.full_clean()
