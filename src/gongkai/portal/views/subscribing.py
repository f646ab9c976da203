"""Subscribing by mail without an account: asked for here, confirmed and managed by the links in the letters."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.channels import actions as channels
from gongkai.channels import subscriptions
from gongkai.channels.models import Subscriber
from gongkai.channels.rules import subscribing as rules
from gongkai.kernel import clock
from gongkai.kernel.numbers import primary_key
from gongkai.kernel.readers import digest_of
from gongkai.kernel.text import printable
from gongkai.organisations.access import PublicRequest, public_page
from gongkai.portal import subscription_forms as forms
from gongkai.portal.queries import subscribing as queries
from gongkai.ui.chrome import ColumnMeta

PAGE = "portal/subscribe.html"


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: PublicRequest) -> HttpResponse:
    """What to subscribe to, then the address; once sent, the same answer whether the address was known or not."""
    sent = request.POST if request.method == "POST" else request.GET
    wanted = _wanted(sent.get("to", ""), sent.get("word", ""))
    label = queries.label_of(request.county, wanted) if wanted else ""
    if wanted and not label:
        return _page(request, status=404, is_unknown=True)
    if not wanted:
        return _page(request)
    form = forms.Subscription(request.POST if request.method == "POST" else None, initial={"to": wanted})
    if request.method == "POST" and form.is_valid() and _taken_in(request, form, key=wanted, label=label):
        return redirect("portal:subscribed")
    return _page(request, form=form, label=label, status=422 if form.is_bound else 200)


@public_page
@require_safe
def subscribed(request: PublicRequest) -> HttpResponse:
    """Look into your mail."""
    return _shown(request, "portal/subscribed.html")


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: PublicRequest, token: str) -> HttpResponse:
    """A button, not the mere visit, confirms: programs that look through mail visit every link."""
    subscriber = _subscriber(request, token)
    if request.method == "POST":
        if channels.confirm_subscription(subscriber_id=subscriber.pk, at=clock.now()):
            messages.success(request, _("订阅已确认"))
        return redirect("portal:subscription", token)
    waiting = [one for one in queries.interests(subscriber) if one.confirmed_at is None]
    return _private(_shown(request, "portal/confirm_subscription.html", {"waiting": waiting, "token": token}))


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: PublicRequest, token: str) -> HttpResponse:
    """What one gets and how often."""
    subscriber = _subscriber(request, token)
    form = forms.Frequency(request.POST or None, initial={"frequency": subscriber.frequency})
    if request.method == "POST" and form.is_valid():
        channels.change_frequency(subscriber_id=subscriber.pk, frequency=form.cleaned_data["frequency"], at=clock.now())
        messages.success(request, _("已保存"))
        return redirect("portal:subscription", token)
    context = {"form": form, "interests": queries.interests(subscriber), "token": token}
    status = 422 if form.is_bound else 200
    return _private(_shown(request, "portal/subscription.html", context, status=status))


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: PublicRequest, token: str) -> HttpResponse:
    """No longer this one. Who comes back to the address by herself is led to what she subscribed to."""
    subscriber = _subscriber(request, token)
    number = primary_key(request.POST.get("interest", ""))
    if number is not None:
        channels.drop_interest(subscriber_id=subscriber.pk, interest_id=number, at=clock.now())
    if subscriptions.by_token(request.county.pk, token) is None:
        return redirect("portal:unsubscribed")
    return redirect("portal:subscription", token)


@csrf_exempt  # RFC 8058: a mail program posts this without ever having seen a page of ours
@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: PublicRequest, token: str) -> HttpResponse:
    """One click, here or in the mail program."""
    subscriber = subscriptions.ever_by_token(request.county.pk, token)
    if subscriber is None:
        raise Http404(_("没有这个链接"))
    if request.method == "POST":
        channels.unsubscribe(subscriber_id=subscriber.pk, at=clock.now())
        return _private(_shown(request, "portal/unsubscribed.html"))  # RFC 8058 §3.1 forbids a redirect here
    if subscriber.ended_at is not None:
        return redirect("portal:unsubscribed")
    return _private(_shown(request, "portal/unsubscribe.html", {"token": token}))


@public_page
@require_safe
def unsubscribed(request: PublicRequest) -> HttpResponse:
    """The address is forgotten."""
    return _shown(request, "portal/unsubscribed.html")


def _wanted(to: str, word: str) -> str:
    to, word = printable(to), printable(word)
    if not word.strip() and to.startswith(rules.WORD):
        word = to.removeprefix(rules.WORD)
    return rules.word_key(word)[:80] if word.strip() else to[:80].removesuffix(":")


def _taken_in(request: PublicRequest, form: forms.Subscription, *, key: str, label: str) -> bool:
    try:
        channels.subscribe(
            county_id=request.county.pk,
            address=form.cleaned_data["address"],
            key=key,
            label=label,
            frequency=form.cleaned_data["frequency"],
            asker=_asker(request),
            at=clock.now(),
        )
    except rules.TooMany:
        form.add_error(None, _("请求太频繁了，请过一小时再试。"))
    except rules.NoAddress:
        form.add_error("address", _("邮箱格式不对，应类似 name@example.com"))
    return form.is_valid()


def _shown(
    request: PublicRequest, template: str, context: dict[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """Each page of the column with the tags that the law asks of it."""
    meta = ColumnMeta(_("邮件订阅"), _("用电子邮件收到新公开的信息"), _("订阅,邮件"), _("网站服务"))
    return render(request, template, {"column_meta": meta, **(context or {})}, status=status)


def _page(request: PublicRequest, *, status: int = 200, **context: object) -> HttpResponse:
    return _shown(request, PAGE, {"choices": queries.choices(request.county), **context}, status=status)


def _subscriber(request: PublicRequest, token: str) -> Subscriber:
    subscriber = subscriptions.by_token(request.county.pk, token)
    if subscriber is None:
        raise Http404(_("这个链接已经失效，可能已经退订。"))
    return subscriber


def _private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response


def _asker(request: HttpRequest) -> str:
    """A digest of where the request comes from that nobody can turn back; it changes each day."""
    return digest_of(request, f"portal.subscriber:{clock.today().isoformat()}")
