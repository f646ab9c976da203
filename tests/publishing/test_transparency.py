"""What became public stands in a log that anybody can download and check without us."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from gongkai.audit import signing
from gongkai.kernel import outbox
from gongkai.publishing import actions
from tests.factories.organisations import BodyFactory, CountyHostFactory
from tests.factories.publishing import InformationFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def body():
    body = BodyFactory()
    CountyHostFactory(county=body.county)
    return body


def published(body, **about):
    piece = InformationFactory(body=body, in_review=True, **about)
    actions.sign_off_and_publish(information_id=piece.pk, by=None, at=NOON)
    outbox.drain_all()
    return piece


@pytest.fixture
def pieces(body):
    return [published(body, title=f"第{n}号补贴公告") for n in range(1, 6)]


def address(page, *args, **query):
    return reverse(f"publishing_portal:{page}", args=args, query=query)


@pytest.fixture
def check(tmp_path):
    """Check a file as anybody would: downloaded, then given to the command."""

    def checked(content, *options):
        file = tmp_path / "downloaded.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        said = StringIO()
        with suppress(SystemExit):  # a command that finds something ends with 1
            call_command("verify_log", str(file), "--json", *options, stdout=said)
        (verdict,) = json.loads(said.getvalue())["checked"].values()
        return [(found["flaw"], found["index"]) for found in verdict["found"]]

    return checked


def download(client, page, *args, **query):
    answer = client.get(address(page, *args, **query))
    assert answer.status_code == 200
    return answer.getvalue().decode()


def test_a_proof_names_the_very_digest_of_the_record(client, pieces, check):
    proof = json.loads(download(client, "proof", pieces[2].public_id))
    record = client.get(address("record", pieces[2].public_id)).content

    assert proof["entry"]["sha256"] == hashlib.sha256(record).hexdigest()
    assert check(proof) == []


@pytest.mark.parametrize("name", ["event", "public_id", "sha256", "at"])
def test_a_proof_that_was_written_on_does_not_hold(client, pieces, check, name):
    proof = json.loads(download(client, "proof", pieces[2].public_id))

    proof["entry"][name] = "2026-03-02T04:00:00.000001+00:00" if name == "at" else "0" * 64

    assert ("entry_changed", 2) in check(proof)


def test_a_proof_of_one_place_is_none_of_another(client, pieces, check):
    proof = json.loads(download(client, "proof", pieces[2].public_id))

    proof["entry"]["index"] = 1

    assert ("not_in_log", 1) in check(proof)


def test_a_withdrawal_is_told_by_the_log_as_well(client, pieces, check):
    actions.withdraw(information_id=pieces[0].pk, reason="数字有误", by=None, at=NOON)
    outbox.drain_all()

    proof = json.loads(download(client, "proof", pieces[0].public_id))

    assert (proof["entry"]["event"], proof["entry"]["index"]) == ("withdrawn", 5)
    assert check(proof) == []


def test_the_whole_log_holds_and_a_changed_line_is_named(client, pieces, check):
    whole = download(client, "log_whole")
    lines = whole.splitlines(keepends=True)

    assert check(whole) == []
    assert check("".join(lines[:3] + lines[4:])) == [("entry_missing", 2)]
    assert check("".join(lines[:-1])) == [("entry_missing", 4)]
    assert check(whole.replace(pieces[3].public_id, pieces[1].public_id)) == [("entry_changed", 3)]
    assert check(whole + lines[-1].replace('"index":4', '"index":5')) == [("entries_too_many", 5)]


def test_entries_exchanged_with_their_hashes_do_not_lead_to_the_signed_root(client, body, pieces, check):
    ours = download(client, "log_whole").splitlines(keepends=True)
    published(body, title="第6号补贴公告")
    theirs = download(client, "log_whole").splitlines(keepends=True)

    forged = [*ours[:5], theirs[6].replace('"index":5', '"index":4')]

    assert check("".join(forged)) == [("root", None)]


def test_whoever_kept_a_head_is_shown_that_the_log_only_grew(client, body, pieces, check):
    kept = json.loads(download(client, "log_head"))["head"]
    published(body, title="第6号补贴公告")

    grown = json.loads(download(client, "log_head", since=kept["size"]))

    assert (grown["before"], grown["head"]["size"]) == (kept, 6)
    assert check(grown) == []
    grown["consistency"][0] = "00" * 32
    assert check(grown) == [("not_grown", 5)]


def test_a_head_counts_only_with_the_key_that_was_printed_elsewhere(client, pieces, check):
    head = download(client, "log_head")

    assert check(head, "--key", signing.public_key().upper()) == []
    assert ("other_key", None) in check(head, "--key", "ab" * 32)
    assert ("signature", None) in check(head.replace('"size": 5', '"size": 4'))


@pytest.mark.parametrize("content", ["", "{}", "[1]", "PK\x03\x04", '{"kind": "gongkai-proof/1"}', '{"kind": []}'])
def test_what_is_no_file_of_the_log_is_refused_in_words(check, content):
    assert check(content)[0][0] in {"not_a_log_file", "unreadable_line"}


def test_the_page_tells_what_the_log_is_and_where_to_get_it(client, pieces):
    page = client.get(address("log"))

    assert "公开日志" in page.text
    assert signing.public_key() in page.text
    assert address("log_whole") in page.text


def test_before_anything_is_published_the_pages_say_so(client, body):
    piece = InformationFactory(body=body, published=True)

    assert "公开日志还没有内容" in client.get(address("log")).text
    for page in (address("log_head"), address("log_whole"), address("proof", piece.public_id)):
        assert client.get(page).status_code == 404


def test_an_odd_size_is_no_size(client, pieces):
    for since in ("x", "-1", "²", "9" * 30, "0"):
        assert client.get(address("log_head", since=since)).status_code == 200


def test_the_page_of_a_piece_leads_to_its_proof(client, pieces):
    page = client.get(reverse("publishing_portal:information", args=[pieces[0].public_id]))

    assert address("proof", pieces[0].public_id) in page.text
