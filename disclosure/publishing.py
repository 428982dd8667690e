"""Verbs of publication: propose, sign or send back, withdraw. The public row is made from the signed words alone."""

import secrets
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from cases.models import Act
from cases.services import publication as file_verbs
from cases.services.move import stated, translated
from disclosure.allowed import table
from disclosure.extract import Said, extract, said_of, secrets_about
from disclosure.models import Disclosed, Publication, PublicationState
from documents.anonymity import Anonymous, anonymous, leaks
from records.chain import canonical_json, sha256
from records.errors import DomainError, WrongState
from records.services import notify
from records.verification import LETTERS

Hidden = Sequence[dict[str, str]]
CODE = 10


def decision_of(act: Act) -> Said:
    """The decision to be published, with its paper; refused while either is missing."""
    said = said_of(act, on=timezone.localdate())
    if said is None:
        raise WrongState("还没有作出决定，没有可以公示的内容。")
    if not said.number and said.kind.names_party:
        raise WrongState("决定书还没有制发，没有文号。请先制发、送达决定书，再公示。")
    return said


def check_hidden(hidden: Hidden) -> list[dict[str, str]]:
    """Words to remove, each with its ground and reason."""
    rows = [row for row in hidden if row["text"].strip() or row["reason"].strip()]
    for row in rows:
        if not row["text"].strip() or not row["reason"].strip() or row["ground"] not in table().grounds:
            raise DomainError("另外隐去的内容，要写明隐去哪些字、属于哪一种、为什么。", field="hidden")
        if len(row["text"]) > 100 or len(row["reason"]) > 200:
            raise DomainError("隐去的文字最多100字，理由最多200字。", field="hidden")
    return [{name: row[name].strip() for name in ("text", "ground", "reason")} for row in rows]


def frozen(said: Said, hidden: Hidden) -> list[dict[str, object]]:
    """The fields as they will be signed: each with its pieces, so that every removal can be marked."""
    return [
        {
            "key": field.key,
            "label": field.label,
            "source": field.source,
            "note": field.note,
            "pieces": [[piece.text, piece.removed, piece.ground] for piece in text.pieces],
        }
        for field, text in extract(said, hidden)
    ]


def public_text(row: dict) -> str:
    return "".join(piece[0] for piece in row["pieces"])


def propose(
    *,
    actor: User,
    act: Act,
    hidden: Hidden = (),
    withheld: str = "",
    withheld_words: str = "",
    version: int | None = None,
) -> Publication:
    """Put the words to the second person; or, with a ground, that nothing be published."""
    with translated(), transaction.atomic():
        said = decision_of(act)
        if withheld and withheld not in table().grounds:
            raise DomainError("请选择不公开属于哪一种。", field="withheld")
        if withheld:
            withheld_words = stated(withheld_words, "请写明为什么不公开。", field="withheld_words", limit=300)
        elif withheld_words.strip():
            raise DomainError("写了不公开的理由，还要选择属于哪一种。", field="withheld")
        rows = check_hidden(hidden)
        title = f"{said.kind.title}，{'不公开：' + table().grounds[withheld].label if withheld else '公示至' + str(said.until)}"
        file_verbs.propose_publication(actor=actor, act=act, words=title, version=version)
        content = [] if withheld else frozen(said, rows)
        row = Publication(
            act=act,
            kind=said.kind.code,
            content=content,
            hidden=rows,
            withheld=withheld,
            withheld_words=withheld_words if withheld else "",
            sha256=sha256(canonical_json(content)),
            until=said.until,
            proposed_by=actor,
        )
        row.validate_constraints()
        row.save(force_insert=True)
        _tell_signers(row)
    return row


def _tell_signers(row: Publication) -> None:
    case = row.act.case
    people = User.objects.filter(role=Role.HEAD, section=case.section_id, is_active=True).exclude(pk=row.proposed_by_id)
    link = reverse("publication", args=[case.pk, row.act.order])
    for person in people:
        notify(user=person, text=f"{case}行为{row.act.order}的公示稿待您审核", link=link)


def _locked(row: Publication) -> Publication:
    return Publication.objects.select_for_update(of=("self",)).select_related("act__case", "act__party").get(pk=row.pk)


