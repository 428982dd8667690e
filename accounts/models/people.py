"""The bureau, its sections, its people with their 执法证, its leading group, who stands in for whom."""

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone

from accounts.enums import ADMINISTRATORS, CASE_WORKERS, Role, Seat, SectionKind


class DateRange(Func):
    """daterange(from, to, '[]') for exclusion constraints over whole days."""

    function = "DATERANGE"
    output_field = DateRangeField()


def whole_days(start: str, end: str) -> DateRange:
    return DateRange(F(start), F(end), Value("[]"))


class Bureau(models.Model):
    """The one organ this installation serves."""

    name = models.CharField("机关名称", max_length=60)
    word = models.CharField("机关代字", max_length=10, help_text="文号开头，如“黔统”")
    district = models.CharField("行政区", max_length=40, help_text="如“重庆市黔江区”")
    address = models.CharField("地址", max_length=120, blank=True)
    phone = models.CharField("联系电话", max_length=40, blank=True)
    review_organ = models.CharField("行政复议机关", max_length=60, blank=True)
    court = models.CharField("有管辖权的人民法院", max_length=60, blank=True)
    papers_need_approval = models.BooleanField(
        "文书先审签后编号", default=False, help_text="打开后，文书须经科室负责人或者局领导审签才能编文号"
    )
    is_demo = models.BooleanField("示范数据", default=False)
    created_at = models.DateTimeField("设立时间", default=timezone.now)

    class Meta:
        verbose_name = "本局"
        verbose_name_plural = "本局"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="bureau_only_one",
                violation_error_message="一个系统只服务一个机关。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    name = models.CharField("名称", max_length=40, unique=True)
    kind = models.CharField("性质", max_length=12, choices=SectionKind, default=SectionKind.OFFICE)
    order = models.PositiveSmallIntegerField("排序", default=0)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "科室"
        verbose_name_plural = "科室"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields) -> "User":
        fields.setdefault("role", Role.ADMINISTRATOR)
        fields.setdefault("name", username)
        return self.create_user(username, password, **fields)

    def certified(self, *, on: date) -> models.QuerySet["User"]:
        """People whose 执法证 is valid on that day."""
        return (
            self.filter(is_active=True)
            .exclude(certificate_number="")
            .filter(certificate_from__lte=on, certificate_until__gte=on)
        )


