"""Every refusal, finding and mending has words."""

from __future__ import annotations

import pytest

from gongkai.publishing import presenters
from gongkai.publishing.rules.document_number import Mending
from gongkai.publishing.rules.metadata import Finding
from gongkai.publishing.rules.states import PublishingRefused, Refusal


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_words(refusal):
    assert presenters.explain(PublishingRefused(refusal, limit=50 * 1024 * 1024))


def test_a_closed_gate_names_its_reasons():
    refused = PublishingRefused(Refusal.GATE_CLOSED, reasons=[("a", "written_in_future"), ("b", "解读材料没有附上")])

    assert presenters.explain(refused) == "还有必须先改的问题：成文日期晚于今天；解读材料没有附上"


def test_every_finding_and_every_mending_has_words():
    assert set(presenters.FINDINGS) == set(Finding)
    assert set(presenters.MENDINGS) == set(Mending)
