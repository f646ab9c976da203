"""Every page of the project, and for each a sample of the arguments that its address asks for.

A new page whose address asks for something not listed here has no sample: the tests that walk all pages then fail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gongkai.channels.subscriptions import token_of
from tests.architecture.house import House

# Of allauth and of nobody's county: they have tests of their own where we changed them.
ELSEWHERE = ("accounts/", "health/", "ui/")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `desk/duties/<int:pk>/` is `workbench:duty`."""

    route: str
    name: str
    view: Any

    @property
    def asks(self) -> frozenset[str]:
        return frozenset(part.split(":")[-1].split(">")[0] for part in self.route.split("<")[1:])

    @property
    def is_of_the_desk(self) -> bool:
        return self.route.startswith("desk/")


def pages() -> list[Page]:
    """The pages of our own rooms."""
    return [page for page in _walk(get_resolver()) if not page.route.startswith(ELSEWHERE)]


def _walk(resolver: URLResolver, before: str = "", room: str = "") -> Iterator[Page]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Page(route, f"{room}{pattern.name}", pattern.callback)
        else:
            yield from _walk(pattern, route, f"{pattern.namespace}:" if pattern.namespace else room)


def of_a_county(house: House) -> Mapping[str, Mapping[str, Any]]:
    """The beginnings of addresses that name something of one county."""
    return of_the_desk(house) | of_catalogues(house) | of_information(house) | of_the_public(house) | of_the_site(house)


def of_the_desk(house: House) -> dict[str, Mapping[str, Any]]:
    """Duties, bodies, people, long work."""
    return {
        "desk/returns/<slug:body>/<slug:kind>/<str:period>/": {
            "body": house.civil.slug,
            "kind": "nil_return",
            "period": "2025-Q1",
        },
        "desk/events/<slug:body>/<int:number>/": {"body": house.civil.slug, "number": house.row.matter.number},
        "desk/duties/<int:pk>/": {"pk": house.duty.pk},
        "desk/waivers/<int:pk>/": {"pk": house.waiver.pk},
        "desk/bodies/<slug:slug>/": {"slug": house.civil.slug},
        "desk/posts/<int:pk>/": {"pk": house.clerk.posts.get().pk},
        "desk/people/<int:pk>/": {"pk": house.clerk.pk},
        "desk/work/<int:pk>/": {"pk": house.work.pk},
        "desk/search/synonyms/<int:pk>/remove/": {"pk": house.synonyms.pk},
        "desk/search/best-bets/<int:pk>/remove/": {"pk": house.best_bet.pk},
    }


def of_catalogues(house: House) -> dict[str, Mapping[str, Any]]:
    """Versions of the local catalogue and what belongs to them."""
    return {
        "desk/catalogue/versions/<int:pk>/": {
            "pk": house.draft_row.version.pk,
            "slug": house.shared.field.slug,
            "code": house.finding.code,
            "entry_id": house.entry.pk,
            "form": "xlsx",
        },
        "desk/catalogue/versions/<int:pk>/catalogue.<str:form>": {"pk": house.draft_row.version.pk, "form": "xlsx"},
        "desk/catalogue/rows/<int:pk>/": {"pk": house.draft_row.pk},
        "desk/catalogue/batches/<int:pk>/": {"pk": house.batch.pk},
        "desk/catalogue/findings/<int:pk>/": {"pk": house.finding.pk},
        "desk/catalogue/links/<int:pk>/": {"pk": house.link.pk},
        "desk/catalogue/imports/<int:pk>/": {"pk": house.list_import.pk},
        "desk/catalogue/imports/<int:pk>/columns/": {"pk": house.odd_list.pk},
        "desk/catalogue/subjects/<int:pk>/": {"pk": house.subject.pk},
        "desk/catalogue/revisions/<int:pk>/": {"pk": house.revision.pk},
    }


def of_information(house: House) -> dict[str, Mapping[str, Any]]:
    """Pieces at the desk, their plans, policies from above, concerns."""
    return {
        "desk/info/<slug:public_id>/": {
            "public_id": house.draft.public_id,
            "attachment_id": house.draft.attachments.get().public_id,
            "note_id": house.draft.notes.get().pk,
            "kept_id": house.draft.kept_files.first().public_id,
            "serial": 1,
            "template_id": house.draft.body.draft_templates.get().public_id,
        },
        "desk/info/spotted/<int:pk>/": {"pk": house.spotted.pk},
        "desk/norms/<slug:public_id>/": {"public_id": house.norm.public_id},
        "desk/norms/clean-ups/<int:year>/<int:line_id>/": {"year": 2025, "line_id": house.clean_up_line.pk},
        "desk/lexicons/<int:pk>/": {"pk": house.lexicon.pk, "form": "csv"},
        "desk/deliveries/<slug:delivery_id>/": {"delivery_id": house.delivery.public_id},
        "desk/channels/<int:pk>/": {"pk": house.channel.pk},
        "desk/info/<slug:public_id>/withdraw/": {"public_id": house.published.public_id},
        "desk/interpretation/policies/<slug:public_id>/": {
            "public_id": house.policy.public_id,
            "pk": house.material.pk,
        },
        "desk/interpretation/upper/imports/<int:pk>/": {"pk": house.policy_import.pk},
        "desk/interpretation/upper/<slug:public_id>/": {
            "public_id": house.upper.public_id,
            "pk": house.upper_link.pk,
            "name": "set_aside",
        },
        "desk/interpretation/concerns/<slug:public_id>/": {"public_id": house.concern.public_id, "name": "answer"},
        "desk/interpretation/questions/<slug:code>/": {"code": house.question.code, "name": "decline"},
    }


