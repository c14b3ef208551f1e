"""Downloading a paper."""

from __future__ import annotations

from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from jifen.documents.actions.keeping import open_document
from jifen.documents.models import Document
from jifen.documents.states.documents import EXTENSIONS
from jifen.web.papers.owners import OWNERS
from jifen.web.requests import Request


@login_required
@require_GET
def download(request: Request, document_id: UUID) -> HttpResponse:
    """Hand a paper out as a file, never as a page; the reading is recorded."""
    document, content = open_document(
        actor=request.actor, at=request.at, document_id=document_id, owners=OWNERS
    )
    return attachment(document, content)


def attachment(document: Document, content: bytes) -> HttpResponse:
    """Return a paper as an answer no browser opens in place, guesses about or stores (trust F3)."""
    answer = HttpResponse(content, content_type=document.content_type)
    plain = f"paper-{str(document.pk)[:8]}{EXTENSIONS[document.blob.kind]}"
    # Two names (RFC 6266): what old browsers understand, and the real one as RFC 5987 writes it.
    answer["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.file_name, safe='')}"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store, private"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
