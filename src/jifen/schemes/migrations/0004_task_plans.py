"""Plans of members for a points year: what they promise, and what each month is worth (S5-三-一-2(2))."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0007_total_order"),
        ("schemes", "0003_total_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="TaskPlan",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(verbose_name="第几份")),
                ("state", models.CharField(default="DRAFTED", max_length=40, verbose_name="状态")),
                ("from_on", models.DateField(verbose_name="自哪个月起")),
                (
                    "replaced_from",
                    models.DateField(blank=True, null=True, verbose_name="自哪个月起由新计划接替"),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="变更或作罢的原因")),
                ("offered_on", models.DateField(blank=True, null=True, verbose_name="提诺日期")),
                ("returned", models.CharField(blank=True, max_length=200, verbose_name="退回原因")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="审定日期")),
                ("review", models.JSONField(blank=True, null=True, verbose_name="审定的依据")),
                ("shown_on", models.DateField(blank=True, null=True, verbose_name="亮诺日期")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="schemes.enrolment",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervised_plans",
                        to="orgs.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "目标任务计划",
                "ordering": (
                    "enrolment__year",
                    "enrolment__person__pinyin",
                    "enrolment__person__name",
                    "enrolment",
                    "number",
                ),
            },
        ),
        migrations.CreateModel(
            name="TaskMonth",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("month", models.DateField(verbose_name="月份")),
                ("allotted", models.PositiveIntegerField(verbose_name="分配的分")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="months",
                        to="schemes.taskplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "各月分配的分",
                "ordering": ("plan", "month"),
            },
        ),
        migrations.CreateModel(
            name="TaskLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                ("kind", models.CharField(default="PROMISE", max_length=40, verbose_name="类别")),
                ("text", models.CharField(max_length=200, verbose_name="目标任务")),
                ("done", models.CharField(max_length=200, verbose_name="怎样算完成")),
                ("month", models.DateField(blank=True, null=True, verbose_name="完成月份")),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="schemes.taskplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "目标任务",
                "ordering": ("plan", "number"),
            },
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["DRAFTED", "OFFERED", "RETURNED", "ACCEPTED", "SHOWN", "SUPERSEDED", "WITHDRAWN"],
                    )
                ),
                name="schemes_plan_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.UniqueConstraint(
                fields=("enrolment", "number"), name="schemes_plan_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["DRAFTED", "OFFERED", "RETURNED"])),
                fields=("enrolment",),
                name="schemes_plan_one_under_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["ACCEPTED", "SHOWN"])),
                fields=("enrolment",),
                name="schemes_plan_one_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaced_from__isnull", False), ("state", "SUPERSEDED")),
                    models.Q(
                        models.Q(("state", "SUPERSEDED"), _negated=True), ("replaced_from__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="schemes_plan_replaced_says_since",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaced_from__isnull", True),
                    ("replaced_from__gte", models.F("from_on")),
                    _connector="OR",
                ),
                name="schemes_plan_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reviewed_on__isnull", False), ("state__in", ["ACCEPTED", "SHOWN", "SUPERSEDED"])
                    ),
                    models.Q(
                        models.Q(("state__in", ["ACCEPTED", "SHOWN", "SUPERSEDED"]), _negated=True),
                        ("reviewed_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="schemes_plan_accepted_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "RETURNED"), _negated=True),
                    models.Q(("returned", ""), _negated=True),
                    _connector="OR",
                ),
                name="schemes_plan_returned_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "SHOWN"), _negated=True), ("shown_on__isnull", False), _connector="OR"
                ),
                name="schemes_plan_shown_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskmonth",
            constraint=models.UniqueConstraint(fields=("plan", "month"), name="schemes_month_once"),
        ),
        migrations.AddConstraint(
            model_name="taskline",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["PROMISE", "DUTY"])), name="schemes_task_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskline",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="schemes_task_number_once"),
        ),
        migrations.AddConstraint(
            model_name="taskline",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="schemes_task_text_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="taskline",
            constraint=models.CheckConstraint(
                condition=models.Q(("done", ""), _negated=True), name="schemes_task_done_given"
            ),
        ),
    ]
