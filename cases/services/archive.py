"""归档: bind the closed file into one PDF; 案卷评查: draw by a published seed, judge on a sheet."""

import hashlib
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cases.enums import Retention, ReviewVerdict
from cases.file_checks import BY_PEOPLE, DEDUCTIONS, machine_checks
from cases.models import Case, CaseArchive, FileReview, ReviewDraw
from cases.services.move import move, stated, translated
from cases.volume import bound
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event, store_file
from rules.deadlines import add_months

YEARS = {Retention.LONG: 30, Retention.SHORT: 10}
STREAM = "cases.reviewdraw"
FULL, GOOD, PASS_MARK = 100, 95, 60


def archive_case(*, actor: User, case: Case, retention: str, version: int | None = None) -> CaseArchive:
    """Bind cover, contents, papers and evidence; keep the bytes with their hash and say until when."""
    with move("archive_case", actor=actor, case=case, version=version) as step:
        if retention not in Retention.values:
            raise DomainError("请选择保管期限。", field="retention")
        part = step.case.archives.count() + 1
        keep = Retention(retention).label
        content, pages, contents = bound(step.case, archivist=actor.name, keep=keep, part=part)
        stored = store_file(actor=actor, name=f"{step.case.number}第{part}卷.pdf", content=content)
        years = YEARS.get(Retention(retention))
        row = CaseArchive.objects.create(
            case=step.case,
            part=part,
            file=stored,
            pages=pages,
            contents=contents,
            retention=retention,
            retained_until=add_months(step.on, years * 12).on if years else None,
            archived_on=step.on,
            archived_by=actor,
        )
        step.log(
            f"归档第{part}卷，{pages}页，保管{keep}",
            subject=row,
            weight=Weight.DECISION,
            after={"页数": pages, "SHA-256": stored.sha256, "保管到": row.retained_until},
        )
    return row


def _supervisor(actor: User) -> None:
    if actor.role not in {Role.SUPERVISOR, Role.LEADER}:
        raise NotAllowed("案卷评查由监督人员或者局领导办理。请联系监督人员。")


def publish_seed(
    *, actor: User, title: str, closed_from: date, closed_to: date, size: int, seed: str, seed_source: str
) -> ReviewDraw:
    """Say beforehand from which files, how many and by which seed; only then is anything drawn."""
    _supervisor(actor)
    if closed_to < closed_from:
        raise DomainError("结案日期的起止写反了。请核对。", field="closed_to")
    with translated(), transaction.atomic():
        row = ReviewDraw.objects.create(
            title=stated(title, "请填写名称，例如“2026年下半年案卷评查”。", field="title", limit=80),
            closed_from=closed_from,
            closed_to=closed_to,
            size=size,
            seed=stated(seed, "请填写种子。", field="seed", limit=80),
            seed_source=stated(
                seed_source,
                "请写明种子从何而来，例如“福利彩票双色球第2026131期开奖号码”。",
                field="seed_source",
                limit=200,
            ),
            published_by=actor,
        )
        _log(row, actor, "publish_seed", f"公布评查种子：{row.seed}", row.seed_source)
    return row


def _log(row: ReviewDraw, actor: User, verb: str, summary: str, detail: str = "") -> None:
    append_event(
        actor=actor,
        verb=verb,
        subject=row,
        stream=(STREAM, row.pk),
        summary=summary,
        detail=detail,
        weight=Weight.DECISION,
    )


def rank(seed: str, number: str) -> str:
    """The place of a file in the draw: SHA-256 of seed, a colon and the case number, in hexadecimal."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()


def chosen(seed: str, numbers: list[str], size: int) -> list[str]:
    """The files with the smallest places; whoever has seed and numbers gets the same."""
    return sorted(numbers, key=lambda number: (rank(seed, number), number))[:size]


def draw_files(*, actor: User, draw: ReviewDraw) -> ReviewDraw:
    """Draw once, from the files closed in the period, and let the machine fill what it can of each sheet."""
    _supervisor(actor)
    with translated(), transaction.atomic():
        row = ReviewDraw.objects.select_for_update().get(pk=draw.pk)
        if row.drawn_at:
            raise WrongState("已经抽取过，不能重抽。")
        cases = {
            case.number: case
            for case in Case.objects.filter(
                closed_on__gte=row.closed_from, closed_on__lte=row.closed_to, state="closed"
            )
        }
        if not cases:
            raise DomainError("这段时间没有结案的案件，请核对起止日期。", field="closed_from")
        row.population = sorted(cases)
        row.drawn = chosen(row.seed, row.population, row.size)
        row.drawn_at = timezone.now()
        row.save()
        for number in row.drawn:
            FileReview.objects.create(draw=row, case=cases[number], machine=machine_checks(cases[number]))
        _log(row, actor, "draw_files", f"从{len(cases)}件中抽取{len(row.drawn)}件", "、".join(row.drawn))
    return row


def review_file(
    *, actor: User, review: FileReview, answers: Mapping[str, bool], off: Mapping[str, int], words: str
) -> FileReview:
    """Judge one file: one knock-out item that fails makes it nought; otherwise a hundred less the points off."""
    _supervisor(actor)
    with translated(), transaction.atomic():
        row = FileReview.objects.select_for_update().select_related("case", "draw").get(pk=review.pk)
        if row.verdict:
            raise WrongState("这份案卷已经评查。")
        if row.case.officers.filter(user=actor).exists():
            raise NotAllowed("不能评查本人办理的案卷，请交其他监督人员办理。")
        missing = [name for key, name in BY_PEOPLE if key not in answers]
        if missing:
            raise DomainError(f"还有基本标准没有核对：{'、'.join(missing)}。", field="answers")
        row.items = [{"name": name, "met": bool(answers[key]), "by": "人工"} for key, name in BY_PEOPLE]
        for key, name, most in DEDUCTIONS:
            points = off.get(key, 0)
            if not 0 <= points <= most:
                raise DomainError(f"“{name}”扣分应在0到{most}分之间。", field=key)
            row.items.append({"name": name, "off": points, "by": "人工"})
        knocked = [item["name"] for item in [*row.machine, *row.items] if item.get("met") is False]
        row.score = 0 if knocked else max(0, FULL - sum(item.get("off", 0) for item in row.items))
        row.verdict = _verdict(row.score, bool(knocked))
        row.words = stated(words, "请写明评查意见。", field="words")
        row.reviewed_by, row.reviewed_at = actor, timezone.now()
        if row.verdict == ReviewVerdict.FAILED:
            row.score = 0
        row.save()
        said = f"{row.case}：{row.get_verdict_display()}，{row.score}分"
        _log(row.draw, actor, "review_file", said, "；".join(knocked) or row.words)
    return row


def _verdict(score: int, knocked: bool) -> str:
    if knocked or score < PASS_MARK:
        return ReviewVerdict.FAILED
    return ReviewVerdict.EXCELLENT if score >= GOOD else ReviewVerdict.PASSED
