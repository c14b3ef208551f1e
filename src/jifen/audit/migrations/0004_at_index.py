"""Records of a span of days are found without reading the whole table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_organization_index")]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["at", "number"], name="audit_record_at"),
        ),
    ]
