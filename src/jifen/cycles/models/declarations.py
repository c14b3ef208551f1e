"""Claimed and proposed facts of a period."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.cycles.models.cycles import Cycle
from jifen.cycles.states.declarations import Channel, DeclarationState, Done, Hearing, Track
from jifen.orgs.models import Person


class Declaration(Row):
    """One fact that somebody claims for himself, or that the branch proposes to his loss.

    `kind` and `fields` are those the engine reads; `declared` are the points it weighed when it came in, `points` those
    frozen at the decision with their `item` (`scheme@version#item`), in hundredths, signed. A deduction has a `track`:
    `noticed_on`, the last day to answer, how he was heard and his answer, uncut; a grave one names two people who were
    `present`. `looked_at` says why something like it is no duplicate. `carried_from` is the row of the period before.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="declarations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="declarations")
    kind = models.CharField("事项", max_length=80)
    title = models.CharField("条款", max_length=200)
    occurred_on = models.DateField("发生日期")
    fields = models.JSONField("事实", default=dict, blank=True)
    reason = models.TextField("事由", blank=True)
    channel = CodeField(Channel, verbose_name="怎样提出")
    track = CodeField(Track, verbose_name="扣分的轻重", blank=True)
    state = CodeField(DeclarationState, verbose_name="状态", default=DeclarationState.SUBMITTED)
    declared = models.BigIntegerField("申报的分（百分之一分）")
    points = models.BigIntegerField("评定的分（百分之一分）", null=True, blank=True)
    item = models.CharField("评定所依条款", max_length=200, blank=True)
    author_id = models.CharField(max_length=40, blank=True)
    author_name = models.CharField("经办人", max_length=60, blank=True)
    entered_at = models.DateTimeField("提出时间")
    returned = models.CharField("退回、撤回的原因", max_length=200, blank=True)
    done = CodeField(Done, verbose_name="是否完成", blank=True)
    quality = models.CharField("完成质量", max_length=200, blank=True)
    endorser = models.CharField("签注人", max_length=60, blank=True)
    endorsed_on = models.DateField("签注日期", null=True, blank=True)
    opinion = models.CharField("初评意见", max_length=200, blank=True)
    verdict = models.CharField("评定意见", max_length=200, blank=True)
    decision = BasisField("评定的依据", null=True, blank=True)
    noticed_on = models.DateField("告知日期", null=True, blank=True)
    notice_way = models.CharField("怎样告知", max_length=60, blank=True)
    answer_until = models.DateField("申辩到", null=True, blank=True)
    heard = CodeField(Hearing, verbose_name="申辩情况", blank=True)
    heard_on = models.DateField("听取申辩的日期", null=True, blank=True)
    answer = models.TextField("本人的申辩", blank=True)
    present = models.CharField("在场的人", max_length=120, blank=True)
    looked_at = models.CharField("不是重复的理由", max_length=200, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", verbose_name="上期转来"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By pinyin, as people look for names; of one member in the order of the days."""

        verbose_name = "申报"
        ordering = (
            "cycle",
            "person__pinyin",
            "person__name",
            "person__mark",
            "occurred_on",
            "entered_at",
            "id",
        )
        constraints = (
            is_one_of("channel", Channel, name="cycles_declaration_channel_known"),
            is_one_of("track", Track, name="cycles_declaration_track_known", blank=True),
            is_one_of("state", DeclarationState, name="cycles_declaration_state_known"),
            is_one_of("done", Done, name="cycles_declaration_done_known", blank=True),
            is_one_of("heard", Hearing, name="cycles_declaration_heard_known", blank=True),
            models.CheckConstraint(condition=~Q(kind=""), name="cycles_declaration_kind_given"),
            models.CheckConstraint(
                condition=~Q(state="RETURNED") | ~Q(returned=""), name="cycles_declaration_returned_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="ACCEPTED") | Q(decision__isnull=False, points__isnull=False),
                name="cycles_declaration_accepted_says_by_what",
            ),
            models.CheckConstraint(
                condition=~Q(state="POSTED") | Q(decision__isnull=False, points__isnull=False),
                name="cycles_declaration_posted_was_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="REJECTED") | ~Q(verdict=""), name="cycles_declaration_rejected_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="ACCEPTED") | Q(track="") | ~Q(heard=""),
                name="cycles_declaration_deduction_was_heard",
            ),
            models.CheckConstraint(
                condition=~Q(state="POSTED") | Q(track="") | ~Q(heard=""),
                name="cycles_declaration_posted_was_heard",
            ),
            models.CheckConstraint(
                condition=Q(heard="") | Q(noticed_on__isnull=False), name="cycles_declaration_heard_was_told"
            ),
            models.CheckConstraint(
                condition=~Q(track="GRAVE") | Q(heard="") | ~Q(present=""),
                name="cycles_declaration_grave_before_two",
            ),
        )
        indexes = (models.Index(fields=("person", "occurred_on"), name="cycles_declaration_day"),)

    def __str__(self) -> str:
        """Return whose fact it is."""
        return f"{self.person}：{self.title}"

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.cycle.place

    @property
    def is_deduction(self) -> bool:
        """Say whether it is to somebody's loss."""
        return bool(self.track)
