"""What was due or happened once for several people, and what is said of each of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import BasisField, CodeField, Row, SealedField, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models import Organization, Person
from jifen.registers.states.kinds import FORM_OF, Form, OccasionKind, Organiser, Said
from jifen.registers.states.occasions import LineState, OccasionState


class Occasion(Row):
    """One register of a branch: a month of dues, a round of reports, a study session, a task, something seen.

    `on` is the day it was due or happened; `month` the first day of a month of dues. `fact_kind` is the kind of fact
    a finding is, as the 办法 names it; `basis` the paper that shows it. Every act adds one to `version`.
    """

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="occasions")
    kind = CodeField(OccasionKind, verbose_name="登记什么")
    on = models.DateField("日期")
    month = models.DateField("月份", null=True, blank=True)
    title = models.CharField("名称", max_length=120)
    place_name = models.CharField("地点", max_length=60, blank=True)
    organiser = CodeField(Organiser, verbose_name="主办单位", blank=True, default="")
    fact_kind = models.CharField("事项", max_length=80, blank=True)
    basis = BasisField("依据", null=True, blank=True)
    state = CodeField(OccasionState, verbose_name="状态", default=OccasionState.OPEN)
    struck = models.CharField("作废原因", max_length=200, blank=True)
    entered_at = models.DateTimeField("登记时间")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first."""

        verbose_name = "组织生活登记"
        ordering = ("-on", "kind", "-entered_at", "id")
        constraints = (
            is_one_of("kind", OccasionKind, name="registers_occasion_kind_known"),
            is_one_of("state", OccasionState, name="registers_occasion_state_known"),
            is_one_of("organiser", Organiser, name="registers_occasion_organiser_known", blank=True),
            models.CheckConstraint(condition=~Q(title=""), name="registers_occasion_titled"),
            models.CheckConstraint(
                condition=Q(kind="DUES", month__isnull=False) | (~Q(kind="DUES") & Q(month__isnull=True)),
                name="registers_occasion_dues_have_a_month",
            ),
            models.CheckConstraint(
                condition=Q(kind="FINDING") | Q(fact_kind=""), name="registers_occasion_finding_names_kind"
            ),
            models.CheckConstraint(
                condition=(Q(state="STRUCK") & ~Q(struck="")) | (~Q(state="STRUCK") & Q(struck="")),
                name="registers_occasion_struck_says_why",
            ),
            models.UniqueConstraint(
                fields=("branch", "month"), condition=~Q(state="STRUCK"), name="registers_occasion_month_once"
            ),
        )
        indexes = (models.Index(fields=("branch", "on"), name="registers_occasion_on"),)

    def __str__(self) -> str:
        """Return what people call it."""
        return self.title

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.branch.place

    @property
    def form(self) -> Form:
        """Return what is asked in it."""
        return FORM_OF[self.kind]


class RegisterLine(Row):
    """What is said of one person in a register.

    `done_on`: the day he paid, handed in or finished; `number`: yuan, marks or half days in hundredths, amounts of dues
    stand on no list; `who`: who paid for him, who received it, who saw it; `note` may speak of his health and stays
    closed. `corrected` says why a line was changed after it was entered. `taken_by` names what rests on it.
    """

    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="lines")
    person = models.ForeignKey(Person, models.PROTECT, related_name="register_lines")
    outcome = CodeField(Said, verbose_name="情况")
    done_on = models.DateField("办理日期", null=True, blank=True)
    number = models.PositiveIntegerField("数", null=True, blank=True)
    who = models.CharField("代交人、收件人、见到的人", max_length=60, blank=True)
    note = SealedField(verbose_name="说明")
    state = CodeField(LineState, verbose_name="状态", default=LineState.ENTERED)
    corrected = models.CharField("更正原因", max_length=200, blank=True)
    struck = models.CharField("作废原因", max_length=200, blank=True)
    taken_by = models.CharField("被什么采用", max_length=120, blank=True)

    class Meta:
        """As names are looked for."""

        verbose_name = "登记的一条"
        ordering = ("occasion", "person__pinyin", "person__name", "person__mark", "id")
        constraints = (
            is_one_of("outcome", Said, name="registers_line_outcome_known"),
            is_one_of("state", LineState, name="registers_line_state_known"),
            models.CheckConstraint(
                condition=(Q(state="STRUCK") & ~Q(struck="")) | (~Q(state="STRUCK") & Q(struck="")),
                name="registers_line_struck_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(state="TAKEN") & ~Q(taken_by="")) | (~Q(state="TAKEN") & Q(taken_by="")),
                name="registers_line_taken_says_by_what",
            ),
            models.UniqueConstraint(
                fields=("occasion", "person"), condition=~Q(state="STRUCK"), name="registers_line_once"
            ),
        )

    def __str__(self) -> str:
        """Return what is said."""
        return str(self.outcome.label)
