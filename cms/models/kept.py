"""Shared shapes: a file in private storage, and whom something is meant for."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.enums import Level
from staff.models import Unit
from staff.models.imports import private_storage


class KeptFile(models.Model):
    """A file of a directive, a plan, a report. It is served only through the row it belongs to."""

    file = models.FileField(_("file"), storage=private_storage, upload_to="documents/%Y/")
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        verbose_name = _("kept file")
        verbose_name_plural = _("kept files")

    def __str__(self) -> str:
        return self.name


class TargetFields(models.Model):
    """Whom something is meant for: a unit (empty = the whole country), with or without those below, of a level.

    Rows without any target are meant for everyone.
    """

    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    with_below = models.BooleanField(_("with the units below"), default=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.unit or ''} {self.level}".strip()
