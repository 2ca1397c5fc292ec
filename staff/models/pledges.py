"""Integrity pledges: plan of an agency → version of the text → signature of a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import PledgeMethod
from staff.models.files import RecordFile
from staff.models.people import Officer, User
from staff.models.units import Unit
from staff.querysets import OfficerRowQuerySet, PledgeTextQuerySet, UnitRowQuerySet


class PledgePlan(models.Model):
    """A year's plan on preventing corruption, under which people pledge; it holds for the unit's subtree."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("plan"), max_length=200)
    decision = models.CharField(_("number of the plan"), max_length=80, blank=True)
    opened_on = models.DateField(_("issued on"))
    deadline = models.DateField(_("to be signed by"))
    enforcers_only = models.BooleanField(_("only enforcement officers sign"), default=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge plan")
        verbose_name_plural = _("pledge plans")
        ordering = ["-year", "unit__code"]
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="staff_pledgeplan_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"


class PledgeText(models.Model):
    """A version of the text that is pledged; a new version asks everyone again."""

    plan = models.ForeignKey(PledgePlan, models.CASCADE, related_name="texts", verbose_name=_("pledge plan"))
    version = models.PositiveSmallIntegerField(_("version"))
    body = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)

    objects = PledgeTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a pledge")
        verbose_name_plural = _("texts of pledges")
        ordering = ["plan_id", "-version"]
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="staff_pledgetext_once")]

    def __str__(self) -> str:
        return f"{self.plan} v{self.version}"


class Pledge(models.Model):
    """One person's pledge on one version of the text."""

    text = models.ForeignKey(PledgeText, models.PROTECT, related_name="pledges", verbose_name=_("text"))
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="pledges", verbose_name=_("officer"))
    signed_on = models.DateField(_("signed on"))
    method = models.CharField(_("how"), max_length=8, choices=PledgeMethod)
    copy = models.ForeignKey(
        RecordFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("copy")
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("pledge")
        verbose_name_plural = _("pledges")
        ordering = ["-signed_on"]
        constraints = [models.UniqueConstraint(fields=["text", "officer"], name="staff_pledge_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.signed_on:%d/%m/%Y}"
