"""Records of one organisation are found wherever it stood in the tree."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_path_order")]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(fields=["organization_id", "number"], name="audit_record_organization"),
        ),
    ]
