"""The names that stand for codes in filters: fields, bodies, kinds, levels, validity."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from gongkai.organisations.models import Body, County, Level
from gongkai.portal.presenters import body_label, field_label
from gongkai.publishing.models import Information
from gongkai.standards.models import Field


def names_of_values(county: County) -> dict[str, Mapping[str, str]]:
    """For each facet, its values' names in the reader's language."""
    return {
        "field": {field.slug: field_label(field) for field in Field.objects.all()},
        "body": {body.slug: body_label(body) for body in Body.objects.of(county)},
        "kind": {kind.value: str(kind.label) for kind in Information.Kind}
        | {"matter": gettext("公开事项"), "body": gettext("公开主体")},
        "level": {level.value: str(level.label) for level in Level},
        "validity": {value.value: str(value.label) for value in Information.Validity if value.value},
    }
