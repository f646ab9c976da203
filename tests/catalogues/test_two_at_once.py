"""Two processes at the same act: locks hold on both engines."""

from __future__ import annotations

from pathlib import Path

SCRIPT = Path(__file__).with_name("own_process.py")
ITEMS = 40


def test_two_at_the_same_act_do_not_get_in_each_others_way(own_database):
    """One story, because each act stands on the one before: compile, then number matters, then issue."""
    ask = own_database.ask
    with own_database.pair() as pair:
        assert pair.both("compile") == ["done", "done"]
        assert ask("SELECT count(*) FROM catalogues_version") == [(1,)]
        assert ask("SELECT count(*), count(DISTINCT item_id) FROM catalogues_matter") == [(ITEMS, ITEMS)]

        assert pair.both("add") == ["done", "done"]
        assert ask("SELECT count(DISTINCT number), max(number) FROM catalogues_matter") == [(ITEMS + 20, ITEMS + 20)]

        assert pair.both("issue") == ["done", "not_draft"]
        assert ask("SELECT number, state FROM catalogues_version") == [(1, "issued")]
