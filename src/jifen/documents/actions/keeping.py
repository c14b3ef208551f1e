"""Keeping, opening and clearing papers."""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from jifen.audit.actions import Subject, record
from jifen.audit.states import RecordKind
from jifen.common.actor import Actor
from jifen.common.basis import Basis
from jifen.common.decision import Decision
from jifen.common.refusals import Invalid
from jifen.documents.actions.cleaning.labels import clean_label
from jifen.documents.actions.storing import store
from jifen.documents.actions.together import drop_unclaimed, together
from jifen.documents.errors import ContentRemoved, TooMuchKept
from jifen.documents.models import Blob, Document
from jifen.documents.permissions import may
from jifen.documents.queries import (
    Owners,
    count_documents_of,
    get_document_for,
    read_content,
    sum_bytes_of,
)
from jifen.documents.states.acts import Act
from jifen.documents.states.documents import DOCUMENT, Cleaned, DocumentState, Owner
from jifen.documents.states.limits import LIMITS
from jifen.documents.states.unfit import bytes_in_words


def keep_document(
    *, actor: Actor, at: datetime, cleaned: Cleaned, name: str, owner: Owner, allowed: Decision
) -> Document:
    """Keep a paper that `clean` made fit, for a thing of another room whose answer is `allowed`.

    Call it inside `together()`, before the act that rests on the paper: if the act is refused, nothing is kept.
    Raises `NotAllowed`, `TooMuchKept`, `StorageFailed`, `ContentChanged`.
    """
    with together() as made:
        allowed.require()
        move = DOCUMENT.find(Act.KEEP, None)
        _refuse_too_much(owner, len(cleaned.content))
        blob = _claim(cleaned, at)
        document = Document.objects.create(
            blob=blob,
            name=clean_label(name, cleaned.kind),
            state=move.target,
            source_sha256=cleaned.source_sha256,
            owner_kind=owner.kind,
            owner_id=owner.id,
            owner_label=owner.label,
            organization_id=owner.place.organization_id,
            path=owner.place.path,
            organization_name=owner.place.name,
            uploader_id=actor.user_id,
            uploader_name=actor.name,
            uploaded_at=at,
        )
        if store(cleaned.content, blob.sha256):
            made.append(blob.sha256)
        record(
            actor=actor,
            at=at,
            act=Act.KEEP,
            place=owner.place,
            subject=_about(document),
            detail=_detail(document),
        )
        return document


def open_document(
    *, actor: Actor, at: datetime, document_id: UUID | str, owners: Owners
) -> tuple[Document, bytes]:
    """Return a paper and its content to somebody who sees its owner; the reading is recorded.

    Raises `NotFound`, `ContentRemoved`, `ContentMissing`, `ContentChanged`.
    """
    with transaction.atomic():
        document, place = get_document_for(actor, document_id, owners)
        if document.removed_at:
            day = document.removed_at
            raise ContentRemoved(f"{day.year}年{day.month}月{day.day}日")
        content = read_content(document.blob_id)
        record(
            actor=actor,
            at=at,
            act=Act.OPEN,
            place=place,
            subject=_about(document),
            kind=RecordKind.READ,
            detail=_detail(document),
        )
        return document, content


def remove_document(
    *,
    actor: Actor,
    at: datetime,
    document_id: UUID | str,
    owners: Owners,
    reason: str,
    basis: Basis | None = None,
) -> Document:
    """Clear the content of a paper whose time is over (trust §6.5); its entry and its fingerprint stay.

    The file itself goes once no other paper shows the same content. Raises `NotFound`, `NotAllowed`, `NotNow`,
    `Invalid`.
    """
    with transaction.atomic():
        document, place = get_document_for(actor, document_id, owners, lock=True)
        may(actor, Act.REMOVE, place).require()
        move = DOCUMENT.find(Act.REMOVE, document.state)
        if not reason.strip():
            raise Invalid(reason="请写明清除的原因（保存期满、误传等）。")
        document.state, document.removed_at = DocumentState(move.target), at
        document.removal_reason, document.removal_basis = reason.strip(), basis
        document.save(update_fields=["state", "removed_at", "removal_reason", "removal_basis"])
        record(
            actor=actor,
            at=at,
            act=Act.REMOVE,
            place=place,
            subject=_about(document),
            basis=basis,
            detail=_detail(document),
        )
        # Gone from the disk only when it is gone from the book; a crash in between is found by `verify_documents`.
        transaction.on_commit(lambda: drop_unclaimed(document.blob_id), robust=True)
        return document


def _claim(cleaned: Cleaned, at: datetime) -> Blob:
    """Return the locked row of a content, made if it is new: whoever keeps or clears the same bytes waits."""
    sha256 = hashlib.sha256(cleaned.content).hexdigest()
    Blob.objects.get_or_create(
        sha256=sha256,
        defaults={
            "kind": cleaned.kind,
            "size": len(cleaned.content),
            "width": cleaned.width,
            "height": cleaned.height,
            "pages": cleaned.pages,
            "entered_at": at,
        },
    )
    return Blob.objects.select_for_update().get(pk=sha256)


def _refuse_too_much(owner: Owner, size: int) -> None:
    """Refuse what goes beyond the limits. Two at the same instant may exceed them by one paper, which harms nobody."""
    reasons = []
    if count_documents_of(owner.kind, owner.id) >= LIMITS.documents_per_owner:
        reasons.append(
            f"{owner.label}的材料已有 {LIMITS.documents_per_owner} 份，到了上限；请先清除保存期满的材料。"
        )
    if sum_bytes_of(owner.place.organization_id) + size > LIMITS.bytes_per_organization:
        most = bytes_in_words(LIMITS.bytes_per_organization)
        reasons.append(f"{owner.place.name}的材料已占满 {most}；请先清除保存期满的材料，或请系统管理员处理。")
    if reasons:
        raise TooMuchKept(*reasons)


def _about(document: Document) -> Subject:
    """Return the owner, so that a person finds who has read his papers; the file's name stays out of the memory."""
    return Subject(document.owner_kind.rpartition(".")[2], document.owner_id, document.owner_label)


def _detail(document: Document) -> dict[str, object]:
    blob = document.blob
    return {"document": str(document.pk), "kind": blob.kind.value, "size": blob.size, "sha256": blob.sha256}
