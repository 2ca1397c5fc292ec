"""Careers beside the postings: terms, contracts, cards, absences, stand-ins, positions to be rotated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import AbsenceKind, CardKind, ContractKind, HindranceKind, StandInKind, TermAct
from staff.models.decided import OfficerFact
from staff.models.people import Officer
from staff.models.reference import Post, RotationPosition
from staff.models.units import Unit


class LeadershipTerm(OfficerFact):
    """A term in a leading post, usually five years; `end` is the first day after it (Decree 170/2025)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name=_("post"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    act = models.CharField(_("what began it"), max_length=10, choices=TermAct, default=TermAct.FIRST)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("leadership term")
        verbose_name_plural = _("leadership terms")

    def __str__(self) -> str:
        return f"{self.post} – {self.unit.code}"


class LabourContract(OfficerFact):
    """A labour contract; `end` is the first day after it, empty for an indefinite one."""

    kind = models.CharField(_("kind of contract"), max_length=14, choices=ContractKind)
    number = models.CharField(_("contract number"), max_length=60, blank=True)
    job = models.CharField(_("job"), max_length=160, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("labour contract")
        verbose_name_plural = _("labour contracts")

    def __str__(self) -> str:
        return self.get_kind_display()


class Card(OfficerFact):
    """The card of an enforcement officer or examiner: issued on `start`, valid until `end` or revoked then."""

    kind = models.CharField(_("kind of card"), max_length=10, choices=CardKind)
    number = models.CharField(_("card number"), max_length=40)
    revoked = models.BooleanField(_("revoked"), default=False)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("card")
        verbose_name_plural = _("cards")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Absence(OfficerFact):
    """A long absence from work (sick, maternity, unpaid, full-time study)."""

    kind = models.CharField(_("kind of absence"), max_length=10, choices=AbsenceKind)
    place = models.CharField(_("place or course"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self) -> str:
        return self.get_kind_display()


class StandIn(OfficerFact):
    """Someone who acts for the head of a unit, or to whom a head delegates; `scores`: ratings too."""

    kind = models.CharField(_("kind"), max_length=12, choices=StandInKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    instead_of = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("instead of")
    )
    scope = models.CharField(_("scope"), max_length=200, blank=True)
    scores = models.BooleanField(_("follows and scores officers too"), default=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("acting head or delegation")
        verbose_name_plural = _("acting heads and delegations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.unit.code}"


class RotationDuty(OfficerFact):
    """Work in a position to be rotated, from the assignment decision (art. 36 of Decree 59/2019)."""

    position = models.ForeignKey(
        RotationPosition, models.PROTECT, related_name="+", verbose_name=_("position")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("work in a position to be rotated")
        verbose_name_plural = _("work in positions to be rotated")

    def __str__(self) -> str:
        return self.position.name


class Hindrance(OfficerFact):
    """A state in which a change of position waits (art. 38 of Decree 59/2019); not said of the secondment
    and the full-time study, which have rows of their own."""

    kind = models.CharField(_("state"), max_length=12, choices=HindranceKind)
    note = models.CharField(_("note"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("state that blocks a rotation")
        verbose_name_plural = _("states that block a rotation")

    def __str__(self) -> str:
        return self.get_kind_display()


class PriorWork(OfficerFact):
    """Work before the agencies or beside them, for the curriculum vitae."""

    organisation = models.CharField(_("organisation"), max_length=200)
    job = models.CharField(_("job or post"), max_length=160, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("work elsewhere")
        verbose_name_plural = _("work elsewhere")

    def __str__(self) -> str:
        return self.organisation


class Allowance(OfficerFact):
    """An allowance beside the salary: a coefficient of the base salary or per cent of the own."""

    name = models.CharField(_("allowance"), max_length=120)
    coefficient = models.DecimalField(_("coefficient"), max_digits=5, decimal_places=3, null=True, blank=True)
    percent = models.DecimalField(_("per cent"), max_digits=5, decimal_places=2, null=True, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")

    def __str__(self) -> str:
        return self.name
