"""Notices of meetings with agenda and deliveries; spot checks after them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_total_order"),
        ("orgs", "0007_total_order"),
    ]

    operations = [
        migrations.CreateModel(
            name="Convocation",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="会议")),
                ("planned_on", models.DateField(verbose_name="日期")),
                ("starts_at", models.TimeField(verbose_name="时间")),
                ("place_name", models.CharField(max_length=60, verbose_name="地点")),
                (
                    "office_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="提前几天报党建办"),
                ),
                (
                    "leader_days",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="提前几天通知联系点领导"
                    ),
                ),
                (
                    "member_days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="提前几天通知党员"),
                ),
                ("clause", models.CharField(blank=True, max_length=120, verbose_name="依据的条文")),
                ("state", models.CharField(default="PLANNED", max_length=40, verbose_name="状态")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="延期、取消的原因")),
                ("entered_at", models.DateTimeField(verbose_name="登记时间")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "meeting",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="convocation",
                        to="meetings.meeting",
                        verbose_name="会议记录",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="convocations",
                        to="orgs.organization",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="meetings.convocation",
                        verbose_name="原来的通知",
                    ),
                ),
            ],
            options={
                "verbose_name": "会议通知",
                "ordering": ("-planned_on", "-entered_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("wording", models.CharField(max_length=300, verbose_name="议程")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="表决的种类")),
                ("origin", models.CharField(blank=True, max_length=120, verbose_name="由来")),
                ("origin_id", models.CharField(blank=True, max_length=60, verbose_name="由来的编号")),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_items",
                        to="orgs.person",
                        verbose_name="涉及的同志",
                    ),
                ),
                (
                    "convocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="meetings.convocation",
                    ),
                ),
            ],
            options={
                "verbose_name": "议程",
                "ordering": ("convocation", "number"),
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("recipient", models.CharField(max_length=40, verbose_name="通知谁")),
                ("name", models.CharField(blank=True, max_length=60, verbose_name="接收人")),
                ("channel", models.CharField(max_length=40, verbose_name="方式")),
                ("told_on", models.DateField(verbose_name="日期")),
                ("receipt", models.CharField(blank=True, max_length=120, verbose_name="回执")),
                (
                    "convocation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="meetings.convocation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices_of_meetings",
                        to="orgs.person",
                        verbose_name="党员",
                    ),
                ),
            ],
            options={
                "verbose_name": "会议通知的送达",
                "ordering": ("convocation", "-recipient", "person__pinyin", "id"),
            },
        ),
        migrations.CreateModel(
            name="SpotCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("seed", models.CharField(max_length=32, verbose_name="抽取的随机数")),
                ("due", models.PositiveIntegerField(verbose_name="应到人数")),
                ("drawn_at", models.DateTimeField(verbose_name="抽取时间")),
                ("checker", models.CharField(max_length=60, verbose_name="核实人")),
                ("state", models.CharField(default="DRAWN", max_length=40, verbose_name="状态")),
                ("conclusion", models.CharField(blank=True, max_length=200, verbose_name="结论")),
                ("follow_up", models.CharField(blank=True, max_length=200, verbose_name="后续处理")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_checks",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查核实",
                "ordering": ("-drawn_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="SpotCheckLine",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="序号")),
                ("answer", models.CharField(blank=True, max_length=40, verbose_name="核实情况")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="核实日期")),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                (
                    "attendance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="spot_check_lines",
                        to="meetings.attendance",
                    ),
                ),
                (
                    "check_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="meetings.spotcheck",
                    ),
                ),
            ],
            options={
                "verbose_name": "抽查核实的党员",
                "ordering": ("check_of", "number"),
            },
        ),
        migrations.AddIndex(
            model_name="convocation",
            index=models.Index(fields=["organization", "planned_on"], name="meetings_convocation_planned"),
        ),
        migrations.AddConstraint(
            model_name="convocation",
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
                name="meetings_convocation_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "PLANNED",
                            "REPORTED",
                            "LEADER_NOTIFIED",
                            "MEMBERS_NOTIFIED",
                            "HELD",
                            "ADJOURNED",
                            "CANCELLED",
                        ],
                    )
                ),
                name="meetings_convocation_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ("ADJOURNED", "CANCELLED")), models.Q(("reason", ""), _negated=True)
                    ),
                    models.Q(
                        models.Q(("state__in", ("ADJOURNED", "CANCELLED")), _negated=True), ("reason", "")
                    ),
                    _connector="OR",
                ),
                name="meetings_convocation_off_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="convocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "HELD"), _negated=True), ("meeting__isnull", False), _connector="OR"
                ),
                name="meetings_convocation_held_has_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
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
                            "",
                        ],
                    )
                ),
                name="meetings_agendaitem_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("wording", ""), _negated=True), name="meetings_agendaitem_worded"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("convocation", "number"), name="meetings_agendaitem_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("recipient__in", ["OFFICE", "LEADER", "MEMBERS"])),
                name="meetings_delivery_recipient_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["PHONE", "WRITTEN", "MESSAGE", "IN_PERSON", "UNREACHED"])
                ),
                name="meetings_delivery_channel_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), ("person__isnull", False), ("recipient", "MEMBERS")),
                    models.Q(
                        models.Q(("recipient", "MEMBERS"), _negated=True),
                        ("person__isnull", True),
                        models.Q(("name", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_delivery_says_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("convocation", "person"), name="meetings_delivery_member_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("recipient", "MEMBERS"), _negated=True),
                fields=("convocation", "recipient"),
                name="meetings_delivery_office_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="spotcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["DRAWN", "CONCLUDED"])),
                name="meetings_spotcheck_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="spotcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conclusion", ""), ("state", "DRAWN")),
                    models.Q(
                        models.Q(("state", "DRAWN"), _negated=True),
                        models.Q(("conclusion", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="meetings_spotcheck_concluded_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="spotcheck",
            constraint=models.UniqueConstraint(fields=("meeting",), name="meetings_spotcheck_once"),
        ),
        migrations.AddConstraint(
            model_name="spotcheckline",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["AGREES", "DIFFERS", "UNREACHED", ""])),
                name="meetings_spotcheckline_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="spotcheckline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("asked_on__isnull", True)),
                    models.Q(models.Q(("answer", ""), _negated=True), ("asked_on__isnull", False)),
                    _connector="OR",
                ),
                name="meetings_spotcheckline_answered_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="spotcheckline",
            constraint=models.UniqueConstraint(
                fields=("check_of", "number"), name="meetings_spotcheckline_number_once"
            ),
        ),
    ]
