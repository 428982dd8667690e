from django.db import migrations

from records.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("records", "0002_proof_is_append_only"),
    ]

    operations = [
        append_only("accounts_systemcall"),
        append_only("accounts_systemreceipt"),
    ]
