"""What registers and attendance suggested for a period, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import Row
from jifen.common.permissions import Place
from jifen.cycles.models.cycles import Cycle
from jifen.cycles.models.declarations import Declaration
from jifen.orgs.models import Person


class AnsweredSuggestion(Row):
    """One row of a register or of attendance that was taken into a period, or passed over for a reason.

    `origin` and `origin_id` name the row, `gain` which way it went: whoever came late was there and was late. `said` is
    what the register said then. With a `declaration` it was taken; without one `reason` says why it was passed over.
    What was answered once is not offered again in the period.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="answered")
    person = models.ForeignKey(Person, models.PROTECT, related_name="answered_suggestions")
    declaration = models.ForeignKey(
        Declaration,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name="成为的申报",
    )
    origin = models.CharField("来自哪种台账", max_length=20)
    origin_id = models.CharField("台账的哪一条", max_length=40)
    gain = models.BooleanField("加分", default=True)
    occurred_on = models.DateField("日期")
    said = models.CharField("台账怎么写", max_length=200)
    reason = models.CharField("不采用的理由", max_length=200, blank=True)
    answered_at = models.DateTimeField("处理时间")

    class Meta:
        """As names are looked for."""

        verbose_name = "台账建议的处理"
        ordering = ("cycle", "person__pinyin", "person__name", "person__mark", "occurred_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(declaration__isnull=False, reason="")
                | (Q(declaration__isnull=True) & ~Q(reason="")),
                name="cycles_answeredsuggestion_taken_or_says_why",
            ),
            models.UniqueConstraint(
                fields=("cycle", "origin", "origin_id", "gain"), name="cycles_answeredsuggestion_once"
            ),
        )

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.cycle.place
