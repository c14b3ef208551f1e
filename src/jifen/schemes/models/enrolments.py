"""Who takes part in a points year of a branch."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models import Organization, Person
from jifen.schemes.models.schemes import SchemeVersion
from jifen.schemes.states.enrolments import BaseSource


class Enrolment(Row):
    """One person in one branch and points year: since when, in which tier, with which base.

    `year` is the calendar year in which the points year begins. `base` is in hundredths of a point; empty where the
    figure is only known when the months are over. `tier` is empty where the 办法 has none, or where somebody must
    still say (then `note` tells what is missing). `scheme_version` is the one the row was made by. `out_from` is the
    first day out of somebody who took part until then (AMB-39); empty where he is out from the beginning.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="enrolments")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="enrolments")
    scheme_version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="enrolments")
    year = models.CharField("积分年度", max_length=10)
    participates = models.BooleanField("参加积分", default=True)
    reason = models.CharField("不参加的原因", max_length=200, blank=True)
    out_from = models.DateField("自哪天起不参加", null=True, blank=True)
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)
    tier = models.CharField("层次", max_length=60, blank=True)
    base = models.IntegerField("基础分", null=True, blank=True)
    base_source = CodeField(BaseSource, verbose_name="基础分的来源", default=BaseSource.DEFAULT)
    basis = BasisField("依据", null=True, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By pinyin, as people look for names."""

        verbose_name = "参加积分"
        ordering = ("year", "person__pinyin", "person__name", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "branch", "year"), name="schemes_enrolment_once"),
            is_one_of("base_source", BaseSource, name="schemes_enrolment_source_known"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="schemes_enrolment_in_order",
            ),
            models.CheckConstraint(
                condition=Q(participates=True, reason="") | (Q(participates=False) & ~Q(reason="")),
                name="schemes_enrolment_out_says_why",
            ),
            models.CheckConstraint(
                condition=Q(out_from__isnull=True) | Q(participates=False, out_from__gt=F("from_on")),
                name="schemes_enrolment_out_after_being_in",
            ),
        )
        indexes = (models.Index(fields=("branch", "year"), name="schemes_enrolment_year"),)

    def __str__(self) -> str:
        """Return whom it is about, and the year."""
        return f"{self.person}{self.year}年度"

    @property
    def place(self) -> Place:
        """Return in which branch."""
        return self.branch.place
