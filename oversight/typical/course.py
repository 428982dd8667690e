"""Verbs of a typical case, in the order of its course: nominate, write, mark, check twice, publish, take down."""

import json
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.enums import CASE_WORKERS, Role
from accounts.models import Bureau, Section, User
from accounts.powers import acts_as
from cases.enums import CaseState
from cases.models import Case
from oversight.enums import RemovalKind, TypicalState
from oversight.models import Removal, TypicalCase
from oversight.typical.draft import first_words
from oversight.typical.finder import candidates, criteria_of
from oversight.typical.masking import DAY_GROUND, HARD, PARTS, proposals, shown, still_read
from records.chain import canonical_json, sha256
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import draft_paper, issue_paper, notify
from training.papers import organ
from training.services.base import locked, log, saved, verb

LATER = ("first_by", "second_by", "paper", "withdrawn_by", "restored_by", "marked_by")
LONGEST = {"title": 80, "keywords": 80, "facts": 5000, "handling": 5000, "meaning": 3000, "law": 2000}
NEEDED = {name: PARTS[name] for name in ("title", "facts", "handling", "meaning")}
GROUNDS = {RemovalKind.DAY: DAY_GROUND}


def _today():
    return timezone.localdate()


def _require_own(actor: User, section: Section) -> None:
    if not any(acts_as(actor, role, on=_today(), section_id=section.pk) for role in CASE_WORKERS):
        raise NotAllowed(f"典型案例由承办科室推荐和撰写。请联系{section.name}。")


def _require_state(row: TypicalCase, *states: str) -> None:
    if row.state not in states:
        wanted = "或者".join(TypicalState(state).label for state in states)
        raise WrongState(f"这一步在“{wanted}”时办理，这个典型案例现在是“{row.get_state_display()}”。")


def _words(words: str, missing: str, *, field: str = "words", limit: int = 600) -> str:
    words = words.strip()
    if not words:
        raise DomainError(missing, field=field)
    if len(words) > limit:
        raise DomainError(f"内容有{len(words)}字，最多{limit}字。请精简。", field=field)
    return words


def link_of(row: TypicalCase) -> str:
    return reverse("typical_case", args=[row.pk])


# --- writing ------------------------------------------------------------------------


@verb
def nominate(*, actor: User, case: Case, reasons: str) -> TypicalCase:
    """A closed case is put forward with reasons; the first words come from its file, the first marks from the machine."""
    reasons = _words(reasons, "请写明推荐理由。", field="reasons", limit=1000)
    case = Case.objects.select_related("party", "section").get(pk=case.pk)
    _require_own(actor, case.section)
    if case.state != CaseState.CLOSED or case.closed_on is None:
        raise WrongState("只有已经结案的案件可以推荐为典型案例。")
    found = candidates(actor).filter(pk=case.pk).first()
    if found is None:
        raise WrongState("这个案件已经推荐，或者有复议诉讼、来自举报、有没办结的检测提示，不能推荐为典型案例。")
    criteria = [one.key for one in criteria_of(found)]
    row = TypicalCase(
        case=case,
        section=case.section,
        year=_today().year,
        reasons=reasons,
        criteria=criteria,
        nominated_by=actor,
        written_by=actor,
        **first_words(case, criteria),
    )
    saved(row, exclude=LATER)
    _mark_again(row)
    log(actor, "typical.nominate", row, f"推荐{case}为典型案例", detail=reasons, after={"符合的条件": criteria})
    return row


def _mark_again(row: TypicalCase) -> None:
    """Marks for whatever is new in the texts; what a person has settled stays settled."""
    there = set(row.removals.values_list("words", flat=True))
    texts = [getattr(row, name) for name in PARTS]
    for one in proposals(texts, row.case):
        if one.words not in there:
            Removal.objects.create(
                typical=row, words=one.words, instead=one.instead[:60], kind=one.kind, ground=one.ground
            )


@verb
def write(*, actor: User, typical: TypicalCase, **parts: str) -> TypicalCase:
    """Other words; whoever writes them does not check them later."""
    row = locked(typical)
    _require_state(row, TypicalState.DRAFT)
    _require_own(actor, row.section)
    before = {}
    for name, text in parts.items():
        limit = LONGEST[name]
        text = text.replace("\r\n", "\n").strip()
        if len(text) > limit:
            raise DomainError(f"内容有{len(text)}字，最多{limit}字。请精简。", field=name)
        if getattr(row, name) != text:
            before[name] = getattr(row, name)
            setattr(row, name, text)
    row.written_by = actor
    saved(row, exclude=LATER)
    _mark_again(row)
    after = {name: getattr(row, name) for name in before}
    log(actor, "typical.write", row, "修改典型案例文字", before=before, after=after)
    return row


