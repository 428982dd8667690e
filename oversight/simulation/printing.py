"""A mould cut into what stays and what changes, and printed as often as asked: rows for COPY, with the chain of each file.

Everything that changes is a slot: numbers of rows and papers, names, days, codes, hashes. A print fills the slots and
puts them into the lines; hashes are taken last, in the order in which the product takes them.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from operator import itemgetter
from typing import Any

from django.utils import timezone

from cases.enums import LeadSource
from documents.words import zh_date
from oversight.simulation.dossier_facts import FIRST_DAY, MONTH, SOURCE
from oversight.simulation.moulds import CERTIFICATE, NAMES, ORGAN, PER_TABLE, ROWS_FROM, Captured, tables
from records import chain
from records.verification import LENGTH, LETTERS

Slot = tuple[Any, ...]
EARLIEST, LATEST = FIRST_DAY - timedelta(days=120), FIRST_DAY + timedelta(days=1500)
WINDOW = range(FIRST_DAY.year - 3, FIRST_DAY.year + 1)
CALENDAR_FROM, CALENDAR_UNTIL = date(2008, 1, 1), date(2042, 12, 31)
SOURCE_LABEL = str(LeadSource(SOURCE).label)
TOKEN = re.compile(
    r"(?P<hash>[0-9a-f]{64})"
    r"|(?P<number>" + ORGAN + r"(?P<word>[^〔\s\"]*)〔(?P<year>\d{4})〕(?P<count>\d+)号)"
    r"|(?P<row>(?<!\d)8\d{9}(?!\d))"
    r"|(?P<iso>\d{4}-\d\d-\d\d)"
    r"|(?P<zh>(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?P<weekday>（星期.）)?)"
    r"|(?P<md>(?<!\d)(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日)"
    r"|(?P<month>" + MONTH + r")"
    r"|(?P<organ>" + ORGAN + r")"
    r"|(?P<certificate>" + CERTIFICATE + r"(?:lead|assistant|head))"
    r"|(?P<kind>(?<=\"kind\": \")enterprise|(?<=\"kind\":\")enterprise)"
    r"|(?P<source>" + SOURCE_LABEL + r")"
    r"|(?P<name>" + "|".join(NAMES.values()) + r")"
)
SOURCED = {("cases_case", "source"), ("cases_lead", "source")}
PARTS = {name: part for part, name in NAMES.items()}


@dataclass(frozen=True)
class Days:
    """What the first day of the mould becomes, for what is reckoned from the lead, from the filing, and for the rest."""

    lead: int
    filed: int
    later: int


@cache
def calendar() -> dict[str, list[str]]:
    """Every day in each spelling, by the number of days since the first."""
    days = [CALENDAR_FROM + timedelta(days=n) for n in range((CALENDAR_UNTIL - CALENDAR_FROM).days)]
    return {
        "iso": [day.isoformat() for day in days],
        "zh": [f"{day.year}年{day.month}月{day.day}日" for day in days],
        "weekday": [zh_date(day) for day in days],
        "md": [f"{day.month}月{day.day}日" for day in days],
        "year": [str(day.year) for day in days],
    }


def day_number(day: date) -> int:
    return (day - CALENDAR_FROM).days


class Mould:
    """`table_rows`: how many rows a print adds to each table. `last_day`: of its last event."""

    def __init__(self, captured: Captured) -> None:
        self.captured = captured
        self.slots: dict[Slot, int] = {}
        self._codes = {code: place for place, code in enumerate(captured.codes)}
        if self._codes:
            self._token = re.compile("(?P<code>" + "|".join(self._codes) + ")|" + TOKEN.pattern)
        else:
            self._token = re.compile("(?P<code>(?!))|" + TOKEN.pattern)
        self._hashes = set(captured.said) | {event.hash for event in captured.events}
        self.lines = [(table, *self._row(table, row)) for table, rows in captured.rows.items() for row in rows]
        self.hashed = [(hash, *self._cut(chain.canonical_json(said))) for hash, said in captured.said.items()]
        self.hashed += [
            (event.hash, *self._cut(chain.canonical_json(chain.event_said(event)))) for event in captured.events
        ]
        self.table_rows = {table: len(rows) for table, rows in captured.rows.items()}
        self.last_day = max((timezone.localdate(event.at) - FIRST_DAY).days for event in captured.events)
        self._plan()

    def dated(self, lead_on: date, filed_on: date, decided_on: date, today: date) -> Days:
        """When the file is printed: as drawn, but nothing in it later than today."""
        lead = day_number(lead_on)
        filed = max(lead, day_number(filed_on) - 1)
        decided = self.captured.decided_on
        later = max(filed, day_number(decided_on) - (decided - FIRST_DAY).days) if decided else filed
        later -= max(0, later + self.last_day - day_number(today))
        return Days(min(lead, later), min(filed, later), later)

    # --- cutting ------------------------------------------------------------------

    def _row(self, table: str, row: str):
        parts, places = [], []
        columns = self.captured.columns[table]
        cells = row.split("\t")
        said = dict(zip(columns, cells, strict=True))
        for name, cell in zip(columns, cells, strict=True):
            slot = self._of_column(table, name, said)
            if slot is not None:
                parts.append("%s")
                places.append(self._place(slot))
            else:
                text, found = self._cut(cell)
                parts.append(text)
                places += found
        return "\t".join(parts) + "\n", places

    def _of_column(self, table: str, name: str, said: Mapping[str, str]) -> Slot | None:
        if table == "records_paper" and name in ("sequence", "year") and said["sequence"] != r"\N":
            return (name, said["number_word"], int(said["sequence"]))
        if (table, name) in SOURCED:
            return ("word", "source")
        if table == "cases_partylink" and name == "digest":
            return ("digest", said["id"])
        return None

    def _cut(self, text: str) -> tuple[str, list[int]]:
        parts, places, last = [], [], 0
        for found in self._token.finditer(text):
            slot = self._slot(found)
            if slot is None:
                continue
            parts += [text[last : found.start()].replace("%", "%%"), "%s"]
            places.append(self._place(slot))
            last = found.end()
        parts.append(text[last:].replace("%", "%%"))
        return "".join(parts), places

    def _place(self, slot: Slot) -> int:
        return self.slots.setdefault(slot, len(self.slots))

    def _slot(self, found: re.Match) -> Slot | None:
        text = found.group()
        said = found.groupdict()
        if said["code"]:
            return ("code", self._codes[text])
        if said["hash"]:
            return ("hash", text) if text in self._hashes else None
        if said["number"]:
            return ("number", said["word"], int(said["count"]))
        if said["row"]:
            return self._row_slot(int(text))
        if said["iso"]:
            return self._day(date.fromisoformat(text), "iso")
        if said["zh"]:
            day = date(int(said["y"]), int(said["m"]), int(said["d"]))
            return self._day(day, "weekday" if said["weekday"] else "zh")
        if said["md"]:
            return self._day(_nearest(int(said["m2"]), int(said["d2"])), "md")
        if said["month"] or said["organ"]:
            return ("word", "month" if said["month"] else "organ")
        if said["kind"]:
            return ("word", "party_kind")
        if said["certificate"]:
            return ("word", f"{text.removeprefix(CERTIFICATE)}_certificate")
        return ("word", "source_label" if said["source"] else f"{PARTS[text]}_name")

    def _row_slot(self, number: int) -> Slot | None:
        if number in self.captured.externals:
            return ("word", self.captured.externals[number])
        table = tables()[(number - ROWS_FROM) // PER_TABLE]
        return ("row", table, number - self.captured.before[table] - 1)

    def _day(self, day: date, spelling: str) -> Slot | None:
        if (day.month, day.day) in {(1, 1), (12, 31)} and day.year in WINDOW:
            return ("window", spelling, day.year - FIRST_DAY.year, day.month)
        if not EARLIEST <= day <= LATEST:
            return None
        offset = (day - FIRST_DAY).days
        since = "filed" if offset == 1 or day in self.captured.clock_days else "lead" if offset <= 0 else "later"
        return ("day", spelling, offset, since)

    # --- printing -----------------------------------------------------------------

    def _plan(self) -> None:
        by_kind: dict[str, list[tuple[int, Slot]]] = {}
        for slot, place in self.slots.items():
            by_kind.setdefault(slot[0], []).append((place, slot))
        self.rows = [(place, slot[1], slot[2]) for place, slot in by_kind.get("row", [])]
        self.days = [(place, calendar()[slot[1]], slot[2], slot[3]) for place, slot in by_kind.get("day", [])]
        self.words = [(place, slot[1]) for place, slot in by_kind.get("word", [])]
        self.windows = [(place, *slot[1:]) for place, slot in by_kind.get("window", [])]
        self.codes = [place for place, _ in by_kind.get("code", [])]
        self.digests = [place for place, _ in by_kind.get("digest", [])]
        named = {slot[1:] for kind in ("number", "sequence", "year") for _, slot in by_kind.get(kind, [])}
        self.numbers = [
            (word, *self._since(self.captured.numbers[word, count]), *(self.slots.get((kind, word, count)) for kind in ("number", "sequence", "year")))
            for word, count in sorted(named)
        ]  # fmt: skip
        self.hash_plan = [(self.slots.get(("hash", hash)), text, _getter(places)) for hash, text, places in self.hashed]
        self.line_plan = [(table, text, _getter(places)) for table, text, places in self.lines]

    def _since(self, day: date) -> tuple[int, str]:
        _, _, offset, since = self._day(day, "iso")
        return offset, since


def _nearest(month: int, day: int) -> date:
    years = (FIRST_DAY.year, FIRST_DAY.year + 1)
    found = [date(year, month, day) for year in years if (month, day) != (2, 29)]
    return min(found, key=lambda one: abs((one - FIRST_DAY).days))


def _getter(places: list[int]) -> Callable[[list[str]], tuple]:
    if not places:
        return lambda values: ()
    if len(places) == 1:
        place = places[0]
        return lambda values: (values[place],)
    return itemgetter(*places)


@dataclass
class Press:
    """Prints moulds; keeps count of rows and paper numbers across all prints."""

    last_rows: dict[str, int]
    organ: str
    secret: str
    last_numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    printed: int = 0

    def print(self, mould: Mould, days: Days, words: Mapping[str, str], out: dict[str, list[str]]) -> None:
        """One file, appended to the lines of its tables. `words`: names and numbers of the people, the party, the section."""
        values: list[str] = [""] * len(mould.slots)
        last, said = self.last_rows, {"organ": self.organ, **words}
        for place, table, number in mould.rows:
            values[place] = str(last[table] + number + 1)
        for place, spellings, offset, since in mould.days:
            values[place] = spellings[getattr(days, since) + offset]
        for place, name in mould.words:
            values[place] = said[name]
        self._windows(mould, days, values)
        self._numbers(mould, days, values)
        self._secrets(mould, values)
        for place, text, get in mould.hash_plan:
            digest = sha256((text % get(values)).encode()).hexdigest()
            if place is not None:
                values[place] = digest
        for table, text, get in mould.line_plan:
            out[table].append(text % get(values))
        for table, number in mould.table_rows.items():
            last[table] += number
        self.printed += 1

    def _windows(self, mould: Mould, days: Days, values: list[str]) -> None:
        if mould.windows:
            year = int(calendar()["year"][days.lead])
            for place, spelling, back, month in mould.windows:
                day = date(year + back, month, 1 if month == 1 else 31)
                values[place] = calendar()[spelling][day_number(day)]

    def _numbers(self, mould: Mould, days: Days, values: list[str]) -> None:
        for word, offset, since, number, sequence, year in mould.numbers:
            this_year = calendar()["year"][getattr(days, since) + offset]
            count = self.last_numbers[word, this_year] = self.last_numbers.get((word, this_year), 0) + 1
            for place, text in (
                (number, f"{self.organ}{word}〔{this_year}〕{count}号"),
                (sequence, str(count)),
                (year, this_year),
            ):
                if place is not None:
                    values[place] = text

    def _secrets(self, mould: Mould, values: list[str]) -> None:
        """Codes nobody can guess from the outside, the same for the same seed."""
        for place in (*mould.codes, *mould.digests):
            values[place] = sha256(f"{self.secret}:{self.printed}:{place}".encode()).hexdigest()
        for place in mould.codes:
            number = int(values[place], 16)
            values[place] = "".join(LETTERS[number >> 5 * n & 31] for n in range(LENGTH))
