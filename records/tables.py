"""Many tables made by one step of a migration."""

from collections.abc import Sequence

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation


class CreateTables(Operation):
    """`CreateModel` for each, with the state of the models worked out once.

    Django works the state of every model that hangs together out anew for each table made, and here all hang together
    through the users: making the tables of a new bureau took a minute instead of seconds.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label, state) -> None:
        # The same as ProjectState does between migrations: what is dropped here is made again when it is asked for.
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"
