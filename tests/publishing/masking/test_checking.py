"""A copy is looked through for what was masked, with few secrets and with many."""

from __future__ import annotations

import pytest

from gongkai.publishing.masking import checking
from gongkai.publishing.masking.checking import repeated_in, settled
from gongkai.publishing.masking.kinds import NotMaskable, Reason
from gongkai.publishing.rules.sensitive import Kind
from tests.publishing.scan import making
from tests.publishing.scan.people import ADULT, MOBILE, ON

SECRETS = {
    ADULT: Kind.ID18,
    f"{MOBILE[:3]} {MOBILE[3:]}": Kind.MOBILE,
    "癌": Kind.HEALTH,
    "王小虎": Kind.MINOR,
    "9": Kind.MINOR,
}


@pytest.mark.parametrize("much", [10**9, 0])
@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
def test_secrets_are_found_whole_and_without_their_gaps_and_illnesses_are_not_looked_for(monkeypatch, much, codec):
    monkeypatch.setattr(checking, "_MUCH", much)
    text = f"甲{ADULT}，{MOBILE}，癌，王小虎同学9".encode(codec)

    assert set(repeated_in(text, SECRETS)) == {ADULT, MOBILE, "王小虎"}


def test_secrets_are_found_across_markup_and_in_archives():
    parts = {"a.xml": f"<a><b>{ADULT[:6]}</b>{ADULT[6:]}</a>".encode(), "王小虎.txt": b""}

    assert set(repeated_in(making.archive(parts), SECRETS)) == {ADULT, "王小虎"}


def test_what_stays_whatever_is_done_is_never_handed_over():
    with pytest.raises(NotMaskable) as refused:
        settled(ADULT.encode(), lambda content, task: content, on=ON, profile=None)

    assert refused.value.reason is Reason.STILL_THERE
