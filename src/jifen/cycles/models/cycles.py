"""Periods of a branch, and who declared nothing in one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.cycles.states.cycles import CycleState
from jifen.orgs.models import Organization, Person
from jifen.rules.periodname import say_period
from jifen.schemes.models import SchemeVersion


class Cycle(Row):
    """One period of a branch under one version of its 办法.

    `period` is its name in the 办法 (2026-03, 2026Q1). `meeting_on` is the day the 办法 names for the meeting,
    `meeting_said` why it was moved; `deviation` why the meeting was held on another. `reason` says why it was opened
    while an earlier one was not decided. `sheet` is the decided sheet, frozen, `decision` the paper it rests on. Every
    act adds one to `version`.
    """

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="cycles")
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="cycles")
    period = models.CharField("周期", max_length=20)
    starts_on = models.DateField("第一天")
    ends_on = models.DateField("最后一天")
    meeting_on = models.DateField("办法规定的开会日", null=True, blank=True)
    meeting_said = models.CharField("开会日为什么调整", max_length=200, blank=True)
    state = CodeField(CycleState, verbose_name="状态", default=CycleState.OPEN)
    reason = models.CharField("上期没有评定就开始的原因", max_length=200, blank=True)
    opened_at = models.DateTimeField("开始时间")
    review = BasisField("初评的依据", null=True, blank=True)
    decision = BasisField("评定的依据", null=True, blank=True)
    deviation = models.CharField("没有按规定日期开会的原因", max_length=200, blank=True)
    sheet = models.JSONField("评定表", null=True, blank=True)
    posted_at = models.DateTimeField("入账时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """The latest first."""

        verbose_name = "积分周期"
        ordering = ("-starts_on", "id")
        constraints = (
            is_one_of("state", CycleState, name="cycles_cycle_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cycles_cycle_in_order"),
            models.CheckConstraint(condition=~Q(period=""), name="cycles_cycle_period_given"),
            models.CheckConstraint(
                condition=Q(state="POSTED", posted_at__isnull=False)
                | (~Q(state="POSTED") & Q(posted_at__isnull=True)),
                name="cycles_cycle_posted_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="POSTED") | Q(decision__isnull=False),
                name="cycles_cycle_posted_was_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="EVALUATED") | Q(decision__isnull=False),
                name="cycles_cycle_evaluated_says_by_what",
            ),
            models.UniqueConstraint(fields=("branch", "starts_on"), name="cycles_cycle_once"),
        )

    def __str__(self) -> str:
        """Return whose period it is."""
        return f"{self.branch}{self.said}"

    @property
    def said(self) -> str:
        """Return the period as people say it."""
        return say_period(self.period)

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.branch.place


class NotDeclared(Row):
    """That a member handed in nothing in a period, and why (AMB-27): nobody gets zero points by silence."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="not_declared")
    person = models.ForeignKey(Person, models.PROTECT, related_name="periods_not_declared")
    reason = models.CharField("未申报的原因", max_length=200)
    marked_at = models.DateTimeField("登记时间")

    class Meta:
        """As names are looked for."""

        verbose_name = "未申报"
        ordering = ("cycle", "person__pinyin", "person__name", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="cycles_notdeclared_says_why"),
            models.UniqueConstraint(fields=("cycle", "person"), name="cycles_notdeclared_once"),
        )
