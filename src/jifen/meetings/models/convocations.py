"""The notice of a meeting, what stands on its agenda, and who was told when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.meetings.models.meetings import Meeting
from jifen.meetings.states.convocations import (
    Channel,
    ConvocationState,
    LeadTimes,
    Recipient,
)
from jifen.meetings.states.meetings import MeetingKind
from jifen.meetings.states.motions import MotionKind
from jifen.orgs.models import Organization, Person


class Convocation(Row):
    """A meeting that is going to be held: when, where, what about; how many days before each must be told.

    The days are those of the 办法 in force when it was planned (calendar days, empty: not asked). Day and place stand
    as they were told: a change is a new row that `replaces` this one, and everybody is told again. `meeting` is the
    record of the meeting, once held. Every act adds one to `version`.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="convocations")
    kind = CodeField(MeetingKind, verbose_name="会议")
    planned_on = models.DateField("日期")
    starts_at = models.TimeField("时间")
    place_name = models.CharField("地点", max_length=60)
    office_days = models.PositiveSmallIntegerField("提前几天报党建办", null=True, blank=True)
    leader_days = models.PositiveSmallIntegerField("提前几天通知联系点领导", null=True, blank=True)
    member_days = models.PositiveSmallIntegerField("提前几天通知党员", null=True, blank=True)
    clause = models.CharField("依据的条文", max_length=120, blank=True)
    state = CodeField(ConvocationState, verbose_name="状态", default=ConvocationState.PLANNED)
    reason = models.CharField("延期、取消的原因", max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="原来的通知"
    )
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, null=True, blank=True, related_name="convocation", verbose_name="会议记录"
    )
    entered_at = models.DateTimeField("登记时间")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """The latest first."""

        verbose_name = "会议通知"
        ordering = ("-planned_on", "-entered_at", "id")
        constraints = (
            is_one_of("kind", MeetingKind, name="meetings_convocation_kind_known"),
            is_one_of("state", ConvocationState, name="meetings_convocation_state_known"),
            models.CheckConstraint(
                condition=(Q(state__in=("ADJOURNED", "CANCELLED")) & ~Q(reason=""))
                | (~Q(state__in=("ADJOURNED", "CANCELLED")) & Q(reason="")),
                name="meetings_convocation_off_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="HELD") | Q(meeting__isnull=False),
                name="meetings_convocation_held_has_record",
            ),
        )
        indexes = (models.Index(fields=("organization", "planned_on"), name="meetings_convocation_planned"),)

    def __str__(self) -> str:
        """Return day and kind, as people call a meeting."""
        on = self.planned_on
        return f"{on.year}年{on.month}月{on.day}日{self.kind.label}"

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.organization.place

    @property
    def lead(self) -> LeadTimes:
        """Return how long before each must be told."""
        return LeadTimes(self.office_days, self.leader_days, self.member_days, self.clause)


class AgendaItem(Row):
    """One thing on the agenda: to be voted on (`kind`), or only heard and talked about.

    Other rooms put theirs on it: `origin` names the thing for people, `origin_id` is its id for the room that asked.
    """

    convocation = models.ForeignKey(Convocation, models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField("序号")
    wording = models.CharField("议程", max_length=300)
    kind = CodeField(MotionKind, verbose_name="表决的种类", blank=True)
    subject = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="涉及的同志",
    )
    origin = models.CharField("由来", max_length=120, blank=True)
    origin_id = models.CharField("由来的编号", max_length=60, blank=True)

    class Meta:
        """In the order of the meeting."""

        verbose_name = "议程"
        ordering = ("convocation", "number")
        constraints = (
            is_one_of("kind", MotionKind, name="meetings_agendaitem_kind_known", blank=True),
            models.CheckConstraint(condition=~Q(wording=""), name="meetings_agendaitem_worded"),
            models.UniqueConstraint(fields=("convocation", "number"), name="meetings_agendaitem_number_once"),
        )

    def __str__(self) -> str:
        """Return number and wording."""
        return f"第{self.number}项：{self.wording}"


class Delivery(Row):
    """That somebody was told of a meeting: the office or the leader by name, a member as a person."""

    convocation = models.ForeignKey(Convocation, models.PROTECT, related_name="deliveries")
    recipient = CodeField(Recipient, verbose_name="通知谁")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="notices_of_meetings", verbose_name="党员"
    )
    name = models.CharField("接收人", max_length=60, blank=True)
    channel = CodeField(Channel, verbose_name="方式")
    told_on = models.DateField("日期")
    receipt = models.CharField("回执", max_length=120, blank=True)

    class Meta:
        """Office, leader, then members as names are looked for."""

        verbose_name = "会议通知的送达"
        ordering = ("convocation", "-recipient", "person__pinyin", "id")
        constraints = (
            is_one_of("recipient", Recipient, name="meetings_delivery_recipient_known"),
            is_one_of("channel", Channel, name="meetings_delivery_channel_known"),
            models.CheckConstraint(
                condition=Q(recipient="MEMBERS", person__isnull=False, name="")
                | (~Q(recipient="MEMBERS") & Q(person__isnull=True) & ~Q(name="")),
                name="meetings_delivery_says_whom",
            ),
            models.UniqueConstraint(fields=("convocation", "person"), name="meetings_delivery_member_once"),
            models.UniqueConstraint(
                fields=("convocation", "recipient"),
                condition=~Q(recipient="MEMBERS"),
                name="meetings_delivery_office_once",
            ),
        )
