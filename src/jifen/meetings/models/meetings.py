"""Meetings, who came, who was not counted, what was put to the vote."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.meetings.states.meetings import (
    CAME,
    ExclusionGround,
    Ineligible,
    MeetingKind,
    MeetingState,
    Presence,
)
from jifen.meetings.states.motions import MOTION_RULES, MotionKind, MotionResult, MotionRule
from jifen.meetings.states.tally import Votes
from jifen.orgs.models import Organization, Person


class Meeting(Row):
    """One meeting as it was held, transcribed from its minutes.

    `document_no` says where the minutes stand (book and page, or the number of the document). `chair` and `keeper` are
    names as the minutes say them: a guest of the superior may preside. Every act that changes the meeting or anything
    of it adds one to `version`; confirmed or cancelled, nothing of it changes any more.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings")
    kind = CodeField(MeetingKind, verbose_name="会议")
    held_on = models.DateField("日期")
    place_name = models.CharField("地点", max_length=60)
    chair = models.CharField("主持人", max_length=60)
    keeper = models.CharField("记录人", max_length=60)
    document_no = models.CharField("会议记录编号", max_length=60, blank=True)
    agenda = models.CharField("主要内容", max_length=300, blank=True)
    state = CodeField(MeetingState, verbose_name="状态", default=MeetingState.RECORDED)
    cancel_reason = models.CharField("作废原因", max_length=200, blank=True)
    entered_at = models.DateTimeField("登记时间")
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first."""

        verbose_name = "会议"
        ordering = ("-held_on", "-entered_at", "id")
        constraints = (
            is_one_of("kind", MeetingKind, name="meetings_meeting_kind_known"),
            is_one_of("state", MeetingState, name="meetings_meeting_state_known"),
            models.CheckConstraint(
                condition=Q(state="CONFIRMED", confirmed_at__isnull=False)
                | (~Q(state="CONFIRMED") & Q(confirmed_at__isnull=True)),
                name="meetings_meeting_confirmed_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="CONFIRMED") | ~Q(document_no=""), name="meetings_meeting_minutes_named"
            ),
            models.CheckConstraint(
                condition=(Q(state="CANCELLED") & ~Q(cancel_reason=""))
                | (~Q(state="CANCELLED") & Q(cancel_reason="")),
                name="meetings_meeting_cancelled_says_why",
            ),
        )
        indexes = (models.Index(fields=("organization", "held_on"), name="meetings_meeting_held"),)

    def __str__(self) -> str:
        """Return day and kind, as people call a meeting."""
        return f"{self.held_on.year}年{self.held_on.month}月{self.held_on.day}日{self.kind.label}"

    @property
    def place(self) -> Place:
        """Return where the meeting belongs."""
        return self.organization.place


class Attendance(Row):
    """One person on the list of a meeting: whether he should come, or why he does not count, and whether he came.

    The list is made from the registers on the day of the meeting; nobody types `eligible`. `presence` is empty until it
    is filled in.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    eligible = models.BooleanField("应到")
    why_not = CodeField(Ineligible, verbose_name="不计入应到的原因", blank=True)
    presence = CodeField(Presence, verbose_name="到会情况", blank=True)
    reason = models.CharField("请假、缺席的原因", max_length=60, blank=True)

    class Meta:
        """As names are looked for."""

        verbose_name = "到会情况"
        ordering = ("-eligible", "person__pinyin", "person__name", "id")
        constraints = (
            is_one_of("why_not", Ineligible, name="meetings_attendance_why_known", blank=True),
            is_one_of("presence", Presence, name="meetings_attendance_presence_known", blank=True),
            models.CheckConstraint(
                condition=Q(eligible=True, why_not="") | (Q(eligible=False) & ~Q(why_not="")),
                name="meetings_attendance_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(reason="") | Q(presence="LEAVE") | Q(presence="ABSENT"),
                name="meetings_attendance_reason_of_who_was_away",
            ),
            models.UniqueConstraint(fields=("meeting", "person"), name="meetings_attendance_once"),
        )

    @property
    def came(self) -> bool:
        """Say whether the person was there."""
        return self.presence in CAME


class Exclusion(Row):
    """Why a member with a vote was left out of those who should come, who agreed and who consented (REG-05)."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="exclusions")
    ground = CodeField(ExclusionGround, verbose_name="原因")
    agreement = BasisField("会议同意")
    consent = BasisField("上级同意")

    class Meta:
        """One of each attendance."""

        verbose_name = "不计入应到"
        ordering = ("attendance_id",)
        constraints = (
            is_one_of("ground", ExclusionGround, name="meetings_exclusion_ground_known"),
            models.UniqueConstraint(fields=("attendance",), name="meetings_exclusion_once"),
        )


class Motion(Row):
    """One thing put to the vote, with its count; `result` is written when the meeting is confirmed.

    `written_ayes` are opinions of absent members handed in before the meeting (REG-03). `issued` and `returned` are
    ballots of a secret vote.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="motions")
    number = models.PositiveSmallIntegerField("序号")
    kind = CodeField(MotionKind, verbose_name="议题种类")
    wording = models.CharField("议题", max_length=300)
    subject = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="motions", verbose_name="涉及的同志"
    )
    secret = models.BooleanField("无记名投票", default=False)
    issued = models.PositiveIntegerField("发出票数", null=True, blank=True)
    returned = models.PositiveIntegerField("收回票数", null=True, blank=True)
    ayes = models.PositiveIntegerField("赞成", null=True, blank=True)
    noes = models.PositiveIntegerField("不赞成", null=True, blank=True)
    abstentions = models.PositiveIntegerField("弃权", null=True, blank=True)
    written_ayes = models.PositiveIntegerField("书面赞成", default=0)
    result = CodeField(MotionResult, verbose_name="结果", blank=True)

    class Meta:
        """In the order of the meeting."""

        verbose_name = "议题"
        ordering = ("number", "id")
        constraints = (
            is_one_of("kind", MotionKind, name="meetings_motion_kind_known"),
            is_one_of("result", MotionResult, name="meetings_motion_result_known", blank=True),
            models.CheckConstraint(condition=~Q(wording=""), name="meetings_motion_worded"),
            models.CheckConstraint(
                condition=Q(secret=True) | Q(issued__isnull=True, returned__isnull=True),
                name="meetings_motion_ballots_of_secret_vote",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=("ADMIT", "CONVERT")) | Q(secret=True, subject__isnull=False),
                name="meetings_motion_admission_by_ballot",
            ),
            models.UniqueConstraint(fields=("meeting", "number"), name="meetings_motion_number_once"),
        )

    def __str__(self) -> str:
        """Return number and wording."""
        return f"第{self.number}项：{self.wording}"

    @property
    def rule(self) -> MotionRule:
        """Return the rule of its kind."""
        return MOTION_RULES[self.kind]

    @property
    def votes(self) -> Votes:
        """Return its count."""
        return Votes(self.ayes, self.noes, self.abstentions, self.written_ayes, self.issued, self.returned)
