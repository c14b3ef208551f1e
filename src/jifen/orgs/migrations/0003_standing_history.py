"""Corrections strike out rows of a history; a move keeps who decided and why; a merge keeps its version."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0002_path_order"),
        ("orgs", "0002_roster_lines"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="standingevent",
            name="orgs_standing_leaving_says_how",
        ),
        migrations.AddField(
            model_name="person",
            name="merged_at_version",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="standingevent",
            name="corrects",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrected_by",
                to="orgs.standingevent",
                verbose_name="更正",
            ),
        ),
        migrations.AddField(
            model_name="standingevent",
            name="decider",
            field=models.CharField(blank=True, max_length=200, verbose_name="决定"),
        ),
        migrations.AddField(
            model_name="standingevent",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="说明"),
        ),
        migrations.AddConstraint(
            model_name="standingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "LEAVE"), models.Q(("leaving", ""), _negated=True)),
                    ("act", "CORRECT_STANDING"),
                    models.Q(models.Q(("act", "LEAVE"), _negated=True), ("leaving", "")),
                    _connector="OR",
                ),
                name="orgs_standing_leaving_says_how",
            ),
        ),
        migrations.AddConstraint(
            model_name="standingevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("act", "CORRECT_STANDING"), models.Q(("reason", ""), _negated=True)),
                    models.Q(
                        models.Q(("act", "CORRECT_STANDING"), _negated=True), ("corrects__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="orgs_standing_correction_says_why",
            ),
        ),
    ]
