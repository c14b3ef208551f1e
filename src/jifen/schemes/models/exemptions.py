"""Who asked not to take part in a points year, what was said to it, and since when it holds."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from jifen.common.labelled import LabelledEnum
from jifen.common.orm import BasisField, CodeField, Row, SealedField, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models import Organization, Person
from jifen.schemes.models.schemes import SchemeVersion
from jifen.schemes.states.exemptions import (
    ASKED,
    GRANTED,
    OPEN,
    Ending,
    ExemptionState,
    ExemptionStep,
    WishWay,
)


def _codes(states: Iterable[LabelledEnum]) -> list[str]:
    return [str(state.value) for state in states]


class Exemption(Row):
    """One person's exemption from a points year of a branch (S5-三-一-5, AMB-39).

    `ground` is one of those the 办法 names; `words` are his own, of his health, and stay closed. `steps` are those of
    the 办法 when he asked, `awaits` the one whose word is asked now. `wish`: the paper of the wish, `transcribed` by
    somebody else. `from_on` is the first day out, `until_on` the last day of the year, `ended_on` the first day it
    no longer holds. `version` counts what was saved.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="exemptions")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="exemptions")
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="exemptions")
    year = models.CharField("积分年度", max_length=10)
    state = CodeField(ExemptionState, verbose_name="状态", default=ExemptionState.WISH_EXPRESSED)
    until_on = models.DateField("年度末")
    ground = models.CharField("情形", max_length=200)
    steps = models.CharField("签意见的各级", max_length=60)
    awaits = CodeField(ExemptionStep, verbose_name="等谁签", blank=True, default="")
    way = CodeField(WishWay, verbose_name="怎样提出", default=WishWay.HIMSELF)
    wish = BasisField("提出的依据")
    transcribed = models.BooleanField("代录", default=False)
    words = SealedField(verbose_name="本人的话")
    form = BasisField("审批表", null=True, blank=True)
    from_on = models.DateField("自哪天起不参加", null=True, blank=True)
    ending = CodeField(Ending, verbose_name="为什么终止", blank=True, default="")
    ended_on = models.DateField("自哪天起终止", null=True, blank=True)
    end = BasisField("终止的依据", null=True, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals", verbose_name="续哪一份"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By pinyin, as people look for names."""

        verbose_name = "不参加积分"
        ordering = ("year", "person__pinyin", "person__name", "id")
        constraints = (
            is_one_of("state", ExemptionState, name="schemes_exemption_state_known"),
            is_one_of("awaits", ExemptionStep, name="schemes_exemption_awaits_known", blank=True),
            is_one_of("way", WishWay, name="schemes_exemption_way_known"),
            is_one_of("ending", Ending, name="schemes_exemption_ending_known", blank=True),
            models.UniqueConstraint(
                fields=("person", "branch", "year"),
                condition=Q(state__in=_codes(OPEN)),
                name="schemes_exemption_one_open",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=_codes(ASKED)) & ~Q(awaits=""))
                | (~Q(state__in=_codes(ASKED)) & Q(awaits="")),
                name="schemes_exemption_says_whom_it_awaits",
            ),
            models.CheckConstraint(
                condition=Q(state="ENDED")
                | Q(state__in=_codes(GRANTED), from_on__isnull=False)
                | (~Q(state__in=_codes(GRANTED)) & Q(from_on__isnull=True)),
                name="schemes_exemption_granted_says_since",
            ),
            models.CheckConstraint(
                condition=(Q(state="ENDED", ended_on__isnull=False) & ~Q(ending=""))
                | (~Q(state="ENDED") & Q(ended_on__isnull=True, ending="")),
                name="schemes_exemption_ended_says_why",
            ),
            models.CheckConstraint(condition=~Q(ground=""), name="schemes_exemption_ground_given"),
        )
        indexes = (
            models.Index(fields=("branch", "year"), name="schemes_exemption_year"),
            models.Index(fields=("state", "awaits"), name="schemes_exemption_asked"),
        )

    def __str__(self) -> str:
        """Return whom it is about, and the year."""
        return f"{self.person}{self.year}年度不参加积分的申请"

    @property
    def place(self) -> Place:
        """Return in which branch."""
        return self.branch.place

    @property
    def asked(self) -> tuple[ExemptionStep, ...]:
        """Return whose word it takes, from below to above."""
        return tuple(ExemptionStep(code) for code in self.steps.split(","))


class ExemptionOpinion(Row):
    """The word of one step: for or against, its paper with its day, and the words, which stay closed."""

    exemption = models.ForeignKey(Exemption, models.PROTECT, related_name="opinions")
    step = CodeField(ExemptionStep, verbose_name="哪一级")
    agrees = models.BooleanField("同意")
    words = SealedField(verbose_name="意见")
    basis = BasisField("依据")

    class Meta:
        """By step; a page puts them in the order they were asked."""

        verbose_name = "对不参加积分的意见"
        ordering = ("exemption", "step", "id")
        constraints = (
            is_one_of("step", ExemptionStep, name="schemes_opinion_step_known"),
            models.UniqueConstraint(fields=("exemption", "step"), name="schemes_opinion_once"),
        )

    def __str__(self) -> str:
        """Return whose word it is, and which way."""
        return f"{self.step.label}{'同意' if self.agrees else '不同意'}"
