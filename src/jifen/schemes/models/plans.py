"""What a member promises for a points year, and what each month of it is worth."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models import Person
from jifen.schemes.models.enrolments import Enrolment
from jifen.schemes.states.plans import BINDING, EDITABLE, STANDING, UNDER_WAY, PlanState
from jifen.schemes.states.promises import LONGEST, TaskKind


def _codes(states: frozenset[PlanState]) -> list[str]:
    return sorted(state.value for state in states)


class TaskPlan(Row):
    """One plan of a member for a points year (S5-三-一-2(2)a–c); a change in midyear is a further one.

    `from_on` is the first day of its first month. `replaced_from` is the first day of the month from which the next
    plan holds; months before it keep this one. `supervisor` is the 分管领导 who will endorse what was done. `reason`
    says why it changes an earlier one, `returned` why it was sent back. `version` counts what was saved.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField("第几份")
    state = CodeField(PlanState, verbose_name="状态", default=PlanState.DRAFTED)
    from_on = models.DateField("自哪个月起")
    replaced_from = models.DateField("自哪个月起由新计划接替", null=True, blank=True)
    supervisor = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="supervised_plans"
    )
    reason = models.CharField("变更或作罢的原因", max_length=200, blank=True)
    offered_on = models.DateField("提诺日期", null=True, blank=True)
    returned = models.CharField("退回原因", max_length=200, blank=True)
    reviewed_on = models.DateField("审定日期", null=True, blank=True)
    review = BasisField("审定的依据", null=True, blank=True)
    shown_on = models.DateField("亮诺日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By pinyin, as people look for names; of one member in order."""

        verbose_name = "目标任务计划"
        ordering = (
            "enrolment__year",
            "enrolment__person__pinyin",
            "enrolment__person__name",
            "enrolment",
            "number",
        )
        constraints = (
            is_one_of("state", PlanState, name="schemes_plan_state_known"),
            models.UniqueConstraint(fields=("enrolment", "number"), name="schemes_plan_number_once"),
            models.UniqueConstraint(
                fields=("enrolment",),
                condition=Q(state__in=_codes(UNDER_WAY)),
                name="schemes_plan_one_under_way",
            ),
            models.UniqueConstraint(
                fields=("enrolment",),
                condition=Q(state__in=_codes(STANDING)),
                name="schemes_plan_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(state="SUPERSEDED", replaced_from__isnull=False)
                | (~Q(state="SUPERSEDED") & Q(replaced_from__isnull=True)),
                name="schemes_plan_replaced_says_since",
            ),
            models.CheckConstraint(
                condition=Q(replaced_from__isnull=True) | Q(replaced_from__gte=F("from_on")),
                name="schemes_plan_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_codes(BINDING), reviewed_on__isnull=False)
                | (~Q(state__in=_codes(BINDING)) & Q(reviewed_on__isnull=True)),
                name="schemes_plan_accepted_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="RETURNED") | ~Q(returned=""), name="schemes_plan_returned_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="SHOWN") | Q(shown_on__isnull=False), name="schemes_plan_shown_says_when"
            ),
        )

    def __str__(self) -> str:
        """Return whose it is, of which year."""
        more = f"（第{self.number}份）" if self.number > 1 else ""
        return f"{self.enrolment.person}{self.enrolment.year}年度目标任务{more}"

    @property
    def place(self) -> Place:
        """Return where it belongs: the member's group where he is in one, else the branch."""
        return place_of_member(self.enrolment)

    @property
    def person(self) -> Person:
        """Return whose it is."""
        return self.enrolment.person

    @property
    def is_open(self) -> bool:
        """Say whether its lines may still change."""
        return self.state in EDITABLE

    def holds_in(self, month: date) -> bool:
        """Say whether it is the plan for a month, named by one of its days."""
        first = month.replace(day=1)
        return (
            self.state in BINDING
            and self.from_on <= first
            and (self.replaced_from is None or first < self.replaced_from)
        )


class TaskLine(Row):
    """One line of a plan: what is promised, what counts as done, by which month (first day; empty: all year)."""

    plan = models.ForeignKey(TaskPlan, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField("序号")
    kind = CodeField(TaskKind, verbose_name="类别", default=TaskKind.PROMISE)
    text = models.CharField("目标任务", max_length=LONGEST)
    done = models.CharField("怎样算完成", max_length=LONGEST)
    month = models.DateField("完成月份", null=True, blank=True)

    class Meta:
        """In the order they were written."""

        verbose_name = "目标任务"
        ordering = ("plan", "number")
        constraints = (
            is_one_of("kind", TaskKind, name="schemes_task_kind_known"),
            models.UniqueConstraint(fields=("plan", "number"), name="schemes_task_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="schemes_task_text_given"),
            models.CheckConstraint(condition=~Q(done=""), name="schemes_task_done_given"),
        )

    def __str__(self) -> str:
        """Return the line with its number."""
        return f"{self.number}. {self.text}"


class TaskMonth(Row):
    """What one month (its first day) of a plan is worth at most, in hundredths of a point (S5-三-一-2(2)c)."""

    plan = models.ForeignKey(TaskPlan, models.CASCADE, related_name="months")
    month = models.DateField("月份")
    allotted = models.PositiveIntegerField("分配的分")

    class Meta:
        """In the order of the calendar."""

        verbose_name = "各月分配的分"
        ordering = ("plan", "month")
        constraints = (models.UniqueConstraint(fields=("plan", "month"), name="schemes_month_once"),)

    def __str__(self) -> str:
        """Return the month."""
        return f"{self.month:%Y-%m}"


def place_of_member(enrolment: Enrolment) -> Place:
    """Return where plans of a member belong: his group where he is in one of this branch, else the branch."""
    person, branch = enrolment.person, enrolment.branch
    if person.group is not None and person.branch_id == branch.pk:
        return person.group.place
    return branch.place
