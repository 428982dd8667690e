"""Working days: what the State Council published for each year."""

from datetime import date

from django.db import models

from documents.words import zh_date
from exemptions.enums import DayKind


class CalendarYear(models.Model):
    """A year whose notice has been entered. A year without a row is unknown, so its deadlines are provisional."""

    year = models.PositiveSmallIntegerField("年份", unique=True)
    source = models.CharField("依据", max_length=300)
    issued = models.DateField("通知日期")
    changed_at = models.DateTimeField("更新时间", auto_now=True)

    class Meta:
        verbose_name = "日历年度"
        verbose_name_plural = "日历年度"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source=""),
                name="calendar_year_has_source",
                violation_error_message="必须写明国务院办公厅的放假通知。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年"

    def as_data(self) -> dict[str, object]:
        """The year as the packs write it: runs of days off, and weekend days worked."""
        days = list(self.days.all())
        return {
            "source": self.source,
            "issued": self.issued.isoformat(),
            "holidays": _runs([day for day in days if day.kind == DayKind.HOLIDAY]),
            "workdays": [day.on.isoformat() for day in days if day.kind == DayKind.WORKDAY],
        }


class CalendarDay(models.Model):
    """A day that differs from the ordinary week: off on a weekday, or worked on a weekend."""

    year = models.ForeignKey(CalendarYear, verbose_name="年度", on_delete=models.CASCADE, related_name="days")
    on = models.DateField("日期")
    kind = models.CharField("种类", max_length=8, choices=DayKind)
    name = models.CharField("名称", max_length=20, blank=True)

    class Meta:
        verbose_name = "日历日"
        verbose_name_plural = "日历日"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                fields=["on"], name="calendar_day_once", violation_error_message="同一天只能登记一次。"
            ),
        ]

    def __str__(self) -> str:
        return f"{zh_date(self.on)} {self.get_kind_display()}"


def _runs(days: list[CalendarDay]) -> list[dict[str, str]]:
    runs: list[tuple[str, date, date]] = []
    for day in days:
        if runs and runs[-1][0] == day.name and (day.on - runs[-1][2]).days == 1:
            runs[-1] = (day.name, runs[-1][1], day.on)
        else:
            runs.append((day.name, day.on, day.on))
    return [{"name": name, "from": first.isoformat(), "to": last.isoformat()} for name, first, last in runs]
