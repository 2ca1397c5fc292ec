"""The shape of every change in a personnel record: dated, and made by a decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.models.dated import Dated
from staff.models.files import RecordFile
from staff.models.people import Officer
from staff.querysets import OfficerRowQuerySet


class Decided(Dated):
    """A dated fact with the decision (quyết định) behind it.

    `reason`: why it was recorded although a rule advises against it; empty where no rule did.
    """

    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    issuer = models.CharField(_("issued by"), max_length=160, blank=True)
    signer = models.CharField(_("signed by"), max_length=120, blank=True)
    scan = models.ForeignKey(
        RecordFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("scan")
    )
    reason = models.TextField(_("written reason"), blank=True)

    class Meta(Dated.Meta):
        abstract = True


class OfficerFact(Decided):
    """A dated fact of one officer's record."""

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="%(class)s_rows", verbose_name=_("officer")
    )

    objects = OfficerRowQuerySet.as_manager()

    class Meta(Decided.Meta):
        abstract = True
        ordering = ["officer_id", "start"]
