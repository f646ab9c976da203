"""Policies from above, concerns and questions, valid as they come. No randomness, no clock.

policy = UpperPolicyFactory(county=county)            # published yesterday, nobody's yet
concern = ConcernFactory(body=body)                   # a clue
question = QuestionFactory(information=piece)
"""

from __future__ import annotations

from datetime import UTC, date, datetime

import factory

from gongkai.interpretation.models import (
    AnswerDraft,
    Concern,
    ConcernStep,
    FeedReading,
    PolicyImport,
    PolicyLink,
    PolicyMatch,
    Question,
    UpperPolicy,
)
from tests.factories.catalogues import MatterFactory
from tests.factories.organisations import BodyFactory, CountyFactory
from tests.factories.publishing import InformationFactory

PUBLISHED_AT = datetime(2025, 5, 8, 1, tzinfo=UTC)
SEEN_AT = datetime(2025, 5, 8, 3, tzinfo=UTC)
DUE_AT = datetime(2025, 5, 9, 1, tzinfo=UTC)
HOURS = {"first_word": 5, "press": 24, "response": 48}


class UpperPolicyFactory(factory.django.DjangoModelFactory):
    """A provincial policy that nobody has relayed yet."""

    class Meta:
        model = UpperPolicy

    class Params:
        relayed = factory.Trait(state="relayed", settled_at=SEEN_AT)
        aside = factory.Trait(state="set_aside", settled_at=SEEN_AT, reason="本县没有这类事项")

    county = factory.SubFactory(CountyFactory)
    tier = UpperPolicy.Tier.PROVINCE
    issuer = "样板省人民政府办公厅"
    title = factory.Sequence("关于第{}号政策的通知".format)
    document_number = factory.Sequence("样政办〔2025〕{}号".format)
    url = factory.Sequence("https://province.example.org/{}.html".format)
    published_at = PUBLISHED_AT
    came_by = UpperPolicy.CameBy.FORM
    seen_at = SEEN_AT
    hours = 24
    due_at = DUE_AT


class PolicyMatchFactory(factory.django.DjangoModelFactory):
    """A matter that was proposed by its words."""

    class Meta:
        model = PolicyMatch

    policy = factory.SubFactory(UpperPolicyFactory)
    matter = factory.LazyAttribute(lambda match: MatterFactory(county=match.policy.county))
    how = "words"
    nearness = 0.7
    because = factory.SelfAttribute("matter.name")


class PolicyLinkFactory(factory.django.DjangoModelFactory):
    """A piece that carries a policy out."""

    class Meta:
        model = PolicyLink

    policy = factory.SubFactory(UpperPolicyFactory)
    information = factory.LazyAttribute(lambda link: InformationFactory(body=BodyFactory(county=link.policy.county)))
    role = PolicyLink.Role.MEASURE
    made_at = SEEN_AT


class PolicyImportFactory(factory.django.DjangoModelFactory):
    """A table with one policy, waiting."""

    class Meta:
        model = PolicyImport

    county = factory.SubFactory(CountyFactory)
    file = factory.django.FileField(
        filename="waiting.csv",
        data="标题,发文机关,发文字号,发布时间\n关于做好救助工作的通知,样板省民政厅,样民发〔2025〕9号,2025-05-06 09:00\n".encode(),
    )
    file_name = "上级政策.csv"
    sha256 = "0" * 64
    uploaded_at = SEEN_AT


class FeedReadingFactory(factory.django.DjangoModelFactory):
    """A feed that was read."""

    class Meta:
        model = FeedReading

    county = factory.SubFactory(CountyFactory)
    url = factory.Sequence("https://province.example.org/feed{}.xml".format)
    read_at = SEEN_AT


class ConcernFactory(factory.django.DjangoModelFactory):
    """A clue of the ordinary level, just registered. Traits put it further along the table."""

    class Meta:
        model = Concern

    class Params:
        verified = factory.Trait(state="verified", truth="true")
        to_answer = factory.Trait(verified=True, state="decided", decision="answer")

    body = factory.SubFactory(BodyFactory)
    county = factory.SelfAttribute("body.county")
    title = factory.Sequence("网民反映第{}号道路积水".format)
    discovered_at = datetime(2025, 5, 10, 1, tzinfo=UTC)
    registered_at = datetime(2025, 5, 10, 1, 30, tzinfo=UTC)
    hours = factory.LazyFunction(lambda: dict(HOURS))
    due_at = datetime(2025, 5, 12, 1, tzinfo=UTC)


class ConcernStepFactory(factory.django.DjangoModelFactory):
    """The first line of a story."""

    class Meta:
        model = ConcernStep

    concern = factory.SubFactory(ConcernFactory)
    body = factory.SelfAttribute("concern.body")
    name = "register"
    at = datetime(2025, 5, 10, 1, 30, tzinfo=UTC)


class AnswerDraftFactory(factory.django.DjangoModelFactory):
    """A draft that is to answer."""

    class Meta:
        model = AnswerDraft

    concern = factory.SubFactory(ConcernFactory)
    information = factory.LazyAttribute(lambda draft: InformationFactory(body=draft.concern.body))
    said = ConcernStep.Said.ANSWER
    begun_at = datetime(2025, 5, 10, 2, tzinfo=UTC)


class QuestionFactory(factory.django.DjangoModelFactory):
    """A question nobody has answered yet. Traits put it further along."""

    class Meta:
        model = Question

    class Params:
        drafted = factory.Trait(state="drafted", answer="按户籍所在地申请。", drafted_at=SEEN_AT)
        answered = factory.Trait(drafted=True, state="answered", settled_at=SEEN_AT)
        shown = factory.Trait(answered=True, is_shown=True)

    information = factory.SubFactory(InformationFactory, published=True)
    county = factory.SelfAttribute("information.county")
    body = factory.SelfAttribute("information.body")
    text = factory.Sequence("第{}个问题：外地户口能申请吗？".format)
    asked_at = datetime(2025, 5, 9, 1, tzinfo=UTC)
    due_on = date(2025, 5, 16)
