"""The cycle of a period: for whom it was opened and until when; complaints about its results."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Verdict
from evaluation.models.evaluations import Evaluation
from evaluation.models.work import Period
from evaluation.querysets import UnitScopedQuerySet
from staff.models import Officer, Unit, User
from staff.querysets import UnitRowQuerySet


class PeriodOpening(models.Model):
    """A period opened for a unit and everything below it, with its last days for scoring and confirming."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="openings", verbose_name=_("period"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    self_score_by = models.DateField(_("score oneself by"))
    confirm_by = models.DateField(_("confirm by"))
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("opened by")
    )

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of a period")
        verbose_name_plural = _("openings of periods")
        ordering = ["-period__end", "unit_id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["period", "unit"], name="evaluation_periodopening_once"),
            models.CheckConstraint(
                condition=models.Q(confirm_by__gte=models.F("self_score_by")),
                name="evaluation_periodopening_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period_id} {self.unit_id}"


class Complaint(models.Model):
    """A complaint (kiến nghị) about a confirmed form or a signed rating, answered in 7 working days (art. 22).

    Either `evaluation` or `rating` is set. `due` is the last day to answer.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="complaints", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name=_("form")
    )
    rating = models.ForeignKey(
        "evaluation.YearRating",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name=_("rating"),
    )
    # Who must answer: the scorer or the authority that rated, on the day it was received.
    answerer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to be answered by")
    )
    text = models.TextField(_("complaint"))
    received_on = models.DateField(_("received on"))
    due = models.DateField(_("answer due on"))
    outcome = models.CharField(_("outcome"), max_length=8, choices=Verdict, default=Verdict.OPEN)
    answer = models.TextField(_("answer"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["due", "pk"]
        default_permissions = ("view", "add")
        permissions = [("answer_complaint", "Answer complaints about scores and ratings")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(evaluation__isnull=True) ^ models.Q(rating__isnull=True),
                name="evaluation_complaint_one_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.received_on}"
