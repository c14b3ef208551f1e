"""The text of minutes written here; why somebody was away; who was excused. SQLite builds the list anew: its triggers
go before and come back after."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_convocations_and_checks"),
        ("orgs", "0007_total_order"),
    ]

    operations = [
        run_sql_file(__file__, "minutes_before"),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("began_at", models.TimeField(blank=True, null=True, verbose_name="开始时间")),
                ("ended_at", models.TimeField(blank=True, null=True, verbose_name="结束时间")),
                ("guests", models.CharField(blank=True, max_length=200, verbose_name="列席的人")),
                ("statements", models.TextField(blank=True, verbose_name="会议内容")),
                ("resolutions", models.TextField(blank=True, verbose_name="会议决定")),
            ],
            options={
                "verbose_name": "会议内容",
                "ordering": ("meeting_id",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="attendance",
            name="meetings_attendance_presence_known",
        ),
        migrations.AddField(
            model_name="attendance",
            name="reason",
            field=models.CharField(blank=True, max_length=60, verbose_name="请假、缺席的原因"),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("presence__in", ["PRESENT", "LATE", "LEFT_EARLY", "LEAVE", "ABSENT", "EXCUSED", ""])
                ),
                name="meetings_attendance_presence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason", ""), ("presence", "LEAVE"), ("presence", "ABSENT"), _connector="OR"
                ),
                name="meetings_attendance_reason_of_who_was_away",
            ),
        ),
        migrations.AddField(
            model_name="minutes",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="meetings.meeting"
            ),
        ),
        migrations.AddConstraint(
            model_name="minutes",
            constraint=models.UniqueConstraint(fields=("meeting",), name="meetings_minutes_once"),
        ),
        run_sql_file(__file__, "minutes_after"),
    ]
