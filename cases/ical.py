"""Deadlines as an iCalendar feed (RFC 5545): case numbers and days, nothing else."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from cases.schedule import ScheduleRow

LONGEST = 75


def feed(rows: Iterable[ScheduleRow], *, at: datetime, host: str) -> str:
    """The whole calendar. Lines end with CRLF and are folded at 75 octets."""
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//flexenforce//deadlines//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:" + _text("办案期限"),
        "X-WR-TIMEZONE:Asia/Shanghai",
    ]
    for row in rows:
        if row.on is not None:
            lines += _event(row, stamp, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line))


def _event(row: ScheduleRow, stamp: str, host: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:obligation-{row.obligation.pk}@{host}",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{row.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{row.on + timedelta(days=1):%Y%m%d}",
        "SUMMARY:" + _text(f"{row.case} 到期"),
        "TRANSP:TRANSPARENT",
        "CLASS:PRIVATE",
        "END:VEVENT",
    ]


def _text(words: str) -> str:
    return words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> list[str]:
    """Pieces of at most 75 octets that never cut a character; the later ones begin with a space."""
    pieces, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > LONGEST:
            pieces.append(current)
            current = " "
        current += sign
    return [*pieces, current]