@verb
def remove(*, actor: User, typical: TypicalCase, words: str, instead: str, kind: str, ground: str) -> Removal:
    """A person marks words that must go, or says otherwise what stands in place of marked ones."""
    row = locked(typical)
    _require_state(row, TypicalState.DRAFT)
    _require_own(actor, row.section)
    words = _words(words, "请写明去除哪些文字。", limit=200)
    instead = _words(instead, "请写明改成什么，如“某单位”。", field="instead", limit=60)
    if kind not in RemovalKind.values:
        raise DomainError("请选择种类。", field="kind")
    if not any(words in getattr(row, name) for name in PARTS):
        raise DomainError("文中没有这些文字。请照原文填写。", field="words")
    mark = Removal.objects.filter(typical=row, words=words).first() or Removal(typical=row, words=words)
    before = {"改为": mark.instead} if mark.pk else {}
    mark.instead, mark.kind, mark.kept = instead, kind, True
    mark.ground = ground.strip()[:120] or GROUNDS.get(kind, "") or mark.ground or "能够识别当事人"
    mark.marked_by, mark.marked_at = actor, timezone.now()
    mark.restored_by, mark.restored_words = None, ""
    saved(mark, exclude=LATER)
    log(actor, "typical.remove", row, f"去除{mark.get_kind_display()}一处", before=before, after={"改为": instead})
    return mark


@verb
def restore(*, actor: User, removal: Removal, words: str) -> Removal:
    """The words may stand, for a reason; a name or a number never."""
    row = locked(removal.typical)
    _require_state(row, TypicalState.DRAFT)
    _require_own(actor, row.section)
    mark = locked(removal)
    if mark.kind in HARD:
        raise DomainError(f"{mark.get_kind_display()}不能恢复，公开后会认出当事人或者个人。可以改成别的代称。")
    mark.kept, mark.restored_by = False, actor
    mark.restored_words = _words(words, "请写明为什么留下也认不出当事人。", limit=200)
    saved(mark, exclude=LATER)
    log(actor, "typical.restore", row, f"恢复{mark.get_kind_display()}一处", detail=mark.restored_words)
    return mark


@verb
def submit(*, actor: User, typical: TypicalCase) -> TypicalCase:
    """To the first check, once nobody can be recognised in it any more."""
    row = locked(typical)
    _require_state(row, TypicalState.DRAFT)
    _require_own(actor, row.section)
    if missing := [name for field, name in NEEDED.items() if not getattr(row, field).strip()]:
        raise DomainError(f"还没有写：{'、'.join(missing)}。")
    _require_unrecognisable(row)
    row.state, row.returned_words = TypicalState.NOMINATED, ""
    saved(row, exclude=LATER)
    log(actor, "typical.submit", row, "典型案例送初审")
    for one in User.objects.filter(role=Role.HEAD, section=row.section, is_active=True).exclude(pk=row.written_by_id):
        notify(user=one, text="典型案例待初审", link=link_of(row))
    return row


def _require_unrecognisable(row: TypicalCase) -> None:
    if left := still_read(row, list(row.removals.all())):
        raise DomainError(f"文中还能认出：{'、'.join(left)}。请标记去除或者改写以后再送。")


# --- the two checks -------------------------------------------------------------------


def may_check_first(actor: User, row: TypicalCase) -> bool:
    fits = acts_as(actor, Role.HEAD, on=_today(), section_id=row.section_id) or acts_as(
        actor, Role.REVIEWER, on=_today()
    )
    return fits is not None and actor.pk not in {row.nominated_by_id, row.written_by_id}


def may_check_second(actor: User, row: TypicalCase) -> bool:
    fits = acts_as(actor, Role.LEADER, on=_today())
    return fits is not None and actor.pk not in {row.nominated_by_id, row.written_by_id, row.first_by_id}


@verb
def approve_first(*, actor: User, typical: TypicalCase) -> TypicalCase:
    """初审: the head of the section or a legal reviewer, who neither nominated nor wrote it."""
    row = locked(typical)
    _require_state(row, TypicalState.NOMINATED)
    if not may_check_first(actor, row):
        raise NotAllowed("初审由推荐人、执笔人以外的本科室负责人或者法制审核人员办理。")
    _require_unrecognisable(row)
    row.state, row.first_by, row.first_at = TypicalState.CHECKED, actor, timezone.now()
    saved(row, exclude=LATER)
    log(actor, "typical.approve_first", row, "典型案例初审通过", weight=Weight.DECISION)
    for one in User.objects.filter(role=Role.LEADER, is_active=True).exclude(pk=actor.pk):
        notify(user=one, text="典型案例待终审发布", link=link_of(row))
    return row