class User(AbstractBaseUser, PermissionsMixin):
    username = models.CharField("用户名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    role = models.CharField("角色", max_length=16, choices=Role)
    section = models.ForeignKey(
        Section,
        verbose_name="科室",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    title = models.CharField("职务", max_length=40, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)
    email = models.EmailField("接收提醒的邮箱", blank=True)
    certificate_number = models.CharField("统计执法证号", max_length=40, blank=True)
    certificate_from = models.DateField("执法证有效期自", null=True, blank=True)
    certificate_until = models.DateField("执法证有效期至", null=True, blank=True)
    legally_qualified = models.BooleanField("有法律职业资格", default=False)
    is_active = models.BooleanField("在用", default=True)
    left_on = models.DateField("离岗日期", null=True, blank=True)
    password_set_at = models.DateTimeField("密码启用时间", default=timezone.now)
    password_is_first = models.BooleanField("密码由他人设定", default=False)
    created_at = models.DateTimeField("建立时间", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        ordering = ["section__order", "role", "username"]
        constraints = [
            models.CheckConstraint(
                # In a fixed order: a set would make every second makemigrations see a change.
                condition=~Q(role__in=[Role.OFFICER.value, Role.HEAD.value]) | Q(section__isnull=False),
                name="user_case_worker_has_section",
                violation_error_message="执法人员和科室负责人必须属于一个科室。",
            ),
            models.CheckConstraint(
                condition=Q(certificate_number="")
                | (
                    Q(certificate_from__isnull=False)
                    & Q(certificate_until__isnull=False)
                    & Q(certificate_until__gte=F("certificate_from"))
                ),
                name="user_certificate_with_validity",
                violation_error_message="填写执法证号的，必须填写有效期，且止日不早于起日。",
            ),
            models.UniqueConstraint(
                fields=["certificate_number"],
                condition=~Q(certificate_number=""),
                name="user_certificate_once",
                violation_error_message="这个执法证号已经登记在另一人名下。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    def get_full_name(self) -> str:
        return self.name

    @property
    def sees_cases(self) -> bool:
        return self.role not in ADMINISTRATORS

    @property
    def works_cases(self) -> bool:
        """Registers parties, leads and files; the others read them or decide."""
        return self.role in CASE_WORKERS

    @property
    def has_deadlines(self) -> bool:
        return self.role in {*CASE_WORKERS, Role.REVIEWER, Role.LEADER}

    def certificate_valid(self, *, on: date) -> bool:
        return bool(
            self.is_active
            and self.certificate_number
            and self.certificate_from
            and self.certificate_until
            and self.certificate_from <= on <= self.certificate_until
        )


class GroupSeatQuerySet(models.QuerySet["GroupSeat"]):
    def held(self, *, on: date) -> "GroupSeatQuerySet":
        return self.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


class GroupSeat(models.Model):
    """A seat in the leading group for柔性执法, with its term."""

    user = models.ForeignKey(User, verbose_name="人员", on_delete=models.PROTECT, related_name="seats")
    seat = models.CharField("职务", max_length=12, choices=Seat)
    starts_on = models.DateField("任职日期")
    ends_on = models.DateField("离任日期", null=True, blank=True)

    objects = GroupSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "领导小组席位"
        verbose_name_plural = "领导小组席位"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="group_seat_dates_in_order",
                violation_error_message="离任日期不能早于任职日期。",
            ),
            ExclusionConstraint(
                name="group_one_chair_at_a_time",
                expressions=[(whole_days("starts_on", "ends_on"), RangeOperators.OVERLAPS)],
                condition=Q(seat="chair"),
                violation_error_message="同一时间只能有一名组长。请先填写前任的离任日期。",
            ),
            ExclusionConstraint(
                name="group_one_seat_per_person",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (whole_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="同一人同一时间只能有一个席位。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_seat_display()} {self.user}"


class StandInQuerySet(models.QuerySet["StandIn"]):
    def running(self, *, on: date) -> "StandInQuerySet":
        return self.filter(starts_on__lte=on, ends_on__gte=on, revoked_at__isnull=True)


class StandIn(models.Model):
    """Somebody is away; another signs for them between two dates, named as such, never on own work."""

    absent = models.ForeignKey(User, verbose_name="不在岗的人", on_delete=models.PROTECT, related_name="stand_ins")
    deputy = models.ForeignKey(User, verbose_name="代行人", on_delete=models.PROTECT, related_name="stands_in_for")
    starts_on = models.DateField("自")
    ends_on = models.DateField("至")
    reason = models.CharField("事由", max_length=100)
    appointed_by = models.ForeignKey(User, verbose_name="指定人", on_delete=models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField("指定时间", default=timezone.now)
    revoked_at = models.DateTimeField("撤销时间", null=True, blank=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        verbose_name = "代行"
        verbose_name_plural = "代行"
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent=F("deputy")),
                name="stand_in_is_another",
                violation_error_message="不能指定本人代行本人的职责。",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="stand_in_dates_in_order",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            ExclusionConstraint(
                name="stand_in_one_at_a_time",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    (whole_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(revoked_at__isnull=True),
                violation_error_message="这几天已经指定了代行人。请先撤销原来的指定。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy}代{self.absent}"


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, user: User) -> "SavedFilterQuerySet":
        """One's own, and those shared in the section."""
        seen = Q(made_by=user)
        if user.section_id:
            seen |= Q(is_shared=True, section=user.section_id)
        return self.filter(seen)


class SavedFilter(models.Model):
    """A filter of a list under a name. It holds the question, never the rows: everybody sees what they may see."""

    page = models.CharField("列表", max_length=20)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=400)
    section = models.ForeignKey(Section, verbose_name="科室", null=True, on_delete=models.PROTECT, related_name="+")
    is_shared = models.BooleanField("科室共用", default=False)
    made_by = models.ForeignKey(User, verbose_name="保存人", on_delete=models.PROTECT, related_name="filters")
    made_at = models.DateTimeField("保存时间", default=timezone.now)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "保存的筛选"
        verbose_name_plural = "保存的筛选"
        ordering = ["is_shared", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["made_by", "page", "name"],
                name="saved_filter_once",
                violation_error_message="您已经有一个同名的筛选。请换一个名称，或者先删去原来的。",
            ),
            models.CheckConstraint(
                condition=Q(is_shared=False) | Q(section__isnull=False),
                name="saved_filter_shared_in_section",
                violation_error_message="不属于任何科室的人，筛选不能科室共用。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
