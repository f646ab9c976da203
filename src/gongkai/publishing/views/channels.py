"""The openness office sets up the county's channels."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.channels.models import Channel
from gongkai.channels.presenters import KIND_NOTES, KINDS, explain
from gongkai.channels.rules.kinds import OWN, Kind
from gongkai.channels.rules.states import DeliveryRefused
from gongkai.kernel import clock
from gongkai.organisations.access import StaffRequest, staff_page
from gongkai.organisations.models import Body, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import actions, delivery_forms, delivery_presenters
from gongkai.publishing.queries import deliveries as queries

A_MONTH = timedelta(days=30)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The channels there are, and the kinds that can be added."""
    found = queries.channels(request.staff)
    named = Body.objects.of(request.county).filter(pk__in={one.body_id for one in found if one.body_id})
    bodies = dict(named.values_list("pk", "short_name"))
    context = {
        "rows": delivery_presenters.channel_rows(found, bodies=bodies),
        "kinds": delivery_presenters.kinds_to_add(),
        "readers": queries.readers(request.staff),
        "told": queries.told(request.staff, since=clock.now() - A_MONTH),
    }
    return render(request, "publishing/workbench/channels.html", context)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: StaffRequest, kind: str) -> HttpResponse:
    """A new channel of a kind."""
    if kind not in set(Kind) or Kind(kind) in OWN:
        raise Http404(_("没有这种渠道"))
    return _edited(request, Kind(kind), None)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """The settings of a channel."""
    channel = _channel(request, pk)
    return _edited(request, Kind(channel.kind), channel)


@staff_page(Permission.MANAGE_CATALOGUE)
@require_POST
def switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Use a channel, or no longer."""
    channel = _channel(request, pk)
    try:
        actions.switch_channel(
            county=request.county,
            channel_id=channel.pk,
            is_active=not channel.is_active,
            by=request.user,
            at=clock.now(),
        )
    except DeliveryRefused as refused:
        messages.error(request, explain(refused))
    else:
        messages.success(request, _("渠道已停用") if channel.is_active else _("渠道已启用"))
    return redirect("publishing_workbench:channels")


def _edited(request: StaffRequest, kind: Kind, channel: Channel | None) -> HttpResponse:
    form = delivery_forms.ChannelForm(
        request.POST or None,
        kind=kind,
        bodies=Body.objects.of(request.county).living(on=clock.today()).order_by("level", "name"),
        people=_people(request),
        initial=delivery_forms.initial_of(channel, kind=kind),
    )
    if request.method == "POST" and form.is_valid() and _saved(request, form, channel):
        messages.success(request, _("渠道已保存，以后发布的信息按此投递"))
        return redirect("publishing_workbench:channels")
    context = {"form": form, "channel": channel, "kind": KINDS[kind], "note": KIND_NOTES[kind]}
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/workbench/channel.html", context, status=status)


def _saved(request: StaffRequest, form: delivery_forms.ChannelForm, channel: Channel | None) -> bool:
    try:
        actions.set_up_channel(
            county=request.county,
            fields=form.said(),
            by=request.user,
            at=clock.now(),
            channel_id=channel.pk if channel else None,
        )
    except DeliveryRefused as refused:
        form.add_error(None, explain(refused))
        return False
    return True


def _people(request: StaffRequest) -> QuerySet[User]:
    held = User.objects.filter(posts__body__county=request.county, is_active=True).distinct()
    return held.order_by("display_name", "pk")


def _channel(request: StaffRequest, pk: int) -> Channel:
    channel = Channel.objects.of(request.county.pk).filter(pk=pk).first()
    if channel is None:
        raise Http404(_("没有这个渠道"))
    return channel
