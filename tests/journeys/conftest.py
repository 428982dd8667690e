"""A bureau at work behind a real Chromium: people sign in at their desks and do what the pages offer."""

import os
import shutil
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from cases.models import Register
from exemptions.models import Licence
from exemptions.queries import list_in_force
from tests import factories
from tests.journeys.desk import Desk
from tests.shipped import load_shipped_law

# The browser drives an event loop of its own; the tests only ever use the database in between.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
HERE = Path(__file__).parent
CHROMIUM = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
)  # the first one found; see script/launcher/libraries.py
SCREEN, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    found = next(path for name in CHROMIUM if (path := shutil.which(name)))
    quiet = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": found, "args": quiet}


@pytest.fixture
def clock():
    """The bureau's clock: runs from now, and a story may move it forward."""
    with time_machine.travel(timezone.now(), tick=True) as traveller:
        yield traveller


@pytest.fixture
def office(transactional_db, clock) -> factories.Cast:
    """People, the shipped law, and registers that are complete since 2020."""
    cast = factories.Cast()
    load_shipped_law()
    for kind in ("own", "past"):
        Register.objects.create(kind=kind, complete_from="2020-01-01", note="逐卷核对")
    license_people(cast.officer1, cast.officer2, cast.officer3, by=cast.training1)
    return cast


def license_people(*people, by) -> None:
    """They have learnt the list in force, as its unit would have it."""
    today = timezone.localdate()
    for person in people:
        for item in list_in_force(on=today).items.all():
            Licence.objects.create(user=person, item=item, granted_on=today, granted_by=by, source="学习单元")


@pytest.fixture
def desk(office, live_server, browser, request):
    """desk("officer1") is that person's own browser, signed in through the form; also a phone, or without scripts."""
    opened: dict[tuple[str, bool, bool], Desk] = {}
    faults: list[str] = []

    def sit_down(username: str, *, phone: bool = False, scripts: bool = True) -> Desk:
        key = (username, phone, scripts)
        if key not in opened:
            context = browser.new_context(
                viewport=PHONE if phone else SCREEN,
                locale="zh-CN",
                has_touch=phone,
                is_mobile=phone,
                java_script_enabled=scripts,
            )
            opened[key] = Desk(context.new_page(), live_server.url, username, faults)
            opened[key].sign_in()
        return opened[key]

    yield sit_down
    for one in opened.values():
        one.page.context.close()
    assert not faults, f"the browser complained: {faults}"
