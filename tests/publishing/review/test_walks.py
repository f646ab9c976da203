"""Whatever people do, in whatever order: nothing leaves without an attribute, another's review and a secrecy review."""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.utils.timezone import localdate

from gongkai.audit.models import Entry
from gongkai.organisations.rules.roles import Role
from gongkai.publishing import actions, policies
from gongkai.publishing.actions import PublishingRefused
from gongkai.publishing.models import Clearance, Information, Version
from gongkai.publishing.queries.snapshots import snapshot_of
from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.chains import PLANS, Chain, Stage
from gongkai.publishing.rules.states import AFTER, UNDER_REVIEW, State
from tests.factories.organisations import BodyFactory, OfficerFactory
from tests.factories.publishing import ChainChoiceFactory, row_owed_by
from tests.publishing.review.conftest import AT, EVERY_POINT, also

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.anywhere]

# The walks of the suite are short; GONGKAI_WALK_STEPS=10000 walks as far as the acceptance of publishing asks.
STEPS = int(os.environ.get("GONGKAI_WALK_STEPS", "600"))
KINDS = ("announcement", "normative", "news", "result")
TEXTS = ("<p>每亩 100 元。</p>", "<p>每亩 120 元。</p>", "<p>户主张某，13812345678。</p>", "<p>绝密★1年</p>", "")
REVIEWS = frozenset({Stage.FIRST_REVIEW, Stage.SECOND_REVIEW, Stage.THIRD_REVIEW})


