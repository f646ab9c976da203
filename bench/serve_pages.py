"""How fast are kept public pages served, beside what the same server and nginx do with the same bytes?

Peers on the same machine in the same run, in turns: granian answering a constant with the same headers and bytes, nginx
serving them as a file, our page uncached, and our page through nginx's own cache. wrk asks from one thread over 16
connections.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

import _demo

ROUNDS, SECONDS, CONNECTIONS = 5, 4, 16
PAGE = "/fields/social-assistance/"
PORTS = {"ours": 8711, "constant": 8712, "nginx": 8713, "proxy": 8714}
ACCEPT, PERSONAL = "Accept-Encoding: gzip", "Cookie: messages=x"
# ours to the peer, at least
OF_GRANIAN, OF_NGINX, OF_UNCACHED, PROXY_OF_NGINX = 0.70, 0.40, 20, 0.95

CONSTANT = """
BODY = open({file!r}, "rb").read()
HEADERS = {headers!r}


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return (BODY,)
"""


def run() -> list[dict]:
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing:
        note = f"needs {' and '.join(missing)} (Debian packages of these names)"
        return [{"name": "kept pages a second", "value": None, "measured": False, "note": note}]
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name, contextlib.ExitStack() as running:
        rates = _measured(Path(name), running)
    return _figures(rates)


def _measured(folder: Path, running: contextlib.ExitStack) -> dict[str, float]:
    folder.chmod(0o755)
    running.enter_context(_demo.ours(folder, port=PORTS["ours"], path=PAGE))
    packed, headers = _fetch(PORTS["ours"])
    (folder / "static").mkdir()
    (folder / "static" / "page.html").write_bytes(packed)
    running.enter_context(_constant(folder, headers))
    running.enter_context(_demo.nginx(folder, ports=PORTS, path=PAGE))
    asked = {
        "ours": (PORTS["ours"], PAGE, ACCEPT),
        "constant": (PORTS["constant"], "/", ACCEPT),
        "nginx": (PORTS["nginx"], "/page.html", ACCEPT),
        "proxy": (PORTS["proxy"], PAGE, ACCEPT),
        "uncached": (PORTS["ours"], PAGE, PERSONAL),
    }
    told: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(ROUNDS):  # in turns, so that all meet the same machine
        for name, (port, path, header) in asked.items():
            told[name].append(_rate(port, path, header))
    return {name: statistics.median(values) for name, values in told.items()} | {"bytes": len(packed)}


def _figures(rates: dict[str, float]) -> list[dict]:
    def figure(name: str, ours: str, peer: str, least: float) -> dict:
        # Limits are upper ones here: the peer's rate to ours.
        ratio = rates[peer] / rates[ours]
        note = f"{rates[ours] / rates[peer]:.2f} x the peer, at least {least} asked; {rates['bytes']:,.0f} bytes"
        told = {"value": rates[ours], "unit": "/s", "peer": rates[peer], "ratio": ratio, "limit": 1 / least}
        return {"name": name, "note": note, **told}

    return [
        figure("kept page, to granian's constant", "ours", "constant", OF_GRANIAN),
        figure("kept page, to nginx's static file", "ours", "nginx", OF_NGINX),
        figure("kept page, to the same page uncached", "ours", "uncached", OF_UNCACHED),
        figure("kept page behind nginx's cache, to its static file", "proxy", "nginx", PROXY_OF_NGINX),
    ]


def _rate(port: int, path: str, header: str) -> float:
    asked = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", header, f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in told:
        raise RuntimeError(told)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])


def _fetch(port: int) -> tuple[bytes, list[tuple[str, str]]]:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{PAGE}", headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        return answer.read(), [(k, v) for k, v in answer.headers.items() if k.lower() not in ("server", "date")]


def _constant(folder: Path, headers: list[tuple[str, str]]):
    source = CONSTANT.format(file=str(folder / "static" / "page.html"), headers=headers)
    (folder / "constant.py").write_text(source, encoding="ascii")
    granian = Path(sys.executable).with_name("granian")
    # As ours is served.
    how = ["--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws"]
    command = [str(granian), *how, "--port", str(PORTS["constant"]), "constant:application"]
    return _demo.process(command, port=PORTS["constant"], path="/", cwd=folder)
