"""Verbs on acts, their facts and evidence. A later answer supersedes an earlier one; nothing is deleted."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

import rules
from accounts.models import User
from cases.law import Law, law_on, trade_terms
from cases.models import Act, Case, Evidence, Fact, FactDraft, UrgingService
from cases.services.history import check_first_offence
from cases.services.move import Move, case_url, move, stated
from cases.sheets import current_facts, fact_sheet, is_managed, plain, put
from documents.words import zh_date
from parties.models import Party
from records.errors import DomainError
from records.services import store_file
from rules.facts import FactSpec

__all__ = [
    "add_act",
    "add_evidence",
    "check_first_offence",
    "complete_screen",
    "drafts_of",
    "drop_draft",
    "load_draft",
    "record_fact",
    "save_draft",
    "screen_points",
]

SCREEN_KEY, SCREEN_CLEAR = "routine_screen", "clear"


def refuse_if_wrong(sheet: dict[str, Any], law: Law, *, field: str) -> None:
    """What the rules find contradictory is said before anything is written."""
    if errors := rules.validate_sheet(sheet, law):
        raise DomainError("".join(dict.fromkeys(_sentence(error.message_zh) for error in errors)), field=field)


def _sentence(text: str) -> str:
    return text if text.endswith("。") else f"{text}。"


def add_act(
    *,
    actor: User,
    case: Case,
    violation: str,
    subject: str,
    party: Party | None = None,
    version: int | None = None,
) -> Act:
    """One more act in the file, judged apart. `party`: another party than the file's first one."""
    with move("add_act", actor=actor, case=case, version=version) as step:
        offence = law_on(step.on).offences.get(violation)
        if offence is None:
            raise DomainError("没有这个案由。请从列表中选择。", field="violation")
        act = Act.objects.create(
            case=step.case,
            party=party or step.case.party,
            order=(step.case.acts.aggregate(last=Max("order"))["last"] or 0) + 1,
            violation=violation,
            violation_name=offence.name,
            subject=stated(subject, "请写明是什么行为：何时、何表、何指标。", field="subject", limit=200),
            created_by=actor,
        )
        step.log(
            f"登记行为{act.order}：{act.violation_name}",
            detail=act.subject,
            subject=act,
            after={"案由": act.violation_name, "当事人": act.party.name},
        )
    return act


def _spec(law: Law, key: str) -> FactSpec:
    spec = law.facts.get(key)
    if spec is None or not spec.entered:
        raise DomainError(f"没有“{key}”这一事实。请从问题列表进入。", field="value")
    if is_managed(key):
        raise DomainError(f"“{spec.label}”由案卷自动得出，不需要填写。请在相应的步骤办理。", field="value")
    return spec


def supersede(step: Move, act: Act | None, key: str, **fields: Any) -> tuple[Fact | None, Fact]:
    """The new answer becomes the current one; the old stays readable."""
    old = Fact.objects.filter(case=step.case, act=act, key=key, is_current=True).first()
    if old is not None:
        old.is_current = False
        old.save(update_fields=["is_current"])
    return old, Fact.objects.create(case=step.case, act=act, key=key, recorded_by=step.actor, **fields)


def _acts_touched(case: Case, act: Act | None) -> Iterable[Act]:
    return [act] if act else case.acts.select_related("party", "case")


def _check_new_answer(step: Move, act: Act | None, key: str, value: Any, known: bool, law: Law) -> None:
    for each in _acts_touched(step.case, act):
        each.case = step.case
        sheet = fact_sheet(each, step.on)
        if known:
            put(sheet, key, value)
            refuse_if_wrong(sheet, law, field="value")


def own_evidence(case: Case, evidence: Sequence[Evidence]) -> list[Evidence]:
    found = list(case.evidence.filter(pk__in=[row.pk for row in evidence]))
    if len(found) != len({row.pk for row in evidence}):
        raise DomainError("引用的证据不在本案卷中。请先在本案登记证据。", field="evidence")
    return found


def record_fact(
    *,
    actor: User,
    key: str,
    value: Any = None,
    act: Act | None = None,
    case: Case | None = None,
    known: bool = True,
    note: str = "",
    evidence: Sequence[Evidence] = (),
    version: int | None = None,
) -> Fact:
    """Record one answer in the format of the fact sheet, for an act or (act=None) for the whole file.

    `known=False` says 尚未查明 in so many words; value None with `known` says 没有发生 where the fact allows it.
    Contradictions with what is on file are refused in Chinese before anything is written.
    """
    file = act.case if act is not None else case
    if file is None:
        raise TypeError("record_fact needs an act or a case")
    verb = "record_fact" if act is not None else "case_fact"
    with move(verb, actor=actor, case=file, act=act, version=version) as step:
        law = law_on(step.on)
        spec = _spec(law, key)
        if act is not None and key in {"correction.done_on", "correction.result"}:
            _refuse_beside_order(step)
        value = plain(value) if known else None
        if known and value is None and not spec.nullable:
            raise DomainError(f"请回答“{spec.label}”；还不清楚的，请选“尚未查明”。", field="value")
        if value == "" or value == []:
            value = value if spec.kind == "list" else None
        _check_new_answer(step, step.act, key, value, known, law)
        if key == trade_terms("urging").get("served") and value and not evidence:
            _refuse_unproved(step, value)
        old, fact = supersede(step, step.act, key, value=value, known=known, note=note.strip())
        fact.evidence.set(own_evidence(step.case, evidence))
        _log_answer(step, spec, old, fact, evidence)
    return fact


