"""The county's open data described for machines: DCAT, as JSON-LD and as Turtle, from the same statements.

Sources
    W3C Data Catalog Vocabulary (DCAT) Version 3; Dublin Core terms; RDF 1.1 Turtle; JSON-LD 1.1.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CHINESE: Final = "zh-CN"
MEDIA_TYPES: Final = {
    "csv": "text/csv",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_IANA: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Iri:
    """A thing by its address."""

    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text, in Chinese."""

    value: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day as xsd:date."""

    value: str


Value = Iri | Text | Day


@dataclass(frozen=True, slots=True)
class Node:
    """What is said of one thing: its types, and pairs of property and value."""

    id: str
    types: Sequence[str]
    said: Sequence[tuple[str, Value]] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Described:
    """A table as the description needs it: addresses are absolute."""

    address: str
    page: str
    title: str
    about: str
    keywords: Sequence[str]
    files: Sequence[tuple[str, str]]  # form and address


def nodes(*, home: str, title: str, publisher: str, modified: str, datasets: Sequence[Described]) -> list[Node]:
    """The catalogue, its publisher, each table and each file."""
    catalog = f"{home}data/"
    body = f"{home}#organization"
    top = Node(
        catalog,
        ["dcat:Catalog"],
        [
            ("dct:title", Text(title)),
            ("dct:publisher", Iri(body)),
            ("foaf:homepage", Iri(home)),
            ("dct:language", Iri("http://publications.europa.eu/resource/authority/language/ZHO")),
            ("dct:modified", Day(modified)),
            *(("dcat:dataset", Iri(one.address)) for one in datasets),
        ],
    )
    agent = Node(body, ["foaf:Organization"], [("foaf:name", Text(publisher))])
    found = [top, agent]
    for one in datasets:
        found += _dataset(one, publisher=body, modified=modified)
    return found


def _dataset(one: Described, *, publisher: str, modified: str) -> list[Node]:
    table = Node(
        one.address,
        ["dcat:Dataset"],
        [
            ("dct:title", Text(one.title)),
            ("dct:description", Text(one.about)),
            ("dct:publisher", Iri(publisher)),
            ("dct:modified", Day(modified)),
            ("dcat:landingPage", Iri(one.page)),
            *(("dcat:keyword", Text(word)) for word in one.keywords),
            *(("dcat:distribution", Iri(address)) for _form, address in one.files),
        ],
    )
    files = [
        Node(
            address,
            ["dcat:Distribution"],
            [
                ("dct:title", Text(f"{one.title}（{form.upper()}）")),
                ("dcat:downloadURL", Iri(address)),
                ("dcat:accessURL", Iri(one.page)),
                ("dcat:mediaType", Iri(_IANA + MEDIA_TYPES[form])),
            ],
        )
        for form, address in one.files
    ]
    return [table, *files]


def json_ld(found: Sequence[Node]) -> str:
    """The statements as JSON-LD."""
    graph = [_object(node) for node in found]
    return json.dumps({"@context": PREFIXES, "@graph": graph}, ensure_ascii=False, indent=1)


def _object(node: Node) -> dict[str, Any]:
    told: dict[str, Any] = {"@id": node.id, "@type": list(node.types)}
    for name, value in node.said:
        told.setdefault(name, []).append(_json_value(value))
    return told


def _json_value(value: Value) -> dict[str, str]:
    match value:
        case Iri(iri):
            return {"@id": iri}
        case Day(day):
            return {"@value": day, "@type": "xsd:date"}
        case Text(text):
            return {"@value": text, "@language": CHINESE}


def turtle(found: Sequence[Node]) -> str:
    """The statements as Turtle."""
    lines = [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items()]
    for node in found:
        types = ", ".join(node.types)
        said = [f"    {name} {_turtle_value(value)}" for name, value in node.said]
        lines += ["", " ;\n".join([f"<{_iri(node.id)}> a {types}", *said]) + " ."]
    return "\n".join(lines) + "\n"


def _turtle_value(value: Value) -> str:
    match value:
        case Iri(iri):
            return f"<{_iri(iri)}>"
        case Day(day):
            return f'"{day}"^^xsd:date'
        case Text(text):
            return f'"{_escaped(text)}"@{CHINESE}'


def _escaped(text: str) -> str:
    """A text between quotation marks; what would end it is written in codes."""
    named = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return "".join(named.get(char, char if char.isprintable() else f"\\U{ord(char):08X}") for char in text)


def _iri(iri: str) -> str:
    """An address between brackets: what Turtle does not allow there is percent-encoded."""
    return "".join(f"%{ord(char):02X}" if char in '<>"{}|^`\\ ' or ord(char) < 32 else char for char in iri)
