"""Index numbers under two processes at once; a publication that is killed in the middle."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.publishing.own_process import PIECES

SCRIPT = Path(__file__).with_name("own_process.py")
STATE = """
SELECT i.state, i.index_number, d.state,
       (SELECT count(*) FROM duties_fulfilment),
       (SELECT count(*) FROM publishing_indexcounter),
       (SELECT count(*) FROM kernel_outboxevent WHERE topic = 'information_published'),
       (SELECT count(*) FROM audit_entry WHERE action = 'information.publish')
FROM publishing_information i JOIN duties_duty d ON d.id = i.duty_id WHERE i.title = 'duty'
"""


def test_two_processes_never_give_the_same_index_number(own_database):
    with own_database.pair() as pair:
        told = pair.each("0", "1")

    assert told == ["done", "done"]
    numbers = sorted(
        number
        for (number,) in own_database.ask("SELECT index_number FROM publishing_information WHERE state = 'published'")
    )
    assert [int(number[-5:]) for number in numbers] == list(range(1, 2 * PIECES + 1))
    assert own_database.ask("SELECT last FROM publishing_indexcounter") == [(2 * PIECES,)]


def test_a_publication_that_is_killed_was_never_there(own_database):
    """At an early, a middle and a late statement; then it is done, whole."""
    before = own_database.ask(STATE)
    with own_database.talk("die") as process:
        for statement in ("4", "12", "18"):
            process.say(statement)
            assert process.hear() == str(-signal.SIGKILL)
            assert own_database.ask(STATE) == before
        process.say("0")
        statements = int(process.hear())

    ((state, number, duty, evidence, counters, events, entries),) = own_database.ask(STATE)
    assert statements > 18
    assert (state, duty, evidence, counters, events, entries) == ("published", "fulfilled", 1, 1, 1, 1)
    assert number.endswith("/2025-00001")
