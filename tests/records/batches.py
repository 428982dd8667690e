"""Batches of reminders for tests."""

from records import batches
from records.models import Paper
from tests.documents import samples


def items(count, **changes):
    context = samples.full("REMINDER", **changes)
    del context["issued_on"]
    rows = []
    for number in range(1, count + 1):
        name = f"重庆第{number}建材有限公司"
        mine = context | {"party": {**samples.PARTY, "name": name}}
        rows.append(batches.Item("parties.party", number, name, "重庆市黔江区正阳街道工业大道8号", mine))
    return rows


def prepared(cast, count=5, **options):
    return batches.prepare_batch(
        actor=cast.officer1, kind="REMINDER", title="5月月报提醒", items=items(count), organ_word="黔统", **options
    )


def sequences():
    return sorted(Paper.objects.filter(number_word="提示").values_list("sequence", flat=True))
