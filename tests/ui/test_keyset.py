"""Walking a long list page by page: every row once, in order, in both directions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.organisations.models import User
from gongkai.ui import keyset

DAY = datetime(2026, 11, 28, 9, tzinfo=UTC)
SORTS = (("-date_joined", "-pk"), ("date_joined", "pk"), ("-date_joined", "username"), ("pk",))

pytestmark = pytest.mark.django_db


def _people(days):
    User.objects.all().delete()
    User.objects.bulk_create(
        User(username=f"officer{number:03}", date_joined=DAY + timedelta(days=day)) for number, day in enumerate(days)
    )


def _walk(by, *, size, step, cursor=None):
    """Follow one link to the end; the pages met on the way."""
    pages = [keyset.page(User.objects.all(), by=by, size=size, cursor=cursor)]
    while cursor := getattr(pages[-1], step):
        pages.append(keyset.page(User.objects.all(), by=by, size=size, cursor=cursor))
    return pages


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 3), max_size=14), size=st.integers(1, 5), by=st.sampled_from(SORTS))
def test_every_row_comes_once_and_in_order_forwards_and_backwards(days, size, by):
    _people(days)
    wanted = list(User.objects.order_by(*by))

    forwards = _walk(by, size=size, step="next")
    assert [row for page in forwards for row in page.rows] == wanted

    backwards = _walk(by, size=size, step="previous", cursor=forwards[-2].next if len(forwards) > 1 else None)
    met = [row for page in reversed(backwards) for row in page.rows]
    assert list(dict.fromkeys(met)) == wanted
    assert all(len(page.rows) == size for page in backwards[1:])


def test_the_first_page_has_nothing_before_it_and_the_last_nothing_behind():
    _people([0, 1, 2])

    first = keyset.page(User.objects.all(), by=("-date_joined", "-pk"), size=2)
    last = keyset.page(User.objects.all(), by=("-date_joined", "-pk"), size=2, cursor=first.next)

    assert (first.previous, last.next) == ("", "")
    assert first.has_others
    assert last.previous


@pytest.mark.parametrize("cursor", ["", "x", "nonsense", "é", "AAAA" * 20, "=", "e30", None])
def test_a_cursor_that_is_not_ours_shows_the_first_page(cursor):
    _people([0, 1, 2])

    page = keyset.page(User.objects.all(), by=("pk",), size=2, cursor=cursor)

    assert [row.username for row in page.rows] == ["officer000", "officer001"]


def test_a_cursor_of_another_sort_shows_the_first_page():
    _people([2, 1, 0])
    other = keyset.page(User.objects.all(), by=("date_joined", "pk"), size=1).next

    page = keyset.page(User.objects.all(), by=("-date_joined", "-pk"), size=1, cursor=other)

    assert page.rows[0].username == "officer000"


def test_a_forged_cursor_shows_the_first_page():
    _people([0, 1, 2])
    cursor = keyset.page(User.objects.all(), by=("pk",), size=1).next
    forged = cursor[:-2] + ("AA" if not cursor.endswith("AA") else "BB")

    assert keyset.page(User.objects.all(), by=("pk",), size=1, cursor=forged).previous == ""


def test_when_the_rows_behind_are_gone_the_list_is_shown_from_its_top():
    _people([0, 1, 2])
    cursor = keyset.page(User.objects.all(), by=("pk",), size=2).next
    User.objects.filter(username="officer002").delete()

    page = keyset.page(User.objects.all(), by=("pk",), size=2, cursor=cursor)

    assert [row.username for row in page.rows] == ["officer000", "officer001"]


@pytest.mark.parametrize("count", [10, 400])
def test_a_page_costs_one_query_however_long_the_list(count):
    _people([number % 7 for number in range(count)])
    cursor = keyset.page(User.objects.all(), by=("-date_joined", "-pk"), size=5).next

    with CaptureQueriesContext(
        connection,
    ) as queries:
        keyset.page(User.objects.all(), by=("-date_joined", "-pk"), size=5, cursor=cursor)

    assert len(queries) == 1
