"""Load a folder of law data as one act: everything or nothing."""

from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, transaction
from django.utils import timezone

from exemptions import live
from exemptions.models import Pack, PackLoad
from exemptions.packs import baselines, checks, lists, offences, store
from exemptions.packs.files import PackFault, PackFiles, PackRefused, read_pack
from records.constraints import explained
from records.services import append_event
from rules.cond import CondError
from rules.facts import CatalogueError, load_facts
from rules.law import join_packs
from rules.offences import PackError

STREAM = "exemptions.pack"


@dataclass(frozen=True)
class LoadReport:
    pack: Pack
    changed: bool
    counts: dict[str, int]


def load_pack(*, actor, path: Path) -> LoadReport:
    """Upsert a pack. Raises PackRefused naming every fault by file and entry; then nothing has changed."""
    files = read_pack(path)
    counts = _counts(files)
    known = Pack.objects.filter(code=files.code).first()
    if known and known.digest == files.digest:
        return LoadReport(known, changed=False, counts=counts)
    try:
        with transaction.atomic():
            live.lock_lists()
            pack = _store(files)
            _must_be_lawful(files)
            PackLoad.objects.create(pack=pack, digest=files.digest, counts=counts)
            append_event(
                actor=actor,
                verb="pack.load",
                subject=pack,
                stream=(STREAM, pack.pk),
                summary=f"载入数据包{pack.title}",
                after={"digest": files.digest, "counts": counts},
            )
    except (KeyError, TypeError, AttributeError) as error:
        raise PackRefused([PackFault(files.path.name, "", f"缺少栏目或者写法不对：{error}。")]) from error
    except (PackError, CondError, CatalogueError) as error:
        raise PackRefused([PackFault(files.path.name, "", str(error))]) from error
    except DatabaseError as error:
        words = explained(error) or f"数据库不能保存：{str(error).splitlines()[0]}"
        raise PackRefused([PackFault(files.path.name, "", words)]) from error
    return LoadReport(pack, changed=True, counts=counts)


def _counts(files: PackFiles) -> dict[str, int]:
    return {
        "法规": len(files.entries("statutes")),
        "条文": sum(len(v.get("provisions", [])) for s in files.entries("statutes") for v in s.get("versions", [])),
        "案由": len(files.entries("offences")),
        "事实": len(files.entries("facts")),
        "裁量基准": len(files.entries("baselines")),
        "清单": sum(1 for _ in files.lists()),
        "日历年度": len(files.files.get("calendar", {}).get("years", {})),
    }


def _refuse(faults: list[PackFault]) -> None:
    if faults:
        raise PackRefused(faults)


def _store(files: PackFiles) -> Pack:
    _refuse([*checks.statute_faults(files), *checks.word_faults(files)])
    pack, _ = Pack.objects.update_or_create(
        code=files.code,
        defaults={
            "title": files.title,
            "order": 0 if "pack" not in files.files else 1,
            "data": files.kept(),
            "digest": files.digest,
            "loaded_at": timezone.now(),
        },
    )
    store.store_statutes(pack, files)
    _refuse(list(checks.citation_faults(files)))
    store.store_calendar(files)
    entries = join_packs(one.data for one in Pack.objects.order_by("order", "pk"))["facts"]
    facts = load_facts(entries)
    store.store_facts(pack, files, entries)
    offences.store_offences(pack, files, facts)
    baselines.store_baselines(pack, files, facts)
    _refuse([fault for name, entry in files.lists() for fault in lists.list_faults(name, entry, facts)])
    _refuse(
        [
            fault
            for name, entry in files.lists()
            for fault in lists.store_list(pack, name, entry, files.entries("examples"))
        ]
    )
    return pack


def _must_be_lawful(files: PackFiles) -> None:
    """The rules themselves must accept the whole; before the bureau's own pack has come there is no whole yet."""
    data = live.law_data()
    if "pack" in data and "calendar" in data:
        live.law_from_data(data)
