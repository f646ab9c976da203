"""Whatever the separators, whatever stands around: a valid number is found, in its place, and never shown."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.publishing.rules.sensitive import find_in_rows, find_in_text
from gongkai.publishing.rules.sensitive.kinds import Kind
from gongkai.publishing.rules.sensitive.masking import masked
from tests.publishing.scan.people import ON, card_number, id_number

numbers = st.builds(
    id_number,
    division=st.sampled_from(["991101", "991203", "420281", "110105", "650102", "830000"]),
    born=st.dates(date(1920, 1, 1), date(2026, 11, 27)),
    sequence=st.integers(0, 999),
)
gaps = st.sampled_from(["", "", "", " ", "-", "\u3000", "\u00a0", "\u200b", "－", "  "])
around = st.text(st.characters(exclude_categories=["Nd", "Cs"], exclude_characters="\n\t-.·xX "), max_size=12)
samples = st.sampled_from(
    [
        f"户主王大山，身份证{id_number()}",
        "手机13900001234",
        card_number(),
        "车主鄂A12345",
        "家住石桥村3组12号",
        "机密★10年",
        "学生姓名：王小虎",
        "王大山患尿毒症",
        "咨询电话0714-7654321",
        "2026年11月28日",
        "1380",
    ]
)


@st.composite
def separated(draw):
    """A number with gaps where people put them, which is anywhere."""
    number = draw(numbers)
    return number, "".join(digit + draw(gaps) for digit in number[:-1]) + number[-1]


@given(separated(), around, around)
def test_an_identity_number_is_found_with_any_gaps_and_in_its_place(written, before, after):
    number, text = written

    found = [f for f in find_in_text(before + text + after, on=ON) if f.kind is Kind.ID18]

    assert any("".join(filter(str.isalnum, (before + text + after)[f.start : f.end])) == number for f in found)


@given(numbers, st.sampled_from([kind for kind in Kind if kind is not Kind.SECRECY]), separated())
def test_a_mask_never_shows_more_than_six_neighbours(number, kind, written):
    for original in (number, written[1], card_number(number[:17] + "0")):
        plain = "".join(filter(str.isalnum, original))
        shown = masked(kind, original)

        assert not any(plain[place : place + 7] in shown for place in range(len(plain) - 6))


@given(st.lists(samples, max_size=6))
def test_texts_under_each_other_hold_at_least_what_each_holds(texts):
    together = {(f.start, f.end, f.kind) for f in find_in_text("\n".join(texts), on=ON)}

    offset = 0
    for text in texts:
        for f in find_in_text(text, on=ON):
            assert (f.start + offset, f.end + offset, f.kind) in together
        offset += len(text) + 1


@given(st.lists(st.lists(samples, min_size=1, max_size=4), max_size=4))
def test_places_in_a_table_are_those_of_its_cells(rows):
    for row, column, finding in find_in_rows(rows, on=ON):
        assert 0 <= finding.start < finding.end <= len(rows[row][column])


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_is_too_strange(text):
    for finding in find_in_text(text, on=ON):
        assert 0 <= finding.start < finding.end <= len(text)
