"""The volume of a file, its review, and a draw that anyone can repeat."""

import hashlib
import io
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pypdf import PdfReader

from cases.models import Case, FileReview, ReviewDraw
from cases.services import archive
from documents import volume
from records.errors import DomainError, NotAllowed, WrongState
from tests.cases.story import today

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
YES = {"party": True, "facts": True, "named": True, "law": True}


@pytest.fixture
def closed(story):
    from cases.services import facts

    story.minor_untrue_corrected()
    facts.add_evidence(
        actor=story.cast.officer1,
        case=story.case,
        kind="document",
        title="4月月报",
        source="联网直报平台导出",
        name="月报.txt",
        content="工业总产值 10300".encode(),
    )
    story.assessed()
    story.answered().decided()
    story.decision_papers_served().educated().closed()
    return story


def published(story, **fields) -> ReviewDraw:
    given = {
        "title": "2026年上半年评查",
        "closed_from": date(2026, 1, 1),
        "closed_to": date(2026, 6, 30),
        "size": 1,
        "seed": "03 08 17 22 31 33 05",
        "seed_source": "双色球第2026056期开奖号码",
    } | fields
    return archive.publish_seed(actor=story.cast.supervisor1, **given)


def drawn(story) -> FileReview:
    row = published(story)
    story.on("2026-05-18")
    archive.draw_files(actor=story.cast.supervisor1, draw=row)
    return row.reviews.get()


def test_the_volume_has_cover_contents_papers_and_evidence_with_page_numbers(closed, real_pdf):
    row = archive.archive_case(actor=closed.cast.officer1, case=closed.case, retention="long")
    with row.file.content.open("rb") as handle:
        reader = PdfReader(io.BytesIO(handle.read()))
    texts = [page.extract_text() for page in reader.pages]
    assert "案卷" in texts[0] and "目录" in texts[1]
    assert len(reader.pages) == row.pages + 2
    assert "第1页" in texts[2] and f"第{row.pages}页" in texts[-1]
    titles = [item["title"] for item in row.contents]
    assert titles.index("责令改正通知书") < titles.index("不予行政处罚决定书") < titles.index("证据清单")
    assert row.retained_until == date(2056, 5, 15)


def test_what_cannot_be_printed_is_a_sheet_with_its_hash(closed):
    sheet = volume.slip("证据1 录像", ["原件另存", "SHA-256：abc"])
    assert "录像" in PdfReader(io.BytesIO(sheet)).pages[0].extract_text()
    assert volume.readable(b"no pdf") == 0 and volume.picture(b"no image") == b""


def test_a_later_part_leaves_the_first_as_it_was(closed):
    first = archive.archive_case(actor=closed.cast.officer1, case=closed.case, retention="permanent")
    second = archive.archive_case(actor=closed.cast.head1, case=closed.case, retention="permanent")
    assert (first.part, second.part, first.retained_until) == (1, 2, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(first).objects.filter(pk=first.pk).update(pages=1)


def test_the_draw_is_what_anyone_gets_from_seed_and_numbers():
    numbers = [f"黔统立〔2026〕{number}号" for number in range(1, 21)]
    seed = "03 08 17"
    expected = sorted(numbers, key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).hexdigest())[:3]
    assert archive.chosen(seed, numbers, 3) == expected
    assert archive.chosen(seed, list(reversed(numbers)), 3) == expected


def test_the_seed_comes_first_and_a_draw_is_made_once(closed):
    review = drawn(closed)
    assert review.draw.reviews.count() == 1
    with pytest.raises(WrongState):
        archive.draw_files(actor=closed.cast.supervisor1, draw=review.draw)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewDraw.objects.filter(pk=review.draw_id).update(seed="换一个")


def test_only_supervisors_and_leaders_draw(closed):
    with pytest.raises(NotAllowed):
        archive.publish_seed(
            actor=closed.cast.officer1,
            title="试",
            closed_from=today(),
            closed_to=today(),
            size=1,
            seed="1",
            seed_source="试",
        )


def test_an_empty_period_draws_nothing(closed):
    row = published(closed, closed_from=date(2025, 1, 1), closed_to=date(2025, 12, 31))
    with pytest.raises(DomainError) as error:
        archive.draw_files(actor=closed.cast.supervisor1, draw=row)
    assert "没有结案" in error.value.message


def test_the_machine_answers_what_the_rows_tell(closed):
    met = {item["name"].split("（")[0]: item["met"] for item in drawn(closed).machine}
    assert met["两名以上执法人员办理"] and met["有证据入卷"] and met["决定书7个工作日内送达"]
    assert met["涉嫌犯罪的已经移送"] is None and met["处罚事先告知并听取陈述申辩"] is None
    assert False not in met.values()


def test_a_good_file_is_a_hundred_less_the_points_off(closed):
    row = archive.review_file(
        actor=closed.cast.supervisor1, review=drawn(closed), answers=YES, off={"papers": 3}, words="文书有两处笔误"
    )
    assert (row.score, row.verdict) == (97, "excellent")


def test_one_knocked_out_item_makes_it_nought(closed):
    row = archive.review_file(
        actor=closed.cast.supervisor1, review=drawn(closed), answers=YES | {"law": False}, off={}, words="适用旧法"
    )
    assert (row.score, row.verdict) == (0, "failed")
    with pytest.raises(IntegrityError), transaction.atomic():
        FileReview.objects.filter(pk=row.pk).update(score=80)


def test_a_supervisor_sees_the_files_drawn_and_no_others(closed, signed_in):
    client = signed_in(closed.cast.supervisor1)
    address = reverse("cases:detail", args=[closed.case.pk])
    assert client.get(address).status_code == 404
    review = drawn(closed)
    client = signed_in(closed.cast.supervisor1)
    assert client.get(address).status_code == 200
    assert Case.objects.visible_to(closed.cast.supervisor1).count() == 1
    assert client.get(reverse("cases:file_review", args=[review.draw_id, review.pk])).status_code == 200


def test_pages_of_reviews_are_the_supervisors_and_every_worker_may_repeat_the_draw(closed, signed_in):
    review = drawn(closed)
    officer = signed_in(closed.cast.officer1)
    page = officer.get(reverse("cases:review_draw", args=[review.draw_id])).content.decode()
    assert "sha256sum" in page and closed.case.number in page
    assert officer.get(reverse("cases:reviews")).status_code == 403
    assert officer.post(reverse("cases:review_draw_now", args=[review.draw_id])).status_code == 403
    supervisor = signed_in(closed.cast.supervisor1)
    assert supervisor.get(reverse("cases:review_draw_now", args=[review.draw_id])).status_code == 405
    assert supervisor.post(reverse("cases:file_review", args=[review.draw_id, review.pk]), {}).status_code == 422
