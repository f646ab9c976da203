"""Two processes at the same act: numbers are given once, posts are held once, a post ends once."""

from __future__ import annotations

from pathlib import Path

SCRIPT = Path(__file__).with_name("own_process.py")
BODIES = 10  # that each of the two adds


def test_two_who_change_a_county_at_once_do_not_get_in_each_others_way(own_database):
    """One story on one database: making a database takes longer than the acts, and so does starting a process."""
    with own_database.pair() as pair:
        acted = {act: pair.both(act) for act in ("add", "appoint", "end_post")}

    assert acted == {"add": ["done", "done"], "appoint": ["done", "post_held"], "end_post": ["done", "post_ended"]}
    numbers = own_database.ask(
        "SELECT count(DISTINCT number), max(number) FROM organisations_body WHERE kind = 'other'"
    )
    first = own_database.ask("SELECT min(number) FROM organisations_body")[0][0]
    assert numbers == [(2 * BODIES, first + 2 * BODIES)]
    assert own_database.ask("SELECT count(*) FROM organisations_post WHERE role = 'approver'") == [(1,)]
    entries = own_database.ask("SELECT count(*), max(seq) FROM audit_entry")
    assert entries == [(2 * BODIES + 3, 2 * BODIES + 3)]  # ending her last post hands over: two entries
