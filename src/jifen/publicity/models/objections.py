"""An objection to a notice, from the day it came in to the assembly it was reported to."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from jifen.common.basis import Basis
from jifen.common.orm import BasisField, CodeField, Row, SealedField, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models import Person
from jifen.publicity.models.notices import NoticeLine, PublicNotice
from jifen.publicity.states.objections import ObjectionChannel, ObjectionOutcome, ObjectionState

_S = ObjectionState


class Objection(Row):
    """One objection; `line` is what it is about, empty where it is about the whole notice.

    `objector` (name, how to reach him; empty: anonymous), `statement` and `findings` are sealed: only the secretary and
    the reviewer read them, and `appeal`, what was said to the superior (S1-三-二-c). `admit_by` and `answer_by` are
    days. `told_…` and `reported` (the meeting it was reported to) are about the last decision.
    """

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="cases")
    number = models.PositiveSmallIntegerField("编号")
    line = models.ForeignKey(
        NoticeLine, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="涉及哪一行"
    )
    channel = CodeField(ObjectionChannel, verbose_name="方式")
    received_on = models.DateField("收到日期")
    received_by = models.CharField("接收人", max_length=60)
    objector = SealedField(verbose_name="提出异议的人")
    statement = SealedField(verbose_name="异议内容")
    admit_by = models.DateField("受理期限")
    answer_by = models.DateField("答复期限")
    state = CodeField(ObjectionState, verbose_name="状态", default=ObjectionState.RECEIVED)
    refusal = models.CharField("不予受理的原因", max_length=200, blank=True)
    reviewer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_objections",
        verbose_name="核查人",
    )
    findings = SealedField(verbose_name="核查情况")
    outcome = CodeField(ObjectionOutcome, verbose_name="处理决定", blank=True)
    reasons = models.CharField("处理的理由", max_length=300, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    basis = BasisField("决定的依据", null=True, blank=True)
    appealed_on = models.DateField("申诉日期", null=True, blank=True)
    appeal = SealedField(verbose_name="申诉的理由")
    superior_outcome = CodeField(ObjectionOutcome, verbose_name="上级的决定", blank=True)
    superior_reasons = models.CharField("上级决定的理由", max_length=300, blank=True)
    superior_on = models.DateField("上级决定的日期", null=True, blank=True)
    superior_basis = BasisField("上级决定的依据", null=True, blank=True)
    told_member_on = models.DateField("告知本人", null=True, blank=True)
    told_objector_on = models.DateField("告知提出人", null=True, blank=True)
    reported = BasisField("报告的会议", null=True, blank=True)
    entered_at = models.DateTimeField("登记时间")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """As they came in."""

        verbose_name = "异议"
        ordering = ("notice", "number")
        constraints = (
            is_one_of("channel", ObjectionChannel, name="publicity_objection_channel_known"),
            is_one_of("state", ObjectionState, name="publicity_objection_state_known"),
            is_one_of("outcome", ObjectionOutcome, name="publicity_objection_outcome_known", blank=True),
            models.UniqueConstraint(fields=("notice", "number"), name="publicity_objection_number_once"),
            models.CheckConstraint(
                condition=(Q(state="NOT_ADMITTED") & ~Q(refusal=""))
                | (~Q(state="NOT_ADMITTED") & (Q(refusal="") | Q(appealed_on__isnull=False))),
                name="publicity_objection_refused_says_why",
            ),
            models.CheckConstraint(
                condition=(~Q(state="ASSIGNED") & ~Q(state="DECIDED")) | Q(reviewer__isnull=False),
                name="publicity_objection_has_reviewer",
            ),
            models.CheckConstraint(
                condition=(~Q(state="DECIDED") & ~Q(state="TOLD") & ~Q(state="CLOSED"))
                | (~Q(outcome="") & ~Q(reasons="") & Q(decided_on__isnull=False))
                | (~Q(superior_outcome="") & ~Q(superior_reasons="") & Q(superior_on__isnull=False)),
                name="publicity_objection_decided_says_how",
            ),
            models.CheckConstraint(
                condition=(~Q(state="APPEALED") & ~Q(state="SETTLED")) | Q(appealed_on__isnull=False),
                name="publicity_objection_appealed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="SETTLED")
                | (~Q(superior_outcome="") & ~Q(superior_reasons="") & Q(superior_on__isnull=False)),
                name="publicity_objection_settled_says_how",
            ),
        )

    def __str__(self) -> str:
        """Return its number, as the receipt says it."""
        return f"异议第 {self.number} 号"

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.notice.place

    @property
    def anonymous(self) -> bool:
        """Say whether nobody put his name to it."""
        return not self.objector

    @property
    def due_on(self) -> date | None:
        """Return by when the next step is to be taken; None where no day is set for it."""
        if self.state is ObjectionState.RECEIVED:
            return self.admit_by
        return self.answer_by if self.state in (ObjectionState.ADMITTED, ObjectionState.ASSIGNED) else None

    @property
    def last_decided_on(self) -> date | None:
        """Return the day of the last decision, the superior's where there is one."""
        return self.superior_on or self.decided_on

    @property
    def last_outcome(self) -> str:
        """Return what was decided in the end, in words; empty where nothing was."""
        found = self.superior_outcome or self.outcome
        return found.label if isinstance(found, ObjectionOutcome) else ""

    @property
    def last_basis(self) -> Basis | None:
        """Return the paper of the last decision, the superior's where there is one."""
        found: Basis | None = self.superior_basis or self.basis
        return found

    @property
    def changes_figures(self) -> bool:
        """Say whether the last decision was that a figure is wrong."""
        found = self.superior_outcome or self.outcome
        return found in (ObjectionOutcome.UPHELD, ObjectionOutcome.PARTLY_UPHELD)

    @property
    def concerned(self) -> frozenset[str]:
        """Return the ids of whom it is about and of who wrote those figures: none of them reviews it.

        About the whole notice: everybody who wrote any of it.
        """
        if self.line is not None:
            return frozenset({str(self.line.person_id), *self.line.authors})
        return frozenset(
            one for authors in self.notice.lines.values_list("authors", flat=True) for one in authors
        )
