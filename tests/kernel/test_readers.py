"""The address of a reader: what our own proxies say, and never what the reader says herself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.kernel.readers import address_of, network_of, vouched

OWN, READER, FORGED = "10.0.0.1", "203.0.113.7", "198.51.100.9"


@pytest.mark.parametrize(
    ("header", "proxies", "address"),
    [
        ("", 0, OWN),
        (READER, 0, OWN),
        (READER, 1, READER),
        (f"{FORGED}, {READER}", 1, READER),
        (f"{READER}, 10.0.0.2", 2, READER),
        (f"{FORGED}, {READER}, 10.0.0.2", 2, READER),
        ("", 1, OWN),
        (READER, 2, OWN),
        (f"{READER}:50123", 1, READER),
        ("[2001:db8::7]:50123", 1, "2001:db8::7"),
        ("2001:db8::7", 1, "2001:db8::7"),
        ("unknown", 1, OWN),
        ("<script>", 1, OWN),
    ],
)
def test_only_what_our_own_proxies_appended_is_believed(header, proxies, address):
    assert vouched(header, own=OWN, proxies=proxies) == address


@given(st.lists(st.sampled_from([FORGED, "x", " "]), max_size=5), st.integers(1, 3))
def test_what_a_reader_sends_before_never_changes_her_address(forged, proxies):
    appended = [READER, *(["10.0.0.2"] * (proxies - 1))]

    assert vouched(",".join([*forged, *appended]), own=OWN, proxies=proxies) == READER


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:0:1::7", "2001:db8:0:1:ffff::9", True),
        ("2001:db8:0:1::7", "2001:db8:0:2::7", False),
        ("203.0.113.7", "203.0.113.8", False),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("a socket", "another", False),
    ],
)
def test_a_household_with_a_whole_network_of_addresses_counts_as_one(one, other, is_same):
    assert (network_of(one) == network_of(other)) is is_same


def test_it_is_read_from_the_request(rf, settings):
    settings.PROXIES = 1

    assert address_of(rf.get("/", headers={"x-forwarded-for": READER}, REMOTE_ADDR=OWN)) == READER
