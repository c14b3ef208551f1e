"""Papers by their fingerprint; entries last."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Blob",
            fields=[
                (
                    "sha256",
                    models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="指纹"),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="种类")),
                ("size", models.PositiveBigIntegerField(verbose_name="字节")),
                ("width", models.PositiveIntegerField(default=0, verbose_name="像素宽")),
                ("height", models.PositiveIntegerField(default=0, verbose_name="像素高")),
                ("pages", models.PositiveIntegerField(default=0, verbose_name="页数")),
                ("entered_at", models.DateTimeField(verbose_name="存入时间")),
            ],
            options={
                "verbose_name": "材料内容",
                "ordering": ("sha256",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["JPEG", "PNG", "PDF", "XLSX", "CSV"])),
                        name="documents_blob_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="documents_blob_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("name", models.CharField(max_length=120, verbose_name="名称")),
                ("state", models.CharField(default="KEPT", max_length=40, verbose_name="状态")),
                ("source_sha256", models.CharField(max_length=64, verbose_name="原文件指纹")),
                ("owner_kind", models.CharField(max_length=40)),
                ("owner_id", models.CharField(max_length=40)),
                ("owner_label", models.CharField(max_length=200, verbose_name="属于")),
                ("organization_id", models.CharField(blank=True, max_length=40)),
                ("path", models.CharField(blank=True, max_length=255)),
                ("organization_name", models.CharField(blank=True, max_length=200, verbose_name="组织")),
                ("uploader_id", models.CharField(blank=True, max_length=40)),
                ("uploader_name", models.CharField(max_length=120, verbose_name="存入人")),
                ("uploaded_at", models.DateTimeField(verbose_name="存入时间")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="清除时间")),
                ("removal_reason", models.CharField(blank=True, max_length=200, verbose_name="清除原因")),
                ("removal_basis", models.JSONField(blank=True, null=True, verbose_name="清除依据")),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="documents.blob",
                    ),
                ),
            ],
            options={
                "verbose_name": "材料",
                "ordering": ("-uploaded_at", "id"),
                "indexes": [
                    models.Index(fields=["owner_kind", "owner_id"], name="documents_document_owner"),
                    models.Index(fields=["organization_id"], name="documents_document_place"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["KEPT", "REMOVED"])),
                        name="documents_document_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner_kind", ""), _negated=True),
                            models.Q(("owner_id", ""), _negated=True),
                        ),
                        name="documents_document_owner_given",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("state", "KEPT")),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("state", "REMOVED"),
                                models.Q(("removal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="documents_document_removal_told",
                    ),
                ],
            },
        ),
        run_sql_file(__file__, "lasting"),
    ]
