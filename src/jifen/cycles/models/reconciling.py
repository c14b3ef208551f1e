"""The member's own handbook beside the decided sheet."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.cycles.models.cycles import Cycle
from jifen.cycles.states.reconciling import Compared
from jifen.orgs.models import Person


class Reconciliation(Row):
    """That a member's handbook was compared with the sheet of a period, and what was found (S3-二-二-(4)h).

    `difference` says which line differs, `finding` what it turned out to be; a difference once entered stays.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="reconciliations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reconciliations")
    outcome = CodeField(Compared, verbose_name="核对结果")
    difference = models.CharField("哪一行不一致", max_length=200, blank=True)
    finding = models.CharField("查下来怎样", max_length=200, blank=True)
    checked_on = models.DateField("核对日期")
    recorded_at = models.DateTimeField("登记时间")

    class Meta:
        """As names are looked for."""

        verbose_name = "手册核对"
        ordering = ("cycle", "person__pinyin", "person__name", "person__mark", "id")
        constraints = (
            is_one_of("outcome", Compared, name="cycles_reconciliation_outcome_known"),
            models.CheckConstraint(
                condition=Q(outcome="AGREES", difference="", finding="")
                | (~Q(outcome="AGREES") & ~Q(difference="")),
                name="cycles_reconciliation_difference_told",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="SETTLED") | ~Q(finding=""),
                name="cycles_reconciliation_settled_says_how",
            ),
            models.UniqueConstraint(fields=("cycle", "person"), name="cycles_reconciliation_once"),
        )

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.cycle.place