def of_the_public(house: House) -> dict[str, Mapping[str, Any]]:
    """What anyone may open."""
    return {
        "questions/<slug:code>/": {"code": house.question.code},
        "subscriptions/<slug:token>/": {"token": token_of(house.subscriber)},
        "info/<slug:public_id>/": {
            "public_id": house.published.public_id,
            "form": "docx",
            "attachment_id": house.published.attachments.get().public_id,
            "number": 1,
        },
        "matters/<int:number>/": {"number": house.row.matter.number, "form": "xml"},
        "bodies/<slug:slug>/": {"slug": house.civil.slug, "form": "xml"},
    }


def of_the_site(house: House) -> dict[str, Mapping[str, Any]]:
    """Reported errors, notices, topics, the columns of a body."""
    return {
        "desk/site/reports/<slug:code>/": {"code": house.site.report.code},
        "desk/site/notices/<slug:code>/": {"code": house.site.notice.code},
        "desk/site/topics/<slug:code>/": {"code": house.site.topic.code, "pk": house.site.entry.pk, "step": "close"},
        "report-error/<slug:code>/": {"code": house.site.report.code},
        "topics/<slug:code>/": {"code": house.site.topic.code, "form": "xml"},
        "openness/<slug:slug>/": {"slug": house.civil.slug},
    }


def shared(house: House) -> Mapping[str, Mapping[str, Any]]:
    """The beginnings of addresses that name what all counties have: fields, guidelines, kinds, formats."""
    return {
        "desk/settings/<str:key>/": {"key": "site.name"},
        "desk/standards/<int:pk>/": {"pk": house.shared.new_edition.pk, "format": "xlsx"},
        "desk/standards/<int:pk>/export.<slug:format>": {"pk": house.shared.edition.pk, "format": "xlsx"},
        "desk/standards/<int:old>/<int:new>/": {"old": house.shared.edition.pk, "new": house.shared.new_edition.pk},
        "desk/standards/imports/<int:pk>/": {"pk": house.shared.upload.pk},
        "desk/standards/imports/<int:pk>/columns/": {"pk": house.shared.odd_upload.pk},
        "desk/catalogue/lists/<slug:kind>/": {"kind": "power"},
        "desk/channels/new/<slug:kind>/": {"kind": "webhook"},
        "desk/catalogue/revisions/compare/<int:pk>/": {"pk": house.shared.new_edition.pk},
        "catalogue.<str:form>": {"form": "xlsx"},
        "fields/<slug:slug>/": {"slug": house.shared.field.slug, "form": "xml"},
        "fields/<slug:slug>/catalogue.<str:form>": {"slug": house.shared.field.slug, "form": "xlsx"},
        "latest/feed.<str:form>": {"form": "xml"},
        "desk/working-rules/<slug:topic>/": {"topic": "review"},
        "working-rules/<slug:topic>/": {"topic": "review"},
        "desk/norms/register.<slug:form>": {"form": "xlsx"},
        "desk/norms/clean-ups/<int:year>/": {"year": 2025},
        "sitemap-<slug:section>.xml": {"section": "pieces"},
        "policies/register.<slug:form>": {"form": "xlsx"},
        "policies/clean-ups/<int:year>/": {"year": 2024},
        "policies/feed.<str:form>": {"form": "xml"},
        "interpretations/feed.<str:form>": {"form": "xml"},
        "data/catalog.<slug:form>": {"form": "jsonld"},
        "data/<slug:dataset>.<slug:form>": {"dataset": "information", "form": "csv"},
        "stages/<slug:stage>/": {"stage": "result", "form": "xml"},
        "topics/feed.<str:form>": {"form": "xml"},
        "notices/feed.<str:form>": {"form": "xml"},
        "archive/<int:year>/<int:month>/": {"year": 2020, "month": 3},
    }


def address(page: Page, house: House) -> str:
    """The address of a page with sample arguments; KeyError names what has no sample."""
    if not page.asks:
        return reverse(page.name)
    sample = _nearest({**of_a_county(house), **shared(house)}, page)
    return reverse(page.name, kwargs={name: sample[name] for name in page.asks})


def names_something_of_a_county(page: Page, house: House) -> bool:
    """Whether the address of a page names something that one county has for itself."""
    return any(page.route.startswith(beginning) for beginning in of_a_county(house))


def _nearest(samples: Mapping[str, Mapping[str, Any]], page: Page) -> Mapping[str, Any]:
    beginnings = [beginning for beginning in samples if page.route.startswith(beginning)]
    if not beginnings:
        raise KeyError(f"routes.py has no sample for {page.route}")
    return samples[max(beginnings, key=len)]
