"""A reader asks about a piece, and comes back with the code to read the answer. No account, no name, no cookie kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.interpretation import actions, concern_forms
from gongkai.interpretation.presenters import concerns as presenters
from gongkai.interpretation.queries import questions as queries
from gongkai.interpretation.rules.questions import State
from gongkai.interpretation.views import stepping
from gongkai.kernel import clock
from gongkai.kernel.readers import digest_of
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.publishing.views import tombstones
from gongkai.ui.chrome import ColumnMeta


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: PublicRequest, public_id: str) -> HttpResponse:
    """The form; once sent, the page of the question."""
    piece = queries.asked_about(request.county, public_id)
    if piece is None:
        return tombstones.gone_or_404(request, public_id, _("没有这件信息"))
    form = concern_forms.Ask(request.POST or None)
    asked: list[str] = []

    def take_in(data: dict[str, Any]) -> None:
        question = actions.ask_question(
            county=request.county,
            public_id=public_id,
            text=data["text"],
            asker=_asker(request),
            by=None,
            at=clock.now(),
        )
        asked.append(question.code)

    if request.method == "POST" and stepping.done(form, take_in):
        return redirect("interpretation_portal:question", asked[0])
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "piece": piece, "column_meta": _column(_("就这份文件提问"))}
    return render(request, "interpretation/portal/ask.html", context, status=status)


@public_page
@require_safe
def question(request: PublicRequest, code: str) -> HttpResponse:
    """What became of a question: only who holds its code finds it."""
    found = queries.by_code(request.county, code)
    if found is None:
        raise Http404(_("没有这个查询码"))
    look, word = presenters.QUESTION_STATES[State(found.state)]
    is_waiting = found.state in (State.ASKED, State.DRAFTED)
    context = {"question": found, "look": "open" if is_waiting else look, "word": word, "is_waiting": is_waiting}
    context["column_meta"] = _column(_("我的提问"))
    response = render(request, "interpretation/portal/question.html", context)
    add_never_cache_headers(response)
    return response


@public_page
@require_safe
def find(request: PublicRequest) -> HttpResponse:
    """Type the code to come to the answer."""
    code = request.GET.get("code", "").strip().lower()
    if code and queries.by_code(request.county, code) is not None:
        return redirect("interpretation_portal:question", code)
    status = 404 if code else 200
    context = {"code": code, "column_meta": _column(_("查询答复"))}
    return render(request, "interpretation/portal/find_question.html", context, status=status)


def _column(name: str) -> ColumnMeta:
    return ColumnMeta(name, _("读者就公开的文件提问，发布单位答复"), f"{name},{_('提问')}", _("咨询投诉"))


def _asker(request: HttpRequest) -> str:
    """A digest of where the question comes from that nobody can turn back; it changes each day and is soon blotted."""
    return digest_of(request, f"interpretation.asker:{clock.today().isoformat()}")
