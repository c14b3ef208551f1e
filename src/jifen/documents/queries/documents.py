"""Papers, as far as the room that owns them shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from uuid import UUID

from django.db.models import QuerySet, Sum

from jifen.common.actor import Actor
from jifen.common.permissions import Place
from jifen.common.refusals import NotFound
from jifen.documents.models import Document
from jifen.documents.states.documents import DocumentState

Owners = Mapping[str, Callable[[Actor, str], Place]]
"""Kind of owner → the owning room's answer: where the owner is today, or `NotFound` where its papers are not seen.

The door holds this table, since the stairs go down: no room above is known here.
"""


def get_document_for(
    actor: Actor, document_id: UUID | str, owners: Owners, *, lock: bool = False
) -> tuple[Document, Place]:
    """Return one paper and where its owner is today; `NotFound` where there is none or the owner is not seen."""
    rows = Document.objects.select_related("blob")
    if lock:
        rows = rows.select_for_update(of=("self",))
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise NotFound
    return document, _ask(actor, document.owner_kind, document.owner_id, owners)


def list_documents_for(actor: Actor, owner_kind: str, owner_id: str, owners: Owners) -> QuerySet[Document]:
    """Return the papers of one owner, newest first; `NotFound` where the owner's papers are not seen."""
    _ask(actor, owner_kind, owner_id, owners)
    return Document.objects.filter(owner_kind=owner_kind, owner_id=owner_id).select_related("blob")


def count_documents_of(owner_kind: str, owner_id: str) -> int:
    """Return how many papers of an owner are kept."""
    return Document.objects.filter(owner_kind=owner_kind, owner_id=owner_id, state=DocumentState.KEPT).count()


def sum_bytes_of(organization_id: str) -> int:
    """Return how many bytes the papers of an organisation take, each counted in full."""
    kept = Document.objects.filter(organization_id=organization_id, state=DocumentState.KEPT)
    return kept.aggregate(total=Sum("blob__size"))["total"] or 0


def _ask(actor: Actor, owner_kind: str, owner_id: str, owners: Owners) -> Place:
    if owner_kind not in owners:
        raise NotFound
    return owners[owner_kind](actor, owner_id)
