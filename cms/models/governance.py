"""Coordination rules with partners, inspections, and the steering committee; their tasks stand in `followup`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cms.enums import CommitteeRole, InspectionKind, InspectionState, PartnerKind
from cms.models.kept import KeptFile
from cms.querysets.governance import (
    ConclusionQuerySet,
    DutyQuerySet,
    FindingQuerySet,
    MeetingQuerySet,
    MemberQuerySet,
    RuleMeetingQuerySet,
)
from cms.querysets.scoped import KeptQuerySet
from staff.models import Officer, Unit


class Partner(models.Model):
    """An agency one coordinates with."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=PartnerKind)

    objects = models.Manager["Partner"]()

    class Meta:
        verbose_name = _("partner agency")
        verbose_name_plural = _("partner agencies")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CoordinationRule(models.Model):
    """Rules of coordination (quy chế phối hợp) a unit signed with partners.

    In force from `signed_on` until the day before `ended_on` (empty = open).
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    symbol = models.CharField(_("symbol"), max_length=80)
    title = models.CharField(_("title"), max_length=400)
    signed_on = models.DateField(_("signed on"))
    ended_on = models.DateField(_("no longer in force from"), null=True, blank=True)
    ended_reason = models.CharField(_("why no longer in force"), max_length=300, blank=True)
    partners = models.ManyToManyField(Partner, related_name="rules", verbose_name=_("partner agencies"))
    review_every_months = models.PositiveSmallIntegerField(_("reviewed every (months)"), default=12)
    next_review = models.DateField(_("next review"))
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("coordination rules")
        verbose_name_plural = _("coordination rules")
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "symbol", "signed_on"], name="cms_coordinationrule_once"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=models.F("signed_on")),
                name="cms_coordinationrule_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CoordinationDuty(models.Model):
    """What one party does under the rules. `partner` empty: our own duty."""

    rule = models.ForeignKey(CoordinationRule, models.CASCADE, related_name="duties")
    partner = models.ForeignKey(
        Partner, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("partner agency")
    )
    text = models.CharField(_("duty"), max_length=500)
    basis = models.CharField(_("article of the rules"), max_length=80, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("duty of coordination")
        verbose_name_plural = _("duties of coordination")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class CoordinationMeeting(models.Model):
    """A joint meeting or review under the rules."""

    rule = models.ForeignKey(CoordinationRule, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("held on"))
    is_review = models.BooleanField(_("it reviewed the rules"), default=False)
    outcome = models.TextField(_("outcome"))
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = RuleMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting on coordination")
        verbose_name_plural = _("meetings on coordination")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.held_on:%d/%m/%Y}"


class InspectionPlan(models.Model):
    """A unit's plan of inspections and self-inspections for a year."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    symbol = models.CharField(_("symbol"), max_length=80)
    issued_on = models.DateField(_("issued on"))
    title = models.CharField(_("title"), max_length=400)
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection plan")
        verbose_name_plural = _("inspection plans")
        ordering = ["-year", "-issued_on"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "symbol"], name="cms_inspectionplan_once")
        ]

    def __str__(self) -> str:
        return self.title


class Inspection(models.Model):
    """An inspection of one unit; dates half-open. Conclusions about persons live in the personnel record.

    `unit` is the unit inspected: it and those who inspect see it.
    """

    plan = models.ForeignKey(
        InspectionPlan,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inspections",
        verbose_name=_("plan"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit inspected"))
    by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("inspected by"))
    kind = models.CharField(_("kind"), max_length=10, choices=InspectionKind)
    subject = models.CharField(_("what it is about"), max_length=400)
    start = models.DateField(_("first day"))
    end = models.DateField(_("first day no longer"))
    team = models.CharField(_("team"), max_length=300, blank=True)
    overlap_reason = models.CharField(_("why on the days of another inspection"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=InspectionState, default=InspectionState.PLANNED
    )
    conclusion_symbol = models.CharField(_("symbol of the conclusion"), max_length=80, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    conclusion = models.TextField(_("conclusion"), blank=True)
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ["-start", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="cms_inspection_in_order")
        ]

    def __str__(self) -> str:
        return self.subject


class Finding(models.Model):
    """A shortcoming an inspection found; its remedies are tasks with deadlines."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="findings")
    text = models.TextField(_("finding"))
    basis = models.CharField(_("rule broken"), max_length=200, blank=True)
    remedy = models.CharField(_("remedy asked"), max_length=400)
    remedy_by = models.DateField(_("to be remedied by"))
    closed_on = models.DateField(_("remedied on"), null=True, blank=True)
    closing_note = models.CharField(_("why closed without finished tasks"), max_length=400, blank=True)

    history = HistoricalRecords()
    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ["remedy_by", "pk"]

    def __str__(self) -> str:
        return self.text[:80]


class Committee(models.Model):
    """The steering committee of a province (Decree 152/2026 art. 103, 104), kept by our agency there."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("standing agency"))
    name = models.CharField(_("name"), max_length=200)
    decision = models.CharField(_("founding decision"), max_length=80)
    start = models.DateField(_("since"))
    end = models.DateField(_("no longer since"), null=True, blank=True)
    rules_symbol = models.CharField(_("rules of procedure"), max_length=80, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("steering committee")
        verbose_name_plural = _("steering committees")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=models.F("start")), name="cms_committee_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeMember(models.Model):
    """A seat of the committee, dated. Most members serve elsewhere; `officer` is set for our own people."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="members")
    role = models.CharField(_("role"), max_length=10, choices=CommitteeRole)
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position and agency"), max_length=300)
    officer = models.ForeignKey(
        Officer, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    start = models.DateField(_("since"))
    end = models.DateField(_("no longer since"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the committee")
        verbose_name_plural = _("members of the committee")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=models.F("start")), name="cms_member_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.name


class CommitteeMeeting(models.Model):
    """A meeting of the committee."""

    committee = models.ForeignKey(Committee, models.CASCADE, related_name="meetings")
    held_on = models.DateField(_("held on"))
    subject = models.CharField(_("what it is about"), max_length=300)
    chair = models.CharField(_("chaired by"), max_length=160, blank=True)
    notice_symbol = models.CharField(_("notice of conclusions"), max_length=80, blank=True)
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting of the committee")
        verbose_name_plural = _("meetings of the committee")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.subject


class Conclusion(models.Model):
    """A conclusion of a meeting; it becomes tasks."""

    meeting = models.ForeignKey(CommitteeMeeting, models.CASCADE, related_name="conclusions")
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("conclusion"))

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name = _("conclusion of the committee")
        verbose_name_plural = _("conclusions of the committee")
        ordering = ["meeting_id", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="cms_conclusion_once")]

    def __str__(self) -> str:
        return self.text[:80]
