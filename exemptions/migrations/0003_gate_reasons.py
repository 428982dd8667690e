from django.db import migrations

from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("exemptions", "0002_published_lists_stand"),
    ]

    operations = [
        append_only("exemptions_gatereason"),
    ]
