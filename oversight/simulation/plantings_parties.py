"""选择性 and 报复性 put into a clean year: who the party is, or what it did, decides."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from oversight.detection import retaliation, selective
from oversight.detection.rows import COMPLAINT, REMEDY, CaseRow, Grievance
from oversight.detection.table import Table
from oversight.detection.thresholds import Thresholds
from oversight.simulation.planting import HIGHER, LOG_ODDS, Field, mask_of, matches, open_choice, told_at
from oversight.simulation.world import OFFENCES
from oversight.simulation.year import Draft, book_of, decide, fine_for, grievances_of, leads_of

# --- 选择性 ---------------------------------------------------------------------

DROPPED = (0.06, 0.2, 0.4, 0.65)


def _uneven(field: Field, trait: str, scope: str, *, harsher: float = 0.0, higher: float = 0.0):
    def counts(row: CaseRow) -> bool:
        return bool(row.fine) if higher else open_choice(row)

    words = {}
    if scope:
        words[scope] = field.busy(scope, 60, counts)
    words[trait] = field.busy(trait, 15, lambda row: counts(row) and matches(row, words))
    touched = field.change(
        lambda row: counts(row) and matches(row, words),
        lambda draft: decide(field.world, draft, harsher=harsher, higher=higher),
    )
    book = field.book()
    table, limits = Table(book), Thresholds()
    where = tuple(words.items())
    group = mask_of(table, **words)
    if higher:
        cells = list(selective.fines(table, limits, where, group))
        return told_at(cells, "fined_more" if higher > 0 else "fined_less"), book, touched
    cells = list(selective.outcomes(table, limits, where, group))
    return told_at(cells, "harsher" if harsher > 0 else "milder"), book, touched


def harsh_on_a_trade(field: Field):
    told, book, touched = _uneven(field, "trade", "", harsher=LOG_ODDS[field.level])
    return f"某行业处罚优势比{np.exp(LOG_ODDS[field.level]):.1f}", book, touched, told


def section_mild_to_a_township(field: Field):
    told, book, touched = _uneven(field, "township", "section", harsher=-LOG_ODDS[field.level])
    return f"某镇街不罚优势比{np.exp(LOG_ODDS[field.level]):.1f}", book, touched, told


def officer_mild_to_a_trade(field: Field):
    told, book, touched = _uneven(field, "trade", "officer", harsher=-LOG_ODDS[field.level])
    return f"某人对某行业不罚优势比{np.exp(LOG_ODDS[field.level]):.1f}", book, touched, told


def township_fined_more(field: Field):
    told, book, touched = _uneven(field, "township", "", higher=HIGHER[field.level])
    return f"某镇街罚款高出幅度的{HIGHER[field.level]:.0%}", book, touched, told


def trade_leads_dropped(field: Field):
    """Leads about one trade are laid aside."""
    share, trade = DROPPED[field.level], field.busy("trade", 25)
    leads = leads_of(field.world, field.drafts)
    dropped = {
        place
        for place, lead in enumerate(leads)
        if lead.is_filed and lead.trade == trade and lead.source != "assigned" and field.rng.random() < share
    }
    gone = {field.drafts[place].row.case for place in dropped}
    numbers = frozenset(-leads[place].lead for place in dropped)
    leads = [replace(lead, is_filed=False) if place in dropped else lead for place, lead in enumerate(leads)]
    field.drafts = [draft for draft in field.drafts if draft.row.case not in gone]
    book = book_of(field.world, field.drafts, leads, grievances_of(field.world, field.drafts))
    cells = [
        cell
        for cell in selective.leads(Table(book), Thresholds())
        if cell.where == (("trade", trade),) and cell.sign == "leads_dropped"
    ]
    return f"某行业线索多{share:.0%}不立案", book, numbers, told_at(cells, "leads_dropped")


# --- 报复性 ---------------------------------------------------------------------

PAID_BACK = (0.05, 0.2, 0.45, 0.75)


def _paid_back(field: Field, kind: str, rate: float, after: int):
    """More parties than usual complain of one section; some are taken up again within 90 days."""
    share, section = PAID_BACK[field.level], field.busy("section", 60)
    grievances = grievances_of(field.world, field.drafts)
    rows = [draft for draft in field.drafts if draft.row.section == section and draft.row.decided_on]
    touched, added, number = set(), [], len(field.drafts)
    for draft in rows:
        row = draft.row
        last = row.decided_on + timedelta(days=after)
        if field.rng.random() >= rate or last + timedelta(days=30) > field.world.until:
            continue
        grievances.append(Grievance(row.party, section, kind, last))
        if field.rng.random() < share:
            number += 1
            day = last + timedelta(days=int(field.rng.integers(5, 80)))
            added.append(_again(field, draft, number, min(day, field.world.until)))
            touched.add(number)
    field.drafts += added
    book = field.book(grievances)
    limits = Thresholds()
    exposures = retaliation.Watch(book, limits.after_days).exposures(kind)
    cells = retaliation.taken_up_again(exposures, limits, section, kind)
    return f"{share:.0%}的当事人随后被立案", book, frozenset(touched), told_at(cells, "taken_up_again")


def _again(field: Field, draft: Draft, number: int, day: date) -> Draft:
    row = replace(
        draft.row,
        case=number,
        title=f"立〔{day.year}〕{number}号",
        offence=field.pick(OFFENCES),
        source="data_check",
        lead_on=day,
        filed_on=day,
        decided_on=None,
        is_first=False,
        is_spared=None,
        fine=None,
    )
    return replace(draft, row=row)


def taken_up_after_complaint(field: Field):
    return _paid_back(field, COMPLAINT, 0.12, 3)


def taken_up_after_appeal(field: Field):
    return _paid_back(field, REMEDY, 0.1, 20)


def penalised_after_refusal(field: Field):
    """The party said no to the offer; the choice the law leaves is then used against it."""
    odds, section = LOG_ODDS[field.level], field.busy("section", 10, lambda row: row.answer == "decline")
    touched = field.change(
        lambda row: row.answer == "decline" and row.section == section and open_choice(row),
        lambda draft: _kept_answer(field, draft, odds),
    )
    book = field.book()
    cells = retaliation.after_refusal(Table(book), Thresholds(), section)
    return f"拒绝后处罚优势比{np.exp(odds):.1f}", book, touched, told_at(cells, "penalised_after_refusal")


def _kept_answer(field: Field, draft: Draft, odds: float) -> Draft:
    done = decide(field.world, draft, harsher=odds)
    return replace(done, row=replace(done.row, answer=draft.row.answer))


def fined_more_after_statement(field: Field):
    """Those who defend themselves pay more than those who keep still."""
    higher = HIGHER[field.level]

    def dearer(draft: Draft) -> Draft:
        fine = fine_for(field.world, draft, higher)
        return replace(draft, row=replace(draft.row, fine=fine))

    touched = field.change(lambda row: row.has_stated and bool(row.fine), dearer)
    book = field.book()
    cells = retaliation.after_statement(Table(book), Thresholds(), None)
    return f"申辩后罚款高出幅度的{higher:.0%}", book, touched, told_at(cells, "fined_more_after_statement")
