"""Tables of this room: contents by their fingerprint, and the papers that point to them. No verbs."""

from __future__ import annotations

from django.db import models

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.documents.states.documents import CONTENT_TYPES, EXTENSIONS, DocumentKind, DocumentState
from jifen.documents.states.unfit import bytes_in_words


class Blob(models.Model):
    """One content, kept once however many papers show it. Never changed and never deleted (triggers).

    The fingerprint is the SHA-256 of what is kept; it alone says where the file lies. The file stands while a paper in
    state `KEPT` points here.
    """

    sha256 = models.CharField("指纹", max_length=64, primary_key=True)
    kind = CodeField(DocumentKind, verbose_name="种类")
    size = models.PositiveBigIntegerField("字节")
    width = models.PositiveIntegerField("像素宽", default=0)
    height = models.PositiveIntegerField("像素高", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    entered_at = models.DateTimeField("存入时间")

    class Meta:
        """By fingerprint."""

        verbose_name = "材料内容"
        ordering = ("sha256",)
        constraints = (
            is_one_of("kind", DocumentKind, name="documents_blob_kind_known"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="documents_blob_not_empty"),
        )

    def __str__(self) -> str:
        """Return kind and beginning of the fingerprint."""
        return f"{self.kind.label} {self.sha256[:8]}"


class Document(Row):
    """One paper: whose it is, where, who put it in. Only its state changes (trigger); no row is ever deleted.

    `name` is a label for people, cleaned, without its ending; it never names a path. `owner_kind` and `owner_id` name a
    thing of another room. `source_sha256` is the fingerprint of the file as uploaded, by which its sender can show it.
    """

    blob = models.ForeignKey(Blob, models.PROTECT, related_name="documents")
    name = models.CharField("名称", max_length=120)
    state = CodeField(DocumentState, verbose_name="状态", default=DocumentState.KEPT)
    source_sha256 = models.CharField("原文件指纹", max_length=64)
    owner_kind = models.CharField(max_length=40)
    owner_id = models.CharField(max_length=40)
    owner_label = models.CharField("属于", max_length=200)
    organization_id = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=255, blank=True)
    organization_name = models.CharField("组织", max_length=200, blank=True)
    uploader_id = models.CharField(max_length=40, blank=True)
    uploader_name = models.CharField("存入人", max_length=120)
    uploaded_at = models.DateTimeField("存入时间")
    removed_at = models.DateTimeField("清除时间", null=True, blank=True)
    removal_reason = models.CharField("清除原因", max_length=200, blank=True)
    removal_basis = BasisField("清除依据", null=True, blank=True)

    class Meta:
        """Newest first; one index per question."""

        verbose_name = "材料"
        ordering = ("-uploaded_at", "id")
        constraints = (
            is_one_of("state", DocumentState, name="documents_document_state_known"),
            models.CheckConstraint(
                condition=~models.Q(owner_kind="") & ~models.Q(owner_id=""),
                name="documents_document_owner_given",
            ),
            models.CheckConstraint(
                condition=models.Q(state="KEPT", removed_at__isnull=True)
                | (models.Q(state="REMOVED", removed_at__isnull=False) & ~models.Q(removal_reason="")),
                name="documents_document_removal_told",
            ),
        )
        indexes = (
            models.Index(fields=("owner_kind", "owner_id"), name="documents_document_owner"),
            models.Index(fields=("organization_id",), name="documents_document_place"),
        )

    def __str__(self) -> str:
        """Return the label."""
        return self.name

    @property
    def place(self) -> Place:
        """Return where it belonged on the day it was put in."""
        return Place(self.organization_id, self.path, self.organization_name)

    @property
    def file_name(self) -> str:
        """Return the name under which it is downloaded: the label with the ending of what it really is."""
        return f"{self.name}{EXTENSIONS[self.blob.kind]}"

    @property
    def size_in_words(self) -> str:
        """Return how large it is, as people read it."""
        return bytes_in_words(self.blob.size)

    @property
    def content_type(self) -> str:
        """Return what it really is, as browsers are told."""
        return CONTENT_TYPES[self.blob.kind]
