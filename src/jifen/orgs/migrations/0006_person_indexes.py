"""Indexes by which lists of a county stay quick."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0005_accounts_in_use"),
    ]

    operations = [
        migrations.AlterField(
            model_name="person",
            name="same_as",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="orgs.person",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["pinyin", "name", "id"], name="orgs_person_spelled"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["standing", "branch"], name="orgs_person_standing"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("same_as__isnull", False)),
                fields=["same_as"],
                name="orgs_person_duplicates",
            ),
        ),
    ]
