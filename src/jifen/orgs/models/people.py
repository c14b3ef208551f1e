"""People, and the dated history of what each is to the Party."""

from __future__ import annotations

from django.db import models

from jifen.common.orm import BasisField, CodeField, Row, SealedField, is_one_of
from jifen.common.permissions import Place
from jifen.orgs.models.organizations import Organization
from jifen.orgs.states.acts import Act
from jifen.orgs.states.people import LeavingKind, Sex, Standing


class Person(Row):
    """One person. `standing`, `branch` and `group` are what the history says today, each written by one action alone.

    `mark` tells people of the same name apart in lists (`大`, `三组`); it is chosen by the branch, never made from the
    identity number. `same_as` names the person of whom this is a duplicate: rows that refer to it stay as they are;
    `merged_at_version` is the `version` which the merge gave the kept person. Every act that changes the row adds one
    to `version`.
    """

    name = models.CharField("姓名", max_length=60)
    mark = models.CharField("同名区分", max_length=20, blank=True)
    pinyin = models.CharField("拼音", max_length=200, blank=True)
    member_no = models.CharField("党员编号", max_length=40, blank=True)
    sex = CodeField(Sex, verbose_name="性别", default=Sex.UNKNOWN)
    ethnicity = models.CharField("民族", max_length=2, blank=True)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    id_no = SealedField(head=3, tail=1, verbose_name="公民身份号码")
    id_index = models.CharField(max_length=64, blank=True)
    phone = SealedField(head=3, tail=4, verbose_name="手机")
    phone_index = models.CharField(max_length=64, blank=True)
    landline = SealedField(head=0, tail=2, verbose_name="固定电话")
    address = SealedField(head=0, tail=0, verbose_name="家庭住址")
    health_note = SealedField(head=0, tail=0, verbose_name="健康情况")
    native_place = models.CharField("籍贯", max_length=60, blank=True)
    education = models.CharField("学历", max_length=2, blank=True)
    degree = models.CharField("学位", max_length=40, blank=True)
    work_started_on = models.DateField("参加工作日期", null=True, blank=True)
    work_post = models.CharField("工作岗位", max_length=60, blank=True)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    joined_on = models.DateField("加入党组织日期", null=True, blank=True)
    converted_on = models.DateField("转为正式党员日期", null=True, blank=True)
    standing = CodeField(Standing, verbose_name="人员类别")
    branch = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="people")
    group = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="group_people"
    )
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", db_index=False
    )
    merged_at_version = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """By pinyin, as people look for names."""

        verbose_name = "人员"
        ordering = ("pinyin", "name", "id")
        constraints = (
            is_one_of("standing", Standing, name="orgs_person_standing_known"),
            is_one_of("sex", Sex, name="orgs_person_sex_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="orgs_person_name_given"),
            models.CheckConstraint(
                condition=~models.Q(same_as=models.F("id")), name="orgs_person_not_own_duplicate"
            ),
            models.CheckConstraint(
                condition=models.Q(converted_on__isnull=True)
                | models.Q(joined_on__isnull=True)
                | models.Q(converted_on__gte=models.F("joined_on")),
                name="orgs_person_converted_after_joining",
            ),
            models.UniqueConstraint(
                fields=("id_index",),
                condition=~models.Q(id_index="") & models.Q(same_as__isnull=True),
                name="orgs_person_id_no_once",
            ),
        )
        indexes = (
            models.Index(fields=("branch", "pinyin"), name="orgs_person_branch"),
            models.Index(fields=("phone_index",), name="orgs_person_phone"),
            models.Index(fields=("pinyin", "name", "id"), name="orgs_person_spelled"),
            models.Index(fields=("standing", "branch"), name="orgs_person_standing"),
            # Only duplicates: nearly everybody has none, and SQLite would go through them all.
            models.Index(
                fields=("same_as",), condition=models.Q(same_as__isnull=False), name="orgs_person_duplicates"
            ),
        )

    def __str__(self) -> str:
        """Return the name, told apart from others of the same name."""
        return f"{self.name}（{self.mark}）" if self.mark else self.name

    @property
    def place(self) -> Place | None:
        """Return where the person belongs; None for someone who is in no branch."""
        return self.branch.place if self.branch else None


class StandingEvent(Row):
    """One move of a person's standing, on a day, on a ground; a correction is another row, nothing is rewritten.

    `corrects` names the row that a correction strikes out. `decider` says who decided where another typed it in (代录);
    `reason` why it was done although practice speaks against it, or the matter of an expulsion.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="standing_events")
    act = CodeField(Act, verbose_name="事项")
    source = CodeField(Standing, verbose_name="原类别", blank=True)
    target = CodeField(Standing, verbose_name="类别")
    on = models.DateField("日期")
    until = models.DateField("至", null=True, blank=True)
    leaving = CodeField(LeavingKind, verbose_name="方式", blank=True)
    branch = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    basis = BasisField("依据", null=True, blank=True)
    decider = models.CharField("决定", max_length=200, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name="更正"
    )
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        """In the order of happening."""

        verbose_name = "类别变动"
        ordering = ("on", "entered_at", "id")
        constraints = (
            is_one_of("target", Standing, name="orgs_standing_target_known"),
            models.CheckConstraint(
                condition=(models.Q(act="LEAVE") & ~models.Q(leaving=""))
                | models.Q(act="CORRECT_STANDING")
                | (~models.Q(act="LEAVE") & models.Q(leaving="")),
                name="orgs_standing_leaving_says_how",
            ),
            models.CheckConstraint(
                condition=(models.Q(act="CORRECT_STANDING") & ~models.Q(reason=""))
                | (~models.Q(act="CORRECT_STANDING") & models.Q(corrects__isnull=True)),
                name="orgs_standing_correction_says_why",
            ),
        )

    def __str__(self) -> str:
        """Return the move as a line."""
        return f"{self.on} {self.act.label}"
