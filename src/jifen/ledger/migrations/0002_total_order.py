"""Every list has one order on every database: the last key of each is unique."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_books"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="book",
            options={"ordering": ("branch__path", "-starts_on", "id"), "verbose_name": "积分账"},
        ),
        migrations.AlterModelOptions(
            name="keptseal",
            options={"ordering": ("branch_name", "year", "number", "id"), "verbose_name": "收存的封条"},
        ),
        migrations.AlterModelOptions(
            name="posting",
            options={"ordering": ("book", "first", "id"), "verbose_name": "入账批次"},
        ),
        migrations.AlterModelOptions(
            name="snapshot",
            options={"ordering": ("book", "kind", "period", "-made_at", "id"), "verbose_name": "存下的结果"},
        ),
    ]
