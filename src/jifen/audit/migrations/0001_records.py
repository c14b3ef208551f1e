"""The memory, append-only from the first day."""

from django.db import migrations, models

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Record",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("act", models.CharField(max_length=60, verbose_name="办理事项")),
                ("label", models.CharField(max_length=60, verbose_name="事项名称")),
                ("actor_kind", models.CharField(max_length=40, verbose_name="由谁")),
                ("user_id", models.CharField(blank=True, max_length=40)),
                ("person_id", models.CharField(blank=True, max_length=40)),
                ("actor_name", models.CharField(max_length=120, verbose_name="姓名")),
                ("hat", models.CharField(blank=True, max_length=200, verbose_name="当时的身份")),
                ("decider", models.CharField(blank=True, max_length=200, verbose_name="决定人")),
                ("organization_id", models.CharField(blank=True, max_length=40)),
                ("path", models.CharField(blank=True, max_length=255)),
                ("organization_name", models.CharField(blank=True, max_length=200, verbose_name="组织")),
                ("subject_kind", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.CharField(blank=True, max_length=40)),
                ("subject_label", models.CharField(blank=True, max_length=200, verbose_name="对象")),
                ("basis", models.JSONField(blank=True, null=True, verbose_name="依据")),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="内容")),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "操作记录",
                "ordering": ("number",),
                "indexes": [
                    models.Index(fields=["path", "number"], name="audit_record_path"),
                    models.Index(fields=["subject_id", "number"], name="audit_record_subject"),
                    models.Index(fields=["user_id", "number"], name="audit_record_user"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["WRITE", "READ", "ACCESS", "EXPORT"])),
                        name="audit_record_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actor_kind__in", ["PERSON", "PUBLIC", "CLOCK", "INSTALLER"])),
                        name="audit_record_actor_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("act", ""), _negated=True), name="audit_record_act_given"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actor_name", ""), _negated=True), name="audit_record_actor_given"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                ("last_number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("first_number", models.BigIntegerField()),
                ("rows", models.PositiveIntegerField(verbose_name="条数")),
                ("previous", models.CharField(blank=True, max_length=64, verbose_name="上一段的封印")),
                ("seal", models.CharField(max_length=64, verbose_name="封印")),
                ("exported_at", models.DateTimeField(verbose_name="导出时间")),
            ],
            options={
                "verbose_name": "已导出的操作记录",
                "ordering": ("last_number",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first_number__lte", models.F("last_number"))),
                        name="audit_segment_in_order",
                    )
                ],
            },
        ),
        run_sql_file(__file__, "append_only"),
    ]
