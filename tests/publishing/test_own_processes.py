"""Index numbers under two processes at once; a publication that is killed in the middle."""

from __future__ import annotations

import signal

from tests.publishing.conftest import start
from tests.publishing.own_process import PIECES

STATE = """
SELECT i.state, i.index_number, d.state,
       (SELECT count(*) FROM duties_fulfilment),
       (SELECT count(*) FROM publishing_indexcounter),
       (SELECT count(*) FROM kernel_outboxevent WHERE topic = 'information_published'),
       (SELECT count(*) FROM audit_entry WHERE action = 'information.publish')
FROM publishing_information i JOIN duties_duty d ON d.id = i.duty_id WHERE i.title = 'duty'
"""


def test_two_processes_never_give_the_same_index_number(url, ask, tmp_path):
    pair = [start(url, tmp_path, "listen") for _ in range(2)]
    assert [process.stdout.readline() for process in pair] == ["ready\n", "ready\n"]

    for heap, process in enumerate(pair):
        process.stdin.write(f"{heap}\n")
        process.stdin.flush()
    told = [process.communicate()[0] for process in pair]

    assert told == ["done\n", "done\n"]
    numbers = sorted(
        number for (number,) in ask("SELECT index_number FROM publishing_information WHERE state = 'published'")
    )
    assert [int(number[-5:]) for number in numbers] == list(range(1, 2 * PIECES + 1))
    assert ask("SELECT last FROM publishing_indexcounter") == [(2 * PIECES,)]


def test_a_publication_that_is_killed_was_never_there(url, ask, tmp_path):
    """At an early, a middle and a late statement; then it is done, whole."""
    before = ask(STATE)
    with start(url, tmp_path, "die") as process:

        def publish(killed_at):
            process.stdin.write(f"{killed_at}\n")
            process.stdin.flush()
            return process.stdout.readline().strip()

        for statement in (4, 12, 18):
            assert publish(statement) == str(-signal.SIGKILL)
            assert ask(STATE) == before
        statements = int(publish(0))
        process.communicate()

    ((state, number, duty, evidence, counters, events, entries),) = ask(STATE)
    assert statements > 18
    assert (state, duty, evidence, counters, events, entries) == ("published", "fulfilled", 1, 1, 1, 1)
    assert number.endswith("/2025-00001")
