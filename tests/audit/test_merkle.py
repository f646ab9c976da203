"""Proofs of the log hold for what stands in it, and for nothing else."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audit.rules import merkle

# The first leaves and roots of the trees that certificate transparency's own test vectors are built from.
LEAVES = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
}

sizes = st.integers(min_value=1, max_value=70)


class Tree:
    """A tree as it is kept: its leaves, and each full subtree from the moment it is full."""

    def __init__(self, hashes):
        self.kept, self.frontier, self.size = {}, [], 0
        for leaf in hashes:
            self.kept[0, self.size] = leaf
            for grown in merkle.grow(self.size, self.frontier, leaf):
                self.kept[grown.level, grown.index] = grown.hash
            self.size += 1

    def node(self, level, index):
        return self.kept[level, index]


def tree_of(size):
    return Tree([merkle.leaf_hash(str(n).encode()) for n in range(size)])


def defined(hashes):
    """The root as the RFC defines it, by splitting at the largest power of two."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return sha256(b"\x01" + defined(hashes[:half]) + defined(hashes[half:])).digest()


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_those_that_others_have_published(size):
    tree = Tree([merkle.leaf_hash(leaf) for leaf in LEAVES[:size]])

    assert merkle.folded(tree.frontier).hex() == ROOTS[size]
    assert merkle.root(size, tree.node).hex() == ROOTS[size]


def test_the_root_of_an_empty_log_is_the_hash_of_nothing():
    assert merkle.root(0, Tree([]).node) == sha256(b"").digest()


@given(sizes)
def test_a_grown_tree_has_the_root_of_the_definition(size):
    tree = tree_of(size)

    assert merkle.root(size, tree.node) == defined([tree.node(0, n) for n in range(size)])


@given(sizes, st.data())
def test_every_leaf_of_every_earlier_tree_is_proved(size, data):
    tree = tree_of(size)
    within = data.draw(st.integers(min_value=1, max_value=size))
    index = data.draw(st.integers(min_value=0, max_value=within - 1))

    proof = merkle.inclusion(index, within, tree.node)

    assert merkle.root_by_inclusion(index, within, tree.node(0, index), proof) == merkle.root(within, tree.node)
    assert len(proof) <= within.bit_length()


@given(sizes, st.data())
def test_no_other_leaf_place_or_size_passes_with_a_proof(size, data):
    tree = tree_of(size)
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    proof, root = merkle.inclusion(index, size, tree.node), merkle.root(size, tree.node)

    assert merkle.root_by_inclusion(index, size, merkle.leaf_hash(b"other"), proof) != root
    for other in range(size):
        if other != index:
            assert merkle.root_by_inclusion(other, size, tree.node(0, index), proof) != root
    assert merkle.root_by_inclusion(index, size, tree.node(0, index), [*proof, root]) is None
    if proof:
        assert merkle.root_by_inclusion(index, size, tree.node(0, index), proof[:-1]) is None


@given(sizes, st.data())
def test_a_log_that_only_grew_is_proved_to_have(size, data):
    tree = tree_of(size)
    old = data.draw(st.integers(min_value=1, max_value=size))

    proof = merkle.consistency(old, size, tree.node)

    roots = merkle.root(old, tree.node), merkle.root(size, tree.node)
    assert merkle.is_consistent(old, size, *roots, proof)


@given(st.integers(min_value=2, max_value=70), st.data())
def test_a_log_that_was_changed_is_not_proved_to_have_grown(size, data):
    tree = tree_of(size)
    old = data.draw(st.integers(min_value=1, max_value=size - 1))
    changed = data.draw(st.integers(min_value=0, max_value=old - 1))
    hashes = [tree.node(0, n) for n in range(size)]
    hashes[changed] = merkle.leaf_hash(b"changed afterwards")
    forged = Tree(hashes)

    proof = merkle.consistency(old, size, forged.node)

    assert not merkle.is_consistent(old, size, merkle.root(old, tree.node), merkle.root(size, forged.node), proof)
    assert not merkle.is_consistent(old, size, merkle.root(old, forged.node), merkle.root(size, tree.node), proof)


@given(st.integers(min_value=1, max_value=5000), st.data())
def test_a_proof_asks_for_few_subtrees_however_long_the_log_is(size, data):
    index = data.draw(st.integers(min_value=0, max_value=size - 1))
    asked = []

    def node(level, at):
        asked.append((level, at))
        assert (at + 1) << level <= size  # only full subtrees are kept
        return b"\x00" * 32

    merkle.inclusion(index, size, node)

    assert len(asked) <= 2 * size.bit_length()


@pytest.mark.parametrize(("index", "size"), [(0, 0), (5, 5), (-1, 3)])
def test_what_stands_in_no_log_has_no_proof(index, size):
    with pytest.raises(IndexError):
        merkle.inclusion(index, size, tree_of(size).node)
    assert merkle.root_by_inclusion(index, size, b"", []) is None


@pytest.mark.parametrize(("old", "size"), [(0, 3), (4, 3)])
def test_no_log_grew_from_nothing_or_from_a_longer_one(old, size):
    with pytest.raises(IndexError):
        merkle.consistency(old, size, tree_of(size).node)
    assert not merkle.is_consistent(old, size, b"", b"", [])
