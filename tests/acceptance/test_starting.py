"""Does a start find its way past a busy port, and does a second start do nothing twice?"""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gongkai.config import serving
from gongkai.demo import seeding
from gongkai.organisations.models import County
from gongkai.standards.models import Edition
from tests.factories.organisations import CountyFactory, DivisionFactory


@pytest.mark.enable_socket
def test_a_busy_port_is_replaced_by_the_next_free_one():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]

        port = serving.free_port(taken)

    assert taken < port < taken + serving.PORTS_TRIED


def test_static_files_are_collected_once(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    serving.collect_static()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    Path(settings.STATIC_ROOT, "left.txt").write_text("a second collection would clear this away", encoding="ascii")

    serving.collect_static()

    assert stamp.exists()
    assert Path(settings.STATIC_ROOT, "left.txt").exists()


@pytest.mark.django_db
def test_the_built_in_pack_is_loaded_once():
    call_command("pack", "load", "--if-missing")
    before = list(Edition.objects.order_by("pk").values_list("pk", "created_at"))

    call_command("pack", "load", "--if-missing")

    assert list(Edition.objects.order_by("pk").values_list("pk", "created_at")) == before
    assert before


@pytest.mark.django_db
class TestTheDemoCounty:
    @pytest.fixture(autouse=True)
    def there_already(self):
        CountyFactory(division=DivisionFactory(code=seeding.CODE))

    def test_what_is_there_is_left_as_it_is(self):
        call_command("demo", "seed", "--if-missing", "--today", date(2026, 11, 27).isoformat())

        assert County.objects.count() == 1

    def test_seeding_over_it_is_refused_with_the_way_out(self):
        with pytest.raises(CommandError, match="var/"):
            call_command("demo", "seed")
