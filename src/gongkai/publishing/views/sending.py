"""How a file of a piece leaves: never guessed at by the browser, and never run by it."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, HttpResponse

from gongkai.publishing.models import Attachment, KeptFile


def sent(file: Attachment | KeptFile, *, as_attachment: bool) -> HttpResponse:
    """The bytes under the name the officer gave them."""
    response = FileResponse(
        file.file.open("rb"), as_attachment=as_attachment, filename=file.name, content_type=file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return cast(HttpResponse, response)  # a response like any other, though Django gives it another parent
