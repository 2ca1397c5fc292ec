"""The shape of every fact with a beginning and an end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.enums import Precision


class Dated(models.Model):
    """A fact in force from `start` (first day) until `end` (first day no longer; null = open)."""

    start = models.DateField(_("from"))
    start_precision = models.CharField(
        _("precision of the first day"), max_length=5, choices=Precision, default=Precision.DAY
    )
    end = models.DateField(_("until (exclusive)"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__isnull=True) | models.Q(end__gt=models.F("start")),
                name="%(app_label)s_%(class)s_end_after_start",
                violation_error_message=_("The last day must come after the first."),
            )
        ]
