"""Does any page cost more queries the longer its list?

Every page that opens is asked of a county with ten of everything, and again with thirty more.
"""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.filling import fill
from tests.architecture.house import House
from tests.architecture.routes import Page, address, pages

FEW, MANY = 10, 30


def officer_for(house: House, page: Page) -> Client | None:
    """A client that is let in, None where nobody may look (one may only post, or is led on)."""
    for officer in [None] if not page.is_of_the_desk else house.officers:
        client = Client(SERVER_NAME=house.host)
        if officer is not None:
            client.force_login(officer)
        if client.get(address(page, house)).status_code == 200:
            return client
    return None


def queries(client: Client, house: House, page: Page) -> list[str]:
    client.get(address(page, house))  # what a process reads once is read now
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address(page, house))
    assert answer.status_code == 200
    return [query["sql"] for query in captured]


def test_no_page_costs_more_queries_for_a_longer_list(house):
    fill(house, FEW)
    asked = {page: client for page in pages() if (client := officer_for(house, page)) is not None}
    few = {page.name: queries(client, house, page) for page, client in asked.items()}
    fill(house, MANY)
    many = {page.name: queries(client, house, page) for page, client in asked.items()}

    dearer = {name: f"{len(few[name])} → {len(many[name])}" for name in few if len(many[name]) > len(few[name])}
    assert len(asked) > 60
    assert dearer == {}
