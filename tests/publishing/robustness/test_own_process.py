"""A worker killed between publication and delivery, and a disk without room: real processes, nothing lost."""

from __future__ import annotations

import signal
from pathlib import Path

SCRIPT = Path(__file__).with_name("own_process.py")
PENDING = "SELECT count(*) FROM kernel_outboxdelivery WHERE state = 'pending'"
DONE = "SELECT count(*), count(DISTINCT event_id || consumer) FROM kernel_outboxdelivery WHERE state = 'done'"
FOUND = "SELECT count(*) FROM search_document WHERE title = '粮食补贴公告'"
FILES = "SELECT name FROM publishing_attachment"


def ended(own_database, act):
    with own_database.start(act) as process:
        told = process.communicate()[0].split("\n")
    return process.returncode, told


def test_what_a_killed_process_had_not_delivered_is_delivered_once(own_database):
    code, _told = ended(own_database, "publish")
    assert code == -signal.SIGKILL
    ((waiting,),) = own_database.ask(PENDING)
    assert waiting > 0
    assert own_database.ask(FOUND) == [(0,)]

    assert ended(own_database, "deliver")[0] == 0

    assert own_database.ask(PENDING) == [(0,)]
    ((done, distinct),) = own_database.ask(DONE)
    assert done == distinct >= waiting
    assert own_database.ask(FOUND) == [(1,)]


def test_a_full_disk_refuses_the_file_leaves_no_half_of_it_and_takes_the_next(own_database):
    code, told = ended(own_database, "full")

    assert code == 0
    assert told[:3] == ["no_room", "taken", "5"]
    assert own_database.ask(FILES) == [("a.txt",)]
