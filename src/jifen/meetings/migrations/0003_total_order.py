"""Every list has one order on every database: the last key of each is unique."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0002_final"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="attendance",
            options={
                "ordering": ("-eligible", "person__pinyin", "person__name", "id"),
                "verbose_name": "到会情况",
            },
        ),
        migrations.AlterModelOptions(
            name="exclusion",
            options={"ordering": ("attendance_id",), "verbose_name": "不计入应到"},
        ),
        migrations.AlterModelOptions(
            name="motion",
            options={"ordering": ("number", "id"), "verbose_name": "议题"},
        ),
    ]
