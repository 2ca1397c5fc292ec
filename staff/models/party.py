"""Party membership, party posts, and planning for posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.models.decided import OfficerFact
from staff.models.reference import Post
from staff.models.units import Unit


class PartyMembership(OfficerFact):
    """Membership of the Party in a cell: admitted on `start`, full member from `official_on`.

    A move to another cell is a row of its own; `Officer.party_joined` keeps the day of the first.
    """

    cell = models.CharField(_("party cell"), max_length=160, blank=True)
    official_on = models.DateField(_("full member from"), null=True, blank=True)
    card_number = models.CharField(_("party card number"), max_length=20, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("party membership")
        verbose_name_plural = _("party memberships")

    def __str__(self) -> str:
        return self.cell or "–"


class PartyPost(OfficerFact):
    """A post in a party committee (cấp ủy) or in a mass organisation."""

    title = models.CharField(_("party post"), max_length=120)
    committee = models.CharField(_("committee"), max_length=160)
    term = models.CharField(_("term"), max_length=20, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("party post")
        verbose_name_plural = _("party posts")

    def __str__(self) -> str:
        return f"{self.title}, {self.committee}"


class Planning(OfficerFact):
    """A place in the planning (quy hoạch) for a post; `end` is the day of removal or the end of the term."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("planned post"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    term = models.CharField(_("term"), max_length=20)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("planning for a post")
        verbose_name_plural = _("plannings for posts")

    def __str__(self) -> str:
        return f"{self.post} {self.term}"
