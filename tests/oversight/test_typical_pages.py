"""典型案例 on its pages: the bureau's, and everybody's."""

from urllib.parse import urlsplit

from django.urls import reverse

from oversight.models import TypicalCase
from oversight.typical_views import STEPS
from tests.oversight.test_typical import REASONS, closed, published, told  # noqa: F401


def test_from_the_finder_to_the_public_page(closed, signed_in, client):  # noqa: F811
    cast = closed.cast
    page = signed_in(cast.officer1).get(reverse("typical_finder")).content.decode()
    assert "轻微并及时改正" in page and "行政处罚法33条1款前段" in page
    url = reverse("typical_nominate", args=[closed.case.pk])
    assert client.post(url, {"reasons": ""}).status_code == 422
    row_url = client.post(url, {"reasons": REASONS}).url
    row = TypicalCase.objects.get()
    page = client.get(row_url).content.decode()
    assert "公开后的样子" in page and '<mark class="fx-removed"' in page
    parts = {name: getattr(row, name) for name in ("title", "keywords", "facts", "handling", "meaning", "law")}
    typed = client.post(reverse("typical_write", args=[row.pk]), parts | {"meaning": ""})
    assert typed.status_code == 422 and "请写明典型意义" in typed.content.decode()
    client.post(reverse("typical_write", args=[row.pk]), parts | {"meaning": "教育为先。"})
    step = {name: reverse("typical_step", args=[row.pk, name]) for name in ("submit", "approve", "publish", "withdraw")}
    client.post(step["submit"])
    assert signed_in(cast.officer1).post(step["approve"]).status_code == 422
    signed_in(cast.head1).post(step["approve"])
    signed_in(cast.leader1).post(step["publish"])
    client.logout()
    listed = client.get(reverse("public_typical")).content.decode()
    shown = client.get(reverse("public_typical_case", args=[row.pk])).content.decode()
    assert "某企业" in listed and "教育为先" in shown and closed.case.party.name not in listed + shown
    assert client.get(reverse("public_typical_paper", args=[row.pk])).content.startswith(b"%PDF")
    signed_in(cast.leader1).post(step["withdraw"], {"words": "决定已变更。"})
    client.logout()
    assert client.get(reverse("public_typical_case", args=[row.pk])).status_code == 404
    assert client.get(reverse("public_typical_paper", args=[row.pk])).status_code == 404


def test_no_step_is_taken_by_get_or_by_a_stranger(told, closed, signed_in):  # noqa: F811
    cast, mark = closed.cast, told.removals.get(kind="party")
    urls = [reverse(f"typical_{name}", args=[told.pk]) for name in ("write", "remove")]
    urls += [reverse("typical_restore", args=[told.pk, mark.pk])]
    urls += [reverse("typical_step", args=[told.pk, name]) for name in STEPS]
    for url in urls:
        assert signed_in(cast.officer1).get(url).status_code == 405
        assert signed_in(cast.officer3).post(url).status_code == 404
        assert signed_in(cast.admin1).post(url).status_code == 403
    told.refresh_from_db()
    assert told.state == "draft"
    page = signed_in(cast.officer1).post(urls[2], {"words": "人人皆知"})
    assert page.status_code == 422 and "不能恢复" in page.content.decode()


def test_who_may_not_open_the_case_reads_only_what_the_public_would(told, closed, signed_in):  # noqa: F811
    page = signed_in(closed.cast.supervisor1).get(reverse("typical_case", args=[told.pk])).content.decode()
    assert closed.case.party.name not in page and "某企业" in page
    assert (
        closed.case.party.name
        in signed_in(closed.cast.officer2).get(reverse("typical_case", args=[told.pk])).content.decode()
    )


def test_each_number_on_the_dashboard_opens_as_many_rows(told, closed, signed_in, django_assert_max_num_queries):  # noqa: F811
    client = signed_in(closed.cast.leader1)
    with django_assert_max_num_queries(22):
        client.get(reverse("typical_cases"))
    panel = next(panel for panel, _ in client.get(reverse("dashboard")).context["panels"] if panel.key == "typical")
    cells = [cell for row in panel.table.rows for cell in row if cell.url]
    assert cells
    for cell in cells:
        parts = urlsplit(cell.url)
        assert len(client.get(f"{parts.path}?{parts.query}").context["lines"]) == int(cell.text)
    published(told, closed.cast)
    rows = client.get(reverse("typical_cases") + "?state=published").context["lines"]
    assert len(rows) == 1 and not client.get(reverse("typical_cases") + "?year=2025").context["lines"]
