"""The tree of organisations and what happened to each."""

from __future__ import annotations

import uuid

from django.db import models
from treebeard.mp_tree import MP_Node

from jifen.common.orm import BasisField, CodeField, Row, SealedField, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.states.acts import Act
from jifen.orgs.states.organizations import BRANCHES, OrganizationKind, OrganizationState, UnitSituation


class Organization(MP_Node):  # type: ignore[misc]
    """One Party organisation; its place in the tree is `path` (every organisation below begins with it).

    `code` is unique and stands on every sheet, so that two of the same name are told apart. `state` is written by
    `orgs.actions.organizations` alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField("组织代码", max_length=30, unique=True)
    full_name = models.CharField("全称", max_length=120)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = CodeField(OrganizationKind, verbose_name="类别")
    state = CodeField(OrganizationState, verbose_name="状态", default=OrganizationState.ACTIVE)
    unit_name = models.CharField("所在单位", max_length=120, blank=True)
    unit_situation = CodeField(UnitSituation, verbose_name="单位情况", blank=True)
    area_code = models.CharField("行政区划代码", max_length=12, blank=True)
    external_code = models.CharField("全国系统代码", max_length=40, blank=True)
    established_on = models.DateField("成立日期", null=True, blank=True)
    term_from = models.DateField("本届开始", null=True, blank=True)
    term_to = models.DateField("本届届满", null=True, blank=True)
    contact_name = models.CharField("联系人", max_length=60, blank=True)
    phone = SealedField(head=3, tail=4, verbose_name="联系电话")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")

    class Meta:
        """In the order of the tree."""

        verbose_name = "组织"
        ordering = ("path",)
        constraints = (
            is_one_of("kind", OrganizationKind, name="orgs_organization_kind_known"),
            is_one_of("state", OrganizationState, name="orgs_organization_state_known"),
            is_one_of("unit_situation", UnitSituation, name="orgs_organization_unit_known", blank=True),
            models.CheckConstraint(condition=~models.Q(code=""), name="orgs_organization_code_given"),
            models.CheckConstraint(condition=~models.Q(full_name=""), name="orgs_organization_name_given"),
            models.CheckConstraint(
                condition=models.Q(state="MERGED", merged_into__isnull=False)
                | (~models.Q(state="MERGED") & models.Q(merged_into__isnull=True)),
                name="orgs_organization_merged_says_into",
            ),
        )

    def __str__(self) -> str:
        """Return the name people use."""
        return self.short_name or self.full_name

    @property
    def place(self) -> Place:
        """Return where things of this organisation belong."""
        group = self.kind is OrganizationKind.GROUP
        return Place(str(self.pk), self.path, self.full_name, self.path[: -self.steplen] if group else "")

    @property
    def is_branch(self) -> bool:
        """Say whether members belong to it directly."""
        return self.kind in BRANCHES


class OrganizationEvent(Row):
    """What happened to an organisation: founded, renamed, moved, merged, dissolved; never rewritten."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="events")
    act = CodeField(Act, verbose_name="事项")
    on = models.DateField("日期")
    said = models.CharField("内容", max_length=300)
    basis = BasisField("依据", null=True, blank=True)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        """In the order of happening."""

        verbose_name = "组织变动"
        ordering = ("on", "entered_at", "id")

    def __str__(self) -> str:
        """Return the event as a line."""
        return f"{self.on} {self.said}"
