"""Reading answers whole, files too, and letting go of them without letting go of the database."""

from __future__ import annotations

from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections


def read(response: Any) -> bytes:
    """Return the whole body of an answer, and finish it."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    finish(response)
    return body


def finish(response: Any) -> None:
    """Close an answer and the file behind it; the end of a request would close the connection of the test as well."""
    request_finished.disconnect(close_old_connections)
    try:
        response.close()
    finally:
        request_finished.connect(close_old_connections)
