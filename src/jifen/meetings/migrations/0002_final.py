"""A meeting that was confirmed or cancelled stays as it is, whoever writes to the tables."""

from django.db import migrations

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_meetings")]
    operations = [run_sql_file(__file__, "final")]
