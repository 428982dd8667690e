"""Sheets of list items handed in as Excel: checked cell by cell before a draft takes anything from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.enums import Role
from exemptions.enums import ListImportState
from exemptions.models.lists import ListVersion
from records.models import StoredFile


class ListImportQuerySet(models.QuerySet["ListImport"]):
    def visible_to(self, user) -> "ListImportQuerySet":
        """Drafting is the reviewers' work, and so are the sheets it takes in."""
        return self if user.is_active and user.role == Role.REVIEWER else self.none()


class ListImport(models.Model):
    """One sheet for one draft: what each row becomes, and what is wrong with which cell. All of it goes in, or nothing."""

    version = models.ForeignKey(ListVersion, verbose_name="清单版本", on_delete=models.CASCADE, related_name="imports")
    file = models.ForeignKey(StoredFile, verbose_name="原文件", on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField("各行", default=list, blank=True)
    faults = models.JSONField("错误", default=list, blank=True)
    state = models.CharField("状态", max_length=8, choices=ListImportState, default=ListImportState.CHECKED)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="上传人", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("上传时间", default=timezone.now)

    objects = ListImportQuerySet.as_manager()

    class Meta:
        verbose_name = "清单导入"
        verbose_name_plural = "清单导入"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ListImportState.DONE) | Q(faults=[]),
                name="list_import_done_without_faults",
                violation_error_message="表格还有错误，不能导入。请改正后重新上传。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {timezone.localtime(self.uploaded_at):%Y-%m-%d %H:%M}"
