"""Is what is written written in one place, by somebody, at a time, and can every refusal and state be told?"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest
from django.apps import apps

from gongkai.audit.archive import Refusal as ArchiveRefusal
from gongkai.audit.management.commands import audit as audit_command
from gongkai.catalogues import presenters as catalogues
from gongkai.catalogues.rules.refusals import Refusal as CatalogueRefusal
from gongkai.channels import presenters as channels
from gongkai.channels.rules.states import Refusal as DeliveryRefusal
from gongkai.duties.rules.refusals import Refusal as DutyRefusal
from gongkai.interpretation.presenters import plans as interpretation
from gongkai.interpretation.presenters import refusals as responses
from gongkai.interpretation.rules.refusals import Refusal as InterpretationRefusal
from gongkai.interpretation.rules.response_refusals import Refusal as ResponseRefusal
from gongkai.organisations import presenters as organisations
from gongkai.organisations.rules.refusals import Refusal as OrganisationRefusal
from gongkai.publishing import presenters as publishing
from gongkai.publishing.rules import states
from gongkai.search.rules.synonyms import Refusal as WordsRefusal
from gongkai.standards import presenters as standards
from gongkai.standards.rules.refusals import Refusal as StandardRefusal
from gongkai.tables import presenters as tables
from gongkai.tables.questions import Refusal as TableRefusal
from gongkai.website import presenters as website
from gongkai.website.rules.refusals import Refusal as WebsiteRefusal
from gongkai.workbench import presenters as workbench
from gongkai.workbench import search_presenters
from gongkai.workbench.rules.refusals import Refusal as DeskRefusal

SOURCE = Path(import_module("gongkai").__file__).parent
GLOSSARY = SOURCE.parents[1] / "docs" / "glossary.md"
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)

WRITES = {"save", "create", "bulk_create", "bulk_update", "update", "delete", "get_or_create", "update_or_create"}
# Machinery below the rooms: it keeps no business state, only deliveries, the record and the search copy.
MACHINERY = {"kernel", "audit", "search", "channels"}
NO_MODEL = {
    "config/settings.py": "updates its own names",
    "demo/content/documents.py": "saves office files into memory",
    "demo/seeding/__init__.py": "calls the first two steps of seeding, which are named create",
    "organisations/rules/county_plan.py": "updates a set",
    "publishing/printing/pdf.py": "draws pictures and a QR code into a folder of its own",
    "publishing/printing/word.py": "saves an office file and a QR code into memory",
    "publishing/views/portal.py": "draws a QR code into the answer",
    "standards/rules/comparison.py": "updates a set",
    "tables/grid.py": "updates a dict",
    "tables/readers/docx.py": "updates a dict",
    "tables/pdf.py": "draws a QR code into a folder of its own",
    "tables/writers.py": "saves an office file into memory",
    "ui/navigation.py": "updates a dict",
}
WRITES_OUTSIDE = {
    "demo/seeding/people.py": "sets one shared password for all demo accounts: hashing each would take half a minute",
    "demo/seeding/place.py": "gives the invented divisions their English names, which no real county has",
    "demo/seeding/sending.py": "sets down what other people's servers answered: a demo calls nobody",
    "organisations/models.py": "save() fills in the pinyin by which bodies are sorted",
    "standards/identity.py": "makes the identities of new items; only standards.actions calls it",
}

WITHOUT_PERSON = {
    "catalogues.remove_abandoned_builds": "clears away what a killed process left; nobody decides anything",
    "organisations.raise_all_revisions": "counts up what caches are keyed by",
    "organisations.raise_revision": "counts up what caches are keyed by",
    "publishing.begin_clean_up_if_due": "the worker begins what the county set a day for",
    "publishing.end_publicity_due": "the worker takes off what its row and its release set a day for",
    "publishing.forget_mended": "what was mended is told no more; whoever mended it is recorded with the correction",
    "publishing.note_links": "puts down what a text names; whoever wrote it is recorded with the text",
    "publishing.publish_due": "the worker releases what people signed off and set a time for",
    "publishing.remove_orphaned_files": "clears away files that a killed process left; nobody decides anything",
    "publishing.renew_shipped": "the worker takes up what an update of the package brought",
    "publishing.rescan": "looks again with a newer scanner; nobody decides anything",
    "publishing.rescan_unpublished": "looks again with a newer scanner; nobody decides anything",
    "publishing.sign_head": "the worker signs a log that has grown; nobody decides anything",
    "publishing.try_links": "the worker tries addresses in counties that let it; nobody decides anything",
    "standards.remove_abandoned": "clears away what a killed process left; nobody decides anything",
    "workbench.send_digests": "the clock's daily job, which sends letters and decides nothing",
}

REFUSALS = {
    "audit": (ArchiveRefusal, audit_command.REFUSALS),
    "catalogues": (CatalogueRefusal, catalogues.REFUSALS),
    "channels": (DeliveryRefusal, channels.REFUSALS),
    "duties": (DutyRefusal, workbench._REFUSALS),
    "interpretation": (
        [*InterpretationRefusal, *ResponseRefusal],
        {**interpretation.REFUSALS, **responses.RESPONSE_REFUSALS},
    ),
    "organisations": (OrganisationRefusal, organisations._REFUSALS),
    "publishing": (states.Refusal, publishing.REFUSALS),
    "search": (WordsRefusal, search_presenters.REFUSALS),
    "standards": (StandardRefusal, standards._REFUSALS),
    "tables": (TableRefusal, tables.REFUSALS),
    "website": (WebsiteRefusal, website.REFUSALS),
    "workbench": (DeskRefusal, workbench._REFUSALS),
}
OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]
WITH_STATES = [model for model in OUR_MODELS if hasattr(model, "State")]


def _is_of_actions(path: Path) -> bool:
    return path.parts[1:2] in {("actions.py",), ("actions",)}


def tree(path: Path) -> ast.Module:
    return ast.parse((SOURCE / path).read_text(encoding="utf-8"))


def writing_calls(path: Path) -> list[str]:
    called = (node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return [f"{path}:{func.lineno}" for func in called if isinstance(func, ast.Attribute) and func.attr in WRITES]


class TestWhereWritingHappens:
    def test_nothing_is_written_outside_actions(self):
        excused = NO_MODEL | WRITES_OUTSIDE
        readers = [path for path in MODULES if not _is_of_actions(path) and path.parts[0] not in MACHINERY]
        readers = [path for path in readers if str(path) not in excused]

        assert [call for path in readers for call in writing_calls(path)] == []

    @pytest.mark.parametrize("path", sorted(NO_MODEL | WRITES_OUTSIDE))
    def test_an_exception_is_still_needed(self, path):
        assert writing_calls(Path(path))


def public_actions() -> Iterator[tuple[str, FunctionType]]:
    for room in sorted({path.parts[0] for path in MODULES if _is_of_actions(path)}):
        module = import_module(f"gongkai.{room}.actions")
        names = getattr(module, "__all__", None) or [name for name in vars(module) if not name.startswith("_")]
        for name in names:
            function = getattr(module, name)
            if isinstance(function, FunctionType) and function.__module__.startswith(module.__name__):
                yield f"{room}.{name}", function


ACTIONS = {name: function for name, function in public_actions() if name.split(".")[0] not in MACHINERY}


class TestActions:
    @pytest.mark.parametrize("name", sorted(ACTIONS.keys() - WITHOUT_PERSON.keys()))
    def test_an_action_is_told_by_name_who_acts_and_when(self, name):
        asked = inspect.signature(ACTIONS[name]).parameters.values()

        assert {parameter.kind for parameter in asked} <= {
            inspect.Parameter.KEYWORD_ONLY,
            inspect.Parameter.VAR_KEYWORD,
        }
        assert {"by", "at"} <= {parameter.name for parameter in asked}

    def test_an_exception_is_still_an_action(self):
        assert WITHOUT_PERSON.keys() <= ACTIONS.keys()


def test_no_module_is_a_drawer_for_anything():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "base", "services", "service"}

    assert [str(path) for path in MODULES if {*path.with_suffix("").parts} & drawers] == []


class TestRefusals:
    def test_every_room_that_refuses_is_looked_at(self):
        refusing = {
            path.parts[0]
            for path in MODULES
            if any(isinstance(node, ast.ClassDef) and node.name == "Refusal" for node in ast.walk(tree(path)))
        }

        assert refusing == REFUSALS.keys()

    @pytest.mark.parametrize("room", sorted(REFUSALS))
    def test_every_refusal_has_words_for_people(self, room):
        refusals, words = REFUSALS[room]

        assert [refusal for refusal in refusals if not str(words.get(refusal, "")).strip()] == []


class TestModels:
    @pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model.__name__)
    def test_every_model_stands_in_the_glossary_with_its_official_term(self, model):
        lines = [line for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if f"`{model.__name__}`" in line]

        assert any(str(model._meta.verbose_name) in line for line in lines)

    @pytest.mark.parametrize("model", WITH_STATES, ids=lambda model: model.__name__)
    def test_every_state_is_come_to_by_some_step(self, model):
        states_given = given_states(model.__name__) | {model._meta.get_field("state").default}

        assert {state.value for state in model.State} <= {str(state) for state in states_given}

    def test_every_state_of_a_piece_is_come_to_from_the_draft(self):
        reached = {states.State.DRAFT}
        for _step in states.State:
            reached |= {move.target for move in states.MOVES if move.source in reached}

        assert reached == set(states.State)


def given_states(model: str) -> set[str]:
    """The states that some line outside a query gives to a thing of this kind: `x.state = Duty.State.NIL`."""
    found = set()
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Assign) and any(_is_state(target) for target in node.targets):
                found |= _members(node.value, model)
            if isinstance(node, ast.Call) and _name(node.func) not in {"filter", "exclude", "get", "Q"}:
                given = [keyword.value for keyword in node.keywords if keyword.arg == "state"]
                found |= {member for value in given for member in _members(value, model)}
    return found


def _is_state(target: ast.expr) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "state" for node in ast.walk(target))


def _members(value: ast.expr, model: str) -> set[str]:
    written = (ast.unparse(node) for node in ast.walk(value) if isinstance(node, ast.Attribute))
    return {text.split(".")[2].lower() for text in written if text.startswith(f"{model}.State.")}


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
