"""A room with one of everything in it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.training import factories
from training.services import attempts, courses, guiding, imports, licences, plan, sessions


@pytest.fixture
def quick_pdf(monkeypatch):
    """Printing takes a second a page; tests of pages do not wait for it."""
    monkeypatch.setattr("documents.render", lambda *args, **kwargs: b"%PDF-1.7 for tests")
    monkeypatch.setattr("documents.page_count", lambda content: 1)


@pytest.fixture
def furnished(cast, quick_pdf) -> SimpleNamespace:
    """One of everything the pages show; officer1 has learnt, officer2 has not."""
    manager, today = cast.training1, timezone.localdate()
    course = factories.course(cast)
    material = course.materials.get()
    courses.mark_read(actor=cast.officer1, material=material)
    quiz = factories.quiz(cast, course=course, is_exam=True)
    sheet = attempts.start_attempt(actor=cast.officer1, quiz=quiz)
    result = attempts.submit_attempt(actor=cast.officer1, attempt=sheet, answers=factories.answers(sheet.sheet))
    session = factories.session(cast)
    (attendance, *_) = sessions.sign_in_people(actor=manager, session=session, people=[cast.officer1, cast.head1])
    photo = sessions.add_photo(actor=manager, session=session, upload=("现场.png", factories.PNG))
    version = factories.published_list()
    unit = licences.open_unit(actor=manager, list_version=version)
    exception = licences.excuse(
        actor=cast.head1, user=cast.officer2, list_version=version, until=today + timedelta(days=5), reason="外出"
    )
    case = factories.guiding_case(cast, upload=("案例.pdf", factories.PDF))
    (assignment,) = guiding.assign_study(
        actor=manager, guiding_case=case, people=[cast.officer1], due_on=today + timedelta(days=5)
    )
    guiding.write_note(actor=cast.officer1, guiding_case=case, text="心得")
    post = guiding.post(actor=cast.officer1, guiding_case=case, text="为什么不予处罚？")
    stage, _ = plan.set_stages(actor=manager, first_from=date(2023, 6, 13), second_from=date(2090, 1, 1))
    (milestone,) = plan.give_milestones(
        actor=manager, stage=stage, sections=[cast.head1.section], title="学习方案", due_on=today
    )
    report = plan.report_milestone(
        actor=cast.head1, milestone=milestone, state="done", words="学完", upload=("签到.pdf", factories.PDF)
    )
    offer = factories.learning_offer(cast)
    batch = imports.check_sheet(
        actor=manager,
        kind="attendance",
        upload=("签到.xlsx", factories.sheet(["姓名"], ["田小雨"], ["没有此人"])),
        session=session,
    )
    return SimpleNamespace(**{name: value for name, value in locals().items() if not name.startswith("_")})
