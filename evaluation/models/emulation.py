"""Emulation: titles and awards as data, initiatives, the council's sessions, proposals and decisions."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import AwardLevel, AwardStage
from evaluation.querysets import UnitScopedQuerySet
from staff.enums import AwardKind
from staff.models import Dated, Officer, Unit, User
from staff.querysets import DatedQuerySet, UnitRowQuerySet


class AwardType(Dated):
    """A title or award with its conditions and bonus, in force by the law of a time.

    `conditions` is read by `evaluation.rules.emulation`; `cap_percent` of `cap_of` limits how many may be
    given (CSTĐ cơ sở: 15% of LĐTT); `bonus` is a multiple of the base salary.
    """

    code = models.CharField(_("code"), max_length=30)
    name = models.CharField(_("title or award"), max_length=160)
    kind = models.CharField(_("kind"), max_length=5, choices=AwardKind)
    level = models.CharField(_("level"), max_length=10, choices=AwardLevel)
    collective = models.BooleanField(_("for collectives"), default=False)
    conditions = models.JSONField(_("conditions"), default=dict, blank=True)
    cap_percent = models.DecimalField(_("cap (%)"), max_digits=5, decimal_places=2, null=True, blank=True)
    cap_of = models.CharField(_("cap counted on"), max_length=30, blank=True)
    bonus = models.DecimalField(
        _("bonus (× base salary)"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    basis = models.CharField(_("legal basis"), max_length=300)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("kind of title or award")
        verbose_name_plural = _("kinds of titles and awards")
        ordering = ["order", "code", "start"]
        default_permissions = ("view", "change")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "start"], name="evaluation_awardtype_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Initiative(models.Model):
    """An initiative or topic of an officer that a council recognised, with the level of its effect."""

    officer = models.ForeignKey(
        Officer, models.PROTECT, related_name="initiatives", verbose_name=_("officer")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    title = models.CharField(_("initiative or topic"), max_length=300)
    level = models.CharField(_("level of effect"), max_length=10, choices=AwardLevel)
    decision = models.CharField(_("decision number"), max_length=80)
    decision_date = models.DateField(_("date of the decision"))

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        ordering = ["-year", "officer__name_key"]
        default_permissions = ("view", "add", "change")

    def __str__(self) -> str:
        return self.title


class CouncilSession(models.Model):
    """A session of the council for emulation and awards, with its minutes."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("agency"))
    year = models.PositiveSmallIntegerField(_("year"))
    held_on = models.DateField(_("held on"))
    chair = models.CharField(_("chair"), max_length=120)
    secretary = models.CharField(_("secretary"), max_length=120, blank=True)
    members = models.PositiveSmallIntegerField(_("members of the council"))
    present = models.PositiveSmallIntegerField(_("members present"))
    course = models.TextField(_("course of the session"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("session of the council")
        verbose_name_plural = _("sessions of the council")
        ordering = ["-held_on"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(present__gte=1, present__lte=models.F("members")),
                name="evaluation_councilsession_present",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.held_on}"


class AwardProposal(models.Model):
    """A title or award proposed for an officer or a collective in a year, from proposal to decision.

    `officer` is null for a collective, which is then `unit`. `grounds` keeps what the rules said for and
    against on the day of the proposal. A refused one may be followed by another with a reason. Votes are counted over the members of the council.
    """

    award = models.ForeignKey(AwardType, models.PROTECT, related_name="proposals", verbose_name=_("award"))
    year = models.PositiveSmallIntegerField(_("year"))
    officer = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="award_proposals",
        verbose_name=_("officer"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    stage = models.CharField(_("stage"), max_length=10, choices=AwardStage, default=AwardStage.PROPOSED)
    achievements = models.TextField(_("achievements"), blank=True)
    grounds = models.JSONField(_("reasons for and against"), default=dict, blank=True)
    # Why it was proposed although a condition is not met or not known.
    reason = models.TextField(_("written reason"), blank=True)
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    session = models.ForeignKey(
        CouncilSession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("session"),
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    decided_by = models.CharField(_("decided by"), max_length=160, blank=True)
    money = models.BigIntegerField(_("bonus (đồng)"), null=True, blank=True)

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal for an award")
        verbose_name_plural = _("proposals for awards")
        ordering = ["-year", "award__order", "unit__code"]
        default_permissions = ("view", "add", "change")
        permissions = [("decide_awardproposal", "Record the decision on a proposal")]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "year", "officer"],
                condition=~models.Q(officer=None) & ~models.Q(stage="refused"),
                name="evaluation_awardproposal_officer_once",
            ),
            models.UniqueConstraint(
                fields=["award", "year", "unit"],
                condition=models.Q(officer=None) & ~models.Q(stage="refused"),
                name="evaluation_awardproposal_unit_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award_id} {self.year}"
