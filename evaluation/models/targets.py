"""Targets (chỉ tiêu) of a statistical year, and drives (đợt cao điểm) with targets of their own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Measure
from evaluation.querysets import UnitScopedQuerySet
from staff.models import Dated, Officer, Unit, User
from staff.querysets import UnitRowQuerySet


class Target(Dated):
    """The rate R1 (C12 / C8) a unit or an officer must reach in a statistical year, in per cent.

    Dated: a change in the middle of the year ends one row and begins the next (a decision for each).
    """

    year = models.PositiveSmallIntegerField(_("statistical year"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    measure = models.CharField(_("measure"), max_length=4, choices=Measure)
    percent = models.DecimalField(_("target (%)"), max_digits=6, decimal_places=3)
    decision = models.CharField(_("decision number"), max_length=80)
    decision_date = models.DateField(_("date of the decision"))
    reason = models.CharField(_("reason for the change"), max_length=500, blank=True)

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["-year", "unit_id", "officer_id", "measure", "start"]
        default_permissions = ("view", "add", "change")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["year", "unit", "measure", "start"],
                condition=models.Q(officer=None),
                name="evaluation_target_of_unit_once",
            ),
            models.UniqueConstraint(
                fields=["year", "unit", "measure", "start", "officer"],
                condition=~models.Q(officer=None),
                name="evaluation_target_of_officer_once",
            ),
            models.CheckConstraint(
                condition=models.Q(percent__gt=0, percent__lte=100), name="evaluation_target_percent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year} {self.measure}"


class Drive(Dated):
    """A drive (đợt cao điểm) in a unit and everything below it, with targets of its own."""

    name = models.CharField(_("name"), max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    target_cases = models.PositiveIntegerField(_("target: cases resolved"), null=True, blank=True)
    target_money = models.BigIntegerField(_("target: money resolved (đồng)"), null=True, blank=True)
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("drive")
        verbose_name_plural = _("drives")
        ordering = ["-start", "name"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.name


class DriveResult(models.Model):
    """What a unit resolved in a drive up to a day, counted from its first day."""

    drive = models.ForeignKey(Drive, models.CASCADE, related_name="results", verbose_name=_("drive"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    day = models.DateField(_("up to"))
    cases = models.PositiveIntegerField(_("cases resolved"), default=0)
    money = models.BigIntegerField(_("money resolved (đồng)"), default=0)
    reported_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("reported by")
    )

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a drive")
        verbose_name_plural = _("results of drives")
        ordering = ["drive_id", "day", "unit_id"]
        default_permissions = ("view", "add")
        constraints = [
            models.UniqueConstraint(fields=["drive", "unit", "day"], name="evaluation_driveresult_once"),
            models.CheckConstraint(condition=models.Q(money__gte=0), name="evaluation_driveresult_money"),
        ]

    def __str__(self) -> str:
        return f"{self.drive_id} {self.unit_id} {self.day}"
