"""How long after a withdrawal can anybody still read what was withdrawn? Two seconds are allowed.

The demo county is served by one process; another withdraws a piece with an attachment: the server that showed it
does not hear of it by itself. Every address that showed the piece is asked again and again, straight and through an
nginx that keeps pages, until none says its title any more.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import _demo

PORTS = {"ours": 8721, "nginx": 8723, "proxy": 8724}
ALLOWED, PATIENCE, PIECES = 2.0, 15.0, 5
ACT = """
import sys, django
django.setup()
from django.utils import timezone
from gongkai.publishing.actions import withdraw
from gongkai.publishing.models import Information
pieces = Information.objects.public().filter(attachments__isnull=False, body__level="county").distinct()
for piece in pieces.order_by("-published_at", "id")[: int(sys.argv[1])]:
    file = piece.attachments.first().public_id
    field = piece.matter.field.slug
    print("|".join([piece.public_id, file, field, str(piece.matter.number), piece.body.slug, piece.title]), flush=True)
    sys.stdin.readline()
    withdraw(information_id=piece.pk, reason="误公开", by=None, at=timezone.now())
    print("withdrawn", flush=True)
"""


def run() -> list[dict]:
    if not shutil.which("nginx"):
        note = "needs nginx (the Debian package of this name)"
        return [{"name": "withdrawn and still readable", "value": None, "measured": False, "note": note}]
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with (
            _demo.ours(folder, port=PORTS["ours"], path="/", with_worker=True),
            _demo.nginx(folder, ports=PORTS, path="/"),
        ):
            told = _withdrawn(folder)
    worst = max(told, key=lambda one: one[0])
    note = f"longest at {worst[1]}; {PIECES} pieces, {len(told)} addresses that had shown them"
    figure = {"name": "withdrawn and still readable, at worst", "value": worst[0], "unit": "s", "peer": None}
    return [figure | {"ratio": None, "limit": ALLOWED, "note": note}]


def _withdrawn(folder: Path) -> list[tuple[float, str]]:
    told = []
    command = [sys.executable, "-c", ACT, str(PIECES)]
    with subprocess.Popen(
        command, env=_demo.environment(folder), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        for line in other.stdout:
            *where, title = line.rstrip("\n").split("|")
            showing = [address for address in _addresses(*where, title) if _says(address, title)]
            other.stdin.write("go\n")
            other.stdin.flush()
            assert other.stdout.readline() == "withdrawn\n"
            told += _until_gone(showing, title)
    return told


def _addresses(piece: str, file: str, field: str, matter: str, body: str, title: str) -> list[str]:
    said = urllib.parse.quote(title)
    paths = [
        f"/info/{piece}/",
        f"/info/{piece}/history/",
        f"/info/{piece}/record.json",
        f"/info/{piece}/files/{file}/",
        "/",
        "/latest/",
        "/latest/feed.xml",
        f"/fields/{field}/",
        f"/fields/{field}/feed.xml",
        f"/matters/{matter}/",
        f"/bodies/{body}/",
        f"/search/?q={said}",
        f"/search/suggest/?q={said}",
    ]
    return [f"http://127.0.0.1:{port}{path}" for port in (PORTS["ours"], PORTS["proxy"]) for path in paths]


def _until_gone(addresses: list[str], title: str) -> list[tuple[float, str]]:
    withdrawn, gone, left = time.monotonic(), [], list(addresses)
    while left and time.monotonic() - withdrawn < PATIENCE:
        for address in tuple(left):
            if not _says(address, title):
                gone.append((time.monotonic() - withdrawn, address))
                left.remove(address)
    return gone + [(PATIENCE, address) for address in left]


def _says(address: str, title: str) -> bool:
    """Whether what is answered is the piece: its own page with its title, a link with its title, or a file at all."""
    with contextlib.suppress(urllib.error.HTTPError), urllib.request.urlopen(address) as answer:
        if "/files/" in address:
            return True
        words = answer.read().decode()
        if "/search/?" in address:
            # The question stands there, too: what was found is a link.
            return bool(re.search(r'<a [^>]*href="/info/[^"]+"[^>]*>\s*' + re.escape(title), _unmarked(words)))
        return title in words
    return False


def _unmarked(words: str) -> str:
    return words.replace("<mark>", "").replace("</mark>", "")
