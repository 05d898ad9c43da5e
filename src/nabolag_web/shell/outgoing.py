"""Files that people have sent in, sent out again so that no browser runs them."""

from __future__ import annotations

from django.core.files.base import File
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

_SHUT_IN = "default-src 'none'; sandbox"


def sent_file(file: File[bytes], *, content_type: str, name: str = "") -> HttpResponse:
    """Give a stored file as an answer; with a ``name`` it is saved, not shown.

    It is sent whole, since it is not large, and an ASGI server would collect it anyway.
    Browsers ask each time, so that what is deleted is gone there too. A file that is no
    longer there is told as no such page.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read()
    except FileNotFoundError as missing:
        raise Http404 from missing
    headers = {
        "Content-Security-Policy": _SHUT_IN,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Robots-Tag": "noindex",
        "Cache-Control": "private, no-cache",
    }
    if name:
        disposition = content_disposition_header(as_attachment=True, filename=name)
        headers["Content-Disposition"] = disposition or "attachment"
    return HttpResponse(content, content_type=content_type, headers=headers)
