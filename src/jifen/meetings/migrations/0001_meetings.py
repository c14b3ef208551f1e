import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0006_person_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="会议")),
                ("held_on", models.DateField(verbose_name="日期")),
                ("place_name", models.CharField(max_length=60, verbose_name="地点")),
                ("chair", models.CharField(max_length=60, verbose_name="主持人")),
                ("keeper", models.CharField(max_length=60, verbose_name="记录人")),
                ("document_no", models.CharField(blank=True, max_length=60, verbose_name="会议记录编号")),
                ("agenda", models.CharField(blank=True, max_length=300, verbose_name="主要内容")),
                ("state", models.CharField(default="RECORDED", max_length=40, verbose_name="状态")),
                ("cancel_reason", models.CharField(blank=True, max_length=200, verbose_name="作废原因")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="确认时间")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "会议",
                "ordering": ("-held_on", "-entered_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("eligible", models.BooleanField(verbose_name="应到")),
                ("why_not", models.CharField(blank=True, max_length=40, verbose_name="不计入应到的原因")),
                ("presence", models.CharField(blank=True, max_length=40, verbose_name="到会情况")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="orgs.person",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "到会情况",
                "ordering": ("-eligible", "person__pinyin", "person__name", "person_id"),
            },
        ),
        migrations.CreateModel(
            name="Motion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("kind", models.CharField(max_length=40, verbose_name="议题种类")),
                ("wording", models.CharField(max_length=300, verbose_name="议题")),
                ("secret", models.BooleanField(default=False, verbose_name="无记名投票")),
                ("issued", models.PositiveIntegerField(blank=True, null=True, verbose_name="发出票数")),
                ("returned", models.PositiveIntegerField(blank=True, null=True, verbose_name="收回票数")),
                ("ayes", models.PositiveIntegerField(blank=True, null=True, verbose_name="赞成")),
                ("noes", models.PositiveIntegerField(blank=True, null=True, verbose_name="不赞成")),
                ("abstentions", models.PositiveIntegerField(blank=True, null=True, verbose_name="弃权")),
                ("written_ayes", models.PositiveIntegerField(default=0, verbose_name="书面赞成")),
                ("result", models.CharField(blank=True, max_length=40, verbose_name="结果")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="motions",
                        to="orgs.person",
                        verbose_name="涉及的同志",
                    ),
                ),
            ],
            options={
                "verbose_name": "议题",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("ground", models.CharField(max_length=40, verbose_name="原因")),
                ("agreement", models.JSONField(verbose_name="会议同意")),
                ("consent", models.JSONField(verbose_name="上级同意")),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exclusions",
                        to="meetings.attendance",
                    ),
                ),
            ],
            options={
                "verbose_name": "不计入应到",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ground__in",
                                ["CANNOT_EXPRESS", "ABROAD", "IN_CUSTODY", "BEDRIDDEN", "AWAY", "MIGRANT"],
                            )
                        ),
                        name="meetings_exclusion_ground_known",
                    ),
                    models.UniqueConstraint(fields=("attendance",), name="meetings_exclusion_once"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["organization", "held_on"], name="meetings_meeting_held"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "MEMBER_ASSEMBLY",
                            "BRANCH_COMMITTEE",
                            "GENERAL_BRANCH_COMMITTEE",
                            "GROUP_MEETING",
                            "PARTY_COMMITTEE",
                            "POINTS_GROUP_MEETING",
                        ],
                    )
                ),
                name="meetings_meeting_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["RECORDED", "CONFIRMED", "CANCELLED"])),
                name="meetings_meeting_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("confirmed_at__isnull", False), ("state", "CONFIRMED")),
                    models.Q(models.Q(("state", "CONFIRMED"), _negated=True), ("confirmed_at__isnull", True)),
                    _connector="OR",
                ),
                name="meetings_meeting_confirmed_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CONFIRMED"), _negated=True),
                    models.Q(("document_no", ""), _negated=True),
                    _connector="OR",
                ),
                name="meetings_meeting_minutes_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CANCELLED"), models.Q(("cancel_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "CANCELLED"), _negated=True), ("cancel_reason", "")),
                    _connector="OR",
                ),
                name="meetings_meeting_cancelled_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("why_not__in", ["PROBATIONARY", "NOT_FORMAL", "PROBATION_WITHIN_PARTY", "EXCLUDED", ""])
                ),
                name="meetings_attendance_why_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("presence__in", ["PRESENT", "LATE", "LEFT_EARLY", "LEAVE", "ABSENT", ""])
                ),
                name="meetings_attendance_presence_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("eligible", True), ("why_not", "")),
                    models.Q(("eligible", False), models.Q(("why_not", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meetings_attendance_says_why_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("meeting", "person"), name="meetings_attendance_once"),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "ADOPT_SCHEME",
                            "ELECT_RECORDER",
                            "APPOINT_POINTS_GROUP",
                            "APPROVE_EXEMPTION",
                            "CONFIRM_PERIOD",
                            "CORRECT_POINTS",
                            "ADMIT",
                            "CONVERT",
                            "OTHER",
                        ],
                    )
                ),
                name="meetings_motion_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["PASSED", "REJECTED", ""])),
                name="meetings_motion_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(("wording", ""), _negated=True), name="meetings_motion_worded"
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secret", True),
                    models.Q(("issued__isnull", True), ("returned__isnull", True)),
                    _connector="OR",
                ),
                name="meetings_motion_ballots_of_secret_vote",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ("ADMIT", "CONVERT")), _negated=True),
                    models.Q(("secret", True), ("subject__isnull", False)),
                    _connector="OR",
                ),
                name="meetings_motion_admission_by_ballot",
            ),
        ),
        migrations.AddConstraint(
            model_name="motion",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"), name="meetings_motion_number_once"
            ),
        ),
    ]
