"""Notices, and their lines."""

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
            name="PublicNotice",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("origin", models.CharField(max_length=40, verbose_name="来自")),
                ("origin_id", models.CharField(max_length=64)),
                ("period", models.CharField(max_length=40, verbose_name="周期")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("columns", models.JSONField(default=list, verbose_name="栏目")),
                ("days", models.PositiveSmallIntegerField(verbose_name="公示天数")),
                ("unit", models.CharField(max_length=40, verbose_name="天数怎么数")),
                ("public", models.JSONField(default=list, verbose_name="公示范围")),
                ("clause", models.CharField(blank=True, max_length=120, verbose_name="条款")),
                ("basis", models.JSONField(verbose_name="依据")),
                ("state", models.CharField(default="DRAFT", max_length=40, verbose_name="状态")),
                ("drafted_by", models.CharField(max_length=60, verbose_name="拟定人")),
                ("drafted_at", models.DateTimeField(verbose_name="拟定时间")),
                ("checked_by", models.CharField(blank=True, max_length=60, verbose_name="审查人")),
                ("approved_by", models.CharField(blank=True, max_length=60, verbose_name="批准人")),
                ("places", models.CharField(blank=True, max_length=200, verbose_name="张贴的地方")),
                ("shown_on", models.DateField(blank=True, null=True, verbose_name="张贴日期")),
                ("first_on", models.DateField(blank=True, null=True, verbose_name="公示第一天")),
                ("last_on", models.DateField(blank=True, null=True, verbose_name="公示最后一天")),
                (
                    "objections",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="收到异议"),
                ),
                ("result", models.CharField(blank=True, max_length=300, verbose_name="结果")),
                ("withdrawn", models.CharField(blank=True, max_length=200, verbose_name="撤下原因")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示",
                "ordering": ("-drafted_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="NoticeLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="第几行")),
                ("cells", models.JSONField(default=list, verbose_name="内容")),
                ("authors", models.JSONField(default=list, verbose_name="登记人")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_lines",
                        to="orgs.person",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="publicity.publicnotice",
                    ),
                ),
            ],
            options={
                "verbose_name": "公示的一行",
                "ordering": ("notice", "number", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["BOOK", "CYCLE"])), name="publicity_notice_origin_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("unit__in", ["WORKDAY", "DAY"])), name="publicity_notice_unit_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "DRAFT",
                            "CHECKED",
                            "APPROVED",
                            "ON_SHOW",
                            "CLOSED_CLEAN",
                            "CLOSED_CONTESTED",
                            "ANNOUNCED",
                            "WITHDRAWN",
                        ],
                    )
                ),
                name="publicity_notice_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__gte", 1)), name="publicity_notice_has_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("shown_on__isnull", True),
                    models.Q(("first_on__gt", models.F("shown_on")), ("last_on__gte", models.F("first_on"))),
                    _connector="OR",
                ),
                name="publicity_notice_window_after_posting",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "WITHDRAWN"), models.Q(("withdrawn", ""), _negated=True)),
                    models.Q(models.Q(("state", "WITHDRAWN"), _negated=True), ("withdrawn", "")),
                    _connector="OR",
                ),
                name="publicity_notice_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicnotice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["APPROVED", "CHECKED", "DRAFT", "ON_SHOW"])),
                fields=("origin", "origin_id", "period"),
                name="publicity_notice_one_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticeline",
            constraint=models.UniqueConstraint(fields=("notice", "person"), name="publicity_line_once"),
        ),
    ]
