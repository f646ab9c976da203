"""The transparency log to the public: what it is, its newest signed head, the log itself, the proof of one piece."""

from __future__ import annotations

import json
from typing import Any, cast

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.audit import log_queries
from gongkai.kernel.numbers import primary_key
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.publishing.queries import transparency
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_safe
def log(request: PublicRequest) -> HttpResponse:
    """How anyone can find out whether something was changed or taken away in silence."""
    column = ColumnMeta(_("公开日志"), _("公开信息有没有被改动，人人可以核对"), _("公开日志,凭证"), _("数据开放"))
    context = {"head": log_queries.head(request.county.pk), "column_meta": column}
    return render(request, "publishing/portal/log.html", context)


@public_page
@require_safe
def head(request: PublicRequest) -> HttpResponse:
    """The newest signed head; `since`: the size of a head that somebody kept, to be shown that the log only grew."""
    told = transparency.head(request.county, since=primary_key(request.GET.get("since", "")))
    if told is None:
        raise Http404(_("公开日志还没有内容"))
    return _file(told, f"log-head-{told['head']['size']}.json")


@public_page
@require_safe
def whole(request: PublicRequest) -> HttpResponse:
    """The whole log, a line for each entry."""
    newest = log_queries.head(request.county.pk)
    if newest is None:
        raise Http404(_("公开日志还没有内容"))
    response = StreamingHttpResponse(transparency.lines(request.county), content_type="application/jsonl")
    response["Content-Disposition"] = f'attachment; filename="log-{newest.size}.jsonl"'
    return cast(HttpResponse, response)  # a response like any other, though Django gives it another parent


@public_page
@require_safe
def proof(request: PublicRequest, public_id: str) -> HttpResponse:
    """That what happened to this piece stands in the signed log."""
    told = transparency.proof(request.county, public_id)
    if told is None:
        raise Http404(_("公开日志里还没有这件信息，签名通常在发布后几秒内完成。"))
    return _file(told, f"{public_id}-proof.json")


def _file(told: dict[str, Any], name: str) -> HttpResponse:
    content = json.dumps(told, ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
