"""Discipline, conclusions, relatives, declarations, awards: what ratings and appointments look at."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import (
    AssetDutyKind,
    AwardKind,
    ConclusionGround,
    DisciplineForm,
    DisciplineSide,
    Relationship,
    Side,
)
from staff.models.decided import OfficerFact


class Discipline(OfficerFact):
    """A discipline from the day of its decision; `end`: the day on which it no longer has effect.

    `acted_on` decides to which year and unit the act belongs (art. 11 of Decree 335/2025).
    """

    side = models.CharField(
        _("disciplined by"), max_length=5, choices=DisciplineSide, default=DisciplineSide.STATE
    )
    form = models.CharField(_("form of discipline"), max_length=16, choices=DisciplineForm)
    act = models.CharField(_("the breach"), max_length=300)
    acted_on = models.DateField(_("day of the breach"), null=True, blank=True)
    public_duty = models.BooleanField(_("breach in public duty"), default=False)
    degradation = models.BooleanField(_("for degradation"), default=False)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("discipline")
        verbose_name_plural = _("disciplines")

    def __str__(self) -> str:
        return self.get_form_display()


class Conclusion(OfficerFact):
    """What an authority concluded about a person (art. 20.4 of Decree 335/2025)."""

    authority = models.CharField(_("authority"), max_length=160)
    ground = models.CharField(_("what it says"), max_length=12, choices=ConclusionGround)
    summary = models.CharField(_("summary"), max_length=500)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("conclusion of an authority")
        verbose_name_plural = _("conclusions of authorities")

    def __str__(self) -> str:
        return self.get_ground_display()


class Relation(OfficerFact):
    """A relative, or someone with whom a conflict of interest may arise; shown masked, in full on record."""

    relationship = models.CharField(_("relationship"), max_length=12, choices=Relationship)
    side = models.CharField(_("side"), max_length=6, choices=Side, default=Side.OWN)
    full_name = models.CharField(_("full name"), max_length=120)
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    occupation = models.CharField(_("occupation and workplace"), max_length=300, blank=True)
    abroad = models.BooleanField(_("lives abroad"), default=False)
    conflict = models.CharField(_("possible conflict of interest"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("relative")
        verbose_name_plural = _("relatives")

    def __str__(self) -> str:
        return self.get_relationship_display()


class AssetDuty(OfficerFact):
    """The duty to declare assets and its dates, never what was declared (articles 34 to 39 of Law 36/2018).

    `start`: the day the duty arose; `due`: last day to hand in.
    """

    kind = models.CharField(_("kind of declaration"), max_length=10, choices=AssetDutyKind)
    year = models.PositiveSmallIntegerField(_("year"))
    due = models.DateField(_("due on"))
    handed_in = models.DateField(_("handed in on"), null=True, blank=True)
    published = models.DateField(_("published on"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("asset declaration duty")
        verbose_name_plural = _("asset declaration duties")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


class AwardHeld(OfficerFact):
    """A title of emulation or an award held, from the day of its decision; money in đồng."""

    kind = models.CharField(_("kind of award"), max_length=5, choices=AwardKind)
    name = models.CharField(_("title or award"), max_length=160)
    year = models.PositiveSmallIntegerField(_("for the year"), null=True, blank=True)
    money = models.BigIntegerField(_("bonus (đồng)"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta(OfficerFact.Meta):
        verbose_name = _("title or award held")
        verbose_name_plural = _("titles and awards held")

    def __str__(self) -> str:
        return self.name
