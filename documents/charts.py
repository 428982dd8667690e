"""Charts as drawings: one description gives the same picture on a page, without scripts, and in a printed report.

Series differ by pattern as well as by shade, so that a black and white print reads the same. Every bar may lead to an
address. No clock, no chance: equal charts are equal text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

INK, SECOND, LINE, RED = "#1b2631", "#46525f", "#d9dfe5", "#b3242b"
FILLS = ("#bcd3ec", "#7ba7d7", "hatch", "#46525f", "dots", "#e6eaee", "#1b5ba5")
LIGHT_WORDS = frozenset({"#46525f", "#1b5ba5"})


@dataclass(frozen=True)
class Series:
    """One value per category; `links` lead from the bars, an empty one nowhere."""

    name: str
    values: Sequence[int]
    links: Sequence[str] = ()
    fill: int = -1


@dataclass(frozen=True)
class Limit:
    value: int
    name: str


@dataclass(frozen=True)
class Chart:
    """`kind`: stack (columns, one per category), lines, bars (one per category, lying), lollipop (one series around `mean`)."""

    kind: str
    title: str
    categories: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    limit: Limit | None = None
    mean: int = 0
    scale: int = 1
    key: str = "c"
    empty: str = "这一期间没有数据"
    notes: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.categories or (self.kind != "lines" and not any(any(series.values) for series in self.series))


def svg(chart: Chart, *, width: int = 640, font: str = "") -> str:
    """The drawing as text; empty for a chart without data, whose page says so in words."""
    if chart.is_empty:
        return ""
    body, height = {"stack": _stack, "lines": _lines, "bars": _bars, "lollipop": _lollipop}[chart.kind](chart, width)
    family = f' font-family="{escape(font)}"' if font else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' class="fx-chart__svg" role="group" aria-label="{escape(chart.title)}" font-size="12"{family}>'
        f"{_patterns(chart.key)}{body}</svg>"
    )


def _patterns(key: str) -> str:
    return (
        f'<defs><pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<rect width="6" height="6" fill="#eef1f4"/><path d="M0 6L6 0M-1 1L1 -1M5 7L7 5" stroke="#8390a0" stroke-width="1.2"/></pattern>'
        f'<pattern id="{key}-dots" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<rect width="5" height="5" fill="#fff"/><rect x="1.5" y="1.5" width="1.6" height="1.6" fill="#1b2631"/></pattern></defs>'
    )


def _fill(chart: Chart, index: int) -> str:
    series = chart.series[index]
    name = FILLS[(series.fill if series.fill >= 0 else index) % len(FILLS)]
    return f"url(#{chart.key}-{name})" if name in {"hatch", "dots"} else name


def _ink_on(chart: Chart, index: int) -> str:
    return "#fff" if _fill(chart, index) in LIGHT_WORDS else INK


def _words(x: int, y: int, text: str, *, anchor: str = "middle", fill: str = SECOND, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{fill}"{weight}>{escape(text)}</text>'


def _shown(chart: Chart, value: int) -> str:
    """Values may be counted in tenths; what is read is the number itself."""
    if chart.scale == 1:
        return str(value)
    whole, rest = divmod(value, chart.scale)
    return f"{whole}.{rest}"


def _linked(drawing: str, link: str, said: str) -> str:
    titled = drawing.replace("/>", f"><title>{escape(said)}</title></rect>", 1) if said else drawing
    return f'<a href="{escape(link)}" tabindex="-1">{titled}</a>' if link else titled


def _steps(top: int) -> tuple[int, int]:
    """A round step and the end of the axis above the highest value."""
    step, times = 1, 0
    while top > 5 * step:
        step, times = (step * 5 // 2, times + 1) if times % 3 == 1 else (step * 2, times + 1)
    return step, max(step, -(-top // step) * step)


def _legend(chart: Chart, x: int) -> str:
    parts = []
    for index, series in enumerate(chart.series):
        parts.append(
            f'<rect x="{x}" y="4" width="14" height="12" fill="{_fill(chart, index)}" stroke="{SECOND}" stroke-width="0.6"/>'
        )
        parts.append(_words(x + 20, 14, series.name, anchor="start", fill=INK))
        x += 38 + 12 * len(series.name)
    return "".join(parts)


def _grid(left: int, right: int, top: int, bottom: int, step: int, end: int) -> str:
    parts = []
    for value in range(0, end + 1, step):
        y = bottom - value * (bottom - top) // end
        parts.append(f'<path d="M{left} {y}H{right}" stroke="{LINE if value else SECOND}" stroke-width="1"/>')
        parts.append(_words(left - 8, y + 4, str(value), anchor="end"))
    return "".join(parts)


def _stack(chart: Chart, width: int) -> tuple[str, int]:
    left, right, top, bottom = 44, width - 12, 52, 268
    totals = [sum(series.values[at] for series in chart.series) for at in range(len(chart.categories))]
    step, end = _steps(max(totals))
    parts = [_legend(chart, left), _grid(left, right, top, bottom, step, end)]
    slot = (right - left) // len(chart.categories)
    wide = min(46, slot * 6 // 10)
    for at, name in enumerate(chart.categories):
        x, y = left + at * slot + (slot - wide) // 2, bottom
        for index, series in enumerate(chart.series):
            high = series.values[at] * (bottom - top) // end
            if not series.values[at]:
                continue
            y -= max(high, 3)
            said = f"{name} {series.name} {series.values[at]}{chart.unit}"
            bar = (
                f'<rect x="{x}" y="{y}" width="{wide}" height="{max(high, 3)}" fill="{_fill(chart, index)}"'
                ' stroke="#fff" stroke-width="1"/>'
            )
            parts.append(_linked(bar, series.links[at] if series.links else "", said))
            if high >= 17 and series.values[at] > 1:
                parts.append(
                    _words(x + wide // 2, y + high // 2 + 4, str(series.values[at]), fill=_ink_on(chart, index))
                )
        if totals[at]:
            parts.append(_words(x + wide // 2, y - 6, f"{totals[at]}{chart.unit}", fill=INK, bold=True))
        parts.append(_words(left + at * slot + slot // 2, bottom + 20, name))
    return "".join(parts), bottom + 32


def _lines(chart: Chart, width: int) -> tuple[str, int]:
    left, right, top, bottom = 44, width - 76, 52, 268
    highest = max(max(series.values) for series in chart.series)
    step, end = _steps(max(highest, chart.limit.value if chart.limit else 0))
    parts = [_grid(left, right, top, bottom, step, end)]
    slot = (right - left) // len(chart.categories)
    if chart.limit:
        y = bottom - chart.limit.value * (bottom - top) // end
        parts.append(f'<path d="M{left} {y}H{right}" stroke="{RED}" stroke-width="1.5"/>')
        parts.append(_words(right + 6, y + 4, chart.limit.name, anchor="start", fill=RED))
    x = left
    for index, series in enumerate(chart.series):
        colour, dash = (("#1b5ba5", ""), ("#46525f", ' stroke-dasharray="5 4"'))[index % 2]
        parts.append(
            f'<path d="M{x} 10h24" stroke="{colour}" stroke-width="2"{dash}/>{_dot(x + 12, 10, index, colour)}'
        )
        parts.append(_words(x + 32, 14, series.name, anchor="start", fill=INK))
        x += 50 + 12 * len(series.name)
        spots = [
            (left + at * slot + slot // 2, bottom - value * (bottom - top) // end, value, at)
            for at, value in enumerate(series.values)
            if value >= 0
        ]
        path = "L".join(f"{px} {py}" for px, py, _, _ in spots)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        for px, py, value, at in spots:
            link = series.links[at] if series.links else ""
            dot = _dot(px, py, index, colour)
            parts.append(f'<a href="{escape(link)}" tabindex="-1">{dot}</a>' if link else dot)
            parts.append(_words(px, py + (18 if index == 0 else -9), str(value), fill=INK))
    parts += [_words(left + at * slot + slot // 2, bottom + 20, name) for at, name in enumerate(chart.categories)]
    return "".join(parts), bottom + 32


def _dot(x: int, y: int, index: int, colour: str) -> str:
    if index % 2:
        return f'<rect x="{x - 4}" y="{y - 4}" width="8" height="8" fill="{colour}"/>'
    return f'<circle cx="{x}" cy="{y}" r="4.5" fill="{colour}"/>'


def _bars(chart: Chart, width: int) -> tuple[str, int]:
    longest = max(len(name) for name in chart.categories)
    left, right, top, row = 16 + 12 * longest, width - 48, 32, 32
    most = max(sum(series.values[at] for series in chart.series) for at in range(len(chart.categories)))
    parts = [_legend(chart, 4)]
    for at, name in enumerate(chart.categories):
        x, y = left, top + at * row
        parts.append(_words(left - 8, y + 15, name, anchor="end", fill=INK))
        for index, series in enumerate(chart.series):
            if not series.values[at]:
                continue
            wide = max(series.values[at] * (right - left) // most, 4)
            said = f"{name} {series.name} {series.values[at]}{chart.unit}"
            bar = f'<rect x="{x}" y="{y}" width="{wide}" height="20" fill="{_fill(chart, index)}" stroke="#fff" stroke-width="1"/>'
            parts.append(_linked(bar, series.links[at] if series.links else "", said))
            if wide >= 22:
                parts.append(_words(x + wide // 2, y + 15, str(series.values[at]), fill=_ink_on(chart, index)))
            x += wide
        total = sum(series.values[at] for series in chart.series)
        parts.append(_words(x + 6, y + 15, f"{total}{chart.unit}", anchor="start", fill=INK))
    return "".join(parts), top + row * len(chart.categories) + 4


def _lollipop(chart: Chart, width: int) -> tuple[str, int]:
    """Deviations from the mean; filled above it, hollow and dashed below."""
    values = chart.series[0].values
    longest = max(len(name) for name in chart.categories)
    left, right, top, row = 16 + 12 * longest, width - 30, 34, 25
    low, high = min(*values, chart.mean) - 3 * chart.scale, max(*values, chart.mean) + 2 * chart.scale

    def place(value: int) -> int:
        return left + (value - low) * (right - left) // (high - low)

    middle, bottom = place(chart.mean), top + row * len(values)
    parts = [
        f'<path d="M{middle} {top - 8}V{bottom}" stroke="{SECOND}" stroke-width="1"/>',
        _words(middle, top - 14, f"平均{_shown(chart, chart.mean)}", fill=INK),
    ]
    for at, name in enumerate(chart.categories):
        x, y, above = place(values[at]), top + at * row + 12, values[at] >= chart.mean
        dash = "" if above else ' stroke-dasharray="3 3"'
        parts.append(_words(left - 8, y + 4, name, anchor="end", fill=INK))
        parts.append(f'<path d="M{middle} {y}H{x}" stroke="#000" stroke-width="2"{dash}/>')
        parts.append(
            f'<circle cx="{x}" cy="{y}" r="4.5" fill="{"#000" if above else "#fff"}" stroke="#000" stroke-width="1.4"/>'
        )
        anchor, beside = ("start", x + 9) if above else ("end", x - 9)
        parts.append(_words(beside, y + 4, _shown(chart, values[at]), anchor=anchor, fill=INK))
    return "".join(parts), bottom + 6
