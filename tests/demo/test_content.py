"""What 明镜县 publishes: how much, how varied, how true to its own numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import chain

import lxml.html
import pytest

from gongkai.demo.content import Piece, county, days, pieces, records
from gongkai.demo.content.rows import all_rows
from gongkai.publishing.rules import checklist, markup
from gongkai.publishing.rules.checklist import Draft, Tick

pytestmark = pytest.mark.slow

TODAY = date(2026, 7, 29)
OTHER_DAYS = (date(2026, 1, 3), date(2028, 2, 29), date(2025, 10, 8))
COMPLETE = {"social-assistance", "agricultural-subsidies", "budgets-and-accounts", "land-expropriation"}
TOWNSHIP_KEYS = tuple(
    "20-0001 20-0002 20-0003 20-0004 20-0006 20-0007 20-0008 20-0011 20-0012 20-0015 19-0006 19-0038 23-0013 25-0020"
    " 25-0021 15-0010 15-0013 14-0001 14-0002 14-0003 14-0007 14-0008 14-0013 24-0023 12-0016 12-0023 12-0024 11-0014"
    " 09-0012 03-0018 01-0005 01-0007".split()
)
VILLAGE_KEYS = ("10-0010", "14-0004", "14-0005", "14-0014")
NUMBERED = re.compile(r"[次批]）$")  # a report of one event under the same row
VILLAGES = {village.name for village in county.villages()}
NUMBER = re.compile(r"-?[\d,]+(?:\.\d+)?")
DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]+〔20\d\d〕[1-9]\d*号")


@cache
def drawn(today: date = TODAY) -> tuple[Piece, ...]:
    return tuple(records(today))


@cache
def everything(today: date = TODAY) -> tuple[Piece, ...]:
    return (*pieces(today), *drawn(today))


def plain(piece: Piece) -> str:
    return _plain(piece.html)


@cache
def _plain(html: str) -> str:
    return " ".join(lxml.html.fromstring(f"<div>{html}</div>").itertext())


def test_there_are_three_hundred_pieces_and_nearly_four_thousand_records():
    assert len(list(pieces(TODAY))) >= 300
    assert 3400 <= len(drawn()) <= 4000


@pytest.mark.parametrize("today", OTHER_DAYS)
def test_any_day_of_the_year_gives_about_the_same(today):
    found = everything(today)

    assert abs(len(found) - len(everything())) < 120
    assert {piece.item for piece in found} == {piece.item for piece in everything()}


def test_the_same_day_and_seed_give_the_same_pieces():
    assert (*pieces(TODAY), *records(TODAY)) == everything()


def test_another_seed_gives_other_records():
    assert {record.title for record in records(TODAY, seed=7)} - {piece.title for piece in everything()}


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_no_title_is_used_twice(today):
    repeated = [title for title, times in Counter(piece.title for piece in everything(today)).items() if times > 1]

    assert repeated == []


def test_no_two_texts_are_the_same():
    repeated = [html for html, times in Counter(piece.html for piece in everything()).items() if times > 1]

    assert repeated == []


def test_most_rows_of_the_pack_open_on_something_and_four_fields_on_everything():
    answered = {piece.item for piece in everything()}
    complete = {key for key, row in all_rows().items() if row.slug in COMPLETE}

    assert answered <= set(all_rows())
    assert len(answered) >= 0.85 * len(all_rows())
    assert complete <= answered


def test_township_rows_of_the_complete_fields_have_township_texts():
    at_township = {piece.item for piece in everything() if piece.level == "township"}
    wanted = {key for key, row in all_rows().items() if row.slug == "budgets-and-accounts" and "township" in row.levels}

    assert wanted <= at_township


def test_the_long_pieces_tick_the_checklist_of_their_rows():
    texts: dict[str, list[str]] = defaultdict(list)
    for piece in pieces(TODAY):
        texts[piece.item] += [piece.title, plain(piece), *(file.name for file in piece.attachments)]

    ticks = {key: checklist.check(all_rows()[key].content, Draft("", "\n".join(said))) for key, said in texts.items()}
    missing = [(key, tick.element) for key, found in ticks.items() for tick in found if tick.tick is Tick.MISSING]
    partly = [key for key, found in ticks.items() if not all(tick.is_done for tick in found)]

    assert missing == []
    assert [key for key in partly if all_rows()[key].slug in COMPLETE] == []
    assert len(partly) < 0.05 * len(ticks)


def test_what_townships_and_villages_owe_all_year_is_told_by_most_of_them_but_not_by_all():
    told: dict[str, set[str]] = defaultdict(set)
    for piece in everything():
        told[piece.item].add(piece.place)

    lagging = {key: {town.name for town in county.townships()} - told[key] for key in TOWNSHIP_KEYS}

    assert len(TOWNSHIP_KEYS) >= 30
    assert max(map(len, lagging.values())) <= 2
    assert 15 <= sum(map(len, lagging.values())) <= 50
    assert len({*chain.from_iterable(lagging.values())}) >= 8
    assert all(40 <= len(told[key] & VILLAGES) < 60 for key in VILLAGE_KEYS)


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_a_standing_record_names_every_element_of_its_row(today):
    missing = [
        (record.title, tick.element, tick.missing)
        for record in drawn(today)
        if record.place and record.item in (*TOWNSHIP_KEYS, *VILLAGE_KEYS) and not NUMBERED.search(record.title)
        for tick in checklist.check(all_rows()[record.item].content, Draft(record.title, plain(record)))
        if not tick.is_done
    ]

    assert missing == []


def test_no_two_places_say_it_in_the_same_words():
    standing = [r for r in drawn() if r.place and r.item in TOWNSHIP_KEYS]
    said = Counter((r.item, re.sub(r"\d+", "", plain(r).replace(r.place, ""))) for r in standing)

    assert [words for words, times in said.items() if times > 1] == []


@pytest.mark.parametrize("today", [TODAY, *OTHER_DAYS])
def test_all_were_formed_on_working_days_of_the_past_year(today):
    formed = {piece.formed_on(today) for piece in everything(today)}

    assert max(formed) < today
    assert min(formed) >= today - timedelta(days=365)
    assert all(days.is_working_day(day) for day in formed)


def test_html_passes_the_sanitiser_unchanged():
    changed = [piece.title for piece in everything() if markup.clean(piece.html) != piece.html]

    assert changed == []


def test_nothing_is_left_unfilled():
    gaps = re.compile(r"[{}\[\]⟦⟧@]|\|")
    open_ended = [p.title for p in everything() if gaps.search(p.title + plain(p).replace("@mingjing.example", ""))]

    assert open_ended == []


def test_nobody_can_be_identified():
    identity = re.compile(r"\d{17}[\dXx]|\d{15,}")
    mobile = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
    landline = re.compile(r"\d{3,4}-\d{7,8}")

    for piece in everything():
        text = piece.title + plain(piece)
        assert not identity.search(text), piece.title
        assert not mobile.search(text), piece.title
        assert all(re.fullmatch(r"0000-12345\d\d", number) for number in landline.findall(text)), piece.title


def test_document_numbers_have_the_official_form_and_are_given_once():
    numbers = [piece.doc_number for piece in everything() if piece.doc_number]

    assert all(DOCUMENT_NUMBER.fullmatch(number) for number in numbers)
    assert len(numbers) == len(set(numbers))


def test_a_document_number_carries_the_year_in_which_the_document_was_formed():
    for piece in everything():
        if piece.doc_number:
            assert f"〔{piece.formed_on(TODAY).year}〕" in piece.doc_number


def test_totals_are_the_sums_of_their_columns():
    wrong = [(piece.title, column) for piece in everything() for column in _wrong_columns(piece.html)]

    assert wrong == []


def _wrong_columns(html: str) -> list[str]:
    if "<table" not in html:
        return []
    found = []
    for table in lxml.html.fromstring(f"<div>{html}</div>").iter("table"):
        rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
        if rows[-1][0] in {"合计", "总数", "支出合计"} and not any(row[0][:2] in {"　其", "其中"} for row in rows):
            found += [rows[0][n] for n in range(1, len(rows[0])) if not _adds_up([row[n] for row in rows[1:]])]
    return found


def _adds_up(column: list[str]) -> bool:
    """A column of numbers with one total; rates, standards and repeated prices are not summed."""
    if not all(NUMBER.fullmatch(cell) for cell in column) or len(set(column)) == 1:
        return True
    values = [round(float(cell.replace(",", "")) * 100) for cell in column]
    return sum(values[:-1]) == values[-1]


def test_an_interpretation_names_a_policy_that_exists():
    titles = {piece.title for piece in everything()}
    explained = [piece.interprets for piece in everything() if piece.interprets]

    assert len(explained) >= 5
    assert set(explained) <= titles


def test_the_tour_has_its_whole_story():
    story = [piece for piece in pieces(TODAY) if (piece.l2, piece.field) == ("耕地地力保护", "agricultural-subsidies")]
    kinds = {piece.kind for piece in story}

    assert {"policy", "interpretation", "guide", "announcement", "result"} <= kinds
    assert sum(piece.is_highlight for piece in story) >= 4
    assert any(piece.title.startswith("耕地补贴怎么领") for piece in story)
    assert {len(re.findall(r"20\d\d年耕地", piece.title)) for piece in story} <= {0, 1}


def test_the_tour_speaks_of_one_year_whatever_the_day():
    for today in (TODAY, *OTHER_DAYS):
        story = [p for p in everything(today) if p.item == "23-0002"]
        years = {year for piece in story for year in re.findall(r"(20\d\d)年耕地地力", piece.title)}

        assert len(years) == 1, today


def test_highlights_have_an_english_title():
    highlights = [piece for piece in pieces(TODAY) if piece.is_highlight]

    assert len(highlights) >= 18
    assert all(piece.title_en.isascii() for piece in highlights)


def test_places_and_bodies_are_those_of_the_demo_county():
    for piece in everything():
        known = {*county.departments(), "township-government", "village-committee"}
        assert piece.body_kind in known, piece.title
        assert (piece.place == "") == (piece.level == "county"), piece.title
        if piece.place:
            county.named(piece.place)
