"""The demo county served by processes of its own, for benchmarks that ask from outside."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

NGINX = """
worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 256; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ text/html html; }}
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    proxy_cache_path {folder}/cache levels=1:2 keys_zone=pages:10m;
    upstream ours {{ server 127.0.0.1:{ours}; keepalive 8; }}
    server {{ listen 127.0.0.1:{nginx}; root {folder}/static; }}
    server {{
        listen 127.0.0.1:{proxy};
        location / {{
            proxy_pass http://ours; proxy_http_version 1.1; proxy_set_header Connection "";
            proxy_set_header Host 127.0.0.1:{ours}; proxy_set_header Accept-Encoding gzip; gunzip on;
            proxy_cache pages; proxy_cache_lock on; proxy_cache_revalidate on;
            proxy_cache_key $scheme$host$request_uri; proxy_no_cache $http_cookie; proxy_cache_bypass $http_cookie;
        }}
    }}
}}
"""


def environment(folder: Path) -> dict[str, str]:
    """What a process needs to work on the county in a folder."""
    own = {"GONGKAI_VAR": str(folder / "var"), "GONGKAI_DEMO": "1", "GONGKAI_DEFAULT_COUNTY": "991101"}
    return {**os.environ, **own, "DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}


def ours(folder: Path, *, port: int, path: str, with_worker: bool = False):
    """The site, as it is started; the county is made first."""
    gongkai = Path(sys.executable).with_name("gongkai")
    own = environment(folder) | ({"GONGKAI_EMBEDDED_WORKER": "1"} if with_worker else {})
    return process([str(gongkai), "start", "--port", str(port)], port=port, path=path, env=own)


def nginx(folder: Path, *, ports: dict[str, int], path: str):
    """A server of files and a proxy before the site."""
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, **ports), encoding="ascii")
    return process(["nginx", "-c", str(folder / "nginx.conf")], port=ports["proxy"], path=path)


@contextlib.contextmanager
def process(command: list[str], *, port: int, path: str, **more) -> Iterator[subprocess.Popen]:
    """A server, from when it answers to the end."""
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    try:
        _wait(running, f"http://127.0.0.1:{port}{path}")
        yield running
    finally:
        running.terminate()
        running.wait(timeout=20)


def _wait(running: subprocess.Popen, address: str) -> None:
    until = time.monotonic() + 600  # the demo county is made first
    while time.monotonic() < until:
        if running.poll() is not None:
            raise RuntimeError(f"{address}: its server ended")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address).close()
            return
        time.sleep(0.3)
    raise RuntimeError(f"{address}: not answered")
