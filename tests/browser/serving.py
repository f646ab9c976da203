"""The live server of the browser tests: one request at a time, and none under way when a test's database is emptied.

Its threads share the test's one connection to the database in memory. Requests that overlap would stand in each
other's transactions, and one still under way after the test would read a table while it is emptied.
"""

from __future__ import annotations

import threading
from http.client import HTTPConnection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.simple_server import WSGIServer
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

CONNECTION = "process_request_thread"  # how the server's threads are named, one for each connection
PATIENCE = 20  # seconds that a connection may take to end once its browser is gone


class InTurn:
    """An application that answers whole requests, one after the other."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.turn = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        with self.turn:
            answered = self.application(environ, start_response)
            try:
                return [b"".join(answered)]
            finally:
                if close := getattr(answered, "close", None):
                    close()


def serve_in_turn(server: WSGIServer) -> None:
    """Have a running server answer in turn from now on; twice is once."""
    if not isinstance(server.get_app(), InTurn):
        server.set_app(InTurn(server.get_app()))


def wait_until_silent(host: str, port: int) -> None:
    """Return when no connection is open. Whatever was sent before is taken up before what we send now."""
    ours = HTTPConnection(host, port, timeout=PATIENCE)
    ours.request("HEAD", "/static/silence", headers={"Connection": "close"})
    ours.getresponse().read()
    ours.close()
    for thread in threading.enumerate():
        if CONNECTION in thread.name:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "a browser is still connected"
