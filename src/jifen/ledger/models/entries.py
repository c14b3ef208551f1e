"""Lines of the book, and the personal text that stands beside each."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from jifen.common.orm import BasisField, CodeField, is_one_of
from jifen.ledger.models.books import Book, Posting
from jifen.ledger.states.books import EntryKind
from jifen.ledger.states.chain import ENTRY, canonical, digest
from jifen.orgs.models import Person


class Entry(models.Model):
    """One line. `points` are the frozen raw points in hundredths, signed, gains positive (ADR 5, 7).

    `item` is `scheme@version#item`; `fields` are the fact's own figures and codes, from which the engine reckons again.
    `reverses` names the original of a reversal or correction. `author_id` wrote the line, `approver` is the body that
    decided. `commitment` binds the personal text in `EntryText`; `hash` is the digest of the canonical bytes, which
    include `previous`.
    """

    id = models.BigAutoField(primary_key=True)
    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", db_index=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="entries", db_index=False)
    sequence = models.PositiveIntegerField("序号")
    kind = CodeField(EntryKind, verbose_name="种类")
    person = models.ForeignKey(Person, models.PROTECT, related_name="entries")
    item = models.CharField("条款", max_length=200)
    occurred_on = models.DateField("发生日期")
    posted_at = models.DateTimeField("入账时间")
    points = models.BigIntegerField("原始分（百分之一分）")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    fields = models.JSONField("事实", default=dict, blank=True)
    basis = BasisField("依据")
    author_id = models.CharField(max_length=40, blank=True)
    approver = models.CharField("决定人", max_length=200, blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """In the order of the book."""

        verbose_name = "积分账目"
        ordering = ("book", "sequence")
        constraints = (
            is_one_of("kind", EntryKind, name="ledger_entry_kind_known"),
            models.UniqueConstraint(fields=("book", "sequence"), name="ledger_entry_in_order"),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="ledger_entry_counted_from_one"),
            models.CheckConstraint(condition=~Q(item=""), name="ledger_entry_item_given"),
            models.CheckConstraint(condition=~Q(hash="") & ~Q(previous=""), name="ledger_entry_chained"),
            models.CheckConstraint(
                condition=Q(kind="REVERSAL", reverses__isnull=False)
                | (~Q(kind="REVERSAL") & Q(reverses__isnull=True)),
                name="ledger_entry_reversal_names_original",
            ),
        )

    def __str__(self) -> str:
        """Return the line as a list shows it."""
        return f"{self.sequence} {self.item} {self.points}"

    def line(self, algorithm: str, book_id: str, reversed_sequence: int) -> list[Any]:
        """Return the canonical array (docs/spec/ledger.md); `reversed_sequence` is 0 where nothing is reversed."""
        basis = self.basis
        return [
            ENTRY,
            algorithm,
            book_id,
            self.sequence,
            self.previous,
            self.kind.value,
            str(self.person_id),
            self.item,
            self.occurred_on,
            self.posted_at,
            self.points,
            reversed_sequence,
            self.fields,
            [basis.kind.value, basis.label, basis.on, basis.document_no, basis.reference],
            self.author_id,
            self.approver,
            self.commitment,
        ]

    def digest(self, algorithm: str, book_id: str, reversed_sequence: int) -> str:
        """Return what `hash` must be."""
        return digest(algorithm, canonical(self.line(algorithm, book_id, reversed_sequence)))


class EntryText(models.Model):
    """Personal text of an entry: reason and details in words. Only the retention action empties it (trigger)."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="text")
    salt = models.CharField(max_length=32, blank=True)
    reason = models.TextField("事由", blank=True)
    erased_at = models.DateTimeField("清除时间", null=True, blank=True)

    class Meta:
        """As the entries."""

        verbose_name = "账目文字"
        ordering = ("entry",)
        constraints = (
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(reason="", salt=""),
                name="ledger_text_erased_is_empty",
            ),
        )

    def __str__(self) -> str:
        """Return the text, or that it was erased."""
        return self.reason if self.erased_at is None else "（文字已按规定清除）"
