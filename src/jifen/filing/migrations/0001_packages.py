"""What was sent up, version by version."""

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
            name="Package",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("origin", models.CharField(max_length=40, verbose_name="来源")),
                ("origin_id", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField(verbose_name="第几版")),
                ("period", models.CharField(max_length=20, verbose_name="周期")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("form", models.CharField(blank=True, max_length=60, verbose_name="表名")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="应报日期")),
                ("notice", models.CharField(default="NONE", max_length=40, verbose_name="公示情况")),
                ("sheet", models.JSONField(verbose_name="表")),
                ("head", models.CharField(blank=True, max_length=64)),
                ("seal", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("basis", models.JSONField(verbose_name="依据")),
                ("state", models.CharField(default="PREPARED", max_length=40, verbose_name="状态")),
                ("prepared_at", models.DateTimeField(verbose_name="整理时间")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="上报时间")),
                ("sender_id", models.CharField(blank=True, max_length=40)),
                ("received_at", models.DateTimeField(blank=True, null=True, verbose_name="收到时间")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答复时间")),
                ("answer", models.CharField(blank=True, max_length=200, verbose_name="备案意见")),
                ("findings", models.CharField(blank=True, max_length=1000, verbose_name="退回意见")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages_received",
                        to="orgs.organization",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="packages",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "报备材料",
                "ordering": ("-prepared_at", "-number", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["SEAL", "CYCLE"])),
                        name="filing_package_origin_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice__in", ["NONE", "RUNNING", "CLEAN", "CONTESTED"])),
                        name="filing_package_notice_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["PREPARED", "SENT", "RECEIVED", "ACKNOWLEDGED", "RETURNED", "CORRECTED"],
                            )
                        ),
                        name="filing_package_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="filing_package_titled"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "RETURNED"), _negated=True),
                            models.Q(("findings", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="filing_package_returned_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "PREPARED"),
                            ("state", "CORRECTED"),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="filing_package_sent_has_instant",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "origin", "origin_id", "number"),
                        name="filing_package_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "CORRECTED"), _negated=True),
                        fields=("organization", "origin", "origin_id"),
                        name="filing_package_one_holds",
                    ),
                ],
            },
        ),
    ]
