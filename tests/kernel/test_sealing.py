"""What is sealed is read again here, for what it was sealed for, and nowhere else."""

from __future__ import annotations

import pytest

from gongkai.kernel import sealing


def test_a_sealed_text_is_read_again_and_no_two_seals_are_alike():
    one, other = (sealing.seal("reader@example.test", purpose="p") for _ in range(2))

    assert one != other
    assert "reader" not in one
    assert sealing.unseal(one, purpose="p") == "reader@example.test"
    assert sealing.seal("", purpose="p") == sealing.unseal("", purpose="p") == ""


def test_another_purpose_another_key_and_a_changed_seal_read_nothing(settings):
    sealed = sealing.seal("reader@example.test", purpose="p")

    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, purpose="q")
    with pytest.raises(sealing.Unreadable):
        sealing.unseal("AAAA" + sealed[4:], purpose="p")
    settings.SEAL_KEY = "another"
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(sealed, purpose="p")


def test_a_fingerprint_is_the_same_for_the_same_text_and_purpose(settings):
    print_ = sealing.fingerprint("reader@example.test", purpose="p")

    assert print_ == sealing.fingerprint("reader@example.test", purpose="p")
    assert print_ != sealing.fingerprint("reader@example.test", purpose="q")
    settings.SEAL_KEY = "another"
    assert print_ != sealing.fingerprint("reader@example.test", purpose="p")
