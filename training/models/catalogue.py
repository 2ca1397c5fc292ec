"""What is taught: programmes of the whole service, courses of a unit and year."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import QualificationKind
from staff.models import Dated, Unit
from staff.querysets import DatedQuerySet
from training.querysets import CourseQuerySet

MAX_PERIODS = 2_000


class Programme(Dated):
    """A programme (chương trình) valid in [start, end); passing it may give a level of a qualification."""

    code = models.CharField(_("programme code"), max_length=40, unique=True)
    title = models.CharField(_("programme"), max_length=200)
    kind = models.CharField(
        _("qualification it gives"), max_length=16, choices=QualificationKind, blank=True, default=""
    )
    level = models.CharField(_("level it gives"), max_length=80, blank=True)
    periods = models.PositiveSmallIntegerField(_("periods (tiết)"))
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    history = HistoricalRecords()
    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("training programme")
        verbose_name_plural = _("training programmes")
        ordering = ["code"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(periods__gte=1, periods__lte=MAX_PERIODS),
                name="training_programme_periods",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="") | ~models.Q(level=""),
                name="training_programme_level_of_kind",
                violation_error_message=_("A programme that gives a qualification names its level."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Course(models.Model):
    """A course (khóa) of a programme that a unit runs or sends people to in a year."""

    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="courses", verbose_name=_("programme")
    )
    code = models.CharField(_("course code"), max_length=40, unique=True)
    title = models.CharField(_("course"), max_length=200)
    folded = models.CharField(max_length=250, editable=False, db_index=True)
    year = models.PositiveSmallIntegerField(_("year"))
    organiser = models.CharField(_("organised by"), max_length=160, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit in charge"))

    history = HistoricalRecords()
    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("training course")
        verbose_name_plural = _("training courses")
        ordering = ["-year", "code"]

    def __str__(self) -> str:
        return f"{self.title} ({self.code})"
