"""What the environment may ask for, and what people read when the start cannot go on."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher import layout, setup, shell, supervise
from launcher.layout import Wishes
from launcher.words import Trouble, report


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_an_empty_environment_asks_for_the_demo_bureau_on_port_8000():
    assert Wishes.read({}) == Wishes(port=8000, demo=True, database_url="")
    assert Wishes.read({}).address == "http://127.0.0.1:8000"


def test_the_environment_chooses_port_bureau_and_database():
    wishes = Wishes.read({"PORT": " 8080 ", "DEMO": "0", "DATABASE_URL": "postgres://u:p@db.example:5432/flex"})
    assert (wishes.port, wishes.demo, wishes.database_url) == (8080, False, "postgres://u:p@db.example:5432/flex")


@pytest.mark.parametrize("text", ["0", "65536", "80x", "-1", "８０００", "8000.0"])
def test_a_port_that_is_none_is_named(text):
    with pytest.raises(Trouble) as caught:
        layout.parse_port(text)
    assert "1 到 65535" in caught.value.zh
    assert "1 to 65535" in caught.value.en


def test_a_switch_takes_1_or_0_and_nothing_else():
    assert [layout.parse_switch("DEMO", word, default=True) for word in ("", "1", "0", "No")] == [
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(Trouble, match="请填 1 或 0"):
        layout.parse_switch("DEMO", "maybe", default=True)


@pytest.mark.parametrize(
    "url", ["mysql://u:secret@h/x", "postgres://u:secret@h", "postgres://u:secret@h:port/x", "u:secret@h/x"]
)
def test_a_database_address_that_cannot_be_used_is_refused_without_repeating_its_password(url):
    with pytest.raises(Trouble, match="postgres://用户:密码@主机:端口/库名") as caught:
        layout.check_database_url(url)
    assert "secret" not in str(caught.value)


def test_the_socket_address_survives_odd_characters():
    url = layout.socket_url(user="flex", password="a/b@c:d", directory=Path("/srv/统计 局/socket"), database="flex")
    settings_module = pytest.importorskip("flexenforce.settings")
    parsed = settings_module.database_from_url(url)
    assert (parsed["USER"], parsed["PASSWORD"], parsed["NAME"]) == ("flex", "a/b@c:d", "flex")
    assert parsed["HOST"] == "/srv/统计 局/socket"


def test_a_taken_port_is_named_with_another_to_choose(taken_port):
    with pytest.raises(Trouble) as caught:
        supervise.check_port(taken_port)
    assert f"端口 {taken_port} 已被其他程序占用" in caught.value.zh
    assert f"PORT={taken_port + 1 if taken_port < 65535 else taken_port - 1} script/serve" in caught.value.en


def test_a_port_that_is_let_go_in_time_passes(monkeypatch):
    answers = iter([False, False, True])
    monkeypatch.setattr(supervise, "_is_free", lambda port: next(answers))
    assert supervise.check_port(8000, patience=30) is None
    assert list(answers) == []


def test_a_free_port_passes():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert supervise.check_port(port) is None


def test_an_old_python_is_told_what_to_install():
    with pytest.raises(Trouble) as caught:
        setup.check_python((3, 9))
    assert "需要 Python 3.11" in caught.value.zh
    assert "this is 3.9" in caught.value.en
    assert setup.check_python((3, 11)) is None


@pytest.mark.parametrize(
    "said",
    [
        "W: Failed to fetch …  Temporary failure resolving 'somewhere'",
        "npm error code ENOTFOUND",
        "error: Failed to fetch: client error (Connect): dns error: failed to lookup address information",
        "ERROR: No matching distribution found for uv==0.13.9",
    ],
)
def test_a_failure_of_the_network_is_told_as_one(said):
    trouble = shell.Failed("pip", said).trouble()
    assert "首次启动需要联网" in trouble.zh
    assert "Connect to the network" in trouble.en


def test_another_failure_points_to_the_log():
    trouble = shell.Failed("npm", "line 1\nnpm error code EUSAGE").trouble()
    assert "npm 没有成功" in trouble.zh
    assert str(shell.SETUP_LOG) in trouble.en
    assert "EUSAGE" in trouble.details


def test_a_program_that_is_not_there_fails_like_any_other(tmp_path, monkeypatch):
    monkeypatch.setattr(shell, "SETUP_LOG", tmp_path / "log" / "setup.log")
    with pytest.raises(shell.Failed, match="no-such-program"):
        shell.run([tmp_path / "no-such-program"])
    assert "no-such-program" in (tmp_path / "log" / "setup.log").read_text(encoding="utf-8")


def test_a_program_that_hangs_counts_as_a_network_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setattr(shell, "SETUP_LOG", tmp_path / "setup.log")
    with pytest.raises(shell.Failed) as caught:
        shell.run(["sleep", "30"], seconds=0.2)
    assert caught.value.is_network


def test_a_copy_made_by_somebody_else_names_them(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "VAR", tmp_path)
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(Trouble) as caught:
        setup.check_owner()
    assert "仍用该用户启动" in caught.value.zh
    assert "chown -R" in caught.value.en


def test_our_own_copy_passes(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "VAR", tmp_path)
    monkeypatch.setattr(setup, "VENV", tmp_path)
    assert setup.check_owner() is None


def test_a_report_has_both_languages_and_the_details(capsys):
    report(Trouble("请接通网络。", "Connect to the network.", details="dns error"))
    said = capsys.readouterr().err
    assert "✗ 请接通网络。" in said
    assert "  Connect to the network." in said
    assert "  dns error" in said
