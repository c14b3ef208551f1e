"""Seals of closed periods, the copies the superior keeps, and stored results."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import Row
from jifen.ledger.models.books import Book
from jifen.ledger.states.chain import SEAL, canonical, digest, short_code
from jifen.orgs.models import Organization


class Seal(Row):
    """The seal under a period of a book: entries `first` to `last` (none: `last` = `first` − 1), and the book so far.

    `root`: Merkle root over the period's entries; `head`, `count`, `control`: where the whole book stands; `roster`:
    how many members; `schemes`: versions with their digests; `program`: its version; `previous`: the seal before.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField("第几次")
    period = models.CharField("周期", max_length=20)
    first = models.PositiveIntegerField("第一条")
    last = models.PositiveIntegerField("最后一条")
    root = models.CharField(max_length=64)
    head = models.CharField(max_length=64)
    count = models.PositiveIntegerField("总条数")
    control = models.BigIntegerField("控制数")
    roster = models.PositiveIntegerField("党员数")
    schemes = models.JSONField("办法", default=list)
    program = models.CharField("程序版本", max_length=40)
    previous = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField("封账时间")
    hash = models.CharField(max_length=64)

    class Meta:
        """In the order of the book."""

        verbose_name = "封账"
        ordering = ("book", "number")
        constraints = (
            models.UniqueConstraint(fields=("book", "number"), name="ledger_seal_in_order"),
            models.UniqueConstraint(fields=("book", "period"), name="ledger_seal_once_a_period"),
            models.CheckConstraint(condition=Q(last__gte=F("first") - 1), name="ledger_seal_range"),
        )
        indexes = (models.Index(fields=("hash",), name="ledger_seal_by_code"),)

    def __str__(self) -> str:
        """Return the sixteen characters."""
        return self.code

    @property
    def code(self) -> str:
        """Return the sixteen characters that stand on paper."""
        return short_code(self.hash)

    def line(self, algorithm: str) -> list[Any]:
        """Return the canonical array (docs/spec/ledger.md)."""
        return [
            SEAL,
            algorithm,
            str(self.book_id),
            self.number,
            self.period,
            self.first,
            self.last,
            self.root,
            self.head,
            self.count,
            self.control,
            self.roster,
            self.schemes,
            self.program,
            self.previous,
            self.at,
        ]

    def digest(self, algorithm: str) -> str:
        """Return what `hash` must be."""
        return digest(algorithm, canonical(self.line(algorithm)))


class KeptSeal(Row):
    """A superior's own copy of a branch's seal: who keeps it, and what the book said then (trust §7).

    It refers to nothing of the branch's, so that whoever rewrites the branch's rows does not reach it by a cascade.
    """

    keeper = models.ForeignKey(Organization, models.PROTECT, related_name="kept_seals")
    book_id = models.CharField(max_length=40)
    branch_id = models.CharField(max_length=40)
    branch_name = models.CharField("党支部", max_length=120)
    year = models.CharField("积分年度", max_length=20)
    number = models.PositiveIntegerField("第几次")
    period = models.CharField("周期", max_length=20)
    count = models.PositiveIntegerField("总条数")
    head = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    kept_at = models.DateTimeField("收存时间")

    class Meta:
        """By branch, in the order of sealing."""

        verbose_name = "收存的封条"
        ordering = ("branch_name", "year", "number", "id")
        constraints = (
            models.UniqueConstraint(fields=("keeper", "book_id", "number"), name="ledger_keptseal_once"),
        )
        indexes = (models.Index(fields=("hash",), name="ledger_keptseal_by_code"),)

    def __str__(self) -> str:
        """Return whose seal it is."""
        return f"{self.branch_name}{self.year}（{self.period}）{short_code(self.hash)}"


class Snapshot(Row):
    """A stored result of some kind for a period of a book, beside the digest of what it was reckoned from.

    A difference on re-derivation is an alarm, never an overwrite; a new input makes a new row.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="snapshots")
    kind = models.CharField("种类", max_length=40)
    period = models.CharField("周期", max_length=20)
    input = models.CharField(max_length=64)
    program = models.CharField("程序版本", max_length=40)
    content = models.BinaryField("结果")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField("计算时间")

    class Meta:
        """Newest first."""

        verbose_name = "存下的结果"
        ordering = ("book", "kind", "period", "-made_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("book", "kind", "period", "input"), name="ledger_snapshot_once"),
        )

    def __str__(self) -> str:
        """Return what it is a result of."""
        return f"{self.kind} {self.period}"
