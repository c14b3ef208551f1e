"""Tables of the memory. UPDATE and DELETE are refused by triggers (`migrations/*.sql`), not only by this code."""

from __future__ import annotations

from django.db import models

from jifen.audit.states import RecordKind
from jifen.common.actor import ActorKind
from jifen.common.orm import BasisField, CodeField, is_one_of


class Record(models.Model):
    """One act: its code and label, who signed it in which office, about what, where, on what ground.

    `number` gives the order. `path` is the organisation's place in the tree on that day, so that a superior finds what
    happened below. `decider` names who decided where the actor only typed (代录). `detail` holds codes and figures.
    `digest` is the fingerprint of the row by which a segment is sealed.
    """

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间")
    kind = CodeField(RecordKind, verbose_name="种类")
    act = models.CharField("办理事项", max_length=60)
    label = models.CharField("事项名称", max_length=60)
    actor_kind = CodeField(ActorKind, verbose_name="由谁")
    user_id = models.CharField(max_length=40, blank=True)
    person_id = models.CharField(max_length=40, blank=True)
    actor_name = models.CharField("姓名", max_length=120)
    hat = models.CharField("当时的身份", max_length=200, blank=True)
    decider = models.CharField("决定人", max_length=200, blank=True)
    organization_id = models.CharField(max_length=40, blank=True)
    path = models.CharField(max_length=255, blank=True)
    organization_name = models.CharField("组织", max_length=200, blank=True)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    subject_label = models.CharField("对象", max_length=200, blank=True)
    basis = BasisField("依据", null=True, blank=True)
    detail = models.JSONField("内容", default=dict, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        """Order of happening; one index per question people ask."""

        verbose_name = "操作记录"
        ordering = ("number",)
        constraints = (
            is_one_of("kind", RecordKind, name="audit_record_kind_known"),
            is_one_of("actor_kind", ActorKind, name="audit_record_actor_kind_known"),
            models.CheckConstraint(condition=~models.Q(act=""), name="audit_record_act_given"),
            models.CheckConstraint(condition=~models.Q(actor_name=""), name="audit_record_actor_given"),
        )
        indexes = (
            models.Index(fields=("at", "number"), name="audit_record_at"),
            models.Index(fields=("path", "number"), name="audit_record_path"),
            models.Index(fields=("organization_id", "number"), name="audit_record_organization"),
            models.Index(fields=("subject_id", "number"), name="audit_record_subject"),
            models.Index(fields=("user_id", "number"), name="audit_record_user"),
        )

    def __str__(self) -> str:
        """Return the act as a line."""
        return f"{self.number} {self.label} {self.actor_name}"


class Segment(models.Model):
    """Old records that were exported to a sealed file; only what stands in a segment may be deleted (trigger)."""

    last_number = models.BigIntegerField(primary_key=True)
    first_number = models.BigIntegerField()
    rows = models.PositiveIntegerField("条数")
    previous = models.CharField("上一段的封印", max_length=64, blank=True)
    seal = models.CharField("封印", max_length=64)
    exported_at = models.DateTimeField("导出时间")

    class Meta:
        """In the order of the records."""

        verbose_name = "已导出的操作记录"
        ordering = ("last_number",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(first_number__lte=models.F("last_number")), name="audit_segment_in_order"
            ),
        )

    def __str__(self) -> str:
        """Return the range."""
        return f"{self.first_number}–{self.last_number}"