class Walk:
    """People who do what comes to their minds, with a clock that moves on."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.at = AT
        self.body = BodyFactory()
        self.row = row_owed_by(self.body)
        for kind, chain in (("announcement", Chain.ROUTINE), ("news", Chain.ORDINARY), ("result", Chain.PERSONAL)):
            ChainChoiceFactory(county=self.body.county, kind=kind, chain=chain)
        roles = [Role.PUBLISHER, Role.PUBLISHER, Role.REVIEWER, Role.REVIEWER, Role.SECRECY_REVIEWER, Role.APPROVER]
        self.people = [OfficerFactory(body=self.body, role=role) for role in [*roles, Role.APPROVER]]
        also(self.people[1], self.body, Role.REVIEWER)
        also(self.people[1], self.body, Role.APPROVER)
        also(self.people[2], self.body, Role.SECRECY_REVIEWER)
        also(self.people[5], self.body, Role.PUBLISHER)
        self.done = Counter()
        self.numbers = {}
        self.last = None

    def step(self):
        self.at += timedelta(minutes=self.random.randrange(90))
        self.last = None
        by = self.random.choice(self.people)
        name = self.random.choice(ACTS)
        try:
            self.what_is_offered(by) if self.random.random() < 0.5 else getattr(self, name)(by)
        except PublishingRefused as refused:
            self.done[str(refused)] += 1
        else:
            self.done["done"] += 1

    def piece(self):
        newest = list(Information.objects.order_by("-pk")[:4])
        self.last = self.random.choice(newest) if newest else actions.start_draft(**self.beginning(self.people[0]))
        return self.last

    def what_is_offered(self, by):
        """A button that somebody finds, or a word in a draft of hers: how a piece gets anywhere."""
        piece = self.piece()
        offered = [
            (person, move)
            for person in self.people
            for move in policies.moves_for(person, piece, on=localdate(self.at))
            if move not in ("send_back", "recall", "hurry", "withdraw", "schedule")
        ]
        if not offered:
            self.start(self.people[0])
            return
        by, move = self.random.choice(offered)
        named = {"information_id": piece.pk, "by": by, "at": self.at}
        if move in frozenset(Stage) - {Stage.SECOND_LOOK}:
            actions.clear(**named, stage=Stage(move), ticked=EVERY_POINT)
        elif move == "submit":
            actions.save_draft(revision=piece.revision, html=self.random.choice(TEXTS), **named)
            actions.submit(**named)
        elif move in ("publish", "merge"):
            actions.release(**named)

    def beginning(self, by):
        return {"body": self.body, "matter_id": self.row.matter_id, "by": by, "at": self.at}

    def named(self, by):
        return {"information_id": self.piece().pk, "by": by, "at": self.at}

    def start(self, by):
        actions.start_draft(**self.beginning(by))

    def write(self, by):
        piece = self.piece()
        fields = {
            "html": self.random.choice(TEXTS),
            "kind": self.random.choice(KINDS),
            "disclosure": self.random.choice(("proactive", "proactive", "proactive", "withheld", "")),
            "list_profile": self.random.choice(("", "", "subsidy")),
        }
        actions.save_draft(information_id=piece.pk, revision=piece.revision, by=by, at=self.at, **fields)

    def submit(self, by):
        actions.submit(**self.named(by), plea=self.random.choice(("", "值班电话")))

    def clear(self, by):
        ticked = self.random.choice((EVERY_POINT, EVERY_POINT, []))
        actions.clear(**self.named(by), stage=self.random.choice(list(Stage)), ticked=ticked)

    def sign_off(self, by):
        actions.sign_off(**self.named(by), ticked=EVERY_POINT)

    def sign_off_and_publish(self, by):
        actions.sign_off_and_publish(**self.named(by), ticked=EVERY_POINT)

    def publish(self, by):
        actions.release(**self.named(by))

    def schedule(self, by):
        actions.schedule(**self.named(by), publish_at=self.at + timedelta(hours=self.random.randrange(3)))

    def unschedule(self, by):
        actions.unschedule(**self.named(by))

    def worker(self, by):
        actions.publish_due(at=self.at)
        actions.end_publicity_due(at=self.at)

    def recall(self, by):
        actions.recall(**self.named(by))

    def send_back(self, by):
        actions.send_back(**self.named(by), reason=self.random.choice(("", "补上电话")))

    def emergency(self, by):
        actions.release_in_emergency(**self.named(by), reason=self.random.choice(("", "汛情")))

    def second_look(self, by):
        actions.second_look(**self.named(by))

    def withdraw(self, by):
        actions.withdraw(**self.named(by), reason="有误")

    def correct(self, by):
        actions.start_correction(**self.named(by))

    def reopen(self, by):
        actions.reopen(**self.named(by))


ACTS = sorted(
    name
    for name in vars(Walk)
    if not name.startswith("_") and name not in {"step", "piece", "beginning", "named", "what_is_offered"}
) + ["write", "submit", "submit", "clear", "clear", "clear", "clear", "sign_off"]


def check(walk):
    """What must be true of the piece that somebody had in hand, whatever was done."""
    for piece in Information.objects.filter(pk=walk.last.pk) if walk.last else ():
        cleared = list(piece.clearances.filter(round=piece.round).exclude(stage=Stage.SECOND_LOOK).order_by("pk"))
        if piece.state != State.DRAFT:  # who cleared it once may write in it later: then it is cleared anew
            assert not {line.cleared_by_id for line in cleared} & set(piece.authors), piece.state
        if piece.chain:
            stages = PLANS[Chain(piece.chain)].stages
            assert [line.stage for line in cleared] == list(stages[: len(cleared)])
        if piece.state in UNDER_REVIEW:
            last = AFTER[Stage(cleared[-1].stage)] if cleared else State.CHECKED
            assert piece.state == last
            assert piece.cleared_digest == snapshots.digest(snapshot_of(piece))
        if piece.state in (State.SIGNED_OFF, State.SCHEDULED, State.KEPT):
            assert_cleared(piece, cleared)
        if piece.state in (State.PUBLISHED, State.WITHDRAWN):
            assert_cleared(piece, cleared)
            assert piece.disclosure == "proactive"
            assert "绝密" not in piece.text
            assert walk.numbers.setdefault(piece.pk, piece.index_number) == piece.index_number
            numbers = list(piece.versions.exclude(number=None).order_by("serial").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))


def assert_cleared(piece, cleared):
    stages = {line.stage for line in cleared}
    assert stages & REVIEWS
    assert Stage.SECRECY_REVIEW in stages
    assert Stage.SIGN_OFF in stages
    assert len({line.cleared_by_id for line in cleared}) >= PLANS[Chain(piece.chain)].persons


@pytest.mark.parametrize("seed", [1, 2])
def test_no_walk_reaches_the_public_without_attribute_review_and_secrecy_review(seed):
    walk = Walk(seed)

    for _ in range(STEPS // 2):
        walk.step()
        check(walk)

    # A walk in which nothing ever leaves would prove nothing.
    assert Information.objects.filter(state__in=[State.PUBLISHED, State.WITHDRAWN]).count() >= 3, walk.done
    assert Clearance.objects.exists()
    assert Version.objects.exists()


def test_every_clearance_of_a_walk_stands_in_the_record():
    walk = Walk(3)

    for _ in range(200):
        walk.step()

    recorded = Entry.objects.filter(action__in=[f"information.{stage}" for stage in Stage]).count()
    assert recorded == Clearance.objects.count() > 0
