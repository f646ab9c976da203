"""Where do pieces, files, matters, fields and bodies stand for ever? (model.md "Publications and addresses")

Texts hold these addresses, notice boards and QR codes too. They are written here because the pages of matters, fields
and bodies belong to a room above; the test of addresses compares all of them with the routes.

Sources
    model.md: /info/<public_id>/. 政府网站发展指引: addresses of published pages do not change.
"""

from __future__ import annotations

from urllib.parse import urlencode


def information(public_id: str) -> str:
    """The page of a piece of information."""
    return f"/info/{public_id}/"


def attachment(public_id: str, attachment_id: str) -> str:
    """A file of it."""
    return f"/info/{public_id}/files/{attachment_id}/"


def matter(number: int) -> str:
    """The page of a matter."""
    return f"/matters/{number}/"


def field(slug: str) -> str:
    """The catalogue of a field."""
    return f"/fields/{slug}/"


def body(slug: str) -> str:
    """The page of a body."""
    return f"/bodies/{slug}/"


def leaving(url: str) -> str:
    """The notice before one leaves for another site."""
    return f"/leaving/?{urlencode({'to': url})}"
