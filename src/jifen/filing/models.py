"""What was sent up, version by version."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.common.plainsheet import sheet_of
from jifen.common.sheet import Sheet
from jifen.filing.states.packages import NoticeStatus, Origin, PackageState
from jifen.filing.states.sheets import digest_of
from jifen.orgs.models import Organization


class Package(Row):
    """One version of what an organisation files for a period: a frozen sheet, where the book stood, the notice.

    `origin` and `origin_id` name what it is about in the room it came from; versions of one are numbered from 1.
    `due_on`: the day the 办法 names, moved where it says so (none where it names none). `head` and `seal` are digests
    of the book; `digest` is of everything that is frozen. `sender_id` is the person who sent it. Every act adds one to
    `version`.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="packages")
    addressee = models.ForeignKey(Organization, models.PROTECT, related_name="packages_received")
    origin = CodeField(Origin, verbose_name="来源")
    origin_id = models.CharField(max_length=40)
    number = models.PositiveIntegerField("第几版")
    period = models.CharField("周期", max_length=20)
    title = models.CharField("名称", max_length=120)
    form = models.CharField("表名", max_length=60, blank=True)
    due_on = models.DateField("应报日期", null=True, blank=True)
    notice = CodeField(NoticeStatus, verbose_name="公示情况", default=NoticeStatus.NONE)
    sheet = models.JSONField("表")
    head = models.CharField(max_length=64, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    basis = BasisField("依据")
    state = CodeField(PackageState, verbose_name="状态", default=PackageState.PREPARED)
    prepared_at = models.DateTimeField("整理时间")
    sent_at = models.DateTimeField("上报时间", null=True, blank=True)
    sender_id = models.CharField(max_length=40, blank=True)
    received_at = models.DateTimeField("收到时间", null=True, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answer = models.CharField("备案意见", max_length=200, blank=True)
    findings = models.CharField("退回意见", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first."""

        verbose_name = "报备材料"
        ordering = ("-prepared_at", "-number", "id")
        constraints = (
            is_one_of("origin", Origin, name="filing_package_origin_known"),
            is_one_of("notice", NoticeStatus, name="filing_package_notice_known"),
            is_one_of("state", PackageState, name="filing_package_state_known"),
            models.CheckConstraint(condition=~Q(title=""), name="filing_package_titled"),
            models.CheckConstraint(
                condition=~Q(state="RETURNED") | ~Q(findings=""), name="filing_package_returned_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="PREPARED") | Q(state="CORRECTED") | Q(sent_at__isnull=False),
                name="filing_package_sent_has_instant",
            ),
            models.UniqueConstraint(
                fields=("organization", "origin", "origin_id", "number"), name="filing_package_in_order"
            ),
            models.UniqueConstraint(
                fields=("organization", "origin", "origin_id"),
                condition=~Q(state="CORRECTED"),
                name="filing_package_one_holds",
            ),
        )

    def __str__(self) -> str:
        """Return what people call it."""
        return f"{self.title}（第 {self.number} 版）" if self.number > 1 else self.title

    @property
    def place(self) -> Place:
        """Return where it belongs."""
        return self.organization.place

    @property
    def frozen(self) -> Sheet:
        """Return the sheet."""
        return sheet_of(self.sheet)

    def content(self) -> dict[str, Any]:
        """Return everything that is frozen, as plain values."""
        return {
            "organization": str(self.organization_id),
            "addressee": str(self.addressee_id),
            "origin": str(self.origin.value),
            "origin_id": self.origin_id,
            "number": self.number,
            "period": self.period,
            "title": self.title,
            "form": self.form,
            "notice": str(self.notice.value),
            "sheet": self.sheet,
            "head": self.head,
            "seal": self.seal,
        }

    def is_whole(self) -> bool:
        """Say whether what is frozen is still what the digest was made of."""
        return digest_of(self.content()) == self.digest
