"""The law book: schemes with their versions, who takes part, days off."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0006_person_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Holiday",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.PositiveIntegerField(verbose_name="年份")),
                ("day", models.DateField(verbose_name="日期")),
                ("kind", models.CharField(max_length=40, verbose_name="安排")),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="名称")),
            ],
            options={
                "verbose_name": "节假日",
                "ordering": ("year", "day"),
                "constraints": [
                    models.UniqueConstraint(fields=("year", "day"), name="schemes_holiday_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["OFF", "WORK"])), name="schemes_holiday_kind_known"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheme",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("code", models.CharField(max_length=80, verbose_name="办法代号")),
                ("title", models.CharField(max_length=200, verbose_name="办法名称")),
                ("library", models.CharField(blank=True, max_length=80, verbose_name="来自样本")),
                ("started_at", models.DateTimeField(verbose_name="新立时间")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schemes",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "积分办法",
                "ordering": ("title", "code"),
            },
        ),
        migrations.CreateModel(
            name="SchemeVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(verbose_name="版次")),
                ("text", models.TextField(verbose_name="办法文本")),
                ("clauses", models.TextField(blank=True, verbose_name="条文")),
                ("digest", models.CharField(max_length=64, verbose_name="指纹")),
                ("state", models.CharField(default="DRAFT", max_length=40, verbose_name="状态")),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="通过日期")),
                ("adoption", models.JSONField(blank=True, null=True, verbose_name="通过的依据")),
                ("approval", models.JSONField(blank=True, null=True, verbose_name="批准的依据")),
                ("from_period", models.CharField(blank=True, max_length=20, verbose_name="从哪一期起施行")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="施行日期")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="施行到")),
                ("ending", models.JSONField(blank=True, null=True, verbose_name="停止施行的依据")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="撤回原因")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "made_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_into",
                        to="schemes.schemeversion",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="schemes.scheme",
                    ),
                ),
                (
                    "upper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lower_versions",
                        to="schemes.schemeversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "办法版本",
                "ordering": ("scheme", "-number"),
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.CharField(max_length=10, verbose_name="积分年度")),
                ("participates", models.BooleanField(default=True, verbose_name="参加积分")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="不参加的原因")),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="至")),
                ("tier", models.CharField(blank=True, max_length=60, verbose_name="层次")),
                ("base", models.IntegerField(blank=True, null=True, verbose_name="基础分")),
                (
                    "base_source",
                    models.CharField(default="DEFAULT", max_length=40, verbose_name="基础分的来源"),
                ),
                ("basis", models.JSONField(blank=True, null=True, verbose_name="依据")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="说明")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="orgs.person",
                    ),
                ),
                (
                    "scheme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="schemes.schemeversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "参加积分",
                "ordering": ("year", "person__pinyin", "person__name", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.UniqueConstraint(
                fields=("organization", "code"), name="schemes_scheme_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("code", ""), _negated=True), name="schemes_scheme_code_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="schemes_scheme_title_given"
            ),
        ),
        migrations.AddIndex(
            model_name="schemeversion",
            index=models.Index(fields=["from_on", "until_on"], name="schemes_version_held"),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["DRAFT", "VALIDATED", "ADOPTED", "APPROVED", "IN_FORCE", "SUPERSEDED", "WITHDRAWN"],
                    )
                ),
                name="schemes_version_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.UniqueConstraint(
                fields=("scheme", "number"), name="schemes_version_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("DRAFT", "VALIDATED", "ADOPTED", "APPROVED"))),
                fields=("scheme",),
                name="schemes_version_one_in_the_making",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "IN_FORCE")),
                fields=("scheme",),
                name="schemes_version_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adopted_on__isnull", True), ("state__in", ("DRAFT", "VALIDATED"))),
                    ("state", "WITHDRAWN"),
                    models.Q(
                        ("adopted_on__isnull", False),
                        ("state__in", ("ADOPTED", "APPROVED", "IN_FORCE", "SUPERSEDED")),
                    ),
                    _connector="OR",
                ),
                name="schemes_version_passed_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("from_on__isnull", False), ("state__in", ("IN_FORCE", "SUPERSEDED"))),
                    models.Q(
                        models.Q(("state__in", ("IN_FORCE", "SUPERSEDED")), _negated=True),
                        ("from_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="schemes_version_held_says_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "SUPERSEDED"), ("until_on__isnull", False)),
                    models.Q(models.Q(("state", "SUPERSEDED"), _negated=True), ("until_on__isnull", True)),
                    _connector="OR",
                ),
                name="schemes_version_ended_says_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True),
                    ("from_on__isnull", True),
                    ("until_on__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="schemes_version_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="schemeversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "WITHDRAWN"), models.Q(("reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "WITHDRAWN"), _negated=True), ("reason", "")),
                    _connector="OR",
                ),
                name="schemes_version_withdrawn_says_why",
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["branch", "year"], name="schemes_enrolment_year"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                fields=("person", "branch", "year"), name="schemes_enrolment_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("base_source__in", ["DEFAULT", "TIER", "CARRIED", "PRO_RATA", "ENTERED", "NONE"])
                ),
                name="schemes_enrolment_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("to_on__isnull", True), ("to_on__gte", models.F("from_on")), _connector="OR"
                ),
                name="schemes_enrolment_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("participates", True), ("reason", "")),
                    models.Q(("participates", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="schemes_enrolment_out_says_why",
            ),
        ),
        run_sql_file(__file__, "adopted_text"),
    ]
