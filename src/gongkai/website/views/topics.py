"""Topics: for everybody, and how the office keeps them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.kernel import clock
from gongkai.organisations.access import PublicRequest, StaffRequest, public_page
from gongkai.ui.chrome import ColumnMeta
from gongkai.ui.languages import either
from gongkai.website import actions, forms
from gongkai.website.models import Topic
from gongkai.website.queries import topics as queries
from gongkai.website.views import stepping, tabs

STEPS: dict[str, Callable[..., object]] = {"show": actions.show_topic, "close": actions.close_topic}


@public_page
@require_safe
def shown(request: PublicRequest) -> HttpResponse:
    """The topics that run."""
    context = {
        "topics": queries.shown(request.county),
        "column_meta": ColumnMeta(_("专题"), _("围绕一件事汇集的事项和信息"), _("专题,专栏"), _("专题专栏")),
    }
    return render(request, "website/portal/topics.html", context)


@public_page
@require_safe
def topic(request: PublicRequest, code: str) -> HttpResponse:
    """One topic: its matters and its information, the newest first."""
    found = queries.of_code(request.county, code)
    if found is None:
        raise Http404(_("没有这个专题"))
    title = either(found.title, found.title_en)
    page = queries.page(found, on=clock.today(), after=request.GET.get("after"))
    context = {
        "topic": found,
        "title": title,
        "rows": page.rows,
        "page": page.pieces,
        "trail": [(_("专题"), reverse("website_portal:topics"))],
        "column_meta": ColumnMeta(title, found.summary or title, f"{title},{_('专题')}", _("专题专栏")),
    }
    return render(request, "website/portal/topic.html", context)


@stepping.office
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """The topics of the county; a post makes one."""
    form = forms.TopicText(request.POST or None)
    made: list[Topic] = []

    def make(data: dict[str, Any]) -> None:
        made.append(actions.make_topic(county=request.county, by=request.user, at=clock.now(), **data))

    if request.method == "POST" and stepping.done(form, make):
        messages.success(request, _("专题已建立，加入内容后再展示。"))
        return redirect("website_workbench:topic", made[0].code)
    context = {"rooms": tabs.rooms(request.staff), "form": form, "topics": queries.kept(request.county)}
    status = stepping.UNPROCESSABLE if form.is_bound else 200
    return render(request, "website/workbench/topics.html", context, status=status)


@stepping.office
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, code: str) -> HttpResponse:
    """One topic: its words, its content; a post changes the words."""
    found = _topic_of(request, code)
    said = {"title": found.title, "title_en": found.title_en, "summary": found.summary}
    form = forms.TopicText(request.POST or None, initial=said)

    def change(data: dict[str, Any]) -> None:
        actions.change_topic(topic_id=found.pk, by=request.user, at=clock.now(), **data)

    if request.method == "POST" and stepping.done(form, change):
        messages.success(request, _("已保存。"))
        return redirect("website_workbench:topic", code)
    return _show(request, found, form=form)


@stepping.office
@require_POST
def add(request: StaffRequest, code: str) -> HttpResponse:
    """Add a matter or a piece."""
    found = _topic_of(request, code)
    form = forms.Adding(request.POST, hosts=stepping.hosts(request))
    at = clock.now()
    if not stepping.done(form, lambda data: actions.add_to_topic(topic_id=found.pk, by=request.user, at=at, **data)):
        return _show(request, found, adding=form)
    messages.success(request, _("已加入。"))
    return redirect("website_workbench:topic", code)


@stepping.office
@require_POST
def remove(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    """Take something out."""
    found = _topic_of(request, code)
    stepping.pressed(
        request,
        lambda: actions.remove_from_topic(topic_id=found.pk, entry_id=pk, by=request.user, at=clock.now()),
        told=_("已移出专题。"),
    )
    return redirect("website_workbench:topic", code)


@stepping.office
@require_POST
def step(request: StaffRequest, code: str, step: str) -> HttpResponse:
    """Show it, or put it into the archive."""
    found, act = _topic_of(request, code), STEPS.get(step)
    if act is None:
        raise Http404
    told = _("已展示，公众现在就能看到。") if step == "show" else _("已归档。")
    stepping.pressed(request, lambda: act(topic_id=found.pk, by=request.user, at=clock.now()), told=told)
    return redirect("website_workbench:topic", code)


def _show(
    request: StaffRequest, topic: Topic, *, form: forms.TopicText | None = None, adding: forms.Adding | None = None
) -> HttpResponse:
    said = {"title": topic.title, "title_en": topic.title_en, "summary": topic.summary}
    entries = queries.entries(topic)
    context = {
        "rooms": tabs.rooms(request.staff),
        "topic": topic,
        "form": form or forms.TopicText(initial=said),
        "adding": adding or forms.Adding(),
        "entries": [(entry, queries.is_public(entry)) for entry in entries],
    }
    refused = (form is not None and form.is_bound) or adding is not None
    status = stepping.UNPROCESSABLE if refused else 200
    return render(request, "website/workbench/topic.html", context, status=status)


def _topic_of(request: StaffRequest, code: str) -> Topic:
    found = Topic.objects.of_county(request.county).filter(code=code).first()
    if found is None:
        raise Http404(_("没有这个专题"))
    topic: Topic = found
    return topic
