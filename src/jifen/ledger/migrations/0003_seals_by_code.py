"""Seals are found by the sixteen characters on paper without reading all of them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_total_order"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="seal", index=models.Index(fields=["hash"], name="ledger_seal_by_code")
        ),
        migrations.AddIndex(
            model_name="keptseal", index=models.Index(fields=["hash"], name="ledger_keptseal_by_code")
        ),
    ]
