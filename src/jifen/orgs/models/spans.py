"""What holds from one day to another: memberships, offices, circumstances, measures, ties, households, transfers.

`to_on` is the last day; an open end means that it still holds. An ended span keeps why it ended.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from jifen.common.orm import BasisField, CodeField, Row, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models.organizations import Organization
from jifen.orgs.models.people import Person
from jifen.orgs.states.people import BondKind, CircumstanceKind, Measure
from jifen.orgs.states.roles import Role
from jifen.orgs.states.transfers import MembershipEnd, MembershipStart, TransferState


def in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that a span does not end before it begins."""
    return models.CheckConstraint(condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name=name)


class Membership(Row):
    """A person's membership in one branch; at most one is open."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)
    start = CodeField(MembershipStart, verbose_name="来源")
    end = CodeField(MembershipEnd, verbose_name="去向", blank=True)

    class Meta:
        """In the order of happening."""

        verbose_name = "组织关系"
        ordering = ("from_on", "id")
        constraints = (
            in_order("orgs_membership_in_order"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(to_on__isnull=True), name="orgs_membership_one_open"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, end="") | (Q(to_on__isnull=False) & ~Q(end="")),
                name="orgs_membership_end_says_why",
            ),
        )


class Transfer(Row):
    """A letter by which a membership goes from one branch to another (组织关系介绍信).

    `to_branch` is empty where the receiving branch is not in this installation: then only its name is known, and the
    reply comes on paper.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    from_branch = models.ForeignKey(Organization, models.PROTECT, related_name="transfers_out")
    to_branch = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="transfers_in"
    )
    to_name = models.CharField("接收组织", max_length=120)
    letter_no = models.CharField("介绍信编号", max_length=40)
    sent_on = models.DateField("开出日期")
    valid_until = models.DateField("有效期至")
    state = CodeField(TransferState, verbose_name="状态", default=TransferState.SENT)
    answered_on = models.DateField("办理日期", null=True, blank=True)
    answer = models.CharField("办理说明", max_length=200, blank=True)

    class Meta:
        """Newest first."""

        verbose_name = "组织关系转接"
        ordering = ("-sent_on", "person__pinyin", "id")
        constraints = (
            is_one_of("state", TransferState, name="orgs_transfer_state_known"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(state="SENT"), name="orgs_transfer_one_open"
            ),
            models.CheckConstraint(
                condition=(Q(state="SENT") & Q(answered_on__isnull=True))
                | (~Q(state="SENT") & Q(answered_on__isnull=False)),
                name="orgs_transfer_answer_has_day",
            ),
            models.CheckConstraint(
                condition=Q(to_branch__isnull=True) | ~Q(to_branch=F("from_branch")),
                name="orgs_transfer_elsewhere",
            ),
        )

    @property
    def answering_place(self) -> Place:
        """Return whose the answer is: the receiver's; where that is not here, the sender copies the paper receipt."""
        return (self.to_branch or self.from_branch).place


