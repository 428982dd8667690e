"""The press: deterministic, closed to the outside, honest where it cannot work."""

import builtins
import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import documents
from documents import justify, pdf
from tests.documents import samples

ROOT = Path(documents.__file__).parent.parent
PRINT_HASHES = """
import hashlib, django
from django.conf import settings
settings.configure(STATIC_URL="/static/")
django.setup()
import documents
from tests.documents import samples
for code in ('FIRST_OFFENCE_CHECK', 'NO_PENALTY_DECISION', 'OFFICIAL_DOCUMENT', 'REMINDER'):
    number = samples.number_for(code)
    print(hashlib.sha256(documents.render(code, samples.full(code), draft=False, number=number)).hexdigest())
"""


@pytest.mark.slow
def test_two_processes_with_no_application_around_them_print_the_same_bytes(tmp_path):
    seen = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        environment["TZ"] = "UTC" if seed == "1" else "Asia/Shanghai"
        run = subprocess.run(
            [sys.executable, "-c", PRINT_HASHES], capture_output=True, text=True, env=environment, cwd=tmp_path
        )
        assert run.returncode == 0, run.stderr
        seen.append(run.stdout.split())
    assert seen[0] == seen[1]
    assert len(set(seen[0])) == 4


def test_the_same_context_prints_the_same_bytes_again():
    once, again = (documents.render("REMINDER", samples.full("REMINDER"), draft=True) for _ in range(2))
    assert hashlib.sha256(once).digest() == hashlib.sha256(again).digest()


@pytest.mark.parametrize(
    "reference",
    [
        '<img src="http://example.invalid/a.png">',
        '<img src="file:///etc/hostname">',
        '<link rel="stylesheet" href="https://example.invalid/a.css">',
    ],
)
def test_nothing_outside_the_paper_is_fetched(reference):
    with pytest.raises(pdf.ForeignResource, match="外部资源"):
        pdf.layout(f"<!DOCTYPE html><meta charset=utf-8><body>{reference}</body>")


def test_without_pango_the_reason_is_told_in_chinese(monkeypatch):
    real = builtins.__import__

    def without_pango(name, *arguments, **more):
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *arguments, **more)

    monkeypatch.setattr(pdf, "_local", threading.local())
    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(documents.PdfUnavailable, match="缺少排版组件 Pango"):
        documents.render("REMINDER", samples.full("REMINDER"), draft=True)
    assert "libpango-1.0-0" in documents.pdf_problem()


def test_where_pdf_works_there_is_no_problem_to_report():
    assert documents.pdf_problem() == ""


def test_papers_can_be_printed_by_several_threads_at_once():
    results = []

    def work():
        results.append(documents.render("REMINDER", samples.full("REMINDER"), draft=True))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 3 and len(set(results)) == 1


def test_pages_are_counted():
    content = documents.render("CORRECTION_ORDER", samples.full("CORRECTION_ORDER"), draft=True)
    assert documents.page_count(content) == 2


def test_gaps_open_beside_chinese_characters_and_spaces_only():
    assert justify.gaps("统计") == [0, 1]
    assert justify.gaps("ab cd") == [2]
    assert justify.gaps("统12计") == [0, 2, 3]
    assert justify.gaps("——") == [1]
    assert justify.gaps("《甲》") == [0, 1, 2]
    assert justify.gaps("") == []
