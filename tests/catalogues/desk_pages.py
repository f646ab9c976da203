"""How the tests of the desk ask for its pages: signed in as an officer, by name of the page."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

HTMX = {"HX-Request": "true"}


def url(name, *args):
    """A page of the catalogue desk."""
    return reverse(f"catalogues_workbench:{name}", args=args)


def queries_of(client, address):
    """How many queries a page takes, once the caches of the process are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)
