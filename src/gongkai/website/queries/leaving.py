"""Whether an address outside stands in something that the county published."""

from __future__ import annotations

from gongkai.organisations.models import County
from gongkai.publishing.models import LinkCheck
from gongkai.publishing.queries.links import digest_of
from gongkai.publishing.rules.states import State


def is_published(county: County, url: str) -> bool:
    """Looked up, never taken from the address alone: this site sends nobody where no officer pointed."""
    links = LinkCheck.objects.filter(county=county, url_digest=digest_of(url), pieces__state=State.PUBLISHED)
    return links.exists()
