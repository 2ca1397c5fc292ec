"""Work of a personnel department over time: planned reorganisations and campaigns for complete records."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import PlanState
from staff.models.people import User
from staff.models.units import Unit
from staff.querysets import CampaignRowQuerySet, UnitRowQuerySet


class ReorganisationPlan(models.Model):
    """Merges, splits and renamings on one day, prepared, previewed, then carried out once.

    `unit`: the unit within whose subtree they lie. `content`: the steps as the form makes them.
    `seen`: fingerprint of the preview that was confirmed.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("within unit"))
    title = models.CharField(_("title"), max_length=200)
    day = models.DateField(_("day"))
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    content = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=8, choices=PlanState, default=PlanState.DRAFT)
    seen = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    applied_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(_("carried out at"), null=True, blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned reorganisation")
        verbose_name_plural = _("planned reorganisations")
        ordering = ["-day", "-created_at"]

    def __str__(self) -> str:
        return self.title


class QualityCampaign(models.Model):
    """A drive to complete the records of a unit's subtree by a day; `fields`: keys of the field list."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    name = models.CharField(_("campaign"), max_length=160)
    opened_on = models.DateField(_("opened on"))
    deadline = models.DateField(_("deadline"))
    fields = models.JSONField(default=list)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("data quality campaign")
        verbose_name_plural = _("data quality campaigns")
        ordering = ["-opened_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(deadline__gte=models.F("opened_on")),
                name="staff_qualitycampaign_deadline",
                violation_error_message=_("The deadline must not come before the opening."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CampaignStanding(models.Model):
    """How far a unit's own people's records were complete on a day of the campaign (fields filled of all)."""

    campaign = models.ForeignKey(QualityCampaign, models.CASCADE, related_name="standings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    day = models.DateField(_("day"))
    filled = models.PositiveIntegerField(_("fields filled"))
    wanted = models.PositiveIntegerField(_("fields wanted"))
    complete = models.PositiveIntegerField(_("complete records"))
    people = models.PositiveIntegerField(_("people"))

    objects = CampaignRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing of a campaign")
        verbose_name_plural = _("standings of a campaign")
        ordering = ["day", "unit__code"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "day"], name="staff_campaignstanding_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.day:%d/%m/%Y}"
