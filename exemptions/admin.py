"""Reference data the administrator keeps: the calendar. The law itself comes by packs and official texts only."""

from django.contrib import admin

from exemptions.models import CalendarDay, CalendarYear, Pack, Statute


class DayInline(admin.TabularInline):
    model = CalendarDay
    extra = 0


@admin.register(CalendarYear)
class CalendarYearAdmin(admin.ModelAdmin):
    list_display = ["year", "source", "issued"]
    inlines = [DayInline]


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Statute)
class StatuteAdmin(ReadOnly):
    list_display = ["code", "title", "level"]
    search_fields = ["code", "title"]


@admin.register(Pack)
class PackAdmin(ReadOnly):
    list_display = ["title", "code", "digest", "loaded_at"]
    fields = ["title", "code", "digest", "loaded_at"]
