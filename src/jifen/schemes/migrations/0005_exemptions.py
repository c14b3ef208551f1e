"""Who wished not to take part in a points year, what was said to it, since when it holds."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0007_total_order"),
        ("schemes", "0004_task_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("year", models.CharField(max_length=10, verbose_name="积分年度")),
                ("state", models.CharField(default="WISH_EXPRESSED", max_length=40, verbose_name="状态")),
                ("until_on", models.DateField(verbose_name="年度末")),
                ("ground", models.CharField(max_length=200, verbose_name="情形")),
                ("steps", models.CharField(max_length=60, verbose_name="签意见的各级")),
                ("awaits", models.CharField(blank=True, default="", max_length=40, verbose_name="等谁签")),
                ("way", models.CharField(default="HIMSELF", max_length=40, verbose_name="怎样提出")),
                ("wish", models.JSONField(verbose_name="提出的依据")),
                ("transcribed", models.BooleanField(default=False, verbose_name="代录")),
                ("words", models.TextField(blank=True, default="", verbose_name="本人的话")),
                ("form", models.JSONField(blank=True, null=True, verbose_name="审批表")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="自哪天起不参加")),
                (
                    "ending",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="为什么终止"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="自哪天起终止")),
                ("end", models.JSONField(blank=True, null=True, verbose_name="终止的依据")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="orgs.organization",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="orgs.person",
                    ),
                ),
                (
                    "renews",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="schemes.exemption",
                        verbose_name="续哪一份",
                    ),
                ),
                (
                    "scheme_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="schemes.schemeversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "不参加积分",
                "ordering": ("year", "person__pinyin", "person__name", "id"),
            },
        ),
        migrations.CreateModel(
            name="ExemptionOpinion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("step", models.CharField(max_length=40, verbose_name="哪一级")),
                ("agrees", models.BooleanField(verbose_name="同意")),
                ("words", models.TextField(blank=True, default="", verbose_name="意见")),
                ("basis", models.JSONField(verbose_name="依据")),
                (
                    "exemption",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="schemes.exemption",
                    ),
                ),
            ],
            options={
                "verbose_name": "对不参加积分的意见",
                "ordering": ("exemption", "step", "id"),
            },
        ),
        migrations.AddIndex(
            model_name="exemption",
            index=models.Index(fields=["branch", "year"], name="schemes_exemption_year"),
        ),
        migrations.AddIndex(
            model_name="exemption",
            index=models.Index(fields=["state", "awaits"], name="schemes_exemption_asked"),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "WISH_EXPRESSED",
                            "FORM_FILLED",
                            "BRANCH_OPINION",
                            "COMMITTEE_OPINION",
                            "APPROVED",
                            "REFUSED",
                            "IN_FORCE",
                            "RENEWED",
                            "ENDED",
                        ],
                    )
                ),
                name="schemes_exemption_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("awaits__in", ["BRANCH", "COMMITTEE", "COUNTY", ""])),
                name="schemes_exemption_awaits_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("way__in", ["HIMSELF", "DICTATED", "RELATIVE"])),
                name="schemes_exemption_way_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("ending__in", ["WISH_WITHDRAWN", "CONDITION_OVER", "YEAR_OVER", ""])),
                name="schemes_exemption_ending_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "WISH_EXPRESSED",
                            "FORM_FILLED",
                            "BRANCH_OPINION",
                            "COMMITTEE_OPINION",
                            "APPROVED",
                            "IN_FORCE",
                            "RENEWED",
                        ],
                    )
                ),
                fields=("person", "branch", "year"),
                name="schemes_exemption_one_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["FORM_FILLED", "BRANCH_OPINION", "COMMITTEE_OPINION"]),
                        models.Q(("awaits", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["FORM_FILLED", "BRANCH_OPINION", "COMMITTEE_OPINION"]),
                            _negated=True,
                        ),
                        ("awaits", ""),
                    ),
                    _connector="OR",
                ),
                name="schemes_exemption_says_whom_it_awaits",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "ENDED"),
                    models.Q(("from_on__isnull", False), ("state__in", ["APPROVED", "IN_FORCE", "RENEWED"])),
                    models.Q(
                        models.Q(("state__in", ["APPROVED", "IN_FORCE", "RENEWED"]), _negated=True),
                        ("from_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="schemes_exemption_granted_says_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_on__isnull", False),
                        ("state", "ENDED"),
                        models.Q(("ending", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "ENDED"), _negated=True),
                        ("ended_on__isnull", True),
                        ("ending", ""),
                    ),
                    _connector="OR",
                ),
                name="schemes_exemption_ended_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("ground", ""), _negated=True), name="schemes_exemption_ground_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="exemptionopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("step__in", ["BRANCH", "COMMITTEE", "COUNTY"])),
                name="schemes_opinion_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemptionopinion",
            constraint=models.UniqueConstraint(fields=("exemption", "step"), name="schemes_opinion_once"),
        ),
    ]
