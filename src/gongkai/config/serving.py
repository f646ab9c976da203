"""Serving from one process: a free port, static files collected once, granian with the worker inside."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

PORTS_TRIED = 50


def free_port(first: int) -> int:
    """The first port from `first` on that nobody holds on this machine."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"ports {first}-{first + PORTS_TRIED - 1} are all taken")


def collect_static() -> None:
    """Collect static files if one of ours changed since they were last collected."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    digest = _static_digest()
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(digest, encoding="ascii")


def _static_digest() -> str:
    package = Path(__file__).resolve().parent.parent
    lines = [
        f"{file.relative_to(package)} {file.stat().st_size} {file.stat().st_mtime_ns}"
        for file in sorted(package.glob("*/static/**/*"))
        if file.is_file()
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def serve(*, address: str, port: int, on_ready: Callable[[], None]) -> None:
    """Serve until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    server = Granian(
        "gongkai.config.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
        websockets=False,
        workers_kill_timeout=5,
    )
    server.on_startup(on_ready)
    server.serve()
