"""200 people sign the attendance and answer a quiz through the web server; nothing is lost or doubled. See README.md."""

import argparse
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "script")]

LIMIT_SECONDS = 60
QUESTIONS = 5
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PROOF = re.compile(r'name="proof" value="([^"]+)"')
QUESTION = re.compile(r'name="(q\d+)" value="(\d+)"')


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database, gone afterwards."""
    from launcher.layout import VAR
    from launcher.postgres import Cluster, Names

    given = os.environ.get("DATABASE_URL", "")
    if given:
        with _database_on(given) as url:
            yield url
        return
    names = Names(role="flexbench", database="flexbench", may_create_databases=True)
    cluster = Cluster(VAR / f"bench-database-{os.getpid()}", names)
    try:
        yield cluster.borrow()
    finally:
        cluster.destroy()


@contextmanager
def _database_on(given: str) -> Iterator[str]:
    import psycopg2

    name = f"flex_bench_{os.getpid()}"
    connection = psycopg2.connect(given)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@dataclass
class Person:
    pk: int
    session_key: str
    twice: bool
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Scene:
    people: list[Person]
    session: int
    quiz: int
    code: str


def furnish(count: int) -> Scene:
    """A bureau, a session that is signed in to now, a quiz, and people who have signed in to the site."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "flexenforce.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from bench.training.scene import furnish_database

    people, session, quiz, code = furnish_database(count, questions=QUESTIONS)
    rows = [Person(pk, key, number % 10 == 0) for number, (pk, key) in enumerate(people)]
    return Scene(rows, session, quiz, code)


@contextmanager
def web_server(url: str) -> Iterator[int]:
    """gunicorn as script/serve starts it, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "flexenforce.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", "2", "--threads", "4", "--timeout", "120", "--preload", "--log-level", "warning"]
    variables = os.environ | {"DATABASE_URL": url, "SECRET_KEY": os.environ["SECRET_KEY"]}
    process = subprocess.Popen(command, cwd=ROOT, env=variables)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen) -> None:
    for _ in range(120):
        if process.poll() is not None:
            raise SystemExit("the web server did not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the web server did not answer")


class Browser:
    """One person's cookies and the pages they see; follows where a form leads."""

    def __init__(self, port: int, person: Person) -> None:
        self.port, self.person, self.cookies = port, person, {"sessionid": person.session_key}

    def ask(self, method: str, path: str, fields: dict | list | None = None) -> str:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        text = response.read().decode()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.split(";")[0]
        connection.close()
        self.person.seconds.append(time.monotonic() - began)
        if response.status == 302:
            self.path = response.getheader("Location")
            return self.ask("GET", self.path)
        if response.status != 200:
            raise RuntimeError(f"{method} {path}: {response.status}")
        self.path = path
        return text

    def send(self, path: str, page: str, fields: list[tuple[str, str]]) -> str:
        """Press the button; every tenth person presses twice."""
        token = TOKEN.search(page).group(1)
        said = self.ask("POST", path, [("csrfmiddlewaretoken", token), *fields])
        return self.ask("POST", path, [("csrfmiddlewaretoken", token), *fields]) if self.person.twice else said


def take_part(port: int, scene: Scene, person: Person) -> None:
    """One person: from the code on the screen to the result of the quiz."""
    browser = Browser(port, person)
    page = browser.ask("GET", f"/training/sign-in/{scene.code}/")
    proof = PROOF.search(page).group(1)
    browser.send(f"/training/sessions/{scene.session}/sign-in/", page, [("proof", proof)])
    page = browser.ask("GET", f"/training/quizzes/{scene.quiz}/")
    sheet = browser.send(f"/training/quizzes/{scene.quiz}/start/", page, [])
    picked = {name: value for name, value in QUESTION.findall(sheet) if value == "1"}
    browser.send(browser.path, sheet, list(picked.items()))


def measure(port: int, scene: Scene) -> float:
    began = time.monotonic()
    with ThreadPoolExecutor(len(scene.people)) as pool:
        for done in [pool.submit(take_part, port, scene, person) for person in scene.people]:
            done.result()
    return time.monotonic() - began


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument(
        "--check", action="store_true", help="exit 1 when too slow, or when anything was lost or doubled"
    )
    wishes = parser.parse_args()
    os.environ.setdefault("SECRET_KEY", "bench-only")
    with database() as url, tempfile.TemporaryDirectory() as folder:
        # Style sheets and uploads of the benchmark go where they are thrown away.
        os.environ |= {"DATABASE_URL": url, "FLEX_VAR": folder}
        scene = furnish(wishes.people)
        with web_server(url) as port:
            seconds = measure(port, scene)
        from django.db import connections

        from bench.training.scene import faults_after

        faults = faults_after(wishes.people, questions=QUESTIONS)
        connections.close_all()
    waits = sorted(wait for person in scene.people for wait in person.seconds)
    print(
        f"{wishes.people} people, {len(waits)} requests in {seconds:.1f} s; "
        f"median {waits[len(waits) // 2]:.2f} s, slowest {waits[-1]:.2f} s; "
        + ("nothing lost, nothing doubled" if not faults else "; ".join(faults))
    )
    return int(wishes.check and (bool(faults) or seconds > LIMIT_SECONDS))


if __name__ == "__main__":
    sys.exit(main())
