"""Books, entries, seals; what only grows is protected by triggers."""

import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("orgs", "0006_person_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("sequence", models.PositiveIntegerField(verbose_name="序号")),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("item", models.CharField(max_length=200, verbose_name="条款")),
                ("occurred_on", models.DateField(verbose_name="发生日期")),
                ("posted_at", models.DateTimeField(verbose_name="入账时间")),
                ("points", models.BigIntegerField(verbose_name="原始分（百分之一分）")),
                ("fields", models.JSONField(blank=True, default=dict, verbose_name="事实")),
                ("basis", models.JSONField(verbose_name="依据")),
                ("author_id", models.CharField(blank=True, max_length=40)),
                ("approver", models.CharField(blank=True, max_length=200, verbose_name="决定人")),
                ("commitment", models.CharField(blank=True, max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "积分账目",
                "ordering": ("book", "sequence"),
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("branch_code", models.CharField(max_length=30, verbose_name="组织代码")),
                ("year", models.CharField(max_length=20, verbose_name="积分年度")),
                ("starts_on", models.DateField(verbose_name="年度开始")),
                ("ends_on", models.DateField(verbose_name="年度结束")),
                ("algorithm", models.CharField(default="SHA256", max_length=40, verbose_name="算法")),
                ("state", models.CharField(default="OPEN", max_length=40, verbose_name="状态")),
                ("opened_at", models.DateTimeField(verbose_name="建账时间")),
                ("length", models.PositiveIntegerField(default=0, verbose_name="条数")),
                ("head", models.CharField(max_length=64)),
                ("control", models.BigIntegerField(default=0, verbose_name="控制数")),
                ("last_posted_at", models.DateTimeField(blank=True, null=True, verbose_name="最后入账时间")),
                (
                    "branch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="books",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "积分账",
                "ordering": ("branch__path", "-starts_on"),
            },
        ),
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="ledger.entry",
                    ),
                ),
                ("salt", models.CharField(blank=True, max_length=32)),
                ("reason", models.TextField(blank=True, verbose_name="事由")),
                ("erased_at", models.DateTimeField(blank=True, null=True, verbose_name="清除时间")),
            ],
            options={
                "verbose_name": "账目文字",
                "ordering": ("entry",),
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="book",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="ledger.book",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="orgs.person"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="reverses",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reversed_by",
                to="ledger.entry",
            ),
        ),
        migrations.CreateModel(
            name="KeptSeal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("book_id", models.CharField(max_length=40)),
                ("branch_id", models.CharField(max_length=40)),
                ("branch_name", models.CharField(max_length=120, verbose_name="党支部")),
                ("year", models.CharField(max_length=20, verbose_name="积分年度")),
                ("number", models.PositiveIntegerField(verbose_name="第几次")),
                ("period", models.CharField(max_length=20, verbose_name="周期")),
                ("count", models.PositiveIntegerField(verbose_name="总条数")),
                ("head", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                ("kept_at", models.DateTimeField(verbose_name="收存时间")),
                (
                    "keeper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_seals",
                        to="orgs.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "收存的封条",
                "ordering": ("branch_name", "year", "number"),
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("key", models.CharField(max_length=64, verbose_name="提交编号")),
                ("asked", models.CharField(max_length=64)),
                ("first", models.PositiveIntegerField(verbose_name="第一条")),
                ("last", models.PositiveIntegerField(verbose_name="最后一条")),
                ("at", models.DateTimeField(verbose_name="时间")),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="ledger.book"
                    ),
                ),
            ],
            options={
                "verbose_name": "入账批次",
                "ordering": ("book", "first"),
            },
        ),
        migrations.AddField(
            model_name="entry",
            name="posting",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="ledger.posting",
            ),
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("number", models.PositiveIntegerField(verbose_name="第几次")),
                ("period", models.CharField(max_length=20, verbose_name="周期")),
                ("first", models.PositiveIntegerField(verbose_name="第一条")),
                ("last", models.PositiveIntegerField(verbose_name="最后一条")),
                ("root", models.CharField(max_length=64)),
                ("head", models.CharField(max_length=64)),
                ("count", models.PositiveIntegerField(verbose_name="总条数")),
                ("control", models.BigIntegerField(verbose_name="控制数")),
                ("roster", models.PositiveIntegerField(verbose_name="党员数")),
                ("schemes", models.JSONField(default=list, verbose_name="办法")),
                ("program", models.CharField(max_length=40, verbose_name="程序版本")),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("at", models.DateTimeField(verbose_name="封账时间")),
                ("hash", models.CharField(max_length=64)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seals", to="ledger.book"
                    ),
                ),
            ],
            options={
                "verbose_name": "封账",
                "ordering": ("book", "number"),
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("period", models.CharField(max_length=20, verbose_name="周期")),
                ("input", models.CharField(max_length=64)),
                ("program", models.CharField(max_length=40, verbose_name="程序版本")),
                ("content", models.BinaryField(verbose_name="结果")),
                ("digest", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(verbose_name="计算时间")),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="ledger.book",
                    ),
                ),
            ],
            options={
                "verbose_name": "存下的结果",
                "ordering": ("book", "kind", "period", "-made_at"),
            },
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.CheckConstraint(
                condition=models.Q(("algorithm__in", ["SHA256", "SM3"])), name="ledger_book_algorithm_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["OPEN", "CLOSED"])), name="ledger_book_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("starts_on"))), name="ledger_book_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.CheckConstraint(
                condition=models.Q(("head", ""), _negated=True), name="ledger_book_head_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="book",
            constraint=models.UniqueConstraint(fields=("branch", "year"), name="ledger_book_once"),
        ),
        migrations.AddConstraint(
            model_name="entrytext",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("erased_at__isnull", True), models.Q(("reason", ""), ("salt", "")), _connector="OR"
                ),
                name="ledger_text_erased_is_empty",
            ),
        ),
        migrations.AddConstraint(
            model_name="keptseal",
            constraint=models.UniqueConstraint(
                fields=("keeper", "book_id", "number"), name="ledger_keptseal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.UniqueConstraint(fields=("book", "key"), name="ledger_posting_once"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="ledger_posting_key_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("last__gte", models.F("first"))), name="ledger_posting_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["NORMAL", "TAKEN_OVER", "REVERSAL", "CORRECTION"])),
                name="ledger_entry_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("book", "sequence"), name="ledger_entry_in_order"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("sequence__gte", 1)), name="ledger_entry_counted_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("item", ""), _negated=True), name="ledger_entry_item_given"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hash", ""), _negated=True), models.Q(("previous", ""), _negated=True)
                ),
                name="ledger_entry_chained",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "REVERSAL"), ("reverses__isnull", False)),
                    models.Q(models.Q(("kind", "REVERSAL"), _negated=True), ("reverses__isnull", True)),
                    _connector="OR",
                ),
                name="ledger_entry_reversal_names_original",
            ),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("book", "number"), name="ledger_seal_in_order"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.UniqueConstraint(fields=("book", "period"), name="ledger_seal_once_a_period"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "last__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("first"), "-", models.Value(1)
                        ),
                    )
                ),
                name="ledger_seal_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(
                fields=("book", "kind", "period", "input"), name="ledger_snapshot_once"
            ),
        ),
        run_sql_file(__file__, "append_only"),
    ]
