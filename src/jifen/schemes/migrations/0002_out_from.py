"""From which day somebody stays out who took part until then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0006_person_indexes"), ("schemes", "0001_law_book")]

    operations = [
        migrations.AddField(
            model_name="enrolment",
            name="out_from",
            field=models.DateField(blank=True, null=True, verbose_name="自哪天起不参加"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("out_from__isnull", True),
                    models.Q(("out_from__gt", models.F("from_on")), ("participates", False)),
                    _connector="OR",
                ),
                name="schemes_enrolment_out_after_being_in",
            ),
        ),
    ]
