"""Books, and what was asked of them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import CodeField, Row, is_one_of
from jifen.ledger.states.books import Algorithm, BookState
from jifen.ledger.states.chain import genesis
from jifen.orgs.models import Organization


class Book(Row):
    """The account book of one branch for one points year: where its chain begins, and where it stands now.

    `branch_code` is the branch's code on the day of opening. `length` entries are in it, the last has the digest
    `head`; `control` is the sum of their points (hundredths). The head moves only forward (trigger), by
    compare-and-set on `length`; `state` is written by `ledger.actions.closing` alone (a book
    that is taken in again has the state it had).
    """

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="books")
    branch_code = models.CharField("组织代码", max_length=30)
    year = models.CharField("积分年度", max_length=20)
    starts_on = models.DateField("年度开始")
    ends_on = models.DateField("年度结束")
    algorithm = CodeField(Algorithm, verbose_name="算法", default=Algorithm.SHA256)
    state = CodeField(BookState, verbose_name="状态", default=BookState.OPEN)
    opened_at = models.DateTimeField("建账时间")
    length = models.PositiveIntegerField("条数", default=0)
    head = models.CharField(max_length=64)
    control = models.BigIntegerField("控制数", default=0)
    last_posted_at = models.DateTimeField("最后入账时间", null=True, blank=True)

    class Meta:
        """Newest year first."""

        verbose_name = "积分账"
        ordering = ("branch__path", "-starts_on", "id")
        constraints = (
            is_one_of("algorithm", Algorithm, name="ledger_book_algorithm_known"),
            is_one_of("state", BookState, name="ledger_book_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="ledger_book_in_order"),
            models.CheckConstraint(condition=~Q(head=""), name="ledger_book_head_given"),
            models.UniqueConstraint(fields=("branch", "year"), name="ledger_book_once"),
        )

    def __str__(self) -> str:
        """Return whose book of which year it is."""
        return f"{self.branch}{self.year}积分账"

    def first_line(self) -> list[Any]:
        """Return what the genesis of the chain is made of (docs/spec/ledger.md)."""
        return [
            str(self.pk),
            str(self.branch_id),
            self.branch_code,
            self.year,
            self.starts_on,
            self.ends_on,
            self.opened_at,
        ]

    def genesis(self) -> str:
        """Return what the first entry follows."""
        return genesis(self.algorithm.value, self.first_line())


class Posting(Row):
    """One thing that was asked of a book and done: its key, a digest of what was asked, the entries it made.

    The key is unique in its book: asked twice, it is done once (trust D1, D2).
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="postings")
    key = models.CharField("提交编号", max_length=64)
    asked = models.CharField(max_length=64)
    first = models.PositiveIntegerField("第一条")
    last = models.PositiveIntegerField("最后一条")
    at = models.DateTimeField("时间")

    class Meta:
        """In the order of the book."""

        verbose_name = "入账批次"
        ordering = ("book", "first", "id")
        constraints = (
            models.UniqueConstraint(fields=("book", "key"), name="ledger_posting_once"),
            models.CheckConstraint(condition=~Q(key=""), name="ledger_posting_key_given"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="ledger_posting_not_empty"),
        )

    def __str__(self) -> str:
        """Return which entries it made."""
        return f"{self.first}–{self.last}"
