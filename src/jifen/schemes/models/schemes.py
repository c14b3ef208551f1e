"""A 办法 of an organisation and its versions, each with the whole text it was adopted with."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models import Organization
from jifen.schemes.states.texts import reference
from jifen.schemes.states.versions import OPEN, VersionState


class Scheme(Row):
    """A 办法: whose it is, the identifier its file says, and the model scheme it came from, if any."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="schemes")
    code = models.CharField("办法代号", max_length=80)
    title = models.CharField("办法名称", max_length=200)
    library = models.CharField("来自样本", max_length=80, blank=True)
    started_at = models.DateTimeField("新立时间")

    class Meta:
        """By name."""

        verbose_name = "积分办法"
        ordering = ("title", "code", "id")
        constraints = (
            models.UniqueConstraint(fields=("organization", "code"), name="schemes_scheme_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="schemes_scheme_code_given"),
            models.CheckConstraint(condition=~Q(title=""), name="schemes_scheme_title_given"),
        )

    def __str__(self) -> str:
        """Return the name in the marks of a document."""
        return f"《{self.title}》"

    @property
    def place(self) -> Place:
        """Return whose it is."""
        return self.organization.place


class SchemeVersion(Row):
    """One version: the text of `scheme.yaml` and of its clauses, with LF line ends, and how far it is.

    `digest` is the SHA-256 of both (`states.texts.digest_of`). `upper` is the version above that it builds on
    (`extends`). `from_on` is the first day it holds, of the span named `from_period`; `until_on` the last.
    `version` counts what was saved, so that nobody saves over what he has not seen.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版次")
    text = models.TextField("办法文本")
    clauses = models.TextField("条文", blank=True)
    digest = models.CharField("指纹", max_length=64)
    state = CodeField(VersionState, verbose_name="状态", default=VersionState.DRAFT)
    upper = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lower_versions")
    made_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="made_into")
    adopted_on = models.DateField("通过日期", null=True, blank=True)
    adoption = BasisField("通过的依据", null=True, blank=True)
    approval = BasisField("批准的依据", null=True, blank=True)
    from_period = models.CharField("从哪一期起施行", max_length=20, blank=True)
    from_on = models.DateField("施行日期", null=True, blank=True)
    until_on = models.DateField("施行到", null=True, blank=True)
    ending = BasisField("停止施行的依据", null=True, blank=True)
    reason = models.CharField("撤回原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first."""

        verbose_name = "办法版本"
        ordering = ("scheme", "-number")
        constraints = (
            is_one_of("state", VersionState, name="schemes_version_state_known"),
            models.UniqueConstraint(fields=("scheme", "number"), name="schemes_version_number_once"),
            models.UniqueConstraint(
                fields=("scheme",),
                condition=Q(state__in=("DRAFT", "VALIDATED", "ADOPTED", "APPROVED")),
                name="schemes_version_one_in_the_making",
            ),
            models.UniqueConstraint(
                fields=("scheme",), condition=Q(state="IN_FORCE"), name="schemes_version_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("DRAFT", "VALIDATED"), adopted_on__isnull=True)
                | Q(state="WITHDRAWN")
                | Q(state__in=("ADOPTED", "APPROVED", "IN_FORCE", "SUPERSEDED"), adopted_on__isnull=False),
                name="schemes_version_passed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("IN_FORCE", "SUPERSEDED"), from_on__isnull=False)
                | (~Q(state__in=("IN_FORCE", "SUPERSEDED")) & Q(from_on__isnull=True)),
                name="schemes_version_held_says_since",
            ),
            models.CheckConstraint(
                condition=Q(state="SUPERSEDED", until_on__isnull=False)
                | (~Q(state="SUPERSEDED") & Q(until_on__isnull=True)),
                name="schemes_version_ended_says_until",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="schemes_version_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(state="WITHDRAWN") & ~Q(reason="")) | (~Q(state="WITHDRAWN") & Q(reason="")),
                name="schemes_version_withdrawn_says_why",
            ),
        )
        indexes = (models.Index(fields=("from_on", "until_on"), name="schemes_version_held"),)

    def __str__(self) -> str:
        """Return the version as people quote it."""
        return f"{self.scheme}第{self.number}版"

    @property
    def reference(self) -> str:
        """Return the name under which entries quote it: `id@number`."""
        return reference(self.scheme.code, self.number)

    @property
    def place(self) -> Place:
        """Return whose it is."""
        return self.scheme.place

    @property
    def is_open(self) -> bool:
        """Say whether its text may still change."""
        return self.state in OPEN

    def holds_on(self, day: date) -> bool:
        """Say whether it is the rule on a day, where nothing above forbids."""
        return (
            self.from_on is not None
            and self.from_on <= day
            and (self.until_on is None or day <= self.until_on)
        )
