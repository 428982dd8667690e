"""Pins, stamps and lists: what the set-up installs, and when it does so again."""

import json
import re

import pytest
from django.core import management
from django.core.management.base import CommandError

from launcher import assets, debian, prepare, python_env
from launcher.layout import ROOT

REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def test_every_package_is_pinned_once():
    lines = [line for line in REQUIREMENTS.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)] == []
    names = [re.sub(r"[-_.]+", "-", line.split("==")[0]).lower() for line in lines]
    assert sorted(names) == sorted(set(names))


def test_serve_installs_the_first_part_and_test_the_first_two():
    to_run, to_test = python_env.part_to_run(REQUIREMENTS), python_env.part_to_test(REQUIREMENTS)
    assert "django==" in to_run
    assert "pytest==" not in to_run
    assert to_test.startswith(to_run)
    assert "pytest==" in to_test
    assert "sqlparse==" not in to_test


def test_the_stamp_follows_packages_and_python(tmp_path, monkeypatch):
    python = tmp_path / "python"
    python.symlink_to("/usr/bin/python3.11")
    monkeypatch.setattr(python_env, "VENV_PYTHON", python)
    before = python_env.fingerprint("a==1")
    assert python_env.fingerprint("a==1") == before
    assert python_env.fingerprint("a==2") != before
    python.unlink()
    python.symlink_to("/usr/bin/python3.13")
    assert python_env.fingerprint("a==1") != before


@pytest.mark.parametrize(
    ("filled_for", "wanted", "current"), [("test", "run", True), ("run", "run", True), ("run", "test", False)]
)
def test_an_environment_filled_for_tests_will_do_to_run(tmp_path, monkeypatch, filled_for, wanted, current):
    stamp = tmp_path / "stamp"
    monkeypatch.setattr(python_env, "STAMP", stamp)
    assert not python_env.is_current(wanted)
    stamp.write_text(f"{filled_for} {python_env.fingerprint(REQUIREMENTS)}\n", encoding="ascii")
    assert python_env.is_current(wanted) is current


def test_a_stamp_of_other_packages_or_none_at_all_counts_as_old(tmp_path, monkeypatch):
    stamp = tmp_path / "stamp"
    monkeypatch.setattr(python_env, "STAMP", stamp)
    stamp.write_text("test 0000\n", encoding="ascii")
    assert not python_env.is_current("run")
    stamp.write_text("", encoding="ascii")
    assert not python_env.is_current("run")


def test_the_mirror_that_pip_is_set_up_for_reaches_uv(monkeypatch):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setattr(
        python_env, "run", lambda *_, **__: "global.index-url='https://mirror.example/simple'\nglobal.cert='x'\n"
    )
    assert python_env._index_of_pip() == {"UV_DEFAULT_INDEX": "https://mirror.example/simple"}
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://chosen.example/simple")
    assert python_env._index_of_pip() == {}


def test_the_lock_file_names_no_address():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in entry for name, entry in packages.items() if name)
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert packages[""]["dependencies"] == wanted
    assert all(re.fullmatch(r"[0-9.]+", version) for version in wanted.values())


def test_pages_use_the_vendor_files_that_are_copied_and_no_others():
    used = set()
    # The journeys ask axe-core whether a page can be used by everybody; no page loads it.
    places = (("templates", "*.html"), ("static/css", "*.css"), ("static/js", "*.js"), ("tests/journeys", "axe.py"))
    for folder, pattern in places:
        for path in (ROOT / folder).rglob(pattern):
            used |= set(re.findall(r"vendor/([\w./-]+\.(?:css|js|woff2))", path.read_text(encoding="utf-8")))
    assert used == {name for name in assets.FILES.values() if not name.endswith("LICENSE")}


def test_source_maps_are_not_asked_for():
    css = "a{b:c}\n/*# sourceMappingURL=bootstrap.min.css.map */"
    script = "let a;\n//# sourceMappingURL=x.min.js.map"
    assert assets.trim(css) == "a{b:c}\n"
    assert assets.trim(script) == "let a;\n"


def test_only_listed_files_reach_the_vendor_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "FILES", {"a/dist/a.min.css": "a/a.css", "b/font.woff2": "b/font.woff2"})
    modules, vendor = tmp_path / "node_modules", tmp_path / "vendor"
    for name in ("a/dist/a.min.css", "a/dist/a.css", "b/font.woff2"):
        (modules / name).parent.mkdir(parents=True, exist_ok=True)
        (modules / name).write_bytes(b"x")
    (vendor / "old").mkdir(parents=True)
    assets.copy(modules, vendor)
    assert sorted(str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()) == [
        "a/a.css",
        "b/font.woff2",
    ]


def test_a_digest_follows_content_and_wishes_and_not_dates(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    path = tmp_path / "a.json"
    path.write_text("1", encoding="ascii")
    before = prepare.digest([path], True)
    path.touch()
    assert prepare.digest([path], True) == before
    assert prepare.digest([path], False) != before
    path.write_text("2", encoding="ascii")
    assert prepare.digest([path], True) != before


def test_library_folders_are_those_of_the_machine_kind(tmp_path):
    for name in (
        "usr/lib/x86_64-linux-gnu/libpango-1.0.so.0",
        "lib/x86_64-linux-gnu/libexpat.so.1",
        "usr/share/doc/x.so.txt",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert debian.library_folders(tmp_path) == [
        tmp_path / "lib/x86_64-linux-gnu",
        tmp_path / "usr/lib/x86_64-linux-gnu",
    ]


def test_a_bureau_at_work_is_left_without_demo_data_and_told_how_to_start(monkeypatch, capsys):
    def refuse(name, **options):
        raise CommandError("这里已经有正式机关，不能装入示范数据。")

    monkeypatch.setattr(management, "call_command", refuse)
    prepare._load_demo()
    said = capsys.readouterr().err
    assert "不能装入示范数据。" in said
    assert "DEMO=0 script/serve" in said
