"""Scans and photos of a person's record. They lie in private storage and are served by a view behind the gate."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import FileKind
from staff.models.imports import private_storage
from staff.models.people import Officer, User
from staff.querysets import OfficerRowQuerySet


class RecordFile(models.Model):
    """One file of a person: a photo, a scanned decision, a diploma."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="files", verbose_name=_("officer"))
    kind = models.CharField(_("kind of file"), max_length=12, choices=FileKind)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file"), storage=private_storage, upload_to="records/%Y/")
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of the record")
        verbose_name_plural = _("files of the record")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.title
