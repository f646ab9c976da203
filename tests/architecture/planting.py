"""A house in which rare words stand wherever a piece says something, and in what other pieces say of it.

What is taken away: a policy that was corrected once, an interpretation of another policy. What stays: the policy's own
interpretation, the other policy, a document that the policy changed, a piece under the same policy from above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse

from gongkai.kernel import outbox
from gongkai.organisations.models import Post
from gongkai.organisations.rules.roles import Role
from gongkai.portal import datasets
from gongkai.publishing import actions
from gongkai.publishing import receivers as publishing
from gongkai.publishing.actions import Piece, PieceFile
from gongkai.publishing.actions.validity import Basis
from gongkai.search import actions as search
from gongkai.search.index import node_index
from tests.architecture.house import NOON, TODAY, House, feed_search
from tests.architecture.routes import address, pages
from tests.factories import norms, response
from tests.factories.publishing import AttachmentFactory, InformationFactory, VersionFactory, routine_everywhere

TITLE, ENGLISH, TEXT, BEFORE, FILE, NAME = "玄珠引路", "Vermilion pearl", "碧落笺文", "旧时丹青", "沧溟录事", "扶摇附件"
EXPLAINING, EXPLAINED = "照影问答", "疏桐细说"
PLANTED = (TITLE, ENGLISH, TEXT, BEFORE, FILE, NAME, EXPLAINING, EXPLAINED)
ROSTER, TOTALS, PERSON, PERSONS_FILE, FILE_OF_PERSONS = "霜序补贴", "云帆合计", "阮听澜", "青蚨名册", "素笺明细"

# Half a word and its sound: what an answer repeats of the question is never the whole word.
ASKED = ("玄珠", "Vermilion", "xuanzhu", "碧落", "沧溟", "扶摇", "照影", "疏桐")
# The forms that are asked for by what the file is; a file of another name has none yet, and the walk fails.
FORMS = {
    "feed": ("xml", "atom", "json"),
    "document": ("docx", "pdf"),
    "register": ("csv", "xlsx"),
    "catalogue": ("csv", "xlsx", "docx", "pdf"),
    "catalog": ("jsonld", "ttl"),
    **{dataset.slug: datasets.FORMS for dataset in datasets.DATASETS},
}
FOR_ANYONE = [page for page in pages() if not page.is_of_the_desk]
NAMING_OTHERS = ("information", "record", "document", "history", "version", "compare_versions")
OF_A_PIECE = [page for page in FOR_ANYONE if page.route.startswith("info/<slug:public_id>/")]


@dataclass
class Planted:
    """The pieces, by what they are to the policy that is taken away."""

    policy: Any
    explaining: Any
    explanation: Any
    other: Any
    changed: Any
    relative: Any
    question: Any

    @property
    def pieces(self) -> dict[str, Any]:
        return {name: piece for name, piece in vars(self).items() if name != "question"}


def plant(house: House) -> Planted:
    """Everything is public, found by search, named by what stands beside it."""
    routine_everywhere(house.county)
    policy, changed, other, explanation, explaining = actions.import_published(
        county=house.county, pieces=_pieces(house), by=None, at=NOON
    )
    _correct(house, policy)
    basis = Basis(information_id=policy.pk)
    actions.extend(information_id=changed.pk, expires_on=date(2030, 1, 1), basis=basis, by=None, at=NOON)
    actions.amend(information_ids=[changed.pk], basis=basis, on=TODAY, by=None, at=NOON)
    norms.CleanUpLineFactory(clean_up=house.county.clean_ups.get(year=2024), information=policy, kept=True)
    above = house.published.upper_policies.first().policy
    response.PolicyLinkFactory(policy=above, information=policy)
    feed_search(house)
    deliver()
    policy.refresh_from_db()
    question = response.QuestionFactory(information=policy, shown=True)
    return Planted(policy, explaining, explanation, other, changed, house.published, question)


def deliver() -> None:
    """What the worker does at once after each act, and each web process within a second."""
    outbox.drain_all()
    node_index().sync()


def _pieces(house: House) -> list[Piece]:
    def piece(
        title: str, html: str = "<p>内容如下。</p>", *, file: tuple[str, str] = ("表", "样表"), **said: Any
    ) -> Piece:
        return Piece(
            matter_id=house.row.matter_id,
            body_id=house.civil.pk,
            title=title,
            html=html,
            published_at=datetime(2025, 5, 10, 1, tzinfo=UTC),
            files=(PieceFile(f"{file[0]}.txt", file[1].encode()),),
            **said,
        )

    document = {"kind": "normative", "validity": "effective", "written_on": date(2024, 1, 1)}
    return [
        piece(f"{TITLE}办法", f"<p>{BEFORE}如下。</p>", file=(NAME, FILE), title_en=ENGLISH, key="policy", **document),
        piece("旧办法", effective_on=date(2024, 1, 1), expires_on=date(2026, 1, 1), **document),
        piece("另一办法", key="other", **document),
        piece("办法解读", kind="interpretation", interprets="policy"),
        piece(f"{EXPLAINING}解读", f"<p>{EXPLAINED}。</p>", kind="interpretation", interprets="other"),
    ]


def _correct(house: House, policy: Any) -> None:
    clerk, chief = house.clerk, Post.objects.get(body=house.civil, role=Role.APPROVER).user
    draft = actions.start_correction(information_id=policy.pk, by=clerk, at=NOON)
    said = {"html": f"<p>{TEXT}如下。</p>", "summary": "", "correction_note": "日期有误"}
    actions.save_draft(information_id=draft.pk, revision=draft.revision, by=clerk, at=NOON, **said)
    actions.submit(information_id=draft.pk, by=clerk, at=NOON)
    actions.sign_off(information_id=draft.pk, by=chief, at=NOON)
    actions.release(information_id=draft.pk, by=chief, at=NOON)


def plant_roster(house: House) -> Any:
    """A list of persons on public display, with its file, found by search."""
    roster = InformationFactory(
        body=house.civil,
        row=house.row,
        published=True,
        title=f"{ROSTER}发放公示",
        html=f"<p>{PERSON}，100元。</p>",
        text=f"{PERSON}，100元。",
        totals=f"<p>{TOTALS}一人。</p>",
        list_profile="subsidy",
    )
    AttachmentFactory(
        information=roster, name=f"{FILE_OF_PERSONS}.txt", file__data=PERSONS_FILE.encode(), text=PERSONS_FILE
    )
    VersionFactory(information=roster, serial=1, number=1, is_public=True, reason="published")
    search.put(county_id=house.county.pk, documents=publishing.documents([roster]))
    node_index().sync()
    return roster


def addresses_of(house: House, name: str, piece: Any, *, only: Collection[str] = ()) -> dict[str, str]:
    """The pages of one piece, in every form of its documents: `publishing_portal:record of policy`."""
    own = replace(house, published=piece)
    wheres: dict[str, str] = {}
    for page in OF_A_PIECE:
        if not only or page.name.split(":")[1] in only:
            wheres |= _in_forms(page, f"{page.name} of {name}", address(page, own))
    return wheres


def addresses_elsewhere(house: House) -> dict[str, str]:
    """Every public page that is no piece's, in every form."""
    wheres: dict[str, str] = {}
    for page in FOR_ANYONE:
        if page not in OF_A_PIECE:
            wheres |= _in_forms(page, page.name, address(page, house))
    return wheres


def questions(asked: Iterable[str]) -> dict[str, str]:
    """The search and its suggestions, asked for each word."""
    names = ("portal:search", "portal:suggest")
    return {f"{name}?q={word}": f"{reverse(name)}?q={word}" for name in names for word in asked}


def _in_forms(page: Any, name: str, where: str) -> dict[str, str]:
    if "form" not in page.asks:
        return {name: where}
    stem = where.rpartition(".")[0]
    return {f"{name}.{form}": f"{stem}.{form}" for form in FORMS[stem.rpartition("/")[2]]}
