"""领导小组的监督: meetings with what was resolved, checks with what was found, and how each thing was put right."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.enums import Role, Seat
from accounts.models import Section
from oversight.enums import FollowResult, ItemState, MeetingState, Presence
from oversight.models.typical import person
from records.models import Paper, StoredFile


class GroupMeeting(models.Model):
    """One meeting of the leading group; its minutes signed, it stands (trigger)."""

    subject = models.CharField("会议名称", max_length=80)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=60)
    chaired_by = person("主持人")
    recorded_by = person("记录人")
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)
    minutes = models.TextField("会议纪要", blank=True)
    state = models.CharField("状态", max_length=8, choices=MeetingState, default=MeetingState.DRAFT)
    signed_by = person("签发人", null=True, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)
    paper = models.OneToOneField(
        Paper, verbose_name="纪要文书", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "领导小组会议"
        verbose_name_plural = "领导小组会议"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="signed")
                | (
                    Q(signed_by__isnull=False, signed_at__isnull=False, paper__isnull=False)
                    & ~Q(minutes="")
                    & ~Q(signed_by=F("recorded_by"))
                ),
                name="meeting_signed_by_another",
                violation_error_message="纪要由记录人以外的组长签发，签发前须写好纪要。",
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class AgendaItem(models.Model):
    meeting = models.ForeignKey(GroupMeeting, verbose_name="会议", on_delete=models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField("序号")
    title = models.CharField("议题", max_length=120)

    class Meta:
        verbose_name = "会议议题"
        verbose_name_plural = "会议议题"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"],
                name="agenda_order_once",
                violation_error_message="议题序号不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class MeetingSeat(models.Model):
    """Who of the group was there."""

    meeting = models.ForeignKey(GroupMeeting, verbose_name="会议", on_delete=models.CASCADE, related_name="seats")
    user = person("组员")
    seat = models.CharField("职务", max_length=12, choices=Seat)
    presence = models.CharField("到会", max_length=8, choices=Presence)

    class Meta:
        verbose_name = "到会情况"
        verbose_name_plural = "到会情况"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="meeting_seat_once",
                violation_error_message="同一人的到会情况只记一次。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_presence_display()}"


class PlanCheck(models.Model):
    """监督检查: supervision looks how a section carries the plan out; append-only."""

    title = models.CharField("检查事项", max_length=80)
    section = models.ForeignKey(Section, verbose_name="被检查科室", on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField("检查日期")
    scope = models.TextField("检查内容和方法")
    result = models.TextField("检查情况")
    checked_by = person("检查人")
    recorded_at = models.DateTimeField("记录时间", default=timezone.now)

    class Meta:
        verbose_name = "监督检查"
        verbose_name_plural = "监督检查"
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def binding(self) -> "ActionItemQuerySet":
        """What was found by a check, and what was resolved once the minutes are signed."""
        return self.filter(Q(check_row__isnull=False) | Q(meeting__state=MeetingState.SIGNED))

    def waiting(self) -> "ActionItemQuerySet":
        return self.binding().exclude(state=ItemState.DONE)

    def visible_to(self, user) -> "ActionItemQuerySet":
        if user.is_active and user.role in {Role.LEADER, Role.SUPERVISOR}:
            return self.all()
        seen = Q(owner=user)
        if user.is_active and user.role == Role.HEAD:
            seen |= Q(section=user.section_id)
        return self.binding().filter(seen)


class ActionItem(models.Model):
    """督办事项: a resolution of a meeting or a finding of a check, with who does it by when."""

    meeting = models.ForeignKey(
        GroupMeeting, verbose_name="会议", null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    check_row = models.ForeignKey(
        PlanCheck, verbose_name="检查", null=True, blank=True, on_delete=models.PROTECT, related_name="items"
    )
    order = models.PositiveSmallIntegerField("序号")
    words = models.TextField("事项")
    section = models.ForeignKey(Section, verbose_name="责任科室", on_delete=models.PROTECT, related_name="+")
    owner = person("责任人")
    due_on = models.DateField("期限")
    state = models.CharField("状态", max_length=10, choices=ItemState, default=ItemState.OPEN)
    made_by = person("登记人")
    made_at = models.DateTimeField("登记时间", default=timezone.now)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        verbose_name = "督办事项"
        verbose_name_plural = "督办事项"
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, check_row__isnull=True)
                | Q(meeting__isnull=True, check_row__isnull=False),
                name="item_of_meeting_or_check",
                violation_error_message="督办事项出自一次会议或者一次检查。",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="item_says_what",
                violation_error_message="请写明要办什么。",
            ),
            models.UniqueConstraint(
                fields=["meeting", "check_row", "order"],
                nulls_distinct=False,
                name="item_order_once",
                violation_error_message="事项序号不能重复。",
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]


class ActionReport(models.Model):
    """What was done; append-only, the newest counts."""

    item = models.ForeignKey(ActionItem, verbose_name="督办事项", on_delete=models.PROTECT, related_name="reports")
    words = models.TextField("落实情况")
    file = models.ForeignKey(
        StoredFile, verbose_name="佐证", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_by = person("报告人")
    reported_at = models.DateTimeField("报告时间", default=timezone.now)

    class Meta:
        verbose_name = "落实报告"
        verbose_name_plural = "落实报告"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(words=""),
                name="report_says_what",
                violation_error_message="请写明落实情况。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reported_by} {self.reported_at:%Y-%m-%d}"


class ActionFollowUp(models.Model):
    """Supervision looked again; append-only. `new_due_on` where it is not yet as it should be."""

    item = models.ForeignKey(ActionItem, verbose_name="督办事项", on_delete=models.PROTECT, related_name="follow_ups")
    report = models.OneToOneField(
        ActionReport, verbose_name="落实报告", on_delete=models.PROTECT, related_name="follow_up"
    )
    result = models.CharField("核查结果", max_length=8, choices=FollowResult)
    words = models.TextField("核查情况")
    new_due_on = models.DateField("新的期限", null=True, blank=True)
    followed_by = person("核查人")
    followed_at = models.DateTimeField("核查时间", default=timezone.now)

    class Meta:
        verbose_name = "跟踪核查"
        verbose_name_plural = "跟踪核查"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result="done", new_due_on__isnull=True) | Q(result="again", new_due_on__isnull=False),
                name="follow_up_again_with_day",
                violation_error_message="继续整改的，须定新的期限。",
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="follow_up_says_what",
                violation_error_message="请写明核查情况。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_result_display()
