"""Other people's servers, on real sockets of this machine: WeChat's interface, a receiver of webhooks, a mail server.

WeChat's is faithful to what its documents say of the calls we make: tokens by app id and secret, permanent covers, the
limits of a draft, error codes with status 200, `\\uXXXX` kept as it is sent.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gongkai.channels.rules import signing

APP_ID, APP_SECRET = "wx0123456789abcdef", "0123456789abcdef0123456789abcdef"
HOOK_SECRET = "a-secret-of-the-media-centre"


class Handler(BaseHTTPRequestHandler):
    """A POST is handed to the stand-in; it answers with a status and an object."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, told = self.server.standin.answer(urlsplit(self.path), dict(self.headers), body)
        content = json.dumps(told, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Nothing: tests read what the stand-in keeps."""


@contextmanager
def serving(standin: Any) -> Iterator[str]:
    """Its address, while it serves."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.standin = standin
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class WeChat:
    """One official account with its draft box."""

    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    covers: dict[str, bytes] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    lock: Any = field(default_factory=threading.Lock)
    token: str = "72_stable"

    def answer(self, address, headers, body):
        with self.lock:
            self.calls.append(address.path)
            return 200, self._answer(address, headers, body)

    def _answer(self, address, headers, body):
        if address.path == "/cgi-bin/stable_token":
            return self._token(json.loads(body))
        if parse_qs(address.query).get("access_token") != [self.token]:
            return {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid or not latest"}
        if address.path == "/cgi-bin/material/add_material":
            return self._material(headers, body)
        act = {
            "/cgi-bin/draft/add": self._add,
            "/cgi-bin/draft/get": self._get,
            "/cgi-bin/draft/delete": self._delete,
            "/cgi-bin/draft/batchget": self._list,
        }.get(address.path)
        return act(json.loads(body)) if act else {"errcode": 40066, "errmsg": "invalid url"}

    def _token(self, said):
        if said.get("grant_type") != "client_credential" or said.get("appid") != APP_ID:
            return {"errcode": 40013, "errmsg": "invalid appid"}
        if said.get("secret") != APP_SECRET:
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        return {"access_token": self.token, "expires_in": 7200}

    def _material(self, headers, body):
        boundary = headers["Content-Type"].partition("boundary=")[2].encode()
        part = body.split(b"--" + boundary)[1]
        if b'name="media"' not in part or b"\x89PNG" not in part:
            return {"errcode": 41005, "errmsg": "media data missing"}
        media_id = f"cover-{len(self.covers)}"
        self.covers[media_id] = part.partition(b"\r\n\r\n")[2]
        return {"media_id": media_id, "url": "http://mmbiz.qpic.cn/cover"}

    def _add(self, said):
        for article in said["articles"]:
            if article["thumb_media_id"] not in self.covers:
                return {"errcode": 40007, "errmsg": "invalid media_id"}
            if len(article["title"]) > 64:
                return {"errcode": 45003, "errmsg": "title size out of limit"}
            if len(article["content"]) >= 20_000:
                return {"errcode": 45002, "errmsg": "content size out of limit"}
        articles = [{**one, "content": re.sub(r"<script.*?</script>", "", one["content"])} for one in said["articles"]]
        media_id = f"draft-{len(self.calls)}"
        self.drafts[media_id] = {"news_item": articles}
        return {"media_id": media_id}

    def _get(self, said):
        found = self.drafts.get(said["media_id"])
        return found or {"errcode": 40007, "errmsg": "invalid media_id"}

    def _delete(self, said):
        if self.drafts.pop(said["media_id"], None) is None:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        return {"errcode": 0, "errmsg": "ok"}

    def _list(self, said):
        newest_first = list(self.drafts.items())[::-1]
        chosen = newest_first[said["offset"] : said["offset"] + said["count"]]
        items = [
            {"media_id": media_id, "content": {"news_item": [{**a, "content": ""} for a in draft["news_item"]]}}
            for media_id, draft in chosen
        ]
        return {"total_count": len(self.drafts), "item_count": len(items), "item": items}


@dataclass
class Receiver:
    """A media centre that checks what it is told, shows it, and knows a repeated delivery by its number."""

    shown: dict[str, dict[str, Any]] = field(default_factory=dict)
    heard: list[dict[str, Any]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    says: dict[str, Any] = field(default_factory=dict)
    status: int = 200
    now: int | None = None
    lock: Any = field(default_factory=threading.Lock)

    def answer(self, address, headers, body):
        with self.lock:
            return self._answer(headers, body)

    def _answer(self, headers, body):
        delivery, timestamp = headers[signing.DELIVERY], int(headers[signing.TIMESTAMP])
        now = timestamp if self.now is None else self.now
        known = {"secret": HOOK_SECRET, "delivery": delivery, "timestamp": timestamp, "now": now}
        if not signing.is_genuine(body, signature=headers[signing.SIGNATURE], **known):
            return 403, {"error": "signature"}
        if self.status != 200:
            return self.status, {}
        said = json.loads(body)
        if delivery not in self.seen:
            self.seen.add(delivery)
            self.heard.append(said)
            if said["event"] == "published":
                self.shown[said["id"]] = said
            else:
                self.shown.pop(said["id"], None)
        return 200, {"receipt": f"r-{delivery}", "url": f"https://media.example/{delivery}", **self.says}


@dataclass
class Mailbox:
    """What a mail server took in: whole messages as they came over SMTP."""

    mails: list[Any] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the library's name
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append(envelope)
        return "250 Message accepted for delivery"
