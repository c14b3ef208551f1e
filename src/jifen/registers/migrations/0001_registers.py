"""What was due or happened once for several people, and what is said of each of them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0007_total_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Occasion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="登记什么")),
                ("on", models.DateField(verbose_name="日期")),
                ("month", models.DateField(blank=True, null=True, verbose_name="月份")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("place_name", models.CharField(blank=True, max_length=60, verbose_name="地点")),
                (
                    "organiser",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="主办单位"),
                ),
                ("fact_kind", models.CharField(blank=True, max_length=80, verbose_name="事项")),
                ("basis", models.JSONField(blank=True, null=True, verbose_name="依据")),
                ("state", models.CharField(default="OPEN", max_length=40, verbose_name="状态")),
                ("struck", models.CharField(blank=True, max_length=200, verbose_name="作废原因")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="occasions",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "组织生活登记",
                "ordering": ("-on", "kind", "-entered_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="RegisterLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("outcome", models.CharField(max_length=40, verbose_name="情况")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="办理日期")),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="数")),
                ("who", models.CharField(blank=True, max_length=60, verbose_name="代交人、收件人、见到的人")),
                ("note", models.TextField(blank=True, default="", verbose_name="说明")),
                ("state", models.CharField(default="ENTERED", max_length=40, verbose_name="状态")),
                ("corrected", models.CharField(blank=True, max_length=200, verbose_name="更正原因")),
                ("struck", models.CharField(blank=True, max_length=200, verbose_name="作废原因")),
                ("taken_by", models.CharField(blank=True, max_length=120, verbose_name="被什么采用")),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="registers.occasion",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="register_lines",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "登记的一条",
                "ordering": ("occasion", "person__pinyin", "person__name", "person__mark", "id"),
            },
        ),
        migrations.AddIndex(
            model_name="occasion",
            index=models.Index(fields=["branch", "on"], name="registers_occasion_on"),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "DUES",
                            "THOUGHT_REPORT",
                            "STUDY",
                            "NOTES",
                            "ESSAY",
                            "COURSE",
                            "LECTURE",
                            "EXAM",
                            "LABOUR",
                            "PATROL",
                            "ACTIVITY",
                            "TASK",
                            "FINDING",
                        ],
                    )
                ),
                name="registers_occasion_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "STRUCK"])), name="registers_occasion_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "organiser__in",
                        [
                            "SUPERIOR_COMMITTEE",
                            "BUSINESS_DEPARTMENT",
                            "OWN_BRANCH",
                            "OWN_UNIT",
                            "VILLAGE_COMMITTEE",
                            "MASS_ORGANIZATION",
                            "OTHER",
                            "",
                        ],
                    )
                ),
                name="registers_occasion_organiser_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="registers_occasion_titled"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "DUES"), ("month__isnull", False)),
                    models.Q(models.Q(("kind", "DUES"), _negated=True), ("month__isnull", True)),
                    _connector="OR",
                ),
                name="registers_occasion_dues_have_a_month",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "FINDING"), ("fact_kind", ""), _connector="OR"),
                name="registers_occasion_finding_names_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "STRUCK"), models.Q(("struck", ""), _negated=True)),
                    models.Q(models.Q(("state", "STRUCK"), _negated=True), ("struck", "")),
                    _connector="OR",
                ),
                name="registers_occasion_struck_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "STRUCK"), _negated=True),
                fields=("branch", "month"),
                name="registers_occasion_month_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "PAID",
                            "PAID_LATE",
                            "PAID_SHORT",
                            "UNPAID",
                            "HANDED_IN",
                            "HANDED_IN_LATE",
                            "MISSING",
                            "TOOK_PART",
                            "CAME_LATE",
                            "LEFT_EARLY",
                            "ABSENT",
                            "LEAVE",
                            "EXCUSED",
                            "WRITTEN",
                            "UNWRITTEN",
                            "PASSED",
                            "FAILED",
                            "GAVE",
                            "DONE",
                            "DONE_LATE",
                            "NOT_DONE",
                            "OVERFULFILLED",
                            "SEEN",
                        ],
                    )
                ),
                name="registers_line_outcome_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerline",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["ENTERED", "TAKEN", "STRUCK"])),
                name="registers_line_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "STRUCK"), models.Q(("struck", ""), _negated=True)),
                    models.Q(models.Q(("state", "STRUCK"), _negated=True), ("struck", "")),
                    _connector="OR",
                ),
                name="registers_line_struck_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "TAKEN"), models.Q(("taken_by", ""), _negated=True)),
                    models.Q(models.Q(("state", "TAKEN"), _negated=True), ("taken_by", "")),
                    _connector="OR",
                ),
                name="registers_line_taken_says_by_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="registerline",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "STRUCK"), _negated=True),
                fields=("occasion", "person"),
                name="registers_line_once",
            ),
        ),
    ]
