"""Two records that are one party: merged without moving a row, read together, undone without loss."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from parties.enums import NameKind
from parties.models import Party, PartyMerge, PartyName
from parties.services import STREAM
from records.enums import Weight
from records.errors import DomainError, NotAllowed, WrongState
from records.services import append_event

# The record under which another is kept.
HOLDER = Coalesce("merged_into_id", "pk")
NOT_TOLD = frozenset({"partyname", "partymerge", "partyyear", "party"})


def _only_heads(actor: User) -> None:
    if actor.role != Role.HEAD:
        raise NotAllowed("当事人登记的合并和撤销由科室负责人办理。请联系科室负责人。")


def _words(words: str, asked: str) -> str:
    if not words.strip():
        raise DomainError(asked, field="words")
    return words.strip()[:300]


def _pair(first: Party, second: Party) -> dict[int, Party]:
    """Both rows locked, always in the same order."""
    rows = Party.objects.select_for_update().filter(pk__in=[first.pk, second.pk]).order_by("pk")
    return {row.pk: row for row in rows}


@transaction.atomic
def merge_parties(*, actor: User, kept: Party, gone: Party, words: str) -> PartyMerge:
    """`gone` is the same party as `kept`: from now on whoever asks for one gets the rows of both."""
    _only_heads(actor)
    words = _words(words, "请写明为什么是同一当事人。")
    if kept.pk == gone.pk:
        raise DomainError("请选择两份不同的登记。", field="gone")
    rows = _pair(kept, gone)
    kept, gone = rows[kept.pk], rows[gone.pk]
    _may_merge(kept, gone)
    carried = list(gone.merged.order_by("pk").values_list("pk", flat=True))
    merge = PartyMerge.objects.create(kept=kept, gone=gone, carried=carried, words=words, merged_by=actor)
    Party.objects.filter(pk__in=[gone.pk, *carried]).update(merged_into=kept, changed_at=timezone.now())
    if gone.name_key != kept.name_key:
        PartyName.objects.get_or_create(
            party=kept, name=gone.name, defaults={"kind": NameKind.MERGED, "name_key": gone.name_key}
        )
    _log(actor, "party.merge", merge, "并入", words)
    return merge


def _may_merge(kept: Party, gone: Party) -> None:
    for row in (kept, gone):
        if row.merged_into_id:
            raise WrongState(f"“{row.name}”已经并入别的登记。请打开保留的那一份再办。")
    if kept.kind != gone.kind:
        raise DomainError(
            f"一份登记是{kept.get_kind_display()}，另一份是{gone.get_kind_display()}。请先核对主体种类。", field="gone"
        )
    if kept.credit_code and gone.credit_code:
        raise DomainError(
            "两份登记各有信用代码，是两个主体，不能合并。被合并的企业，请由基本单位名录登记承继单位。", field="gone"
        )
    if gone.credit_code:
        raise DomainError(f"请保留有信用代码的那一份：打开“{gone.name}”，把“{kept.name}”并入它。", field="gone")


@transaction.atomic
def undo_merge(*, actor: User, merge: PartyMerge, words: str) -> PartyMerge:
    """They were two after all: each record has its own rows again; what was noted since stays where it was noted."""
    _only_heads(actor)
    words = _words(words, "请写明为什么不是同一当事人。")
    merge = PartyMerge.objects.select_for_update().select_related("kept", "gone").get(pk=merge.pk)
    if merge.undone_at is not None:
        raise WrongState("这次合并已经撤销。")
    _pair(merge.kept, merge.gone)
    now = timezone.now()
    holder = merge.gone.merged_into_id
    Party.objects.filter(pk=merge.gone_id).update(merged_into=None, changed_at=now)
    own = PartyMerge.objects.filter(gone__in=merge.carried, kept=merge.gone, undone_at__isnull=True)
    Party.objects.filter(pk__in=own.values("gone"), merged_into=holder).update(merged_into=merge.gone, changed_at=now)
    merge.undone_by, merge.undone_at, merge.undone_words = actor, now, words
    merge.save(update_fields=["undone_by", "undone_at", "undone_words"])
    merge.kept.other_names.filter(name=merge.gone.name, kind=NameKind.MERGED).delete()
    _log(actor, "party.unmerge", merge, "不再并入", words)
    return merge


def _log(actor: User, verb: str, merge: PartyMerge, said: str, words: str) -> None:
    """In the history of either record."""
    for party in (merge.kept, merge.gone):
        append_event(
            actor=actor,
            verb=verb,
            subject=merge,
            stream=(STREAM, party.pk),
            summary=f"“{merge.gone.name}”的登记{said}“{merge.kept.name}”",
            detail=words,
            weight=Weight.DECISION,
            after={"保留": merge.kept_id, "并入": merge.gone_id, "一并带过来": merge.carried},
        )


def records_of(parties: Iterable[int]) -> dict[int, int]:
    """Every record of these parties, wherever they were merged: the number of each → the number that was asked for."""
    holders = dict(Party.objects.filter(pk__in=list(parties)).values_list("pk", HOLDER))
    by_holder = {holder: pk for pk, holder in sorted(holders.items(), key=lambda pair: pair[0] == pair[1])}
    same = Party.objects.annotate(holder=HOLDER).filter(Q(pk__in=by_holder) | Q(merged_into__in=by_holder))
    return {pk: by_holder[holder] for pk, holder in same.values_list("pk", "holder")}


def what_hangs_on(party: Party) -> list[tuple[str, int]]:
    """How many rows of each kind name this record, in all rooms."""
    found = []
    for relation in Party._meta.related_objects:
        model = relation.related_model
        if model._meta.model_name in NOT_TOLD:
            continue
        if count := model._base_manager.filter(**{relation.field.name: party}).count():
            found.append((str(model._meta.verbose_name), count))
    return found


def kept_record(party: Party) -> Party:
    """The record under which the party is kept now, whatever the caller last read of it."""
    now = Party.objects.select_related("merged_into").get(pk=party.pk)
    return now.merged_into or now
