"""The table of the floor, filled once, and somebody signed in. Prints the cookie's key."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.floor.settings")
ROWS = 100_000
FILL = """
    INSERT INTO rows_row (name, place, kind, amount, "on")
    SELECT '单位' || n, '城东街道' || n %% 97, 'kind' || n %% 7, n, DATE '2020-01-01' + n %% 2000 FROM generate_series(1, %s) n
"""


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.db import connection

    from bench.floor.rows.models import Row

    call_command("migrate", run_syncdb=True, verbosity=0)
    if not Row.objects.exists():
        with connection.cursor() as cursor:
            cursor.execute(FILL, [ROWS])
            cursor.execute("ANALYZE")
    user, _ = User.objects.get_or_create(username="floor")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(session.session_key)


if __name__ == "__main__":
    main()
