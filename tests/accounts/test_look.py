"""The pages as a house: strict headers, no inline code, icons that exist, failures that say what to do."""

import re
from pathlib import Path

import pytest
from django.test import RequestFactory, override_settings
from django.urls import include, path, reverse

from accounts import failures

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [page for page in TEMPLATES if "documents" not in page.parts]
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))

# The sample pages hang in the product only while DEBUG is on.
urlpatterns = [path("accounts/", include("accounts.urls")), path("dev/", include("accounts.dev_urls"))]


def test_no_page_carries_inline_code():
    inline = re.compile(r"<style|\sstyle\s*=|\son\w+\s*=\s*[\"']|<script(?![^>]*\ssrc=)|javascript:")
    wrong = [page.name for page in PAGES if inline.search(page.read_text(encoding="utf-8"))]
    assert wrong == []


def test_every_icon_has_its_glyph():
    known = set(re.findall(r"\.ti-([a-z0-9-]+)::before", (ROOT / "static/css/icons.css").read_text(encoding="utf-8")))
    used = {}
    for page in PAGES:
        words = page.read_text(encoding="utf-8")
        for name in re.findall(
            r"{% icon \"([a-z0-9-]+)\"|glyph=\"([a-z0-9-]+)\"|default:\"([a-z0-9-]+-[a-z0-9-]+)\"", words
        ):
            used["".join(name)] = page.name
    assert {name: place for name, place in used.items() if name not in known} == {}


def test_style_sheets_stay_short_and_take_colours_from_the_tokens():
    for sheet in STYLES:
        words = sheet.read_text(encoding="utf-8")
        assert len(words.splitlines()) <= 400, sheet.name
        assert "light-dark(" not in words and "oklch(" not in words, sheet.name
        assert not re.search(r"https?://", words), sheet.name
        lists = re.findall(r"^[^{}@/]*,[^{}]*\{", words, re.MULTILINE)
        assert not [line for line in lists if ":has(" in line], f"{sheet.name}: older browsers drop the whole list"
        weights = set(re.findall(r"font-weight:\s*(\d+)", words)) | set(re.findall(r"font:\s*(\d{3})\s", words))
        assert weights <= {"400", "700"}, sheet.name


@pytest.mark.django_db
def test_every_answer_carries_a_strict_content_policy(client, cast):
    policy = client.get(reverse("accounts:sign_in")).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    "page", ["components/", "pages/start/", "pages/case/", "pages/question/", "pages/recommendation/"]
)
def test_the_sample_pages_show_every_part(client, page):
    response = client.get(f"/dev/{page}")
    assert response.status_code == 200
    assert response.content.decode().count("<h1") >= 1


@pytest.mark.django_db
def test_the_sample_pages_are_no_part_of_the_product(client, cast, signed_in):
    assert signed_in(cast.officer1).get("/dev/components/").status_code == 404


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_plain_chinese(cast, signed_in):
    page = signed_in(cast.officer1).get("/no/such/page/")
    assert page.status_code == 404
    assert "没有这一页" in page.content.decode()


@pytest.mark.django_db
def test_a_stale_form_says_how_to_get_its_content_back(cast, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    page = strict.post(reverse("accounts:sign_in"), {"username": "officer1"})
    assert page.status_code == 403
    assert "后退" in page.content.decode()


@pytest.mark.django_db
def test_too_much_at_once_is_explained(cast, signed_in, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    page = signed_in(cast.officer1).post(reverse("accounts:password"), {"old": "x" * 500})
    assert page.status_code == 400
    assert "一次提交的内容太多" in page.content.decode()


def test_the_page_of_an_unexpected_error_needs_no_database():
    page = failures.server_error(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "系统出错了" in page.content.decode()
