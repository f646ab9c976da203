"""What search should know of the county's words: what was asked in vain, synonyms, fixed answers."""

from __future__ import annotations

import csv
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.rules.roles import Permission
from gongkai.search import actions, desk
from gongkai.search.rules.synonyms import WordsRefused
from gongkai.tables.writers import escaped
from gongkai.ui import keyset
from gongkai.workbench import search_presenters
from gongkai.workbench.search_forms import BestBet, Words, WordsFile

SHOWN = 50
office = staff_page(Permission.MANAGE_CATALOGUE)


@office
@require_safe
def missed(request: StaffRequest) -> HttpResponse:
    """What readers asked lately and did not find."""
    lines = desk.missed(request.county.pk, on=clock.today())
    return _page(request, "missed", {"lines": lines, "days": desk.DAYS, "most": desk.MISSED_SHOWN})


@office
@require_http_methods(["GET", "HEAD", "POST"])
def synonyms(request: StaffRequest) -> HttpResponse:
    """The county's synonyms; one more group."""
    form = Words(request.POST or None, initial={"words": request.GET.get("words", "")})
    if request.method == "POST" and form.is_valid() and _added(request, form, lambda: [form.group()]):
        return redirect("workbench:synonyms")
    return _synonyms(request, form, WordsFile())


@office
@require_POST
def import_synonyms(request: StaffRequest) -> HttpResponse:
    """Many groups at once: all of a file, or none."""
    form = WordsFile(request.POST, request.FILES)
    if form.is_valid() and _added(request, form, lambda: form.cleaned_data["file"]):
        return redirect("workbench:synonyms")
    return _synonyms(request, Words(), form)


@office
@require_safe
def synonyms_csv(request: StaffRequest) -> HttpResponse:
    """The groups as a file that can be changed and handed in again."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="synonyms.csv"'
    groups = desk.synonyms(request.county.pk).order_by("pk").values_list("words", flat=True)
    csv.writer(response).writerows([escaped(word) for word in words] for words in groups)
    return response


@office
@require_POST
def remove_synonyms(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a group away."""
    group = get_object_or_404(desk.synonyms(request.county.pk), pk=pk)
    actions.remove_synonyms(county_id=request.county.pk, pk=group.pk, by=request.user, at=clock.now())
    messages.success(request, _("已删除这组同义词，搜索不再把它们当作同一个意思。"))
    return redirect("workbench:synonyms")


@office
@require_http_methods(["GET", "HEAD", "POST"])
def best_bets(request: StaffRequest) -> HttpResponse:
    """The answers that the office fixed; one more."""
    form = BestBet(request.POST or None, initial={"question": request.GET.get("question", "")})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_best_bet(county_id=request.county.pk, by=request.user, at=clock.now(), **form.cleaned_data)
        except WordsRefused as refused:
            form.add_error(None, str(search_presenters.REFUSALS[refused.code]))
        else:
            messages.success(request, _("已设为推荐结果，下一次搜索就排在最前。"))
            return redirect("workbench:best_bets")
    page = keyset.page(
        desk.best_bets(request.county.pk), by=("question", "pk"), cursor=request.GET.get("after"), size=SHOWN
    )
    return _page(request, "best_bets", {"page": page, "lines": desk.bets(page.rows), "form": form}, form)


@office
@require_POST
def remove_best_bet(request: StaffRequest, pk: int) -> HttpResponse:
    """Let the ranking decide again."""
    bet = get_object_or_404(desk.best_bets(request.county.pk), pk=pk)
    actions.remove_best_bet(county_id=request.county.pk, pk=bet.pk, by=request.user, at=clock.now())
    messages.success(request, _("已取消推荐，按相关度排序。"))
    return redirect("workbench:best_bets")


def _synonyms(request: StaffRequest, form: Words, file_form: WordsFile) -> HttpResponse:
    page = keyset.page(desk.synonyms(request.county.pk), by=("-pk",), cursor=request.GET.get("after"), size=SHOWN)
    return _page(request, "synonyms", {"page": page, "form": form, "file_form": file_form}, form, file_form)


def _added(request: StaffRequest, form: forms.Form, groups: Callable[[], list[list[str]]]) -> bool:
    try:
        changed = actions.add_synonyms(county_id=request.county.pk, groups=groups(), by=request.user, at=clock.now())
    except WordsRefused as refused:
        form.add_error(None, str(search_presenters.REFUSALS[refused.code]))
        return False
    if changed:
        said = ngettext(
            "已加入%(count)s组，下一次搜索就起作用。", "已加入%(count)s组，下一次搜索就起作用。", len(changed)
        )
        messages.success(request, said % {"count": len(changed)})
    else:
        messages.info(request, _("这些词已经在同义词里了。"))
    return True


def _page(request: StaffRequest, name: str, context: dict[str, object], *given: forms.Form) -> HttpResponse:
    is_wrong = any(form.is_bound and form.errors for form in given)
    told = {"current": name, "tabs": search_presenters.tabs(), **context}
    return render(request, f"workbench/search_{name}.html", told, status=422 if is_wrong else 200)
