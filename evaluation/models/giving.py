"""Giving work: new products, work handed over, joint products, defects and delays one by one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import InstanceKind, Verdict
from evaluation.fields import quantity_column
from evaluation.models.work import Product, WorkItem
from evaluation.querysets import ItemRowQuerySet, UnitScopedQuerySet
from staff.models import Officer, Unit, User
from staff.querysets import UnitRowQuerySet


class ProductProposal(models.Model):
    """A product outside the catalogue that a unit asks to add (art. 13.3); approved, it becomes a Product."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    code = models.CharField(_("product code"), max_length=40)
    task = models.CharField(_("task"), max_length=300, blank=True)
    name = models.CharField(_("product"), max_length=300)
    output = models.CharField(_("output"), max_length=300, blank=True)
    group = models.CharField(_("group"), max_length=40, blank=True)
    coefficient = models.DecimalField(_("coefficient"), max_digits=9, decimal_places=4)
    grounds = models.CharField(_("why it is needed"), max_length=1000)
    state = models.CharField(_("state"), max_length=8, choices=Verdict, default=Verdict.OPEN)
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("proposed by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    decision = models.CharField(_("decision number"), max_length=120, blank=True)
    start = models.DateField(_("in force from"), null=True, blank=True)
    product = models.OneToOneField(
        Product, models.PROTECT, null=True, blank=True, related_name="proposal", verbose_name=_("product")
    )

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed product")
        verbose_name_plural = _("proposed products")
        ordering = ["-proposed_at"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(coefficient__gt=0), name="evaluation_proposal_coefficient"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class HandOver(models.Model):
    """Work one officer could not do and another took over (art. 18.1.d).

    `item` keeps its assigned quantity and counts nothing done for it; `taken` is outside the plan of the
    second officer and adds to what that officer did.
    """

    item = models.ForeignKey(
        WorkItem, models.PROTECT, related_name="handed_over", verbose_name=_("work given")
    )
    taken = models.ForeignKey(
        WorkItem, models.PROTECT, related_name="taken_over", verbose_name=_("taken over")
    )
    quantity = quantity_column("Số lượng chuyển giao")
    day = models.DateField(_("day"))
    reason = models.CharField(_("reason"), max_length=500)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"))

    history = HistoricalRecords()
    objects = ItemRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("work handed over")
        verbose_name_plural = _("work handed over")
        ordering = ["day", "pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="evaluation_handover_quantity")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} → {self.taken_id}"


class JointWork(models.Model):
    """A product done by several people, or over a long time, split into shares (art. 18.1.c)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=7, db_index=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("product"))
    title = models.CharField(_("what is made"), max_length=300)
    quantity = quantity_column("Số lượng giao")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"))

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint product")
        verbose_name_plural = _("joint products")
        ordering = ["-period", "title"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.title


class JointShare(models.Model):
    """The share of one officer in a joint product; the shares add up to its quantity."""

    joint = models.ForeignKey(JointWork, models.CASCADE, related_name="shares")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    item = models.ForeignKey(
        WorkItem, models.PROTECT, related_name="joint_shares", verbose_name=_("work given")
    )
    quantity = quantity_column("Phần việc")

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of a joint product")
        verbose_name_plural = _("shares of joint products")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["joint", "officer"], name="evaluation_jointshare_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="evaluation_jointshare_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.joint_id} {self.officer_id}"


class TakenWork(models.Model):
    """Work another app knows of that became work given: (source, key) names it, so it is offered once.

    When the work given is removed as a mistake, it is offered again.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=40)
    title = models.CharField(_("what is to be done"), max_length=400)
    item = models.ForeignKey(
        WorkItem, models.CASCADE, related_name="taken_from", verbose_name=_("work given")
    )
    quantity = quantity_column("Số lượng giao")
    taken_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("given by"))
    taken_at = models.DateTimeField(_("given at"), auto_now_add=True)

    objects = ItemRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("work taken over from another source")
        verbose_name_plural = _("work taken over from other sources")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="evaluation_takenwork_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="evaluation_takenwork_quantity"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"


class WorkInstance(models.Model):
    """One defect or delay of a product: day, reason, and whether an objective cause was confirmed.

    Counted in `WorkItem.failures` or `delays` until `objective` says yes (art. 14.2.b, c).
    """

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="instances", verbose_name=_("work given"))
    kind = models.CharField(_("kind"), max_length=10, choices=InstanceKind)
    day = models.DateField(_("day"))
    reason = models.CharField(_("what happened"), max_length=500)
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("noted by"))
    # Whether writing it down made the number rise; a workbook may have counted it before.
    raised = models.BooleanField(_("made the number rise"), default=True)
    claim = models.CharField(_("objective cause that is claimed"), max_length=500, blank=True)
    objective = models.CharField(_("objective cause"), max_length=8, choices=Verdict, blank=True)
    judged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    judged_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    history = HistoricalRecords()
    objects = ItemRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("defect or delay")
        verbose_name_plural = _("defects and delays")
        ordering = ["day", "pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.item_id} {self.get_kind_display()}"
