from django.db import migrations

from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_remedies"),
        ("accounts", "0001_initial"),
        ("parties", "0002_visits_and_risk"),
    ]

    operations = [
        append_only("cases_informantreading"),
    ]
