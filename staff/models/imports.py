"""The log of workbooks that came in, and the file between preview and confirmation."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.enums import ImportState
from staff.models.people import User


def private_storage() -> Storage:
    """Where files of records lie: never under a public path."""
    return storages["private"]


class ImportRun(models.Model):
    """One workbook: what it was, who brought it, what came of it."""

    kind = models.CharField(_("kind"), max_length=20)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to="imports/", blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ImportState)
    actor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("brought in by")
    )
    created_at = models.DateTimeField(_("brought in at"), auto_now_add=True)
    applied_at = models.DateTimeField(_("written at"), null=True, blank=True)
    summary = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"
