"""Imports of rosters: what was read, what it would change, and what is needed to take it back."""

from __future__ import annotations

from django.db import models

from jifen.common.orm import CodeField, Row, SealedField, is_one_of
from jifen.orgs.models.organizations import Organization
from jifen.orgs.models.people import Person
from jifen.orgs.states.roster import LineKind, RosterState


class RosterImport(Row):
    """One uploaded roster, checked as a whole and applied as a whole.

    `document` is the opaque id of the workbook in `documents`. `done` of `rows` says how far checking is. `counts`
    holds the lines by kind. `attempt` grows whenever a run is started: an older run finds that and stops.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="roster_imports")
    state = CodeField(RosterState, verbose_name="状态", default=RosterState.CHECKING)
    document = models.CharField(max_length=40, blank=True)
    file_name = models.CharField("文件", max_length=120)
    entered_by = models.CharField("上传人", max_length=120)
    entered_at = models.DateTimeField("上传时间")
    rows = models.PositiveIntegerField("行数", default=0)
    done = models.PositiveIntegerField("已处理", default=0)
    attempt = models.PositiveIntegerField(default=1)
    counts = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = "名册导入"
        ordering = ("-entered_at", "id")
        constraints = (is_one_of("state", RosterState, name="orgs_roster_state_known"),)

    def __str__(self) -> str:
        """Return the name of the file."""
        return self.file_name


class RosterBlock(Row):
    """Some hundred rows of a roster as the file said them, sealed as a whole; gone when the import is over."""

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="blocks")
    number = models.PositiveIntegerField()
    cells = SealedField()

    class Meta:
        """In the order of the file."""

        ordering = ("number", "id")
        constraints = (models.UniqueConstraint(fields=("roster", "number"), name="orgs_roster_block_once"),)


class RosterLine(Row):
    """One row of a roster: the person it made or changed, and what stood there before (sealed fields stay sealed).

    `changes` is what the row would write (`set`, by field), what it says of circumstances, and the differences as
    people read them (`said`). `before` is null for a person the import entered, who gets the id of the line.
    `person_version` is the version that was compared with, and after the import the version it left: a person changed
    since is neither written over nor taken back.
    """

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField("行")
    kind = CodeField(LineKind, verbose_name="结果", default=LineKind.FAULTY)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=dict, blank=True)
    before = models.JSONField(null=True, blank=True)
    person_version = models.PositiveIntegerField(default=1)

    class Meta:
        """In the order of the file."""

        verbose_name = "名册行"
        ordering = ("row", "id")
        constraints = (
            models.UniqueConstraint(fields=("roster", "row"), name="orgs_roster_line_once"),
            is_one_of("kind", LineKind, name="orgs_roster_line_kind_known"),
        )
        indexes = (models.Index(fields=("roster", "kind", "row"), name="orgs_roster_line_kind"),)


class RosterFault(models.Model):
    """One thing wrong with an uploaded roster, with its place and what to do; a sensitive value is masked.

    `blocking`: it must be mended before the import; otherwise it is a hint. `from_file`: told by the reader of the
    file, so that checking again keeps it. `row` 0 is the file as a whole.
    """

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField("行", default=0)
    sheet = models.CharField("工作表", max_length=60, blank=True)
    column = models.CharField("列", max_length=60, blank=True)
    value = models.CharField("填的内容", max_length=60, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField("问题", max_length=500)
    remedy = models.CharField("怎么改", max_length=1000)
    blocking = models.BooleanField(default=True)
    from_file = models.BooleanField(default=False)

    class Meta:
        """In the order of the file."""

        verbose_name = "名册问题"
        ordering = ("row", "id")
        indexes = (models.Index(fields=("roster", "blocking", "row"), name="orgs_roster_fault_order"),)
