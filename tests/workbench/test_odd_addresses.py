"""Addresses nobody links to: typed by hand, cut off in a mail, or tried out."""

from __future__ import annotations

import pytest
from django.urls import reverse

CALENDAR = reverse("workbench:calendar")


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "2025-13", "²", "9" * 5000])
def test_a_month_beyond_reading_shows_the_present_one(as_clerk, month):
    assert as_clerk.get(CALENDAR, {"month": month}).status_code == 200


def test_the_neighbouring_months_keep_the_body_as_one_value(as_clerk):
    page = as_clerk.get(CALENDAR, {"body": "a&state=overdue"}).text

    assert "body=a&amp;state=overdue" not in page


@pytest.mark.parametrize("matter", ["9" * 30, "9" * 5000, "²"])
def test_a_draft_of_no_possible_matter_is_refused(as_clerk, matter):
    answer = as_clerk.post(reverse("publishing_workbench:start"), {"matter_id": matter})

    assert answer.status_code < 500
