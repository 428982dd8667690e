"""一刀切 and 运动式 put into a clean year: how the bureau works, whoever the party is."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from oversight.detection import campaign, one_size
from oversight.detection.rows import Book, CaseRow
from oversight.detection.table import Table
from oversight.detection.thresholds import Thresholds
from oversight.simulation.planting import Field, mask_of, matches, open_choice, told_at
from oversight.simulation.year import Draft, fine_for

# --- 一刀切 ---------------------------------------------------------------------

COMPLIANCE = (0.35, 0.65, 0.9, 1.0)


def _all_alike(field: Field, scopes: tuple[str, ...], spared: bool, *, since: date | None = None):
    share, words = COMPLIANCE[field.level], {}
    for scope in scopes:
        words[scope] = field.busy(scope, 12, lambda row: open_choice(row) and matches(row, words))

    def meant(row: CaseRow) -> bool:
        if not open_choice(row) or not matches(row, words) or (since and row.decided_on < since):
            return False
        return field.rng.random() < share

    def same(draft: Draft) -> Draft:
        fine = None if spared else fine_for(field.world, draft)
        return replace(draft, row=replace(draft.row, is_spared=spared, fine=fine, notified_fine=fine))

    touched = field.change(meant, same)
    book = field.book()
    table, limits = Table(book), Thresholds()
    group = mask_of(table, **words)
    if since:
        group &= table.decided >= (since - book.since).days
    cells = one_size.outcomes(table, limits, (), group, None)
    told = told_at(cells, "all_spared" if spared else "all_penalised")
    return f"{share:.0%}的案件一律{'不罚' if spared else '处罚'}", book, touched, told


def section_penalises_all(field: Field):
    return _all_alike(field, ("section",), False)


def section_spares_all_of_an_offence(field: Field):
    return _all_alike(field, ("section", "offence"), True)


def officer_penalises_all(field: Field):
    return _all_alike(field, ("officer",), False)


def bureau_penalises_an_offence_from_july(field: Field):
    return _all_alike(field, ("offence",), False, since=date(field.world.since.year, 7, 2))


def section_fines_all_the_same(field: Field):
    share = COMPLIANCE[field.level]
    offence = field.busy("offence", 20, lambda row: row.fine)
    section = field.busy("section", 6, lambda row: row.fine and row.offence == offence)
    part = field.rng.integers(4, 10) / 20

    def same(draft: Draft) -> Draft:
        fine = int(draft.row.fine_least + part * (draft.row.fine_most - draft.row.fine_least))
        return replace(draft, row=replace(draft.row, fine=fine, notified_fine=fine))

    touched = field.change(
        lambda row: bool(row.fine) and row.offence == offence and row.section == section and field.rng.random() < share,
        same,
    )
    book = field.book()
    table = Table(book)
    cells = one_size.same_fine(table, Thresholds(), (), mask_of(table, offence=offence, section=section), None)
    return f"{share:.0%}的罚款同额", book, touched, told_at(cells, "same_fine")


# --- 运动式 ---------------------------------------------------------------------

GATHERED = (0.08, 0.2, 0.4, 0.6)


def _wave(field: Field, scope: str, length: int):
    """The group's own checks of the year are drawn together into one stretch; before and after is quiet."""
    share = GATHERED[field.level]
    word = field.busy(scope, 25, lambda row: row.is_own_choice) if scope else ""
    start = field.world.since + timedelta(days=int(field.rng.integers(20, 320)))

    def meant(row: CaseRow) -> bool:
        return row.is_own_choice and (not scope or getattr(row, scope) == word) and field.rng.random() < share

    def drawn(draft: Draft) -> Draft:
        day = start + timedelta(days=int(field.rng.integers(0, length)))
        moved = day - draft.row.filed_on
        decided = draft.row.decided_on + moved if draft.row.decided_on else None
        lead = max(start, day - timedelta(days=int(field.rng.integers(0, 3))))
        return replace(draft, row=replace(draft.row, lead_on=lead, filed_on=day, decided_on=decided))

    touched = field.change(meant, drawn)
    book = field.book()
    return f"全年{share:.0%}的自查立案集中在{length}天", book, touched, _told_stretch(book, scope, word, start, length)


def _told_stretch(book: Book, scope: str, word: str, start: date, length: int) -> float:
    table, limits = Table(book), Thresholds()
    group = mask_of(table, **({scope: word} if scope else {}))
    counted = group & table.own_choice & campaign.beyond_trips(table, limits)
    first = (start - book.since).days
    inside = counted & (table.filed >= first) & (table.filed < first + length)
    others = np.sort(table.filed[table.own_choice & ~group])
    share = campaign.usual_share(table.days, others, first, length) * float(limits.burst_odds)
    return campaign.told_chance(int(inside.sum()), int(counted.sum()), min(share, 0.9))


def section_week(field: Field):
    return _wave(field, "section", 7)


def trade_month(field: Field):
    return _wave(field, "trade", 28)


def township_fortnight(field: Field):
    return _wave(field, "township", 14)


def bureau_month(field: Field):
    return _wave(field, "", 28)


def one_day_one_amount(field: Field):
    number = (5, 8, 13, 20)[field.level]
    section = field.busy("section", number + 5, lambda row: row.fine)
    part = field.rng.integers(4, 12) / 20
    day = field.world.since + timedelta(days=int(field.rng.integers(60, 350)))
    places = [place for place, draft in enumerate(field.drafts) if draft.row.fine and draft.row.section == section]
    chosen = {field.drafts[int(place)].row.case for place in field.rng.permutation(places)[:number]}

    def same(draft: Draft) -> Draft:
        fine = int(draft.row.fine_least + part * (draft.row.fine_most - draft.row.fine_least))
        return replace(draft, row=replace(draft.row, fine=fine, notified_fine=fine, decided_on=day))

    touched = field.change(lambda row: row.case in chosen, same)
    book = field.book()
    table = Table(book)
    cells = [
        one for one in campaign.batches(table, Thresholds()) if one.since == day and ("section", section) in one.where
    ]
    return f"同日同额{number}件", book, touched, told_at(cells, "batch")
