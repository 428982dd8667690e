"""Who asks for which page of a generated bureau. Runs beside the server with Django loaded; prints JSON."""

import json
import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flexenforce.settings")
# A page that visits more rows than this for one query is scanning.
MOST_ROWS, SMALL_TABLE = 20_000, 5_000


def main() -> None:
    django.setup()
    from accounts.models import User

    pages, people = _pages()
    said = {
        "pages": pages,
        "sessions": {name: _signed_in(user) for name, user in people.items()},
        "counts": {name: _looked_at(address, people[who]) for name, (who, address) in pages.items()},
        "users": User.objects.count(),
    }
    print(json.dumps(said))


def _pages():
    """By name: whose page and its address. The case is one of the middle, its officer and head are asked."""
    from accounts.models import User
    from cases.models import Case, CaseOfficer

    last = Case.objects.order_by("-pk").values_list("pk", flat=True)[0]
    case = Case.objects.filter(pk__lte=last - last // 3, state="closed").select_related("party").order_by("-pk")[0]
    officer = CaseOfficer.objects.filter(case=case, part="lead").select_related("user").get().user
    head = User.objects.filter(role="head", section=case.section, is_active=True)[0]
    leader = User.objects.filter(role="leader", is_active=True).order_by("-pk")[0]
    party = case.party
    pages = {
        "start_officer": ("officer", "/"),
        "start_head": ("head", "/"),
        "start_leader": ("leader", "/"),
        "list_first": ("leader", "/cases/"),
        "list_section": ("officer", "/cases/"),
        "list_filtered": ("leader", f"/cases/?state=closed&section={case.section_id}"),
        "list_deep": ("leader", f"/cases/?after={last // 2}"),
        "search_name": ("officer", f"/cases/?q={party.name[2:8]}"),
        "search_pinyin": ("officer", f"/cases/?q={party.initials[:8]}"),
        "search_number": ("leader", f"/cases/?q={case.number[:-2]}"),
        "case": ("officer", f"/cases/{case.pk}/"),
        "dashboard_head": ("head", "/overview/"),
        "dashboard_leader": ("leader", "/overview/"),
    }
    return pages, {"officer": officer, "head": head, "leader": leader}


def _signed_in(user) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def _looked_at(address: str, user) -> dict[str, object]:
    """How many queries the page asks, and those that visit many rows, with the table they visit."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(address)
    scans = []
    for query in found.captured_queries:
        if query["sql"].startswith(("SELECT", "WITH")):
            scans += _scans(query["sql"])
    return {
        "status": answer.status_code,
        "queries": len(found),
        "scans": sorted(set(scans)),
        "bytes": len(answer.content),
    }


def _scans(sql: str) -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql)
        [(plan,)] = cursor.fetchall()
    plan = plan if isinstance(plan, list) else json.loads(plan)
    return list(_visits(plan[0]["Plan"]))


def _visits(node):
    """Nodes that read a table: rows returned and thrown away, in all loops."""
    if table := node.get("Relation Name"):
        away = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        rows = int((node["Actual Rows"] + away) * node["Actual Loops"])
        if rows > MOST_ROWS or (node["Node Type"] == "Seq Scan" and rows > SMALL_TABLE):
            yield f"{node['Node Type']} {table} {rows}"
    for below in node.get("Plans", ()):
        yield from _visits(below)


if __name__ == "__main__":
    main()