def _refuse_unproved(step: Move, served_on: str) -> None:
    """That a notice was served is an element of the offence: cite the proof, or have it in the urging register."""
    proved = UrgingService.objects.filter(notice__filings__lead__case=step.case, served_on=served_on, is_proved=True)
    if not proved.exists():
        raise DomainError(
            "催告的送达要有证明。请引用送达证明作为证据，或者先登记送达；没有证明的，选“没有证明”。",
            field="value",
        )


def _refuse_beside_order(step: Move) -> None:
    if step.act and step.act.corrections.exists():
        raise DomainError("已经责令改正，改正情况请在“登记复查”中记录。", field="value", way_out=case_url(step.case))


def show_value(spec: FactSpec, *, known: bool, value: Any) -> str:
    """The answer as a person reads it; frozen into the timeline."""
    if not known:
        return "尚未查明"
    if value is None:
        return "没有发生"
    if isinstance(value, bool):
        return (spec.says_true or "是") if value else (spec.says_false or "否")
    if isinstance(value, list):
        return f"{len(value)}项" if value else "无"
    if spec.kind == "date":
        return zh_date(value)
    option = spec.option(value) if isinstance(value, str) else None
    return option.label if option else f"{value}{spec.unit}"


def _log_answer(step: Move, spec: FactSpec, old: Fact | None, fact: Fact, evidence: Sequence[Evidence]) -> None:
    said = show_value(spec, known=fact.known, value=fact.value)
    before = {spec.label: show_value(spec, known=old.known, value=old.value)} if old else {}
    where = f"行为{step.act.order}·" if step.act else ""
    cited = "、".join(f"证据{row.number}" for row in evidence)
    step.log(
        f"{where}{spec.label}：{said}" + ("（更正）" if old else ""),
        detail="；".join(part for part in (fact.note, cited) if part),
        subject=fact,
        before=before,
        after={spec.label: said, "值": fact.value},
    )


def screen_points(case: Case, act: Act | None = None) -> list[FactSpec]:
    """The points of the routine screen that nobody has answered yet, to be worked through one by one."""
    answered = current_facts(case, act)
    acts = [act] if act else list(case.acts.select_related("party"))
    specs = law_on(timezone.localdate()).facts.values()
    return [
        spec
        for spec in specs
        if spec.screen is not None
        and spec.entered
        and not is_managed(spec.key)
        and spec.key not in answered
        and (not acts or any(spec.asks(each.violation, each.party.kind) for each in acts))
    ]


def complete_screen(
    *,
    actor: User,
    case: Case,
    note: str = "",
    confirmed: Sequence[str] = (),
    version: int | None = None,
) -> Fact:
    """The officer has worked through every point of the routine screen: `confirmed` names each key found absent.

    Points with a recorded answer need no confirmation. Facts the screen reads as “no” are only those named in it.
    """
    with move("complete_screen", actor=actor, case=case, version=version) as step:
        points = screen_points(step.case)
        missing = [spec.label for spec in points if spec.key not in set(confirmed)]
        if missing:
            raise DomainError(
                f"这几项还没有核查：{'、'.join(missing)}。请逐项核对；有情况的如实回答，没有的予以确认。",
                field="confirmed",
            )
        old, fact = supersede(step, None, SCREEN_KEY, value=SCREEN_CLEAR, known=True, note=note.strip())
        step.log(
            "完成例行核查" + ("（再次）" if old else ""),
            detail=note.strip(),
            subject=fact,
            after={"逐项核对无": [spec.label for spec in points]},
        )
    return fact


def add_evidence(
    *,
    actor: User,
    case: Case,
    kind: str,
    title: str,
    source: str,
    name: str,
    content: bytes,
    version: int | None = None,
) -> Evidence:
    """Put a file into evidence: bytes with their SHA-256, numbered in the file, never replaced."""
    with move("add_evidence", actor=actor, case=case, version=version) as step:
        stored = store_file(actor=actor, name=name, content=content)
        row = Evidence(
            case=step.case,
            number=(step.case.evidence.aggregate(last=Max("number"))["last"] or 0) + 1,
            kind=kind,
            title=stated(title, "请给这份证据一个名称。", field="title", limit=200),
            source=stated(source, "请写明证据从哪里来、怎么取得的。", field="source", limit=200),
            file=stored,
            added_by=actor,
        )
        row.full_clean(exclude=["case", "file", "added_by"])
        row.save(force_insert=True)
        step.log(
            f"登记证据{row.number}：{row.title}（{row.get_kind_display()}）",
            detail=f"来源：{row.source}",
            subject=row,
            after={"文件": stored.name, "SHA-256": stored.sha256},
        )
    return row


def save_draft(*, actor: User, place: str, content: dict[str, Any], title: str = "", address: str = "") -> FactDraft:
    """What somebody is typing, kept for them alone until they record or drop it; title and address of its page lead back to it."""
    kept = {
        "content": content,
        "title": title[:200],
        "address": address if len(address) <= 300 else "",
        "saved_at": timezone.now(),
    }
    draft, _ = FactDraft.objects.update_or_create(user=actor, place=place[:120], defaults=kept)
    return draft


def drafts_of(actor: User) -> QuerySet[FactDraft]:
    """What they left unfinished on pages they can go back to, the newest first."""
    return FactDraft.objects.filter(user=actor).exclude(address="").exclude(title="").order_by("-saved_at")


def load_draft(*, actor: User, place: str) -> dict[str, Any]:
    draft = FactDraft.objects.filter(user=actor, place=place[:120]).first()
    return draft.content if draft else {}


def drop_draft(*, actor: User, place: str) -> None:
    FactDraft.objects.filter(user=actor, place=place[:120]).delete()
