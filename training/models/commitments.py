"""The duty to serve after postgraduate study at the state's cost."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.models import Officer
from staff.querysets import OfficerRowQuerySet
from training.enums import Degree


class StudyCommitment(models.Model):
    """A promise to serve after study in [start, end): `months_to_serve` is three times the study (Decree 171/2025).

    `cost`: đồng (F). When broken: the day, the months served until then (T2) and the sum to pay back.
    """

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="study_commitments", verbose_name=_("officer")
    )
    degree = models.CharField(_("degree"), max_length=8, choices=Degree)
    subject = models.CharField(_("subject"), max_length=160)
    school = models.CharField(_("school"), max_length=160)
    start = models.DateField(_("first day of study"))
    end = models.DateField(_("end of study (exclusive)"))
    cost = models.PositiveBigIntegerField(_("cost (đồng)"))
    months_to_serve = models.PositiveSmallIntegerField(_("months to serve"))
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    broken_on = models.DateField(_("commitment broken on"), null=True, blank=True)
    served_months = models.PositiveSmallIntegerField(_("months served"), null=True, blank=True)
    compensation = models.PositiveBigIntegerField(_("sum to pay back (đồng)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("study commitment")
        verbose_name_plural = _("study commitments")
        ordering = ["-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="training_commitment_end_after_start"
            ),
            models.UniqueConstraint(fields=["officer", "start"], name="training_commitment_once"),
            models.CheckConstraint(
                condition=models.Q(
                    broken_on__isnull=True, served_months__isnull=True, compensation__isnull=True
                )
                | models.Q(broken_on__isnull=False, served_months__isnull=False, compensation__isnull=False),
                name="training_commitment_settled_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_degree_display()} {self.subject}"
