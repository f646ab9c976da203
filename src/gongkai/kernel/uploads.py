"""Large requests and full disks: refused in words before they do harm.

`RequestLimit` turns away a request whose announced length is beyond what any form of ours takes, before a byte of it is
read. `Spool` keeps an upload on the disk while it comes in; where the disk is full it drops the file, goes on with the
rest of the form, and notes on the request what became of it: `unstored(request)` tells.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

log = logging.getLogger(__name__)

# No room, a quota, or a limit on the size of one file.
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_NOTED = "unstored_uploads"


class RequestLimit:
    """Answers 413 to what is too large, without reading it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) <= settings.LARGEST_REQUEST:
            return self.get_response(request)
        log.warning("refused %s bytes sent to %s", length, request.path)
        megabytes = settings.LARGEST_REQUEST >> 20
        return HttpResponse(render_to_string("ui/too_large.html", {"megabytes": megabytes}), status=413)


class Spool(TemporaryFileUploadHandler):
    """Django's handler, but a full disk loses one file and not the request."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._drop(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._drop(error)

    def file_complete(self, file_size: int) -> Any:
        try:
            return super().file_complete(file_size)
        except OSError as error:
            self._drop(error)

    def _drop(self, error: OSError) -> None:
        if error.errno not in FULL:
            raise error
        log.error("no room for the upload %s: %s", self.file_name, error)
        self.request.__dict__.setdefault(_NOTED, []).append(self.file_name or "")
        raise SkipFile from error


def unstored(request: HttpRequest) -> list[str]:
    """The names of the files that found no room."""
    found: list[str] = request.__dict__.get(_NOTED, [])
    return found


def is_full(error: BaseException) -> bool:
    """Whether an error says that there is no room: of the disk, or of the database that lies on it."""
    if isinstance(error, OSError):
        return error.errno in FULL
    return "disk is full" in str(error) or "No space left on device" in str(error)
