"""What every test may ask for."""

import pytest
from hypothesis import HealthCheck, settings

from tests import factories
from tests.cases.remembered import restart_numbers

# The same examples on every run: what fails here fails for everybody. bench/ and longer runs look for new ones.
# Time is measured in bench/: a busy machine is no fault of the code.
settings.register_profile("repeatable", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


def pytest_collection_modifyitems(items) -> None:
    """Whole pages are rendered in files that say so by name; the fast run asks the rules, the services and the database."""
    for item in items:
        if "pages" in item.path.stem.split("_"):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def cast(db) -> factories.Cast:
    """The fixed cast of the bureau."""
    restart_numbers()
    return factories.Cast()


@pytest.fixture
def signed_in(client):
    """Sign a person in without the form: signed_in(cast.officer1).get(…)."""

    def sign_in(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture(scope="session", autouse=True)
def emptied_between_browser_tests():
    """Tests that commit are cleaned by TRUNCATE, which the proof tables refuse; only the cleaning may pass."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    plain = DatabaseOperations.sql_flush

    def sql_flush(self, style, tables, **options):
        guarded = sorted(set(tables) & _guarded_tables(self.connection))
        off = [f'ALTER TABLE "{table}" DISABLE TRIGGER USER' for table in guarded]
        on = [f'ALTER TABLE "{table}" ENABLE TRIGGER USER' for table in guarded]
        return off + plain(self, style, tables, **options) + on

    patch = pytest.MonkeyPatch()
    patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
    yield
    patch.undo()


def _guarded_tables(connection) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal"
        )
        return {name for (name,) in cursor.fetchall()}
