"""Two snapshots beside each other."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.publishing.rules import snapshots
from gongkai.publishing.rules.differences import FileKind, changed_parts, difference

plain = st.none() | st.booleans() | st.integers() | st.text(max_size=20)
kept = st.dictionaries(st.text(max_size=8), plain | st.lists(plain, max_size=3), max_size=6)


def snapshot(**changed):
    return {"title": "低保名单", "html": "<p>共3户。</p>", "publicity_days": None, "totals": "", "files": []} | changed


def file(name="名单.xlsx", sha256="a", size=10, **about):
    return {"public_id": f"{name}{sha256}", "name": name, "sha256": sha256, "size": size, **about}


@settings(max_examples=60)
@given(kept)
def test_what_was_packed_is_unpacked_and_known_by_its_digest_in_any_order(said):
    turned = dict(reversed(said.items()))

    assert snapshots.unpack(snapshots.pack(said)) == said
    assert snapshots.digest(turned) == snapshots.digest(said)


@given(kept, kept)
def test_two_states_have_one_digest_only_if_they_are_written_alike(one, other):
    is_alike = snapshots.canonical(one) == snapshots.canonical(other)

    assert (snapshots.digest(one) == snapshots.digest(other)) == is_alike


def test_what_did_not_change_leaves_nothing():
    assert difference(snapshot(), snapshot()).is_empty
    assert changed_parts(snapshot(), snapshot()) == ()


def test_a_text_field_is_told_in_words_and_a_number_as_it_stands():
    told = difference(snapshot(), snapshot(title="低保公示名单", publicity_days=7))

    title, days = told.fields
    assert [(s.kind, s.text) for s in title.words] == [("same", "低保"), ("added", "公示"), ("same", "名单")]
    assert (days.name, days.old, days.new, days.words) == ("publicity_days", None, 7, ())
    assert not told.is_empty


def test_a_field_that_an_older_version_does_not_know_was_empty():
    old = snapshot()
    del old["publicity_days"]

    assert changed_parts(old, snapshot()) == ()
    assert changed_parts(snapshot(publicity_days=7), old) == ("publicity_days",)


def test_the_note_of_a_correction_is_no_change():
    assert changed_parts(snapshot(), snapshot(correction_note="金额有误")) == ()


def test_texts_are_told_by_their_lines_and_counted():
    told = difference(snapshot(), snapshot(html="<p>共4户。</p><p>特此公示。</p>", totals="<p>合计4户</p>"))

    assert [(text.name, text.changes) for text in told.texts] == [("html", 2), ("totals", 1)]
    assert changed_parts(snapshot(), snapshot(html="")) == ("html",)


def test_markup_that_nobody_sees_is_no_change_of_the_text():
    assert difference(snapshot(), snapshot(html="<p>共3户。</p><p></p>")).is_empty


def test_files_are_told_by_name_and_content():
    old = [file("同.pdf"), file("换.xlsx"), file("旧名.pdf", "c"), file("去.pdf", "d")]
    new = [file("加.pdf", "e"), file("换.xlsx", "b", 12), file("新名.pdf", "c"), file("同.pdf")]

    told = [(c.kind, c.name, c.was_named, c.was_size) for c in difference({"files": old}, {"files": new}).files]

    assert told == [
        (FileKind.REPLACED, "换.xlsx", "换.xlsx", 10),
        (FileKind.RENAMED, "新名.pdf", "旧名.pdf", 10),
        (FileKind.ADDED, "加.pdf", "", None),
        (FileKind.REMOVED, "去.pdf", "", None),
    ]


def test_the_same_file_attached_again_is_no_change():
    again = {**file(), "public_id": "another"}

    assert changed_parts({"files": [file()]}, {"files": [again]}) == ()
    assert changed_parts({"files": [file()]}, {"files": [file(), again]}) == ("files",)
