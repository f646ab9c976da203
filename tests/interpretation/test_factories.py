"""Does every factory make what the models allow?"""

from __future__ import annotations

import pytest

from tests.factories.interpretation import (
    ExemptionFactory,
    ExplanationFactory,
    MaterialFactory,
    PlanFactory,
    PolicyFactory,
)

pytestmark = pytest.mark.django_db


def test_every_factory_makes_what_the_models_allow():
    for made in (
        PolicyFactory(),
        ExplanationFactory(),
        PlanFactory(),
        MaterialFactory(),
        MaterialFactory(written=True),
        ExemptionFactory(),
    ):
        made.full_clean()