class Appointment(Row):
    """An office held in an organisation, on a ground; ended with a reason."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="appointments")
    role = CodeField(Role, verbose_name="职务")
    from_on = models.DateField("任职日期")
    to_on = models.DateField("免职日期", null=True, blank=True)
    term_until = models.DateField("任期至", null=True, blank=True)
    basis = BasisField("任职依据")
    reason = models.CharField("任职原因", max_length=200)
    end_basis = BasisField("免职依据", null=True, blank=True)
    end_reason = models.CharField("免职原因", max_length=200, blank=True)

    class Meta:
        """By office, then by day."""

        verbose_name = "任职"
        ordering = ("organization", "role", "from_on", "person__pinyin", "id")
        constraints = (
            in_order("orgs_appointment_in_order"),
            is_one_of("role", Role, name="orgs_appointment_role_known"),
            models.UniqueConstraint(
                fields=("person", "organization", "role"),
                condition=Q(to_on__isnull=True),
                name="orgs_appointment_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="orgs_appointment_reason_given"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True, end_reason="") | (Q(to_on__isnull=False) & ~Q(end_reason="")),
                name="orgs_appointment_end_says_why",
            ),
        )
        indexes = (models.Index(fields=("organization", "to_on"), name="orgs_appointment_open"),)


class Circumstance(Row):
    """What holds of a person for a time: migrant, frail, no hard requirement, lost contact …"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="circumstances")
    kind = CodeField(CircumstanceKind, verbose_name="情况")
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)
    where = models.CharField("外出流向", max_length=120, blank=True)
    certificate_no = models.CharField("流动党员活动证编号", max_length=40, blank=True)
    basis = BasisField("依据")

    class Meta:
        """In the order of happening."""

        verbose_name = "情况"
        ordering = ("from_on", "id")
        constraints = (
            in_order("orgs_circumstance_in_order"),
            is_one_of("kind", CircumstanceKind, name="orgs_circumstance_kind_known"),
            models.UniqueConstraint(
                fields=("person", "kind"), condition=Q(to_on__isnull=True), name="orgs_circumstance_one_open"
            ),
        )


class Discipline(Row):
    """A disciplinary measure with its document number; `effect_until` is the last day of its effect (REG-20)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="disciplines")
    measure = CodeField(Measure, verbose_name="处分")
    approved_on = models.DateField("批准日期")
    effect_until = models.DateField("影响期至", null=True, blank=True)
    matter = models.CharField("事由", max_length=120)
    basis = BasisField("批准文件")

    class Meta:
        """In the order of approval."""

        verbose_name = "处分"
        ordering = ("approved_on", "id")
        constraints = (
            is_one_of("measure", Measure, name="orgs_discipline_measure_known"),
            models.CheckConstraint(
                condition=Q(effect_until__isnull=True) | Q(effect_until__gt=F("approved_on")),
                name="orgs_discipline_in_order",
            ),
            models.CheckConstraint(
                condition=(Q(measure="EXPULSION") & Q(effect_until__isnull=True))
                | (~Q(measure="EXPULSION") & Q(effect_until__isnull=False)),
                name="orgs_discipline_says_until",
            ),
        )


class Bond(Row):
    """A person named to stand by another: introducer, guide, helper, liaison."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="bonds")
    other = models.ForeignKey(Person, models.PROTECT, related_name="bonds_to")
    kind = CodeField(BondKind, verbose_name="关系")
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)
    basis = BasisField("依据", null=True, blank=True)

    class Meta:
        """In the order of happening."""

        verbose_name = "联系人"
        ordering = ("kind", "from_on", "id")
        constraints = (
            in_order("orgs_bond_in_order"),
            is_one_of("kind", BondKind, name="orgs_bond_kind_known"),
            models.CheckConstraint(condition=~Q(person=F("other")), name="orgs_bond_not_to_himself"),
            models.UniqueConstraint(
                fields=("person", "other", "kind"), condition=Q(to_on__isnull=True), name="orgs_bond_once"
            ),
        )


class Household(Row):
    """A household of a branch, for schemes that keep an account by household."""

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="households")
    number = models.CharField("户号", max_length=30)
    head = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        """By number."""

        verbose_name = "家庭户"
        ordering = ("number", "id")
        constraints = (
            models.UniqueConstraint(fields=("branch", "number"), name="orgs_household_number_once"),
        )

    def __str__(self) -> str:
        """Return the number with the head's name."""
        return f"{self.number}号户（户主{self.head}）"


class HouseholdMember(Row):
    """Who belongs to a household, from when to when; at most one household at a time."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, models.PROTECT, related_name="households")
    from_on = models.DateField("自")
    to_on = models.DateField("至", null=True, blank=True)

    class Meta:
        """In the order of happening."""

        verbose_name = "家庭成员"
        ordering = ("from_on", "id")
        constraints = (
            in_order("orgs_household_member_in_order"),
            models.UniqueConstraint(
                fields=("person",), condition=Q(to_on__isnull=True), name="orgs_household_member_one_open"
            ),
        )
