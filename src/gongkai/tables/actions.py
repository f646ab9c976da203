"""Remembering what people say about headers. The room that asks writes the audit entry: that record lies above this."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.tables.layout import Layout
from gongkai.tables.models import RememberedMapping
from gongkai.tables.questions import Question, Refusal, refusal_of


class MappingRefused(Exception):
    """The columns that were named do not make the list; the code says why."""

    def __init__(self, code: Refusal) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def remember(
    *,
    layout: Layout[Any],
    question: Question,
    columns: Sequence[str | None],
    by: int | None,
    at: datetime,
    county_id: int | None = None,
) -> RememberedMapping:
    """Keep a person's answer to a question about a header; a later answer replaces it."""
    if refusal := refusal_of(layout, question, columns):
        raise MappingRefused(refusal)
    mapping, _created = RememberedMapping.objects.select_for_update().update_or_create(
        layout=layout.name,
        fingerprint=question.fingerprint,
        county_id=county_id,
        defaults={"headers": list(question.texts), "columns": list(columns), "set_by": by, "set_at": at},
    )
    return mapping
