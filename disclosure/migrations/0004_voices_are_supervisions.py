"""What parties say of their treatment is kept by supervision (oversight); the tables went there with their rows."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0003_decisions_made_public"),
        ("oversight", "0009_voices"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="Rating"), migrations.DeleteModel(name="Complaint")]
        )
    ]
