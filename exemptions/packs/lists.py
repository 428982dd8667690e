"""Lists that come with a pack: published as they stand, compared ever after."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.utils import timezone

from exemptions.enums import ListState
from exemptions.listing import fill_items, list_hash
from exemptions.models import ItemExample, ListVersion, Offence, Pack
from exemptions.packs.checks import ITEM_KEYS, day
from exemptions.packs.files import PackFault
from rules import cond
from rules.condtext import Convention
from rules.lists import BINDINGS
from rules.text import MEASURES, NP_DISCRETIONARY_FIRST, NP_MANDATORY_MINOR

# What a list may give: it measures the two grounds of art. 33(1), and can add none of its own.
LENIENT = (NP_MANDATORY_MINOR, NP_DISCRETIONARY_FIRST)
EXAMPLES_FILE = "examples.json"
LIST_KEYS = (
    "code",
    "title",
    "demo",
    "effective_from",
    "effective_to",
    "published_on",
    "bounds_inclusive",
    "first_window",
    "items",
)


def list_faults(file: str, entry: Mapping[str, Any], facts: cond.Facts) -> Iterator[PackFault]:
    missing = [key for key in LIST_KEYS if key not in entry]
    if missing:
        yield PackFault(file, "", f"缺少栏目：{'、'.join(missing)}。")
        return
    for key in ("effective_from", "published_on"):
        if day(entry[key]) is None:
            yield PackFault(file, key, "日期写法不对（应写 2023-06-13）。")
    offences = set(Offence.objects.values_list("code", flat=True))
    numbers: set[str] = set()
    for item in entry["items"]:
        number = str(item.get("number", "?"))
        if number in numbers:
            yield PackFault(file, number, "项号重复。")
        numbers.add(number)
        for message in _item_faults(item, facts, offences):
            yield PackFault(file, number, message)


def _item_faults(item: Mapping[str, Any], facts: cond.Facts, offences: set[str]) -> Iterator[str]:
    missing = [key for key in ITEM_KEYS if key not in item]
    if missing:
        yield f"缺少栏目：{'、'.join(missing)}。"
        return
    for message in cond.check(item["condition"], facts):
        yield f"条件不对：{message}"
    for code in sorted(set(item["offences"]) - offences):
        yield f"没有“{code}”这个案由。"
    if not item["basis"]:
        yield "缺少免罚依据。"
    if item["binding"] not in BINDINGS:
        yield f"约束力“{item['binding']}”不对，只能是 must 或者 may。"
    if item["outcome"] not in LENIENT:
        yield f"结果“{item['outcome']}”不对，清单只能给出不予或者可以不予行政处罚。"
    if item["measure"] and item["measure"] not in MEASURES:
        yield f"没有“{item['measure']}”这种柔性措施。"


def store_list(
    pack: Pack, file: str, entry: dict[str, Any], examples: Iterable[Mapping[str, Any]] = ()
) -> list[PackFault]:
    """Publish a list that is new, with its example cases; one that is known must say the same as when it was published.

    A bureau at work decides under no sample: there a sample is a draft that its reviewers may begin from.
    """
    version = ListVersion.objects.filter(code=entry["code"]).first()
    is_draft_only = entry["demo"] and not settings.FLEX_DEMO
    if is_draft_only and version is not None:
        return []
    if version is None:
        version = _draft(pack, entry)
        if faults := list(fill_items(version, entry["items"], file=file)):
            return faults
        if different := _differences(version, entry):
            return [PackFault(file, name, "栏目或者写法不规范，读回来不一样。") for name in different]
        if faults := list(_fill_examples(version, examples)):
            return faults
        if is_draft_only:
            version.published_at = version.effective_from = version.effective_to = None
            version.save()
        else:
            _publish(version)
    elif different := _differences(version, entry):
        words = "已经公布，不能改写。需要修改的，请用新的代码写成新版本，并写明旧版本的最后有效日。"
        return [PackFault(file, name, words) for name in different]
    return []


def _fill_examples(version: ListVersion, examples: Iterable[Mapping[str, Any]]) -> Iterator[PackFault]:
    """Cases that an item matches or narrowly misses; officers learn the list from them."""
    items = {item.number: item for item in version.items.all()}
    for entry in examples:
        if entry["list"] != version.code:
            continue
        if entry["item"] not in items:
            yield PackFault(EXAMPLES_FILE, str(entry["item"]), f"清单{version.code}没有这一项。")
            continue
        ItemExample.objects.create(
            item=items[entry["item"]], title=entry["title"], sheet=entry["sheet"], qualifies=entry["qualifies"]
        )


def _draft(pack: Pack, entry: Mapping[str, Any]) -> ListVersion:
    convention = Convention.from_json(entry["bounds_inclusive"])
    return ListVersion.objects.create(
        code=entry["code"],
        title=entry["title"],
        pack=pack,
        is_demo=entry["demo"],
        effective_from=day(entry["effective_from"]),
        effective_to=day(entry["effective_to"]),
        published_at=timezone.make_aware(datetime.combine(day(entry["published_on"]), time.min)),
        below_inclusive=convention.below,
        above_inclusive=convention.above,
        first_window=entry["first_window"],
        definitions=entry.get("definitions", {}),
        note=entry.get("note", ""),
    )


def _publish(version: ListVersion) -> None:
    version.state = ListState.PUBLISHED
    version.sha256 = list_hash(version)
    version.full_clean()
    version.save()


def _differences(version: ListVersion, entry: Mapping[str, Any]) -> list[str]:
    """Names of the entries that do not read back as they were written; [] where the list says the same."""
    ours, theirs = version.as_data(), entry
    if version.state == ListState.REPEALED or (version.based_on_id is None and theirs["effective_to"] is None):
        ours["effective_to"] = theirs["effective_to"]
    if ours == theirs:
        return []
    mine = {item["number"]: item for item in ours["items"]}
    items = [item["number"] for item in theirs["items"] if mine.get(item["number"]) != item]
    return items or ["清单"]
