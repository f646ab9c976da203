"""How the tests of publishing ask for its pages, and what an editor sends."""

from __future__ import annotations

from django.urls import reverse

HTMX = {"HX-Request": "true"}


def desk(name, *args):
    return reverse(f"publishing_workbench:{name}", args=args)


def page_of(piece):
    return reverse("publishing_portal:information", args=[piece.public_id])


def written(draft, **changed):
    facts = {"revision": draft.revision, "title": draft.title, "html": "<p>新内容</p>", "kind": "announcement"}
    return facts | changed