def sign(
    *, actor: User, publication: Publication, approve: bool, words: str = "", version: int | None = None
) -> Publication:
    """Sign the words exactly as proposed; what the file has changed since must be proposed anew."""
    with translated(), transaction.atomic():
        row = _locked(publication)
        if row.state != PublicationState.PROPOSED:
            raise WrongState(f"这份公示稿{row.get_state_display()}，不用再审核。")
        if not approve:
            words = stated(words, "退回请写明原因。", field="words", limit=300)
        publish = approve and not row.withheld
        if publish:
            _still_true(row)
        signature = file_verbs.sign_publication(
            actor=actor, act=row.act, proposer=row.proposed_by, approve=approve, publish=not row.withheld,
            words=words.strip(), version=version,
        )  # fmt: skip
        row.signed_by, row.signed_for, row.signed_at = signature.user, signature.for_user, timezone.now()
        row.signed_words = words.strip()[:300]
        done = PublicationState.WITHHELD if row.withheld else PublicationState.PUBLIC
        row.state = done if approve else PublicationState.RETURNED
        row.save(update_fields=["signed_by", "signed_for", "signed_at", "signed_words", "state"])
        if publish:
            _make_public(row)
    return row


def _still_true(row: Publication) -> None:
    """The words signed are those of today's file, but for the last day shown; and no secret can be read in them."""
    now = frozen(decision_of(row.act), row.hidden)
    same = [line for line in now if line["key"] != "until"] == [line for line in row.content if line["key"] != "until"]
    if not same:
        raise WrongState("拟稿以后案卷有了变化，公示稿与现在的案卷不一致。请退回，重新拟稿。")
    shown = "\n".join(public_text(line) for line in row.content)
    kind = table().kinds[row.kind]
    secrets_now = secrets_about(row.act, names_party=kind.names_party)
    if not kind.names_party and (found := leaks(shown, secrets_now)):
        raise DomainError(f"公示稿里还能读到“{found[0].text}”。请退回，另外隐去后重新拟稿。")


def _make_public(row: Publication) -> Disclosed:
    lines = [[line["label"], public_text(line)] for line in row.content]
    kind = table().kinds[row.kind]
    who = next((public_text(line) for line in row.content if line["key"] in {"name", "party_kind"}), "")
    what = row.act.violation_name
    title = f"{who}{what}：{kind.title}"
    return Disclosed.objects.create(
        publication=row,
        code="".join(secrets.choice(LETTERS) for _ in range(CODE)),
        kind=row.kind,
        title=title[:200],
        content=lines,
        search="\n".join([title, *(text for _, text in lines)]),
        published_on=timezone.localdate(),
        until=row.until,
    )


def withdraw(*, actor: User, act: Act, words: str, version: int | None = None) -> Publication | None:
    """Off the public pages at once; its address says from now on that it was withdrawn and why (行政处罚法48条2款)."""
    with translated(), transaction.atomic():
        row = Publication.objects.select_for_update(of=("self",)).select_related("act__case", "act__party")
        row = row.filter(act=act, state=PublicationState.PUBLIC).first()
        if row is None and not act.case.obligations.open().filter(kind="withdraw", act=act).exists():
            raise WrongState("没有公示过，不用撤回。")
        file_verbs.withdraw_publication(
            actor=actor, act=act, words=words if row else f"没有公示过：{words}", version=version
        )
        if row is None:
            return None
        row.state, row.ended_by, row.ended_at = PublicationState.WITHDRAWN, actor, timezone.now()
        row.ended_words = words.strip()
        row.save(update_fields=["state", "ended_by", "ended_at", "ended_words"])
        shown = row.disclosed
        shown.withdrawn_on, shown.withdrawn_words = timezone.localdate(), reason_shown(row.act, words).text[:300]
        shown.content, shown.search = [], ""
        shown.title = f"{table().kinds[row.kind].title}（已撤回）"
        shown.save(update_fields=["withdrawn_on", "withdrawn_words", "content", "search", "title"])
    return row


def reason_shown(act: Act, words: str) -> Anonymous:
    """The reason of a withdrawal as the public reads it: nobody named any more."""
    return anonymous(words.strip(), secrets_about(act, names_party=False))
