"""Two processes at the same act: a key is given once, an edition is put in force once."""

from __future__ import annotations

from pathlib import Path

SCRIPT = Path(__file__).with_name("own_process.py")
ITEMS = 60  # that each of the two imports


def test_two_who_keep_the_guidelines_at_once_do_not_get_in_each_others_way(own_database):
    """One story on one database: making a database takes longer than the acts, and so does starting a process."""
    with own_database.pair() as pair:
        imported = pair.both("import_edition")
        in_force = pair.both("put_in_force")

    assert imported == ["done", "done"]
    assert own_database.ask("SELECT count(*), count(DISTINCT key) FROM standards_item") == [(2 * ITEMS, 2 * ITEMS)]
    assert own_database.ask("SELECT number FROM standards_edition ORDER BY number") == [(1,), (2,), (3,), (4,)]
    assert in_force == ["done", "not_a_draft"]
    assert own_database.ask("SELECT number FROM standards_edition WHERE state = 'in_force'") == [(2,)]
