"""The house tests itself: names, texts, templates, migrations, glossary."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
OURS = ("records", "accounts", "exemptions", "parties", "cases", "training", "oversight", "disclosure")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OUTCOMES = (
    "CRIMINAL_TRANSFER", "JURISDICTION_TRANSFER", "NP_NOT_ESTABLISHED", "EDUCATE_INDIVIDUAL", "REFER_OFFICIAL",
    "NP_TIME_BARRED", "NP_NO_CAPACITY", "NP_MANDATORY_NO_FAULT", "NP_MANDATORY_MINOR", "NP_DISCRETIONARY_FIRST",
    "ESCALATE_MANUAL", "PENALTY", "PENALTY_SERIOUS", "PENALTY_LENIENT", "NO_FINE_ORGAN", "NEEDS_LEGAL_REVIEW",
    "SPLIT", "PROCEDURE_BLOCK", "PROCEDURE_BREACH", "PROCEDURE_OK", "EXECUTION",
)  # fmt: skip


def our_models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def test_every_model_and_field_has_a_chinese_name():
    nameless = []
    for model in our_models():
        if not CHINESE.search(str(model._meta.verbose_name)):
            nameless.append(model._meta.label)
        for field in model._meta.get_fields():
            if field.auto_created or not getattr(field, "concrete", False) or field.name in {"password", "last_login"}:
                continue
            if not CHINESE.search(str(field.verbose_name)):
                nameless.append(f"{model._meta.label}.{field.name}")
    inherited = {"is_superuser", "groups", "user_permissions"}
    assert [name for name in nameless if name.split(".")[-1] not in inherited] == []


def test_every_constraint_speaks_chinese():
    dumb = [
        f"{model._meta.label}: {constraint.name}"
        for model in our_models()
        for constraint in model._meta.constraints
        if not CHINESE.search(str(constraint.violation_error_message or ""))
    ]
    assert dumb == []


def test_every_outcome_has_its_text():
    from rules import text

    assert set(OUTCOMES) <= set(text.OUTCOMES)


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def templates() -> dict[str, str]:
    root = ROOT / "templates"
    return {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in root.rglob("*.html")}


def test_no_template_is_unused():
    texts = list(templates().values())
    for room in (*OURS, "documents", "flexenforce"):
        texts += [path.read_text(encoding="utf-8") for path in (ROOT / room).rglob("*.py")]
    everything = "\n".join(texts)
    framework = {"400.html", "403.html", "404.html", "500.html"}
    unused = [
        name
        for name in templates()
        if name not in framework and not name.startswith("documents/") and name not in everything
    ]
    assert unused == []


def test_no_page_carries_inline_script_or_style_or_an_outside_address():
    pattern = re.compile(r"\sstyle=\"|\son[a-z]+=\"|<script(?![^>]*src=)[^>]*>\s*[^<\s]|https?://(?!www\.w3\.org)")
    wrong = [
        f"{name}: {match.group(0).strip()}"
        for name, text in templates().items()
        if not name.startswith("documents/")
        for match in pattern.finditer(text)
    ]
    assert wrong == []


def test_every_form_leaves_its_errors_to_our_own_words():
    """A browser would stop the form in its own language, one field at a time."""
    posts = re.compile(r"<form\b(?:[^>{]|\{%.*?%\}|\{\{.*?\}\})*>")
    wrong = [
        f"{name}: {tag}"
        for name, text in templates().items()
        for tag in posts.findall(text)
        if 'method="post"' in tag and "novalidate" not in tag
    ]
    assert wrong == []


def test_pages_never_mix_the_words_of_law():
    """警示 is no penalty; nobody is 免予处罚."""
    forbidden = ("免予处罚", "免于处罚", "免予行政处罚", "轻微违法警告")
    wrong = [f"{name}: {word}" for name, text in templates().items() for word in forbidden if word in text]
    assert wrong == []


def test_the_glossary_names_every_model_and_choice():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    missing = [
        f"{model._meta.object_name} {model._meta.verbose_name}"
        for model in our_models()
        if f"`{model._meta.object_name}`" not in glossary or str(model._meta.verbose_name) not in glossary
    ]
    assert missing == []


def test_the_database_driver_is_the_one_the_bureau_asked_for():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert not is_psycopg3


def test_nothing_points_outside_the_project():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    wrong = []
    for name in listed:
        path = ROOT / name
        if path.suffix in {".png", ".woff2", ".xlsx", ".pdf"} or path == Path(__file__) or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        wrong += [f"{name}: {word}" for word in ("../shared", "/work/") if word in text]
    assert wrong == []
