"""Every list has one order on every database: the last key of each is unique."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("schemes", "0002_out_from"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="scheme",
            options={"ordering": ("title", "code", "id"), "verbose_name": "积分办法"},
        ),
    ]
