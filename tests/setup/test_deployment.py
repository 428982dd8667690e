"""Settings of real use pass Django's own checks; the audit of packages never passes over what it could not ask."""

import http.server
import io
import json
import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from launcher.layout import ROOT
from records import vulnerable


@pytest.mark.slow
def test_django_finds_nothing_wrong_with_the_settings_of_real_use(tmp_path):
    variables = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": "postgres://nobody@127.0.0.1/none",
        "FLEX_VAR": str(tmp_path),
        "HTTPS": "1",
        "DEMO": "0",
        "ALLOWED_HOSTS": "zhifa.example.cn",
        "SECRET_KEY": "a-key-of-real-use-with-more-than-fifty-characters-0123456789",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
    assert (done.returncode, "no issues" in done.stdout + done.stderr) == (0, True), done.stderr


@pytest.fixture
def osv():
    """A database of holes on this machine; `answer` is what it says to a list of questions."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            said = json.dumps(self.server.answer(asked)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *words):
            return None

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    server.address = f"http://127.0.0.1:{server.server_port}/"
    running = threading.Thread(target=server.serve_forever)
    running.start()
    yield server
    server.shutdown()
    running.join()
    server.server_close()


def test_every_pinned_package_is_asked_and_none_is_reported(osv):
    asked = []
    osv.answer = lambda queries: asked.extend(queries) or {"results": [{}] * len(queries)}
    said = io.StringIO()
    call_command("audit_packages", address=osv.address, stdout=said)
    names = {query["package"]["name"] for query in asked}
    assert {"django", "psycopg2-binary", "cryptography", "weasyprint"} <= names
    assert f"已检查{len(asked)}个软件包，没有已知漏洞" in said.getvalue()


def test_a_hole_is_named_and_fails(osv):
    osv.answer = lambda queries: {
        "results": [{"vulns": [{"id": "GHSA-1"}]} if query["package"]["name"] == "django" else {} for query in queries]
    }
    said = io.StringIO()
    with pytest.raises(CommandError, match="1个有已知漏洞"):
        call_command("audit_packages", address=osv.address, stdout=said)
    assert "django==" in said.getvalue() and "GHSA-1" in said.getvalue()


@pytest.mark.parametrize("answer", [{"results": []}, {"error": "x"}, {"results": None}, ["x"]])
def test_an_answer_that_says_nothing_counts_as_not_asked(osv, answer):
    osv.answer = lambda queries: answer
    _not_asked(osv.address)


def test_without_a_network_it_says_so_and_ends_with_a_code_of_its_own():
    _not_asked("http://127.0.0.1:9/")


def _not_asked(address):
    said = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("audit_packages", address=address, stderr=said)
    assert ended.value.code == 3 and "未检查" in said.getvalue()


def test_pins_are_read_as_they_are_written(tmp_path):
    (tmp_path / "r.txt").write_text("# x\nDjango==5.2\n\na[b]==1.0 ; python_version>'3'\nfree>=2\n")
    assert vulnerable.pinned(tmp_path / "r.txt") == [("Django", "5.2"), ("a", "1.0")]
    assert len(vulnerable.pinned(settings.BASE_DIR / "requirements.txt")) > 60
