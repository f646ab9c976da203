"""Requests to be released from a duty, valid as they come. No randomness, no clock."""

from __future__ import annotations

import factory

from gongkai.workbench.models import WaiverRequest
from tests.factories.duties import CLOSED_AT, DutyFactory
from tests.factories.organisations import OfficerFactory


class WaiverRequestFactory(factory.django.DjangoModelFactory):
    """An open request of an officer of the body."""

    class Meta:
        model = WaiverRequest

    duty = factory.SubFactory(DutyFactory)
    county = factory.SelfAttribute("duty.county")
    reason = "本县没有这项补贴。"
    asked_at = CLOSED_AT
    asked_by = factory.SubFactory(OfficerFactory, body=factory.SelfAttribute("..duty.body"))
