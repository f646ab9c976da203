"""How the tests of this room ask for its pages: by name, and read as text."""

from __future__ import annotations

from django.urls import reverse

HTMX = {"HX-Request": "true"}


def address(name: str, *args: object) -> str:
    return reverse(f"organisations_workbench:{name}", args=args)


def text(page) -> str:
    return page.content.decode()
