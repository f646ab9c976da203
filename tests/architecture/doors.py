"""Every place in the source that can put a piece before the public: read from the code.

A place is a function: `publishing/actions/releasing.py:_seal`. Looked for is whatever could be such a write, however it
is spelt: a state or a day of publication that is assigned, handed to a write or to the model, or set by a name that the
code does not spell out; a step of the table that ends in the public state; a version that gets a public number; SQL
that names the tables. A state that is spelt out and is another one is none.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from gongkai.publishing.rules.states import MOVES, State

SOURCE = Path(import_module("gongkai").__file__ or "").parent
MODULES = sorted(path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)

FIELDS = {"state", "published_at", "is_public"}
WRITES = {"create", "bulk_create", "update", "get_or_create", "update_or_create", "Information", "Version"}
STEPS = {"moved": 0, "move_on": 1}  # where the name of the step stands
OPENING = {move.name for move in MOVES if move.target is State.PUBLISHED}
TABLES = ("publishing_information", "publishing_version")
MODELS = {"Information", "Version"}


def doors() -> dict[str, set[str]]:
    """Each place with what it does there."""
    found: dict[str, set[str]] = {}
    for path in MODULES:
        for place, sign in doors_in((SOURCE / path).read_text(encoding="utf-8"), str(path)):
            found.setdefault(place, set()).add(sign)
    return found


def doors_in(source: str, path: str) -> Iterator[tuple[str, str]]:
    """The places of one module."""
    tree = ast.parse(source)
    knows = path.startswith("publishing/") or _knows_the_models(tree)
    for function, node in _within(tree, ""):
        for sign in _signs(node, knows=knows):
            yield f"{path}:{function}", sign


def _within(node: ast.AST, function: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node with the outermost function in which it stands."""
    for child in ast.iter_child_nodes(node):
        name = child.name if isinstance(child, ast.FunctionDef) and not function else function
        yield name, child
        yield from _within(child, name)


def _knows_the_models(tree: ast.Module) -> bool:
    """Whether a module imports the models, or names them in another way: `models.Information`, `get_model(…)`."""
    if any(_named(node) == "Information" for node in ast.walk(tree)):
        return True
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    rooms = (node for node in imports if (node.module or "").startswith("gongkai.publishing.models"))
    return any(alias.name in MODELS for node in rooms for alias in node.names)


def _signs(node: ast.AST, *, knows: bool) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (f"sql {table}" for table in TABLES if table in node.value)
    signs = (*_assigned(node), *_handed(node)) if knows else _through_a_relation(node)
    yield from signs


def _through_a_relation(node: ast.AST) -> Iterator[str]:
    """`matter.information.update(state="published")` needs no model; the state is spelt out then."""
    if isinstance(node, ast.Call) and _called(node) in WRITES:
        given = [keyword.value for keyword in node.keywords if keyword.arg == "state"]
        yield from ("hands state" for value in given if _is_public(value))
    if isinstance(node, ast.Assign) and _is_public(node.value):
        yield from ("sets state" for target in node.targets if _named(target) == "state")


def _is_public(value: ast.expr) -> bool:
    written = ast.unparse(value)
    return "State.PUBLISHED" in written or written in ("'published'", "str('published')")


def _named(node: ast.AST) -> str:
    """What an attribute or a string says."""
    return str(getattr(node, "attr", "") or getattr(node, "value", ""))


def _step(node: ast.Call) -> Iterator[str]:
    if any(keyword.arg == "by" for keyword in node.keywords):  # what else is called so tells nobody who acts
        name = node.args[STEPS[_called(node)]]
        step = name.value if isinstance(name, ast.Constant) else "any"
        if step == "any" or step in OPENING:
            yield f"step {step}"


def _assigned(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Assign):
        return
    for target in node.targets:
        for part, value in _pairs(target, node.value):
            name = part.attr if isinstance(part, ast.Attribute) else ""
            if name in FIELDS and not _is_harmless(name, value):
                yield f"sets {name}"


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    """`a.x, a.y = 1, 2` is two assignments."""
    if not isinstance(target, ast.Tuple):
        return [(target, value)]
    values = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
    return list(zip(target.elts, values, strict=True))


def _handed(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    called = _called(node)
    if called in STEPS:
        yield from _step(node)
    if called == "setattr" and not isinstance(node.args[1], ast.Constant):
        yield "sets by name"
    if called == "keep_version" and any(keyword.arg == "number" for keyword in node.keywords):
        yield "numbers a version"
    if called in WRITES:
        given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg in FIELDS}
        yield from (f"hands {name}" for name, value in given.items() if not _is_harmless(str(name), value))
        if any(keyword.arg is None and not isinstance(keyword.value, ast.Dict) for keyword in node.keywords):
            yield "hands by name"


def _is_harmless(name: str, value: ast.expr) -> bool:
    """A state that is spelt out and is not the public one; a version taken out of the public's history."""
    if name == "is_public":
        return isinstance(value, ast.Constant) and value.value is False
    written = ast.unparse(value).removeprefix("str(").removesuffix(")")
    return name == "state" and ".".join(written.split(".")[-2:]) in _OTHER_STATES


_OTHER_STATES = {f"State.{state.name}" for state in State if state is not State.PUBLISHED}


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
