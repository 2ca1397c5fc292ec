"""Agencies: the dated tree, its quotas, its reorganisations, and the grants that hang on it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from staff.enums import UnitKind
from staff.models.dated import Dated
from staff.querysets import UnitQuerySet, UnitRowQuerySet

MAX_QUOTA = 9_999


class Unit(Dated):
    """An agency or a part of one. Units never move: a reorganisation closes one and opens another."""

    code = models.CharField(_("unit code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind of unit"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent unit")
    )

    history = HistoricalRecords()
    objects = UnitQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["code"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="staff_unit_not_own_parent",
            ),
        ]
        # Reach: granted on a unit, flowing down the tree. Names are kept apart from the verbs so that
        # no group screen offers them.
        default_permissions = ("add", "change", "view")
        permissions = [
            ("view_people_in_unit", "See people of the unit"),
            ("manage_people_in_unit", "Keep records of the unit"),
            ("view_caseload_in_unit", "See caseload of the unit"),
            ("manage_caseload_in_unit", "Import caseload of the unit"),
            ("view_evaluations_in_unit", "See evaluations of the unit"),
            ("manage_evaluations_in_unit", "Run evaluations of the unit"),
            ("view_content_in_unit", "See how the unit follows directives"),
            ("manage_content_in_unit", "Keep directives, tasks and pages of the unit"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class UnitUserObjectPermission(UserObjectPermissionBase):
    """A reach granted to one person on one unit (direct key: one join less, deleted with the unit)."""

    content_object = models.ForeignKey(Unit, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        verbose_name = _("reach of a person")


class UnitGroupObjectPermission(GroupObjectPermissionBase):
    """A reach granted to a group on one unit."""

    content_object = models.ForeignKey(Unit, models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = False
        verbose_name = _("reach of a group")


class UnitQuota(Dated):
    """Seats (biên chế) given to a unit itself, without its sub-units, by a decision."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="quotas", verbose_name=_("unit"))
    seats = models.PositiveIntegerField(_("quota"))
    decision = models.CharField(_("decision number"), max_length=80, blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("staffing quota")
        verbose_name_plural = _("staffing quotas")
        ordering = ["unit__code", "start"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "start"], name="staff_unitquota_one_per_day"),
            models.CheckConstraint(
                condition=models.Q(seats__gte=0, seats__lte=MAX_QUOTA), name="staff_unitquota_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code}: {self.seats}"


class Reorganisation(models.Model):
    """Units that close on a day in favour of successors, so that old reports stay as they were."""

    day = models.DateField(_("day"))
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    predecessor = models.ForeignKey(
        Unit, models.PROTECT, related_name="succeeded_by", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="succeeds", verbose_name=_("successor"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        ordering = ["day", "predecessor__code"]
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="staff_reorganisation_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="staff_reorganisation_other_unit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor.code} → {self.successor.code}"
