"""A notice, and its lines as they were frozen when it was drafted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.common.plainsheet import cell_of
from jifen.common.sheet import Column as SheetColumn
from jifen.common.sheet import ColumnKind, Sheet
from jifen.orgs.models import Organization, Person
from jifen.publicity.states.notices import UNDER_WAY, NoticeState, Origin, Unit


class PublicNotice(Row):
    """A sheet of figures shown to members and others for so many days.

    `origin` and `origin_id` name what the figures come from in the room that published. `columns` are `[key, heading,
    kind, width]` of the sheet. The window begins the day after `shown_on` (`first_on`) and ends with `last_on`.
    `checked_by` and `approved_by`: who signed on paper. `objections` is counted from the register of objections when
    the window is over. Every act adds one to `version`.
    """

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="notices")
    origin = CodeField(Origin, verbose_name="来自")
    origin_id = models.CharField(max_length=64)
    period = models.CharField("周期", max_length=40)
    title = models.CharField("标题", max_length=120)
    columns = models.JSONField("栏目", default=list)
    days = models.PositiveSmallIntegerField("公示天数")
    unit = CodeField(Unit, verbose_name="天数怎么数")
    public = models.JSONField("公示范围", default=list)
    clause = models.CharField("条款", max_length=120, blank=True)
    basis = BasisField("依据")
    state = CodeField(NoticeState, verbose_name="状态", default=NoticeState.DRAFT)
    drafted_by = models.CharField("拟定人", max_length=60)
    drafted_at = models.DateTimeField("拟定时间")
    checked_by = models.CharField("审查人", max_length=60, blank=True)
    approved_by = models.CharField("批准人", max_length=60, blank=True)
    places = models.CharField("张贴的地方", max_length=200, blank=True)
    shown_on = models.DateField("张贴日期", null=True, blank=True)
    first_on = models.DateField("公示第一天", null=True, blank=True)
    last_on = models.DateField("公示最后一天", null=True, blank=True)
    objections = models.PositiveSmallIntegerField("收到异议", null=True, blank=True)
    result = models.CharField("结果", max_length=300, blank=True)
    withdrawn = models.CharField("撤下原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first."""

        verbose_name = "公示"
        ordering = ("-drafted_at", "id")
        constraints = (
            is_one_of("origin", Origin, name="publicity_notice_origin_known"),
            is_one_of("unit", Unit, name="publicity_notice_unit_known"),
            is_one_of("state", NoticeState, name="publicity_notice_state_known"),
            models.CheckConstraint(condition=Q(days__gte=1), name="publicity_notice_has_days"),
            models.CheckConstraint(
                condition=Q(shown_on__isnull=True)
                | (Q(first_on__gt=F("shown_on")) & Q(last_on__gte=F("first_on"))),
                name="publicity_notice_window_after_posting",
            ),
            models.CheckConstraint(
                condition=(Q(state="WITHDRAWN") & ~Q(withdrawn=""))
                | (~Q(state="WITHDRAWN") & Q(withdrawn="")),
                name="publicity_notice_withdrawn_says_why",
            ),
            models.UniqueConstraint(
                fields=("origin", "origin_id", "period"),
                condition=Q(state__in=sorted(state.value for state in UNDER_WAY)),
                name="publicity_notice_one_under_way",
            ),
        )

    def __str__(self) -> str:
        """Return its title."""
        return self.title

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.branch.place

    def sheet(self) -> Sheet:
        """Return the frozen sheet; points stand in the table as text, so that they stay exact."""
        columns = tuple(
            SheetColumn(key, heading, ColumnKind(kind), width) for key, heading, kind, width in self.columns
        )
        lines = self.lines.order_by("number", "pk")
        return Sheet(
            self.title,
            columns,
            tuple(
                tuple(cell_of(cell, one.kind) for cell, one in zip(line.cells, columns, strict=True))
                for line in lines
            ),
        )


class NoticeLine(Row):
    """What a notice shows of one person; `authors` are the opaque ids of who wrote what stands behind it.

    Whoever wrote it, and the person himself, never reviews an objection to it (domain §8.4).
    """

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField("第几行")
    person = models.ForeignKey(Person, models.PROTECT, related_name="notice_lines")
    cells = models.JSONField("内容", default=list)
    authors = models.JSONField("登记人", default=list)

    class Meta:
        """In the order of the sheet."""

        verbose_name = "公示的一行"
        ordering = ("notice", "number", "id")
        constraints = (models.UniqueConstraint(fields=("notice", "person"), name="publicity_line_once"),)

    def __str__(self) -> str:
        """Return which line it is."""
        return f"第 {self.number} 行"
