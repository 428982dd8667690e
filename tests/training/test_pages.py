"""Every page as every role: who opens it, who is told whom to ask, who never learns that it exists."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.training import factories
from training.models import Attendance, Course, LearningOffer
from training.services import learning, sessions

pytestmark = pytest.mark.django_db

LEARNERS = {
    "officer1", "officer2", "officer3", "officer4", "head1", "head2", "leader1", "leader2", "reviewer1", "reviewer2",
    "training1", "supervisor1",
}  # fmt: skip
MANAGER = {"training1"}
# Whose record officer1's is; who may look at figures; who sees the file of the act.
OF_OFFICER1 = {"officer1", "head1", "leader1", "leader2", "training1", "supervisor1"}
FIGURES = {"head1", "head2", "leader1", "leader2", "training1", "supervisor1"}
FILE = {"officer1", "officer2", "head1", "leader1", "leader2", "reviewer1", "reviewer2"}

# URL name, its arguments, who gets 200.
PAGES = [
    ("home", (), LEARNERS),
    ("courses", (), LEARNERS),
    ("course", ("course",), LEARNERS),
    ("course_new", (), MANAGER),
    ("course_change", ("course",), MANAGER),
    ("material_new", ("course", "statute"), MANAGER),
    ("material_new", ("course", "file"), MANAGER),
    ("material", ("material",), LEARNERS),
    ("erratum_new", ("material",), MANAGER),
    ("sessions", (), LEARNERS),
    ("session", ("session",), LEARNERS),
    ("session_new", (), MANAGER),
    ("session_change", ("session",), MANAGER),
    ("session_cancel", ("session",), MANAGER),
    ("session_code", ("session",), MANAGER),
    ("session_people", ("session",), MANAGER),
    ("import_attendance", ("session",), MANAGER),
    ("attendance_void", ("attendance",), MANAGER),
    ("photo", ("photo",), LEARNERS),
    ("quizzes", (), MANAGER),
    ("quiz", ("quiz",), LEARNERS),
    ("quiz_new", (), MANAGER),
    ("quiz_change", ("quiz",), MANAGER),
    ("quiz_generate", ("quiz",), MANAGER),
    ("quiz_pick", ("quiz",), MANAGER),
    ("analysis", ("quiz",), MANAGER),
    ("attempt", ("sheet",), {"officer1"}),
    ("question_new", (), MANAGER),
    ("licences", (), LEARNERS),
    ("licence", ("version",), LEARNERS),
    ("excuse", ("version", "officer1"), OF_OFFICER1),
    ("exception_end", ("exception",), OF_OFFICER1 - {"officer1"} | {"officer2"}),
    ("person", ("officer1",), OF_OFFICER1),
    ("section", ("own_section",), LEARNERS),
    ("requirement", (), MANAGER),
    ("guiding", (), LEARNERS),
    ("guiding_case", ("case",), LEARNERS),
    ("guiding_new", (), MANAGER),
    ("guiding_change", ("case",), MANAGER),
    ("guiding_retire", ("case",), MANAGER),
    ("guiding_file", ("case",), LEARNERS),
    ("guiding_assign", ("case",), LEARNERS),
    ("post_withdraw", ("post",), LEARNERS),
    ("plan", (), LEARNERS),
    ("stages", (), MANAGER),
    ("milestone_new", (), MANAGER),
    ("milestone", ("milestone",), LEARNERS),
    ("milestone_report", ("milestone",), LEARNERS),
    ("milestone_confirm", ("milestone",), MANAGER),
    ("milestone_change", ("milestone",), MANAGER),
    ("report_file", ("report",), LEARNERS),
    ("units", (), MANAGER),
    ("unit", ("lesson",), MANAGER),
    ("unit_new", (), MANAGER),
    ("unit_change", ("lesson",), MANAGER),
    ("case_learning", ("file",), FILE),
    ("offer", ("offer",), FILE),
    ("offer_sheet", ("offer",), FILE),
    ("offer_paper", ("offer",), FILE),
    ("imports", (), MANAGER),
    ("import_past", (), MANAGER),
    ("import_template", ("past",), MANAGER),
    ("import", ("batch",), MANAGER),
    ("import_file", ("batch",), MANAGER),
    ("results", (), FIGURES),
    ("results_sheet", (), FIGURES),
]
WORDS = {"statute", "file", "past"}


def address(furnished, name: str, arguments: tuple[str, ...]) -> str:
    more = {
        "officer1": furnished.cast.officer1,
        "own_section": furnished.cast.officer1.section,
        "lesson": furnished.offer.unit,
    }

    def resolved(word: str):
        if name == "case_learning":
            return furnished.offer.act.case_id
        if word in WORDS:
            return word
        return (more.get(word) or getattr(furnished, word)).pk

    return reverse(f"training:{name}", args=[resolved(word) for word in arguments])


def walk(client, furnished, calls):
    """(name, person, status) of every call by everybody of the cast."""
    for who, user in furnished.cast.everyone().items():
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        for name, arguments in calls:
            yield name, arguments, who, address(furnished, name, arguments)


@pytest.mark.slow
def test_every_page_opens_for_those_it_is_for_and_for_nobody_else(client, furnished):
    opened = {(name, arguments): set() for name, arguments, _ in PAGES}
    strange = []
    for name, arguments, who, url in walk(client, furnished, [page[:2] for page in PAGES]):
        status = client.get(url).status_code
        if status == 200:
            opened[name, arguments].add(who)
        elif status not in {403, 404}:
            strange.append((name, who, status))
    assert strange == []
    assert opened == {(name, arguments): allowed for name, arguments, allowed in PAGES}


def test_nobody_gets_in_without_signing_in(client, furnished):
    for name, arguments, _ in PAGES:
        response = client.get(address(furnished, name, arguments))
        assert response.status_code == 302 and reverse("accounts:sign_in") in response["Location"], name


BUTTONS = [
    ("course_open", ("course",)),
    ("course_close", ("course",)),
    ("material_withdraw", ("material",)),
    ("session_open", ("session",)),
    ("session_close", ("session",)),
    ("photo_new", ("session",)),
    ("attendance_issue", ("session",)),
    ("quiz_open", ("quiz",)),
    ("quiz_close", ("quiz",)),
    ("certificate_issue", ("result",)),
    ("guiding_publish", ("case",)),
    ("unit_open", ("lesson",)),
    ("unit_close", ("lesson",)),
    ("import_confirm", ("batch",)),
    ("import_drop", ("batch",)),
]


def test_a_button_of_the_manager_is_nobody_elses_and_takes_no_get(client, furnished):
    for name, _, who, url in walk(client, furnished, BUTTONS):
        if who not in MANAGER:
            assert client.post(url).status_code in {403, 404}, (name, who)
    client.force_login(furnished.cast.training1, backend="django.contrib.auth.backends.ModelBackend")
    for name, arguments in BUTTONS:
        assert client.get(address(furnished, name, arguments)).status_code == 405, name
        assert client.post(address(furnished, name, arguments)).status_code in {302, 422}, name


@pytest.mark.parametrize(
    ("name", "arguments", "who", "most"),
    [
        ("home", (), "officer2", 30),
        ("courses", (), "officer1", 12),
        ("course", ("course",), "officer1", 20),
        ("session", ("session",), "officer1", 18),
        ("licences", (), "leader1", 26),
        ("section", ("own_section",), "head1", 27),
        ("person", ("officer1",), "head1", 34),
        ("plan", (), "leader1", 14),
        ("guiding", (), "officer1", 14),
        ("results", (), "leader1", 30),
    ],
)
def test_a_page_asks_the_database_a_bounded_number_of_questions(
    signed_in, furnished, django_assert_max_num_queries, name, arguments, who, most
):
    client = signed_in(getattr(furnished.cast, who))
    url = address(furnished, name, arguments)
    with django_assert_max_num_queries(most):
        assert client.get(url).status_code == 200


def test_a_list_of_forty_sessions_asks_no_more_than_one_of_two(signed_in, cast, django_assert_max_num_queries):
    for _ in range(40):
        factories.session(cast)
    client = signed_in(cast.officer1)
    with django_assert_max_num_queries(14):
        assert client.get(reverse("training:sessions")).status_code == 200


def test_the_stand_in_of_the_manager_runs_the_training(signed_in, cast):
    from accounts.services import appoint_stand_in

    today = timezone.localdate()
    appoint_stand_in(
        actor=cast.training1,
        absent=cast.training1,
        deputy=cast.reviewer1,
        starts_on=today,
        ends_on=today,
        reason="休假",
    )
    client = signed_in(cast.reviewer1)
    url = reverse("training:course_new")
    response = client.post(url, {"title": "统计培训", "kind": "skill", "hours": "2", "summary": ""})
    assert response.status_code == 302 and Course.objects.get().title == "统计培训"


def test_a_refused_form_keeps_what_was_typed_and_says_which_field(signed_in, cast):
    client = signed_in(cast.training1)
    fields = {"title": "学习《中华人民共和国行政法》", "kind": "law", "hours": "2", "summary": "提要"}
    response = client.post(reverse("training:course_new"), fields)
    assert response.status_code == 422
    page = response.content.decode()
    assert "法规库中没有这部法律：《中华人民共和国行政法》" in page and "学习《中华人民共和国行政法》" in page
    assert not Course.objects.exists()


def test_signing_in_goes_from_the_code_to_the_entry(signed_in, cast):
    session = factories.session(cast)
    client = signed_in(cast.officer1)
    page = client.get(reverse("training:sign_in", args=[sessions.sign_in_code(session)]))
    assert page.status_code == 200 and "3学时" in page.content.decode()
    client.post(reverse("training:sign_in_confirm", args=[session.pk]), {"proof": page.context["proof"]})
    assert Attendance.objects.get().user == cast.officer1
    again = client.get(reverse("training:sign_in", args=[sessions.sign_in_code(session)]))
    assert "您已签到" in again.content.decode()


def test_an_old_code_says_what_to_do(signed_in, cast):
    response = signed_in(cast.officer1).get(reverse("training:sign_in", args=["too-old"]))
    assert response.status_code == 410 and "重新扫描" in response.content.decode()


def test_the_code_page_renews_itself_without_a_script(signed_in, cast):
    page = signed_in(cast.training1).get(reverse("training:session_code", args=[factories.session(cast).pk]))
    text = page.content.decode()
    assert '<meta http-equiv="refresh" content="60">' in text and "data:image/svg+xml" in text
    assert "no-store" in page["Cache-Control"]


# --- the party's page ----------------------------------------------------------


def learn_url(offer: LearningOffer) -> str:
    return reverse("training:learn", args=[learning.link_token(offer)])


def answered(offer: LearningOffer, *, wrong: int = 0) -> dict[str, object]:
    picked = factories.answers(offer.lesson["sheet"], wrong=wrong)
    return {f"q{question}": chosen for question, chosen in picked.items()}


def test_a_party_reads_answers_and_is_done_without_signing_in(client, cast):
    offer = factories.learning_offer(cast)
    url = learn_url(offer)
    page = client.get(url)
    assert page.status_code == 200 and "不学习、没有答对，都不影响" in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin" and "no-store" in page["Cache-Control"]
    assert client.post(url, {"read": "1"}).status_code == 302
    who = {"person_name": "王明", "person_role": "statistician"}
    again = client.post(url, answered(offer, wrong=2) | who)
    assert again.status_code == 200 and "再做一次" in again.content.decode()
    assert client.post(url, answered(offer) | who).status_code == 302
    done = client.get(url).content.decode()
    assert "学习完成" in done and "王明" in done


def test_the_partys_answers_are_not_lost_when_one_is_missing(client, cast):
    offer = factories.learning_offer(cast)
    url = learn_url(offer)
    client.post(url, {"read": "1"})
    first = offer.lesson["sheet"][0]["question"]
    response = client.post(url, {f"q{first}": "1", "person_name": "王明", "person_role": "owner"})
    page = response.content.decode()
    assert response.status_code == 422 and "第2题" in page
    assert 'value="1" checked' in page and "王明" in page


def test_a_dead_or_foreign_link_shows_nothing_of_anybody(client, cast):
    offer = factories.learning_offer(cast)
    old = learn_url(offer)
    learning.renew_link(actor=cast.officer1, offer=offer)
    for url in (old, reverse("training:learn", args=["nonsense"])):
        response = client.get(url)
        assert response.status_code == 410 and offer.act.party.name not in response.content.decode()


def test_the_right_answers_are_not_in_the_page_before_handing_in(signed_in, client, cast):
    from training.services import attempts

    sheet = attempts.start_attempt(actor=cast.officer1, quiz=factories.quiz(cast))
    page = signed_in(cast.officer1).get(reverse("training:attempt", args=[sheet.pk])).content.decode()
    assert "正确答案" not in page and "correct" not in page
    offer = factories.learning_offer(cast)
    client.post(learn_url(offer), {"read": "1"})
    assert "正确答案" not in client.get(learn_url(offer)).content.decode()
