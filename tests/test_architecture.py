"""The rooms know each other one way only, and stay small enough to read (docs/decisions.md)."""

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Each room may import the rooms that stand after it, never sideways or up.
LEVELS = (
    ("flexenforce",),
    ("disclosure",),
    ("oversight",),
    ("training",),
    ("cases",),
    ("exemptions", "parties"),
    ("accounts",),
    ("records",),
    ("rules", "documents"),
)
ROOMS = {room: level for level, rooms in enumerate(LEVELS) for room in rooms}
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_TEMPLATE, LONGEST_TEST = 400, 60, 150, 500


def modules(room: str) -> list[Path]:
    return [path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imported(path: Path) -> frozenset[str]:
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
    return frozenset(found)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_imports_only_the_rooms_below_it(room):
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(room)
        for name in imported(path)
        if (other := name.split(".")[0]) in ROOMS and other != room and ROOMS[other] <= ROOMS[room]
    ]
    assert wrong == []


def test_the_rules_need_no_framework():
    allowed = {"numpy"}
    for path in modules("rules"):
        outside = {name.split(".")[0] for name in imported(path)} - {"rules"}
        foreign = {name for name in outside if not _is_standard(name)}
        assert foreign <= (allowed if path.name == "replay.py" else set()), f"{path}: {foreign}"


def _is_standard(name: str) -> bool:
    import sys

    return name in sys.stdlib_module_names


def test_documents_never_reach_the_database():
    for path in modules("documents"):
        assert not any(name.startswith("django.db") for name in imported(path)), path


def test_nobody_imports_the_settings_package():
    for room in ROOMS:
        if room == "flexenforce":
            continue
        for path in modules(room):
            assert not any(name.split(".")[0] == "flexenforce" for name in imported(path)), path


def test_there_are_no_signals():
    for room in ROOMS:
        for path in modules(room):
            assert not any("signals" in name for name in imported(path)), path


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_modules_stay_short_enough_to_read():
    long = [
        f"{path.relative_to(ROOT)}: {_lines(path)}"
        for room in ROOMS
        for path in modules(room)
        if _lines(path) > LONGEST_MODULE
    ]
    assert long == []


def test_functions_stay_short_enough_to_read():
    long = []
    for room in ROOMS:
        for path in modules(room):
            for node in nodes(path):
                if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []


def test_templates_and_tests_stay_short_enough_to_read():
    long = [str(path) for path in (ROOT / "templates").rglob("*.html") if _lines(path) > LONGEST_TEMPLATE]
    long += [str(path) for path in (ROOT / "tests").rglob("*.py") if _lines(path) > LONGEST_TEST]
    assert long == []


def test_law_knows_no_floats():
    """A float in rules/ would round somebody's share; money is whole 元, shares are integer pairs."""
    wrong = []
    for path in modules("rules"):
        for node in nodes(path):
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float":
                wrong.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert wrong == []


def test_a_change_of_a_case_happens_only_in_services():
    """Pages call services; they never save rows of law themselves."""
    wrong = []
    for room in ("cases", "parties", "oversight", "disclosure", "training"):
        for path in modules(room):
            if "views" not in path.parts and path.name != "views.py":
                continue
            for node in nodes(path):
                if isinstance(node, ast.Attribute) and node.attr in {"save", "bulk_create", "bulk_update"}:
                    if ast.unparse(node.value).endswith("session"):
                        continue
                    wrong.append(f"{path.relative_to(ROOT)}:{node.lineno} .{node.attr}")
    assert wrong == []
