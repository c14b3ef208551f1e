"""Organisations, people, offices, accounts."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="组织代码")),
                ("full_name", models.CharField(max_length=120, verbose_name="全称")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="简称")),
                ("kind", models.CharField(max_length=40, verbose_name="类别")),
                ("state", models.CharField(default="ACTIVE", max_length=40, verbose_name="状态")),
                ("unit_name", models.CharField(blank=True, max_length=120, verbose_name="所在单位")),
                ("unit_situation", models.CharField(blank=True, max_length=40, verbose_name="单位情况")),
                ("area_code", models.CharField(blank=True, max_length=12, verbose_name="行政区划代码")),
                ("external_code", models.CharField(blank=True, max_length=40, verbose_name="全国系统代码")),
                ("established_on", models.DateField(blank=True, null=True, verbose_name="成立日期")),
                ("term_from", models.DateField(blank=True, null=True, verbose_name="本届开始")),
                ("term_to", models.DateField(blank=True, null=True, verbose_name="本届届满")),
                ("contact_name", models.CharField(blank=True, max_length=60, verbose_name="联系人")),
                ("phone", models.TextField(blank=True, default="", verbose_name="联系电话")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织",
                "ordering": ("path",),
            },
        ),
        migrations.CreateModel(
            name="Household",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.CharField(max_length=30, verbose_name="户号")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "家庭户",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("act", models.CharField(max_length=40, verbose_name="事项")),
                ("on", models.DateField(verbose_name="日期")),
                ("said", models.CharField(max_length=300, verbose_name="内容")),
                ("basis", models.JSONField(blank=True, null=True, verbose_name="依据")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织变动",
                "ordering": ("on", "entered_at"),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=60, verbose_name="姓名")),
                ("mark", models.CharField(blank=True, max_length=20, verbose_name="同名区分")),
                ("pinyin", models.CharField(blank=True, max_length=200, verbose_name="拼音")),
                ("member_no", models.CharField(blank=True, max_length=40, verbose_name="党员编号")),
                ("sex", models.CharField(default="UNKNOWN", max_length=40, verbose_name="性别")),
                ("ethnicity", models.CharField(blank=True, max_length=2, verbose_name="民族")),
                ("birth_on", models.DateField(blank=True, null=True, verbose_name="出生日期")),
                ("id_no", models.TextField(blank=True, default="", verbose_name="公民身份号码")),
                ("id_index", models.CharField(blank=True, max_length=64)),
                ("phone", models.TextField(blank=True, default="", verbose_name="手机")),
                ("phone_index", models.CharField(blank=True, max_length=64)),
                ("landline", models.TextField(blank=True, default="", verbose_name="固定电话")),
                ("address", models.TextField(blank=True, default="", verbose_name="家庭住址")),
                ("health_note", models.TextField(blank=True, default="", verbose_name="健康情况")),
                ("native_place", models.CharField(blank=True, max_length=60, verbose_name="籍贯")),
                ("education", models.CharField(blank=True, max_length=2, verbose_name="学历")),
                ("degree", models.CharField(blank=True, max_length=40, verbose_name="学位")),
                ("work_started_on", models.DateField(blank=True, null=True, verbose_name="参加工作日期")),
                ("work_post", models.CharField(blank=True, max_length=60, verbose_name="工作岗位")),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="工作单位")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="备注")),
                ("joined_on", models.DateField(blank=True, null=True, verbose_name="加入党组织日期")),
                ("converted_on", models.DateField(blank=True, null=True, verbose_name="转为正式党员日期")),
                ("standing", models.CharField(max_length=40, verbose_name="人员类别")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="orgs.organization",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_people",
                        to="orgs.organization",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "人员",
                "ordering": ("pinyin", "name", "id"),
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("start", models.CharField(max_length=40, verbose_name="来源")),
                ("end", models.CharField(blank=True, max_length=40, verbose_name="去向")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织关系",
                "ordering": ("from_on",),
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="至")),
                (
                    "household",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="orgs.household",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="households",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "家庭成员",
                "ordering": ("from_on",),
            },
        ),
        migrations.AddField(
            model_name="household",
            name="head",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="orgs.person"
            ),
        ),
        migrations.CreateModel(
            name="Discipline",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("measure", models.CharField(max_length=40, verbose_name="处分")),
                ("approved_on", models.DateField(verbose_name="批准日期")),
                ("effect_until", models.DateField(blank=True, null=True, verbose_name="影响期至")),
                ("matter", models.CharField(max_length=120, verbose_name="事由")),
                ("basis", models.JSONField(verbose_name="批准文件")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disciplines",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "处分",
                "ordering": ("approved_on",),
            },
        ),
        migrations.CreateModel(
            name="Circumstance",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="情况")),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("where", models.CharField(blank=True, max_length=120, verbose_name="外出流向")),
                (
                    "certificate_no",
                    models.CharField(blank=True, max_length=40, verbose_name="流动党员活动证编号"),
                ),
                ("basis", models.JSONField(verbose_name="依据")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circumstances",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "情况",
                "ordering": ("from_on",),
            },
        ),
        migrations.CreateModel(
            name="Bond",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="关系")),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("basis", models.JSONField(blank=True, null=True, verbose_name="依据")),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bonds_to", to="orgs.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bonds", to="orgs.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "联系人",
                "ordering": ("kind", "from_on"),
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("role", models.CharField(max_length=40, verbose_name="职务")),
                ("from_on", models.DateField(verbose_name="任职日期")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="免职日期")),
                ("term_until", models.DateField(blank=True, null=True, verbose_name="任期至")),
                ("basis", models.JSONField(verbose_name="任职依据")),
                ("reason", models.CharField(max_length=200, verbose_name="任职原因")),
                ("end_basis", models.JSONField(blank=True, null=True, verbose_name="免职依据")),
                ("end_reason", models.CharField(blank=True, max_length=200, verbose_name="免职原因")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "任职",
                "ordering": ("organization", "role", "from_on"),
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("login", models.CharField(max_length=40, unique=True, verbose_name="登录名")),
                ("display_name", models.CharField(max_length=60, verbose_name="显示名")),
                ("duty", models.CharField(default="NONE", max_length=40, verbose_name="用途")),
                ("is_active", models.BooleanField(default=True, verbose_name="可用")),
                ("must_change_password", models.BooleanField(default=True, verbose_name="须先改密码")),
                (
                    "slip_expires_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="密码条有效期至"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("large_print", models.BooleanField(default=False, verbose_name="大字版")),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="user",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "账号",
                "ordering": ("login",),
            },
        ),
        migrations.CreateModel(
            name="RosterImport",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("state", models.CharField(default="CHECKING", max_length=40, verbose_name="状态")),
                ("document", models.CharField(max_length=40)),
                ("file_name", models.CharField(max_length=120, verbose_name="文件")),
                ("entered_by", models.CharField(max_length=120, verbose_name="上传人")),
                ("entered_at", models.DateTimeField(verbose_name="上传时间")),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="行数")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="已处理")),
                ("faults", models.JSONField(blank=True, default=list)),
                ("counts", models.JSONField(blank=True, default=dict)),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="导入时间")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="roster_imports",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "名册导入",
                "ordering": ("-entered_at",),
            },
        ),
        migrations.CreateModel(
            name="RosterLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("row", models.PositiveIntegerField(verbose_name="行")),
                ("changes", models.JSONField(blank=True, default=dict)),
                ("before", models.JSONField(blank=True, null=True)),
                ("person_version", models.PositiveIntegerField(default=1)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="orgs.person",
                    ),
                ),
                (
                    "roster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="orgs.rosterimport",
                    ),
                ),
            ],
            options={
                "ordering": ("row",),
            },
        ),
        migrations.CreateModel(
            name="StandingEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("act", models.CharField(max_length=40, verbose_name="事项")),
                ("source", models.CharField(blank=True, max_length=40, verbose_name="原类别")),
                ("target", models.CharField(max_length=40, verbose_name="类别")),
                ("on", models.DateField(verbose_name="日期")),
                ("until", models.DateField(blank=True, null=True, verbose_name="至")),
                ("leaving", models.CharField(blank=True, max_length=40, verbose_name="方式")),
                ("basis", models.JSONField(blank=True, null=True, verbose_name="依据")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                (
                    "branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standing_events",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "类别变动",
                "ordering": ("on", "entered_at"),
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("to_name", models.CharField(max_length=120, verbose_name="接收组织")),
                ("letter_no", models.CharField(max_length=40, verbose_name="介绍信编号")),
                ("sent_on", models.DateField(verbose_name="开出日期")),
                ("valid_until", models.DateField(verbose_name="有效期至")),
                ("state", models.CharField(default="SENT", max_length=40, verbose_name="状态")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="办理日期")),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="办理说明")),
                (
                    "from_branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_out",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="orgs.person",
                    ),
                ),
                (
                    "to_branch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_in",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织关系转接",
                "ordering": ("-sent_on",),
            },
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "DEPARTMENT",
                            "COMMITTEE",
                            "WORKING_COMMITTEE",
                            "GENERAL_BRANCH",
                            "BRANCH",
                            "JOINT_BRANCH",
                            "GROUP",
                        ],
                    )
                ),
                name="orgs_organization_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ACTIVE", "MERGED", "DISSOLVED"])),
                name="orgs_organization_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit_situation__in", ["LEGAL_ENTITY", "SAME_AS_SUPERIOR", "SEVERAL_UNITS", ""])
                ),
                name="orgs_organization_unit_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="orgs_organization_code_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_name", ""), _negated=True), name="orgs_organization_name_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="organization",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_into__isnull", False), ("state", "MERGED")),
                    models.Q(models.Q(("state", "MERGED"), _negated=True), ("merged_into__isnull", True)),
                    _connector="OR",
                ),
                name="orgs_organization_merged_says_into",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["branch", "pinyin"], name="orgs_person_branch"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["phone_index"], name="orgs_person_phone"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "standing__in",
                        [
                            "APPLICANT",
                            "ACTIVIST",
                            "DEVELOPMENT_TARGET",
                            "PROBATIONARY",
                            "FORMAL",
                            "ACTIVIST_CANCELLED",
                            "PROBATION_CANCELLED",
                            "SUSPENDED",
                            "LEFT",
                            "EXPELLED",
                            "DECEASED",
                        ],
                    )
                ),
                name="orgs_person_standing_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("sex__in", ["UNKNOWN", "MALE", "FEMALE", "UNSTATED"])),
                name="orgs_person_sex_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="orgs_person_name_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("same_as", models.F("id")), _negated=True),
                name="orgs_person_not_own_duplicate",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("converted_on__isnull", True),
                    ("joined_on__isnull", True),
                    ("converted_on__gte", models.F("joined_on")),
                    _connector="OR",
                ),
                name="orgs_person_converted_after_joining",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("id_index", ""), _negated=True), ("same_as__isnull", True)),
                fields=("id_index",),
                name="orgs_person_id_no_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="orgs_membership_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on__isnull", True)),
                fields=("person",),
                name="orgs_membership_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", ""), ("to_on__isnull", True)),
                    models.Q(("to_on__isnull", False), models.Q(("end", ""), _negated=True)),
                    _connector="OR",
                ),
                name="orgs_membership_end_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="orgs_household_member_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on__isnull", True)),
                fields=("person",),
                name="orgs_household_member_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="household",
            constraint=models.UniqueConstraint(
                fields=("branch", "number"), name="orgs_household_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "measure__in",
                        [
                            "WARNING",
                            "SERIOUS_WARNING",
                            "REMOVAL_FROM_POST",
                            "PROBATION_WITHIN_PARTY",
                            "EXPULSION",
                        ],
                    )
                ),
                name="orgs_discipline_measure_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("effect_until__isnull", True),
                    ("effect_until__gt", models.F("approved_on")),
                    _connector="OR",
                ),
                name="orgs_discipline_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("measure", "EXPULSION"), ("effect_until__isnull", True)),
                    models.Q(
                        models.Q(("measure", "EXPULSION"), _negated=True), ("effect_until__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="orgs_discipline_says_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="orgs_circumstance_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "MIGRANT",
                            "NO_HARD_REQUIREMENT",
                            "FRAIL",
                            "VILLAGE_CADRE",
                            "LOST_CONTACT",
                            "ABROAD",
                        ],
                    )
                ),
                name="orgs_circumstance_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstance",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on__isnull", True)),
                fields=("person", "kind"),
                name="orgs_circumstance_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="bond",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="orgs_bond_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="bond",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["INTRODUCER", "CULTIVATION_CONTACT", "HELPER", "MIGRANT_LIAISON"])
                ),
                name="orgs_bond_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="bond",
            constraint=models.CheckConstraint(
                condition=models.Q(("person", models.F("other")), _negated=True),
                name="orgs_bond_not_to_himself",
            ),
        ),
        migrations.AddConstraint(
            model_name="bond",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on__isnull", True)),
                fields=("person", "other", "kind"),
                name="orgs_bond_once",
            ),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["organization", "to_on"], name="orgs_appointment_open"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="orgs_appointment_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "role__in",
                        [
                            "SECRETARY",
                            "DEPUTY_SECRETARY",
                            "ORGANIZATION_COMMISSIONER",
                            "PUBLICITY_COMMISSIONER",
                            "DISCIPLINE_COMMISSIONER",
                            "COMMITTEE_MEMBER",
                            "RECORDER",
                            "GROUP_LEADER",
                            "DEPUTY_GROUP_LEADER",
                            "POINTS_GROUP_HEAD",
                            "POINTS_GROUP_DEPUTY",
                            "POINTS_GROUP_MEMBER",
                            "SUPERVISING_LEADER",
                            "SECTION_HEAD",
                            "LIAISON_LEADER",
                            "PARTY_OFFICE",
                            "ORGANIZER",
                            "COUNTY_ORGANIZER",
                            "MEMBER",
                            "ADMIN",
                            "AUDITOR",
                        ],
                    )
                ),
                name="orgs_appointment_role_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_on__isnull", True)),
                fields=("person", "organization", "role"),
                name="orgs_appointment_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="orgs_appointment_reason_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end_reason", ""), ("to_on__isnull", True)),
                    models.Q(("to_on__isnull", False), models.Q(("end_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="orgs_appointment_end_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("duty__in", ["NONE", "ADMIN", "AUDITOR"])), name="orgs_user_duty_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("login", ""), _negated=True), name="orgs_user_login_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("duty", "NONE"), ("person__isnull", True), _connector="OR"),
                name="orgs_user_duty_or_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["CHECKING", "FAULTY", "READY", "APPLYING", "APPLIED", "DISCARDED", "UNDONE"],
                    )
                ),
                name="orgs_roster_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="rosterline",
            constraint=models.UniqueConstraint(fields=("roster", "row"), name="orgs_roster_line_once"),
        ),
        migrations.AddConstraint(
            model_name="standingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "target__in",
                        [
                            "APPLICANT",
                            "ACTIVIST",
                            "DEVELOPMENT_TARGET",
                            "PROBATIONARY",
                            "FORMAL",
                            "ACTIVIST_CANCELLED",
                            "PROBATION_CANCELLED",
                            "SUSPENDED",
                            "LEFT",
                            "EXPELLED",
                            "DECEASED",
                        ],
                    )
                ),
                name="orgs_standing_target_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "LEAVE"), models.Q(("leaving", ""), _negated=True)),
                    models.Q(models.Q(("act", "LEAVE"), _negated=True), ("leaving", "")),
                    _connector="OR",
                ),
                name="orgs_standing_leaving_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["SENT", "ACCEPTED", "RETURNED", "CANCELLED"])),
                name="orgs_transfer_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "SENT")), fields=("person",), name="orgs_transfer_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "SENT"), ("answered_on__isnull", True)),
                    models.Q(models.Q(("state", "SENT"), _negated=True), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="orgs_transfer_answer_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_branch__isnull", True),
                    models.Q(("to_branch", models.F("from_branch")), _negated=True),
                    _connector="OR",
                ),
                name="orgs_transfer_elsewhere",
            ),
        ),
    ]
