"""Setting up the channels of a county."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.audit.actions import Actor
from gongkai.channels.adapters import mail
from gongkai.channels.models import Channel
from gongkai.channels.rules.kinds import FORMS, OWN, Kind
from gongkai.channels.rules.states import DeliveryRefused, Refusal
from gongkai.channels.secrets import is_allowed_name
from gongkai.kernel import addresses, web

OWN_NAMES: Mapping[Kind, str] = {Kind.SITE: "政府网站", Kind.FEED: "网站订阅源"}


@dataclass(frozen=True, slots=True)
class ChannelFields:
    """What a person says of a channel. An empty secret leaves the one that is kept."""

    kind: Kind
    name: str
    body_id: int | None = None
    owner_body_id: int | None = None
    owner_id: int | None = None
    carriers: Sequence[str] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


def ensure_own(*, county_id: int, at: datetime) -> None:
    """Each county has its site and its feeds as channels, without anybody setting them up."""
    known = set(Channel.objects.of(county_id).filter(kind__in=OWN).values_list("kind", flat=True))
    for kind in OWN:
        if str(kind) not in known:
            Channel.objects.get_or_create(
                county_id=county_id, name=OWN_NAMES[kind], defaults={"kind": str(kind), "changed_at": at}
            )


@transaction.atomic
def save_channel(
    *, county_id: int, fields: ChannelFields, by: Actor | None, at: datetime, channel_id: int | None = None
) -> Channel:
    """Set up a channel, or change one."""
    fields = replace(fields, secret=fields.secret.strip())
    channel = _channel(county_id, channel_id, kind=fields.kind)
    _refuse_incomplete(channel, fields)
    channel.name, channel.body_id = fields.name.strip()[:60], fields.body_id
    channel.owner_body_id, channel.owner_id = fields.owner_body_id, fields.owner_id
    if Kind(channel.kind) not in OWN:  # site and feeds carry everything
        channel.carriers = list(fields.carriers)
    form = FORMS[fields.kind]
    asked = (*form.needs, *form.may)
    channel.options = {**channel.options, **{k: v.strip() for k, v in fields.options.items() if k in asked}}
    if fields.secret:
        channel.seal(fields.secret)
    channel.changed_at = at
    channel.save()
    detail = {"kind": channel.kind, "carriers": channel.carriers, "secret_changed": bool(fields.secret)}
    audit.record("channel.saved", subject=channel, by=by, at=at, county_id=county_id, detail=detail)
    return channel


@transaction.atomic
def switch(*, county_id: int, channel_id: int, is_active: bool, by: Actor | None, at: datetime) -> Channel:
    """Use a channel from now on, or no longer; what went out over it stays in the list."""
    channel = Channel.objects.select_for_update().get(pk=channel_id, county_id=county_id)
    if Kind(channel.kind) in OWN:
        raise DeliveryRefused(Refusal.OWN_CHANNEL)
    channel.is_active, channel.changed_at = is_active, at
    channel.save(update_fields=["is_active", "changed_at"])
    action = "channel.switched_on" if is_active else "channel.switched_off"
    audit.record(action, subject=channel, by=by, at=at, county_id=county_id)
    return channel


def _channel(county_id: int, channel_id: int | None, *, kind: Kind) -> Channel:
    if channel_id is None:
        return Channel(county_id=county_id, kind=str(kind))
    channel: Channel = Channel.objects.select_for_update().get(pk=channel_id, county_id=county_id, kind=kind)
    return channel


def _refuse_incomplete(channel: Channel, fields: ChannelFields) -> None:
    form = FORMS[fields.kind]
    if not fields.name.strip() or not all(fields.options.get(name, "").strip() for name in form.needs):
        raise DeliveryRefused(Refusal.INCOMPLETE)
    if form.has_secret and not (fields.secret or channel.secret):
        raise DeliveryRefused(Refusal.SECRET_MISSING)
    if not is_allowed_name(fields.secret):
        raise DeliveryRefused(Refusal.ENVIRONMENT_NAME)
    _refuse_addresses(fields.options)
    name = fields.name.strip()[:60]
    is_of_own = fields.kind not in OWN and name in OWN_NAMES.values()  # kept for the platform's own, made later
    if is_of_own or Channel.objects.of(channel.county_id).filter(name=name).exclude(pk=channel.pk).exists():
        raise DeliveryRefused(Refusal.NAME_TAKEN)


def _refuse_addresses(options: Mapping[str, str]) -> None:
    """An address that nothing could ever be sent to is told at once, not when the first release fails."""
    url, to = options.get("url", "").strip(), options.get("to", "")
    if url and not addresses.is_web_address(url):
        raise DeliveryRefused(Refusal.ADDRESS_NOT_ALLOWED)
    if url and not web.may_be_asked(url, https_only=True):
        raise DeliveryRefused(Refusal.HTTPS_MISSING)
    if to and not _are_mail_addresses(mail.addresses_in(to)):
        raise DeliveryRefused(Refusal.MAIL_ADDRESS)


def _are_mail_addresses(listed: Sequence[str]) -> bool:
    try:
        for one in listed:
            validate_email(one)
    except ValidationError:
        return False
    return bool(listed)
