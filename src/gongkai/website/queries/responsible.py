"""Who answers for a page of the site."""

from __future__ import annotations

from datetime import date

from gongkai.catalogues.queries.public import matter_row
from gongkai.organisations import queries as organisations
from gongkai.organisations.models import Body, County, Level, Post
from gongkai.organisations.rules.roles import Role
from gongkai.publishing.models import Information
from gongkai.website.rules import routing
from gongkai.website.rules.routing import About


def body_for(county: County, path: str, *, on: date) -> Body | None:
    """Whoever publishes what the path speaks of, or whoever succeeded it; the openness office for all else."""
    found = _named(county, routing.about(path), on=on)
    if found is None:
        return office_of(county, on=on)
    heir = organisations.successors([found], on=on).get(found.pk, found)
    return office_of(county, on=on) if heir.is_abolished(on=on) else heir


def office_of(county: County, *, on: date) -> Body | None:
    """The body at which the openness office sits; where nobody holds that post yet, the county's first body, if any."""
    bodies = Body.objects.of(county).living(on=on).filter(level=Level.COUNTY)
    posts = Post.objects.held(on=on).as_role(Role.OPENNESS_OFFICE).filter(body__in=bodies)
    seated = bodies.filter(pk__in=posts.values("body")).order_by("number").first()
    found: Body | None = (
        seated or bodies.order_by("number").first() or Body.objects.of(county).order_by("number").first()
    )
    return found


def _named(county: County, about: About, *, on: date) -> Body | None:
    if about.kind == "information":
        pieces = Information.objects.of_county(county).public().select_related("body")
        piece = pieces.filter(public_id=about.key).first()
        return piece.body if piece else None
    if about.kind == "body":
        body: Body | None = Body.objects.of(county).filter(slug=about.key).first()
        return body
    if about.kind == "matter":
        row = matter_row(county, int(about.key), on=on)
        slugs = [owner.slug for owner in row.owners if owner.slug] if row else []
        return Body.objects.of(county).filter(slug__in=slugs).order_by("level", "number").first() if slugs else None
    return None