@verb
def publish(*, actor: User, typical: TypicalCase) -> TypicalCase:
    """终审 by a leader, who is a third person: what is published is fixed with its hash, and a paper carries it."""
    row = locked(typical)
    _require_state(row, TypicalState.CHECKED)
    if not may_check_second(actor, row):
        raise NotAllowed("终审由初审人、推荐人、执笔人以外的局领导办理。")
    if row.case.state != CaseState.CLOSED:
        raise WrongState("案件已经重新办理，不能发布。请退回。")
    _require_unrecognisable(row)
    row.public = canonical_json(public_of(row))
    row.sha256 = sha256(row.public)
    row.state, row.second_by, row.published_at = TypicalState.PUBLISHED, actor, timezone.now()
    stream = (row._meta.label_lower, row.pk)
    paper = draft_paper(actor=actor, kind="OFFICIAL_DOCUMENT", stream=stream, context=paper_context(row))
    row.paper = issue_paper(actor=actor, paper=paper, organ_word=Bureau.objects.get().word)
    saved(row, exclude=LATER)
    said = f"典型案例终审通过并发布，{row.paper.number}"
    log(actor, "typical.publish", row, said, weight=Weight.DECISION, after={"校验值": row.sha256})
    notify(user=row.nominated_by, text="您推荐的典型案例已发布", link=link_of(row))
    return row


def public_of(row: TypicalCase) -> dict[str, Any]:
    """Every part as stretches: the words, and whether something was removed there; never what was removed."""
    parts = shown(row, list(row.removals.all()))
    return {name: [[piece.text, bool(piece.removed)] for piece in pieces] for name, pieces in parts.items()}


def paper_context(row: TypicalCase) -> dict[str, Any]:
    said = {name: "".join(text for text, _ in pieces) for name, pieces in json.loads(row.public).items()}
    heads = (
        ("一、关键词", "keywords"),
        ("二、基本案情", "facts"),
        ("三、处理结果", "handling"),
        ("四、典型意义", "meaning"),
    )
    body = [{"heading": head, "level": 1, "text": said[name]} for head, name in heads if said.get(name)]
    if said.get("law"):
        body.append({"heading": "相关法条", "level": 1, "text": said["law"]})
    body.append({"text": "本案例已作去标识处理，不出现能够识别统计调查对象和个人的内容（统计法第二十八条）。"})
    return {
        "organ": organ(),
        "title": f"行政柔性执法典型案例：{said['title']}",
        "body": body,
        "issued_on": _today(),
        "remark": "此件公开发布",
    }


@verb
def send_back(*, actor: User, typical: TypicalCase, words: str) -> TypicalCase:
    """Back to the desk with what is wrong, from either check."""
    row = locked(typical)
    _require_state(row, TypicalState.NOMINATED, TypicalState.CHECKED)
    may = may_check_first if row.state == TypicalState.NOMINATED else may_check_second
    if not may(actor, row):
        raise NotAllowed("退回由审核这个典型案例的人办理。")
    row.returned_words = _words(words, "请写明退回的意见。")
    row.state, row.first_by, row.first_at = TypicalState.DRAFT, None, None
    saved(row, exclude=LATER)
    log(actor, "typical.return", row, "典型案例退回修改", detail=row.returned_words)
    notify(user=row.written_by, text=f"典型案例退回修改：{row.returned_words[:80]}", link=link_of(row))
    return row


@verb
def drop(*, actor: User, typical: TypicalCase, words: str) -> TypicalCase:
    """The section no longer puts it forward."""
    row = locked(typical)
    _require_state(row, TypicalState.DRAFT)
    _require_own(actor, row.section)
    return _end(actor, row, TypicalState.DROPPED, words, "不再推荐典型案例")


@verb
def withdraw(*, actor: User, typical: TypicalCase, words: str) -> TypicalCase:
    """Taken down from the public page; what was published stays on record."""
    row = locked(typical)
    _require_state(row, TypicalState.PUBLISHED)
    if acts_as(actor, Role.LEADER, on=_today()) is None:
        raise NotAllowed("已发布的典型案例由局领导决定撤下。")
    return _end(actor, row, TypicalState.WITHDRAWN, words, "撤下典型案例")


def _end(actor: User, row: TypicalCase, state: str, words: str, said: str) -> TypicalCase:
    row.withdrawn_words = _words(words, "请写明理由。")
    row.state, row.withdrawn_by, row.withdrawn_at = state, actor, timezone.now()
    saved(row, exclude=LATER)
    log(actor, f"typical.{state}", row, said, detail=row.withdrawn_words, weight=Weight.DECISION)
    return row
