"""Does every page of the desk open for whoever may read it, as a page and as the part htmx asks for?"""

from __future__ import annotations

import pytest
from django.test import Client

from tests.architecture.house import House
from tests.architecture.routes import Page, address, pages

DESK = [page for page in pages() if page.is_of_the_desk]
HTMX = {"HX-Request": "true"}
FOUND, ONLY_POST = 200, 405
LEADS_ON = {
    "catalogues_workbench:next_needing": 302,  # to the row that needs somebody
    "organisations_workbench:work_result": 302,  # to what the work was for
}


def opened(house: House, page: Page, **headers: str) -> list[int]:
    """What each officer of the county gets, until one is let in."""
    got = []
    for officer in house.officers:
        client = Client(SERVER_NAME=house.host)
        client.force_login(officer)
        got.append(client.get(address(page, house), headers=headers).status_code)
        if got[-1] in {FOUND, ONLY_POST, LEADS_ON.get(page.name)}:
            break
    return got


@pytest.mark.parametrize("page", DESK, ids=[page.name for page in DESK])
def test_every_page_of_the_desk_opens_for_somebody_as_a_page_and_as_a_part(house, page):
    whole = opened(house, page)
    part = opened(house, page, **HTMX)

    assert whole[-1] in {FOUND, ONLY_POST, LEADS_ON.get(page.name)}
    assert set(whole[:-1]) <= {302, 403, 404}  # to her own first page, not permitted, another desk's
    assert part == whole
