"""The labelled set: each sample put into its place in a file, scanned, and held against what it holds.

`tests/data/scan/*.csv`: place, kinds (blank-separated; none for a negative), text. In the text ⏎ is a line break; in a
table | parts cells and // parts rows. `…_held_out` was looked at as counts only while the patterns were made;
`…_later` was written after them, measured, and then learnt from (docs/scanner.md).
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.publishing.rules.sensitive import find_in_text
from gongkai.publishing.scanning import scan_file
from tests.publishing.scan import making
from tests.publishing.scan.people import ON

DATA = Path(__file__).parents[2] / "data" / "scan"
Row = list[str]

TEXTS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": ("公示.docx", making.word),
    "docx_comment": ("公示.docx", making.word_comment),
    "docx_deleted": ("公示.docx", making.word_deleted),
    "docx_inserted": ("公示.docx", making.word_inserted),
    "docx_hidden": ("公示.docx", making.word_hidden),
    "docx_header": ("公示.docx", making.word_header),
    "docx_footer": ("公示.docx", making.word_footer),
    "docx_footnote": ("公示.docx", making.word_footnote),
    "docx_textbox": ("公示.docx", making.word_text_box),
    "docx_property": ("公示.docx", making.word_property),
    "xlsx_comment": ("公示.xlsx", making.sheet_comment),
    "xlsx_formula": ("公示.xlsx", making.sheet_formula),
    "xlsx_property": ("公示.xlsx", making.sheet_property),
    "xlsx_text_cell": ("公示.xlsx", lambda text: making.sheet([["说明"], [text]])),
    "sheet_name": ("公示.xlsx", making.sheet_titled),
    "txt": ("公示.txt", str.encode),
    "txt_gb18030": ("公示.txt", lambda text: text.encode("gb18030")),
    "html": ("公示.html", making.page_paragraphs),
    "html_hidden": ("公示.html", lambda text: making.page_paragraphs(text, ' style="display:none"')),
    "zip": ("公示.zip", lambda text: making.archive({"附件/公示.docx": making.word(text)})),
    "zip_entry": ("公示.zip", lambda text: making.archive({f"{text}.txt": "正文".encode()})),
    "pdf_property": ("公示.pdf", lambda text: making.pdf(("正文",), text)),
}
TABLES: dict[str, tuple[str, Callable[[list[Row]], bytes]]] = {
    "docx_table": ("名单.docx", making.word_table),
    "xlsx": ("名单.xlsx", making.sheet),
    "xlsx_hidden_column": ("名单.xlsx", making.sheet_hidden_columns),
    "xlsx_hidden_row": ("名单.xlsx", making.sheet_hidden_rows),
    "xlsx_hidden_sheet": ("名单.xlsx", lambda rows: making.sheet_in_state(rows, "hidden")),
    "xlsx_very_hidden": ("名单.xlsx", lambda rows: making.sheet_in_state(rows, "veryHidden")),
    "xlsx_numbers": ("名单.xlsx", making.sheet_numbers),
    "csv": ("名单.csv", making.delimited),
    "csv_gb18030": ("名单.csv", lambda rows: making.delimited(rows, "gb18030")),
    "html_table": ("名单.html", making.page_table),
}


@dataclass(frozen=True, slots=True)
class Sample:
    place: str
    kinds: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sample holds and what was found, as kinds."""

    sample: Sample
    found: frozenset[str]

    @property
    def right(self) -> int:
        return len(self.sample.kinds & self.found)


def samples(name: str) -> list[Sample]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Sample(row["place"], frozenset(row["kinds"].split()), row["text"].replace("⏎", "\n"))
            for row in csv.DictReader(file)
        ]


def answers(all_samples: list[Sample]) -> Iterator[Answer]:
    pages = [sample for sample in all_samples if sample.place == "pdf"]
    yield from _on_pages(pages)
    for sample in all_samples:
        if sample.place != "pdf":
            yield Answer(sample, frozenset(_found(sample)))


def _found(sample: Sample) -> Iterator[str]:
    if sample.place == "text":
        return (str(finding.kind) for finding in find_in_text(sample.text, on=ON))
    if sample.place == "file_name":
        content, name = "正文".encode(), f"{sample.text}.txt"
    elif sample.place in TEXTS:
        name, make = TEXTS[sample.place]
        content = make(sample.text)
    else:
        name, make_table = TABLES[sample.place]
        content = make_table([row.split("|") for row in sample.text.split("//")])
    return (str(found.kind) for found in scan_file(content, name=name, on=ON))


def _on_pages(pages: list[Sample]) -> Iterator[Answer]:
    """All of them in one file, a page each: making one takes longer than reading it."""
    content = making.pdf(tuple(sample.text for sample in pages))
    found = defaultdict(set)
    for finding in scan_file(content, name="公示.pdf", on=ON):
        found[finding.where].add(str(finding.kind))
    for number, sample in enumerate(pages, start=1):
        yield Answer(sample, frozenset(found[f"第{number}页"]))


@dataclass(frozen=True, slots=True)
class Score:
    """How many of the things that are there were found, and how many of those found are there."""

    there: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.there

    @property
    def precision(self) -> float:
        return self.right / self.found


def score(told: list[Answer]) -> Score:
    return Score(
        there=sum(len(answer.sample.kinds) for answer in told),
        found=sum(len(answer.found) for answer in told),
        right=sum(answer.right for answer in told),
    )
