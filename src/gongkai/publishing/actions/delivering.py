"""What officers do with deliveries and channels: permission is asked here, channels do it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.channels import actions as channels
from gongkai.channels.actions import ChannelFields
from gongkai.channels.models import Channel, Delivery
from gongkai.channels.rules.states import DeliveryRefused, Refusal
from gongkai.organisations.models import Body, County, User
from gongkai.organisations.rules.roles import Permission
from gongkai.publishing import policies
from gongkai.publishing.actions.stepping import day_of

HANDLERS = frozenset({Permission.FULFIL_DUTIES})


@transaction.atomic
def confirm_delivery(
    *, public_id: str, url: str, proof: str, text: str = "", by: User | None, at: datetime
) -> Delivery:
    """It was put up by a person: where, or what proves it."""
    delivery = _handled(public_id, by=by, on=day_of(at))
    return channels.confirm(delivery_id=delivery.pk, url=url, proof=proof, text=text, by=by, at=at)


@transaction.atomic
def retry_delivery(*, public_id: str, by: User | None, at: datetime) -> Delivery:
    """Try once more what had been given up."""
    return channels.retry(delivery_id=_handled(public_id, by=by, on=day_of(at)).pk, by=by, at=at)


@transaction.atomic
def confirm_removal(*, public_id: str, proof: str, by: User | None, at: datetime) -> Delivery:
    """A person took off what could not be taken back from here."""
    delivery = _handled(public_id, by=by, on=day_of(at))
    return channels.remove_by_hand(delivery_id=delivery.pk, proof=proof, by=by, at=at)


@transaction.atomic
def compare_delivery(*, public_id: str, text: str, by: User | None, at: datetime) -> Delivery:
    """Compare what was found at the other end with what the public reads here."""
    return channels.compare(delivery_id=_handled(public_id, by=by, on=day_of(at)).pk, text=text, by=by, at=at)


@transaction.atomic
def set_up_channel(
    *, county: County, fields: ChannelFields, by: User | None, at: datetime, channel_id: int | None = None
) -> Channel:
    """Set up a channel of the county, or change one."""
    policies.require_in_county(by, Permission.MANAGE_CATALOGUE, county, on=day_of(at))
    own = Body.objects.of(county).filter(pk__in=[pk for pk in (fields.body_id, fields.owner_body_id) if pk])
    if own.count() != len({pk for pk in (fields.body_id, fields.owner_body_id) if pk}):
        raise DeliveryRefused(Refusal.NOT_OURS)
    return channels.save_channel(county_id=county.pk, fields=fields, by=by, at=at, channel_id=channel_id)


@transaction.atomic
def switch_channel(*, county: County, channel_id: int, is_active: bool, by: User | None, at: datetime) -> Channel:
    """Use a channel from now on, or no longer."""
    policies.require_in_county(by, Permission.MANAGE_CATALOGUE, county, on=day_of(at))
    return channels.switch(county_id=county.pk, channel_id=channel_id, is_active=is_active, by=by, at=at)


def _handled(public_id: str, *, by: User | None, on: date) -> Delivery:
    """A delivery, and the permission over the body that looks after it or whose release it is."""
    delivery = Delivery.objects.select_related("message").get(public_id=public_id, via__isnull=False)
    if by is None:
        return delivery
    concerned = Body.objects.filter(pk__in=[pk for pk in (delivery.owner_body_id, delivery.message.body_id) if pk])
    if not any(HANDLERS & policies.permissions_over(by, body, on=on) for body in concerned.order_by("pk")):
        raise DeliveryRefused(Refusal.NOT_OURS)
    return delivery
