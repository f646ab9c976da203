"""Does any page cost more queries the longer its list?

Every page that opens is asked of a county with three of everything more than one, and again with nine more.
"""

from __future__ import annotations

from http import HTTPStatus

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.filling import fill
from tests.architecture.house import House
from tests.architecture.routes import Page, address, pages

pytestmark = [pytest.mark.slow, pytest.mark.anywhere]

FEW, MANY = 3, 9


def clients(house: House) -> list[Client]:
    """One client for each officer of the house."""
    found = []
    for officer in house.officers:
        found.append(Client(SERVER_NAME=house.host))
        found[-1].force_login(officer)
    return found


def let_in(house: House, page: Page, officers: list[Client]) -> Client | None:
    """A client that is let in, None where nobody may look (one may only post, or is led on)."""
    where = address(page, house)
    asking = officers if page.is_of_the_desk else [Client(SERVER_NAME=house.host)]
    for client in asking:
        status = client.get(where).status_code
        if status == HTTPStatus.OK:
            return client
        if status == HTTPStatus.METHOD_NOT_ALLOWED:
            return None
    return None


def queries(client: Client, house: House, page: Page) -> list[str]:
    """What a page asks the database."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address(page, house))
    assert answer.status_code == 200
    return [query["sql"] for query in captured]


def test_no_page_costs_more_queries_for_a_longer_list(house):
    fill(house, FEW)
    officers = clients(house)
    asked = {page: client for page in pages() if (client := let_in(house, page, officers)) is not None}
    few = {page.name: queries(client, house, page) for page, client in asked.items()}
    fill(house, MANY)
    many = {page: queries(client, house, page) for page, client in asked.items()}
    longer = [page for page in asked if len(many[page]) > len(few[page.name])]
    again = {page.name: queries(asked[page], house, page) for page in longer}  # what is read only once was read now

    dearer = {name: f"{len(few[name])} → {len(again[name])}" for name in again if len(again[name]) > len(few[name])}
    assert len(asked) > 60
    assert dearer == {}
