"""Reporting periods, written in one way whatever the sheet writes."""

import re

QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4", "1": "1", "2": "2", "3": "3", "4": "4"}
YEAR = r"(?P<y>\d{4})\s*年?\s*"
SEVERAL = re.compile(rf"^{YEAR}(?P<a>\d{{1,2}})\s*[-—–~至到]\s*(?P<m>\d{{1,2}})\s*月$")
QUARTER = re.compile(rf"^{YEAR}[-/]?\s*(?:第?(?P<q>[一二三四1-4])\s*季度?|[Qq](?P<n>[1-4]))(?:季?报)?$")
MONTH = re.compile(rf"^{YEAR}[-/.]?\s*(?P<m>\d{{1,2}})\s*月?(?:份|月报)?$")
WHOLE = re.compile(r"^(?P<y>\d{4})\s*年?(?:度|年报|年度|年定报)?$")


def period_of(text: str) -> str:
    """2026年5月, 2026年第2季度, 2026年1至5月, 2026年; anything else as it is written, without spaces."""
    text = text.strip()
    if found := SEVERAL.match(text):
        return f"{found['y']}年{int(found['a'])}至{int(found['m'])}月"
    if found := QUARTER.match(text):
        return f"{found['y']}年第{QUARTERS[found['q'] or found['n']]}季度"
    if found := WHOLE.match(text):
        return f"{found['y']}年"
    if (found := MONTH.match(text)) and 1 <= int(found["m"]) <= 12:
        return f"{found['y']}年{int(found['m'])}月"
    return re.sub(r"\s+", "", text)[:30]


def year_of(period: str) -> int | None:
    found = re.match(r"^(\d{4})年", period)
    return int(found[1]) if found else None
