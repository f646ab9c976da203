"""The law of the room: a copy holds nothing sensitive, in any place, in any byte; and what is not sensitive stays."""

from __future__ import annotations

import os

import pytest

from gongkai.publishing.masking import NotMaskable, Reason, clean_copy
from gongkai.publishing.rules.profiles import BY_NAME
from gongkai.publishing.rules.sensitive import Kind, Level, find_in_text
from gongkai.tables.readers import open_document
from tests.publishing.masking import reading
from tests.publishing.scan import labelled
from tests.publishing.scan.people import ON

pytestmark = pytest.mark.slow

POSITIVE = [s for name in ("positive", "positive_later", "positive_held_out") for s in labelled.samples(name)]
NEGATIVE = [s for name in ("negative", "negative_later", "negative_held_out") for s in labelled.samples(name)]
PLACES = sorted({sample.place for sample in POSITIVE} - {"pdf", "pdf_property"})
NUMBERS = {Kind.ID18, Kind.ID15, Kind.MOBILE, Kind.BANK_CARD, Kind.PASSPORT}


def of_place(samples, place):
    """The files of a place: of each set of kinds the first, of those without any each fourth; with
    GONGKAI_EVERY_SAMPLE=1 all of them, which takes minutes."""
    there = [sample for sample in samples if sample.place == place]
    if os.environ.get("GONGKAI_EVERY_SAMPLE") != "1":
        of_kinds = {tuple(sorted(sample.kinds)): sample for sample in reversed(there) if sample.kinds}
        there = [*of_kinds.values(), *[sample for sample in there if not sample.kinds][::4]]
    return [(sample, *reading.file_of(sample)) for sample in there]


def secrets_of(sample):
    """The numbers of persons as they were written."""
    text = sample.text.replace("//", "\n").replace("|", "\t")
    there = [f for f in find_in_text(text, on=ON) if f.kind in NUMBERS and f.level is Level.BLOCK]
    return [text[f.start : f.end] for f in there]


@pytest.mark.parametrize("place", PLACES)
def test_a_copy_of_any_sample_is_clean_to_the_last_byte_and_opens(place):
    for sample, content, name in of_place(POSITIVE, place):
        if "secrecy" in sample.kinds:
            continue

        copy = clean_copy(content, name=name, on=ON)

        assert reading.found(copy.content, copy.name) == [], sample
        assert reading.opens(copy.content, copy.name)
        everything = reading.everything(copy.content) + copy.name
        assert [secret for secret in secrets_of(sample) if secret in everything] == [], sample


@pytest.mark.parametrize("place", PLACES)
def test_what_bears_a_mark_of_secrecy_is_refused_wherever_the_mark_stands(place):
    for sample, content, name in of_place(POSITIVE, place):
        if "secrecy" in sample.kinds:
            with pytest.raises(NotMaskable) as refused:
                clean_copy(content, name=name, on=ON)
            assert refused.value.reason is Reason.SECRECY


@pytest.mark.parametrize("place", ["xlsx", "docx_table", "csv", "csv_gb18030", "xlsx_numbers"])
def test_a_list_in_which_nothing_is_found_stays_as_it_is(place):
    for _sample, content, name in of_place(NEGATIVE, place):
        copy = clean_copy(content, name=name, on=ON)

        old, new = (open_document(file, name).tables[0].grid.rows for file in (content, copy.content))
        assert [list(row) for row in new] == [list(row) for row in old]


@pytest.mark.parametrize("place", ["text", "txt", "txt_gb18030"])
def test_a_text_in_which_nothing_is_found_stays_as_it_is(place):
    for _sample, content, name in of_place(NEGATIVE, place):
        copy = clean_copy(content, name=name, on=ON)

        assert copy.content == content
        assert copy.removed == []


@pytest.mark.parametrize("profile", BY_NAME.values(), ids=BY_NAME.keys())
@pytest.mark.parametrize("place", sorted(labelled.TABLES))
def test_under_any_profile_a_copy_is_clean(place, profile):
    for sample, content, name in of_place(POSITIVE, place)[::3]:
        if "secrecy" not in sample.kinds:
            copy = clean_copy(content, name=name, on=ON, profile=profile)

            assert reading.found(copy.content, copy.name) == [], sample
            assert reading.opens(copy.content, copy.name)


@pytest.mark.parametrize("place", PLACES)
def test_a_copy_of_a_copy_is_the_copy(place):
    for sample, content, name in of_place(POSITIVE, place)[::3]:
        if "secrecy" not in sample.kinds:
            copy = clean_copy(content, name=name, on=ON)

            assert clean_copy(copy.content, name=copy.name, on=ON).content == copy.content, sample
