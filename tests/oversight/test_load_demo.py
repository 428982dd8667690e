"""The demo bureau comes whole or not at all."""

import pytest
from django.core.management import call_command

from accounts.models import Bureau, User
from parties.models import Party


@pytest.fixture(autouse=True)
def no_training(monkeypatch):
    """What the demo bureau learns needs the law of the packs; tests/training loads it in earnest."""
    monkeypatch.setattr("oversight.management.commands.load_demo.load_training", lambda: "没有培训")


def test_a_load_that_is_broken_off_leaves_nothing_behind(db, monkeypatch):
    def broken() -> int:
        raise RuntimeError("the machine was switched off")

    monkeypatch.setattr("oversight.demo.work_cases", broken)
    with pytest.raises(RuntimeError):
        call_command("load_demo", verbosity=0)
    assert not Bureau.objects.exists() and not Party.objects.exists()


def test_a_bureau_that_is_there_is_left_as_it_is(db, monkeypatch, capsys):
    monkeypatch.setattr("oversight.demo.work_cases", lambda: 0)
    call_command("load_demo")
    people = User.objects.count()
    call_command("load_demo")
    assert "已经装入" in capsys.readouterr().out
    assert User.objects.count() == people > 10
