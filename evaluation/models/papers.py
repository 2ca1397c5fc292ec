"""Documents made in the background and kept, and the packages for the national database."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import JobState
from evaluation.models.work import Period
from evaluation.querysets import PaperJobQuerySet
from staff.models import Unit, User
from staff.models.imports import private_storage
from staff.querysets import UnitRowQuerySet


class PaperJob(models.Model):
    """A document or archive somebody asked for: how far it is, and the kept result. Its maker alone sees it.

    `kind` names a maker of `evaluation.documents.makers`; `wanted` are its arguments. Rows are chosen through
    the gate, as the person who asked, when the work begins.
    """

    kind = models.CharField(_("document"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    wanted = models.JSONField(_("what was asked for"), default=dict)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )
    asked_by = models.ForeignKey(
        User, models.CASCADE, related_name="paper_jobs", verbose_name=_("asked for by")
    )
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    started_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    # The last sign of life of whoever makes it; long silence while running means a restart cut it off.
    seen_at = models.DateTimeField(_("last sign of life"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    total = models.PositiveIntegerField(_("to make"), default=0)
    made = models.PositiveIntegerField(_("made"), default=0)
    cancel_asked = models.BooleanField(_("to be cancelled"), default=False)
    trouble = models.CharField(_("what went wrong"), max_length=500, blank=True)
    file = models.FileField(storage=private_storage, upload_to="papers/", blank=True)
    file_name = models.CharField(_("file"), max_length=160, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)

    objects = PaperJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("document in the making")
        verbose_name_plural = _("documents in the making")
        ordering = ["-asked_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class NationalPackage(models.Model):
    """Scores of a period, or ratings of a year, as handed to the national database (art. 26.1.d).

    `due` is the last of five days after the result was complete. Either `period` or `year` is set.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("agency"))
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="packages", verbose_name=_("period")
    )
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    complete_on = models.DateField(_("result complete on"))
    due = models.DateField(_("due on"))
    number = models.PositiveIntegerField(_("people"))
    # Whether the file holds citizen identity numbers: then only who may see masked fields gets it.
    has_ids = models.BooleanField(_("with citizen identity numbers"), default=False)
    file = models.FileField(storage=private_storage, upload_to="packages/")
    file_name = models.CharField(_("file"), max_length=160)
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("made by"))
    signed_off_at = models.DateTimeField(_("signed off at"), null=True, blank=True)
    signed_off_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed off by")
    )
    sent_on = models.DateField(_("handed over on"), null=True, blank=True)
    receipt = models.CharField(_("receipt"), max_length=120, blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("package for the national database")
        verbose_name_plural = _("packages for the national database")
        ordering = ["-made_at"]
        default_permissions = ("view", "add")
        permissions = [("sign_off_nationalpackage", "Sign off a package for the national database")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period__isnull=True) ^ models.Q(year__isnull=True),
                name="evaluation_nationalpackage_one_subject",
            )
        ]

    def __str__(self) -> str:
        return self.file_name
