"""Filters and tags every page may use without loading them: Chinese dates, money, icons."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from rules import text

register = template.Library()

WEEKDAYS = "一二三四五六日"
WAN = 10_000


def _day(value: object) -> dt.date | None:
    """The calendar day in Shanghai; None for anything that is no date."""
    if isinstance(value, dt.datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value if isinstance(value, dt.date) else None


def _moment(value: object) -> dt.datetime | None:
    if not isinstance(value, dt.datetime):
        return None
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def weekday(value: object) -> str:
    """星期日; empty for no date."""
    day = _day(value)
    return f"星期{WEEKDAYS[day.weekday()]}" if day else ""


@register.filter
def zh_date(value: object) -> str:
    """2026年6月7日（星期日）; empty for no date."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日（{weekday(day)}）" if day else ""


@register.filter
def zh_date_near(value: object) -> str:
    """6月7日（星期日）; the year only where it is not this one."""
    day = _day(value)
    if not day or day.year != timezone.localdate().year:
        return zh_date(value)
    return f"{day.month}月{day.day}日（{weekday(day)}）"


@register.filter
def zh_date_plain(value: object) -> str:
    """2026年6月7日, where the day of the week would only be in the way."""
    day = _day(value)
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


@register.filter
def zh_date_short(value: object) -> str:
    """6月7日; the year stands nearby."""
    day = _day(value)
    return f"{day.month}月{day.day}日" if day else ""


@register.filter
def zh_date_week(value: object) -> str:
    """6月7日 星期日, for lists sorted by day; the year only where it is not this one."""
    day = _day(value)
    if not day:
        return ""
    year = "" if day.year == timezone.localdate().year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日 {weekday(day)}"


@register.filter
def zh_datetime(value: object) -> str:
    """2026年6月7日 14:05."""
    moment = _moment(value)
    return f"{zh_date_plain(moment)} {moment:%H:%M}" if moment else zh_date_plain(value)


@register.filter
def zh_datetime_short(value: object) -> str:
    """6月7日 14:05, for timelines."""
    moment = _moment(value)
    return f"{zh_date_short(moment)} {moment:%H:%M}" if moment else zh_date_short(value)


@register.filter
def money_zh(value: object) -> str:
    """Yuan as an office writes them: 50000 → 5万元, 12345 → 12345元, 0 → 0元; empty for no number."""
    if value is None or value == "" or isinstance(value, bool):
        return ""
    try:
        yuan = Decimal(str(value))
    except InvalidOperation:
        return ""
    if not yuan.is_finite():
        return ""
    if abs(yuan) >= WAN and yuan % 100 == 0:
        return f"{_bare(yuan / WAN)}万元"
    return f"{_bare(yuan)}元"


def _bare(number: Decimal) -> str:
    """Without trailing zeros and never as 5E+4."""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


@register.filter
def size_zh(value: int | None) -> str:
    """Bytes of a file for a reader: 820 KB, 12.4 MB."""
    if value is None:
        return ""
    if value < 1024 * 1024:
        return f"{max(1, round(value / 1024))} KB"
    return f"{value / 1024 / 1024:.1f} MB"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A Tabler icon beside a word. It is never read aloud, so the word must say the same."""
    return format_html('<i class="ti ti-{}" aria-hidden="true"></i>', name)


MARKS = {"true": "yes", "false": "no", "unknown": "unknown", "na": "na"}


@register.filter
def mark_kind(verdict: str) -> str:
    """The mark (components/mark.html) of a three-valued verdict."""
    return MARKS[str(verdict)]


@register.filter
def verdict_zh(verdict: str) -> str:
    return text.VERDICT_WORDS[str(verdict)]


@register.filter
def outcome_zh(code: str) -> str:
    """The Chinese name of a result."""
    return text.OUTCOMES[code].name


@register.filter
def outcome_force(code: str) -> str:
    """must or may, as components/bind.html takes it."""
    return text.OUTCOMES[code].binding


@register.filter
def outcome_words(code: str) -> str:
    """One sentence that explains a result."""
    return text.OUTCOMES[code].explanation


@register.filter
def measure_zh(code: str | None) -> str:
    """The Chinese name of a soft measure; empty where none goes with the result."""
    return text.MEASURES[code] if code else ""


MARK_ICONS = {
    "yes": "circle-check",
    "done": "circle-check",
    "no": "square-x",
    "unknown": "help-triangle",
    "doing": "progress",
    "wait": "hourglass",
    "late": "alert-triangle",
    "locked": "lock",
    "block": "hand-stop",
    "na": "circle-minus",
}


@register.filter
def mark_icon(kind: str) -> str:
    """The shape of a mark; every shape comes with its word in components/mark.html."""
    return MARK_ICONS[kind]


TONES = {"debug": "blue", "info": "blue", "success": "green", "warning": "amber", "error": "red"}
TONE_ICONS = {"blue": "info-circle", "green": "circle-check", "amber": "alert-triangle", "red": "alert-triangle"}


@register.filter
def banner_tone(tone: str) -> str:
    """The colour of a banner, also from the tag of a Django message."""
    return TONES.get(tone, tone)


@register.filter
def banner_icon(tone: str) -> str:
    return TONE_ICONS[banner_tone(tone)]


@register.simple_tag
def error_rows(form: BaseForm | None = None, errors: Iterable[object] | None = None) -> list[dict[str, str]]:
    """What components/errors.html lists: every error of the form and every DomainError beside it, each with its field."""
    rows = []
    for name, messages in form.errors.items() if form else ():
        known = name in form.fields
        target = (form[name].id_for_label or form[name].auto_id) if known else ""
        label = form[name].label if known else ""
        rows += [_error_row(message, target=target, label=label) for message in messages]
    for error in errors or ():
        field = getattr(error, "field", "")
        rows.append(_error_row(error, target=f"id_{field}" if field else "", way_out=getattr(error, "way_out", "")))
    return rows


def _error_row(message: object, *, target: str, label: object = "", way_out: str = "") -> dict[str, str]:
    """The label is left out where the sentence already names the field."""
    shown = "" if str(label) in str(message) else str(label)
    return {"message": str(message), "target": target, "label": shown, "way_out": way_out}


@register.simple_tag
def marked(passage: str, words: Iterable[str] | None = None) -> SafeString:
    """`mark_words` where the words may be missing."""
    return mark_words(passage, words or ())


@register.filter
def mark_words(passage: str, words: Iterable[str]) -> SafeString:
    """Statute text with the words that bear on the question underlined."""
    html = escape(passage)
    for word in sorted(words or (), key=len, reverse=True):
        html = html.replace(escape(word), f"<b>{escape(word)}</b>", 1)
    return mark_safe(html)


@register.filter
def get(mapping: Mapping[str, object] | None, key: str) -> object:
    """A dictionary's value by a key that stands in a variable; empty where there is none."""
    return mapping.get(key, "") if isinstance(mapping, Mapping) else ""


@register.filter
def tenths(value: object) -> str:
    """Marks are kept in tenths: 45 → 4.5; a dash where there is none."""
    return f"{value // 10}.{value % 10}" if isinstance(value, int) else "—"
