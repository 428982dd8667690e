"""A throw-away cluster that the tests of the launcher may kill."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.postgres import Cluster, Names

NAMES = Names(role="flextrial", database="flextrial", may_create_databases=True)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Below /tmp and not in pytest's own folder: that one is closed to the database's account when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="flex"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def cluster(open_folder: Path) -> Iterator[Cluster]:
    made = Cluster(open_folder / "pg", NAMES)
    yield made
    made.destroy()
