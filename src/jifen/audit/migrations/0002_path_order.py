"""Paths are compared byte by byte, whatever language the database orders by."""

from django.db import migrations

from jifen.common.orm import run_sql_file


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_records")]
    operations = [run_sql_file(__file__, "path_order")]
