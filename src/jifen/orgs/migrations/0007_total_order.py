"""Every list has one order on every database: the last key of each is unique."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_person_indexes"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="appointment",
            options={
                "ordering": ("organization", "role", "from_on", "person__pinyin", "id"),
                "verbose_name": "任职",
            },
        ),
        migrations.AlterModelOptions(
            name="bond",
            options={"ordering": ("kind", "from_on", "id"), "verbose_name": "联系人"},
        ),
        migrations.AlterModelOptions(
            name="circumstance",
            options={"ordering": ("from_on", "id"), "verbose_name": "情况"},
        ),
        migrations.AlterModelOptions(
            name="discipline",
            options={"ordering": ("approved_on", "id"), "verbose_name": "处分"},
        ),
        migrations.AlterModelOptions(
            name="household",
            options={"ordering": ("number", "id"), "verbose_name": "家庭户"},
        ),
        migrations.AlterModelOptions(
            name="householdmember",
            options={"ordering": ("from_on", "id"), "verbose_name": "家庭成员"},
        ),
        migrations.AlterModelOptions(
            name="membership",
            options={"ordering": ("from_on", "id"), "verbose_name": "组织关系"},
        ),
        migrations.AlterModelOptions(
            name="organizationevent",
            options={"ordering": ("on", "entered_at", "id"), "verbose_name": "组织变动"},
        ),
        migrations.AlterModelOptions(
            name="rosterblock",
            options={"ordering": ("number", "id")},
        ),
        migrations.AlterModelOptions(
            name="rosterimport",
            options={"ordering": ("-entered_at", "id"), "verbose_name": "名册导入"},
        ),
        migrations.AlterModelOptions(
            name="rosterline",
            options={"ordering": ("row", "id"), "verbose_name": "名册行"},
        ),
        migrations.AlterModelOptions(
            name="standingevent",
            options={"ordering": ("on", "entered_at", "id"), "verbose_name": "类别变动"},
        ),
        migrations.AlterModelOptions(
            name="transfer",
            options={"ordering": ("-sent_on", "person__pinyin", "id"), "verbose_name": "组织关系转接"},
        ),
    ]
