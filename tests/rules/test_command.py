"""manage.py assess: files in, answers out, faults named, no database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

GIVEN = Path(__file__).parent / "scenarios" / "given.json"


def run(content, tmp_path):
    """Answers, what was said of faults, and the exit status."""
    path = tmp_path / "sheets.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), encoding="utf-8")
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("assess", str(path), stdout=out, stderr=err)
    except SystemExit as stop:
        status = stop.code
    return json.loads(out.getvalue()), err.getvalue(), status


def test_the_given_file_runs_as_it_is(tmp_path):
    answers, said, status = run(GIVEN.read_text(encoding="utf-8"), tmp_path)
    wanted = [(one["id"], one["outcome"]) for one in json.loads(GIVEN.read_text(encoding="utf-8"))]
    assert [(one["id"], one["outcome"]) for one in answers] == wanted
    assert (said, status) == ("", 0)


def test_one_object_an_array_and_wrapped_sheets_are_all_read(tmp_path):
    sheet = {
        "party": {"kind": "government_head"},
        "violation": "LEADER_FRAUD",
        "act_date": "2026-03-10",
        "routine_screen": "clear",
    }
    for content in (sheet, [sheet], [{"id": "A", "facts": sheet, "note": "ignored"}], {"id": "A", "facts": sheet}):
        answers, _, status = run(content, tmp_path)
        assert [one["outcome"] for one in answers] == ["REFER_OFFICIAL"] and status == 0


def test_an_answer_has_every_documented_key(tmp_path):
    (answer,), _, _ = run([{"party": {"kind": "enterprise"}, "violation": "LATE"}], tmp_path)
    assert {
        "id",
        "outcome",
        "binding",
        "violation",
        "possible",
        "questions",
        "law_version",
        "fine_range_yuan",
        "measure",
    } <= set(answer)
    assert {
        "duties",
        "basis",
        "references",
        "trace",
        "deadlines",
        "blocks",
        "hearing_required",
        "simple_procedure",
    } <= set(answer)
    assert {"collective_discussion", "surcharge_yuan", "party"} <= set(answer)


def test_a_malformed_sheet_is_named_and_the_others_are_answered(tmp_path):
    good = {
        "party": {"kind": "government_head"},
        "violation": "LEADER_FRAUD",
        "act_date": "2026-03-10",
        "routine_screen": "clear",
    }
    content = [{"id": "好", "facts": good}, {"id": "坏", "facts": {**good, "colour": 1}}, {"id": "空", "facts": 3}]
    answers, said, status = run(content, tmp_path)
    assert [(one["id"], one["outcome"]) for one in answers] == [("好", "REFER_OFFICIAL"), ("坏", None), ("空", None)]
    assert answers[1]["errors"][0]["key"] == "colour"
    assert "坏：colour" in said and status == 2


@pytest.mark.parametrize("content", ["{", "[1,", "NaN", '{"a": Infinity}'])
def test_a_file_that_is_no_json_is_refused_in_chinese(content, tmp_path):
    with pytest.raises(CommandError, match="不是有效的 JSON"):
        run(content, tmp_path)


def test_a_file_that_is_not_there_is_refused_in_chinese():
    with pytest.raises(CommandError, match="读不了文件"):
        call_command("assess", "/no/such/file.json")


def test_decimals_are_read_as_written(tmp_path):
    sheet = {
        "party": {"kind": "enterprise"},
        "violation": "UNTRUE_DATA",
        "act_date": "2026-03-10",
        "routine_screen": "clear",
    }
    content = (
        json.dumps({**sheet, "reported": 0, "actual": 0})
        .replace('"reported": 0', '"reported": 1.10')
        .replace('"actual": 0', '"actual": 1.00')
    )
    (answer,), _, _ = run(content, tmp_path)
    assert "差错率10.00%" in json.dumps(answer, ensure_ascii=False)
