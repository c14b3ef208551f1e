"""When a password was changed, and which session of an account was seen last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("orgs", "0004_standing_history")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="password_changed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="改密码时间"),
        ),
        migrations.AddField(
            model_name="user",
            name="session_mark",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="user",
            name="session_seen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
