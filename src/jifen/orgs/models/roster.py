"""Imports of rosters: what was read, what it would change, and what is needed to take it back."""

from __future__ import annotations

from django.db import models

from jifen.common.orm import CodeField, Row, is_one_of
from jifen.orgs.models.organizations import Organization
from jifen.orgs.models.people import Person
from jifen.orgs.states.roster import RosterState


class RosterImport(Row):
    """One uploaded roster, checked as a whole and applied as a whole.

    `document` is the opaque id of the workbook in `documents`. `done` of `rows` says how far checking or writing is.
    `faults` lists what is wrong, each with sheet, row, column, value and remedy; `counts` the rows by what they do.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="roster_imports")
    state = CodeField(RosterState, verbose_name="状态", default=RosterState.CHECKING)
    document = models.CharField(max_length=40)
    file_name = models.CharField("文件", max_length=120)
    entered_by = models.CharField("上传人", max_length=120)
    entered_at = models.DateTimeField("上传时间")
    rows = models.PositiveIntegerField("行数", default=0)
    done = models.PositiveIntegerField("已处理", default=0)
    faults = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField("导入时间", null=True, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = "名册导入"
        ordering = ("-entered_at",)
        constraints = (is_one_of("state", RosterState, name="orgs_roster_state_known"),)


class RosterLine(Row):
    """One row of a roster: the person it made or changed, and what stood there before (sealed fields stay sealed).

    `before` is null for a person the import entered. `person_version` is the version the import left: a person changed
    since is not taken back.
    """

    roster = models.ForeignKey(RosterImport, models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField("行")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=dict, blank=True)
    before = models.JSONField(null=True, blank=True)
    person_version = models.PositiveIntegerField(default=1)

    class Meta:
        """In the order of the file."""

        ordering = ("row",)
        constraints = (models.UniqueConstraint(fields=("roster", "row"), name="orgs_roster_line_once"),)
