"""What an officer's record is made of: dated rows, one table a kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import Engagement, PostingAct, PostingKind, QualificationKind, StepRaise
from staff.models.decided import Decided
from staff.models.people import Officer
from staff.models.reference import Post, Rank
from staff.models.units import Unit
from staff.querysets import OfficerRowQuerySet, PostingQuerySet

# Kinds of qualification of which a person holds one level at a time.
SINGLE_LEVELS = (
    QualificationKind.EDUCATION,
    QualificationKind.POLITICAL_THEORY,
    QualificationKind.STATE_MANAGEMENT,
)


class Posting(Decided):
    """Where an officer serves, in which post. One primary posting at a time."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="postings", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings", verbose_name=_("unit"))
    kind = models.CharField(
        _("kind of posting"), max_length=10, choices=PostingKind, default=PostingKind.PRIMARY
    )
    engagement = models.CharField(
        _("engagement"), max_length=13, choices=Engagement, default=Engagement.CIVIL_SERVANT
    )
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    acting = models.BooleanField(_("acting"), default=False)
    act = models.CharField(_("what made it"), max_length=15, choices=PostingAct, blank=True)

    history = HistoricalRecords()
    objects = PostingQuerySet.as_manager()

    class Meta(Decided.Meta):
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["officer_id", "start"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=["officer"],
                condition=models.Q(kind="primary", end__isnull=True),
                name="staff_posting_one_open_primary",
            ),
            models.UniqueConstraint(fields=["officer", "kind", "unit", "start"], name="staff_posting_once"),
        ]
        indexes = [models.Index(fields=["unit", "kind", "start"], name="staff_posting_unit_kind")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.get_kind_display()}"


class UnitCharge(Decided):
    """A unit that a deputy is in charge of (phụ trách; article 15.4 of Decree 335/2025)."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="charges", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="charges", verbose_name=_("unit"))

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta(Decided.Meta):
        verbose_name = _("unit in charge")
        verbose_name_plural = _("units in charge")
        ordering = ["officer_id", "start"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(fields=["officer", "unit", "start"], name="staff_unitcharge_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} → {self.unit_id}"


class RankHolding(Decided):
    """A rank an officer holds, from its appointment."""

    officer = models.ForeignKey(Officer, models.CASCADE, related_name="ranks", verbose_name=_("officer"))
    rank = models.ForeignKey(Rank, models.PROTECT, related_name="+", verbose_name=_("rank"))

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta(Decided.Meta):
        verbose_name = _("rank held")
        verbose_name_plural = _("ranks held")
        ordering = ["officer_id", "start"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(fields=["officer", "start"], name="staff_rankholding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.rank_id}"


class SalaryStep(Decided):
    """A salary step and its coefficient, from the day it is drawn."""

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="salary_steps", verbose_name=_("officer")
    )
    step = models.PositiveSmallIntegerField(_("salary step"))
    coefficient = models.DecimalField(_("coefficient"), max_digits=5, decimal_places=3, null=True, blank=True)
    raised = models.CharField(_("how it was raised"), max_length=12, choices=StepRaise, blank=True)
    # Above the last step (vượt khung): per cent of its coefficient.
    beyond_percent = models.PositiveSmallIntegerField(_("beyond the last step (%)"), default=0)
    # Longer than usual until the next step, e.g. after a discipline.
    delay_months = models.PositiveSmallIntegerField(_("next step delayed by (months)"), default=0)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta(Decided.Meta):
        verbose_name = _("salary step")
        verbose_name_plural = _("salary steps")
        ordering = ["officer_id", "start"]
        constraints = [
            *Decided.Meta.constraints,
            models.UniqueConstraint(fields=["officer", "start"], name="staff_salarystep_once"),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.step}"


class Qualification(Decided):
    """A level of education, theory, management, a language or a certificate; reports count the highest held."""

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="qualifications", verbose_name=_("officer")
    )
    kind = models.CharField(_("kind of qualification"), max_length=16, choices=QualificationKind)
    level = models.CharField(_("level code"), max_length=20)
    title = models.CharField(_("level"), max_length=80)
    specialty = models.CharField(_("specialty"), max_length=120, blank=True)
    school = models.CharField(_("school"), max_length=160, blank=True)
    study_form = models.CharField(_("form of study"), max_length=60, blank=True)
    certificate = models.CharField(_("certificate number"), max_length=60, blank=True)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta(Decided.Meta):
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        ordering = ["officer_id", "kind", "start"]
        constraints = [
            *Decided.Meta.constraints,
            # Someone may hold two languages or two certificates from one day, but only one level.
            models.UniqueConstraint(
                fields=["officer", "kind", "start"],
                condition=models.Q(kind__in=SINGLE_LEVELS),
                name="staff_qualification_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
