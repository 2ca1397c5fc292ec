"""The product catalogue (article 13) and the work given from it (article 18.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import ProductSource
from evaluation.fields import quantity_column
from evaluation.querysets import ProductQuerySet, UnitScopedQuerySet
from staff.models import Dated, ImportRun, Officer, Unit


class Product(Dated):
    """A product or piece of work with its coefficient to the standard unit; dated by decision."""

    code = models.CharField(_("product code"), max_length=40)
    task = models.CharField(_("task"), max_length=300, blank=True)
    name = models.CharField(_("product"), max_length=300)
    output = models.CharField(_("output"), max_length=300, blank=True)
    group = models.CharField(_("group"), max_length=40, blank=True)
    point_range = models.CharField(_("range of points"), max_length=40, blank=True)
    points = models.DecimalField(_("points"), max_digits=9, decimal_places=3, null=True, blank=True)
    coefficient = models.DecimalField(_("coefficient"), max_digits=9, decimal_places=4)
    department = models.CharField(_("department"), max_length=120, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    source = models.CharField(
        _("source of the quantity done"), max_length=24, choices=ProductSource, blank=True
    )
    decision = models.CharField(_("decision number"), max_length=120, blank=True)

    history = HistoricalRecords()
    objects = ProductQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["code", "start"]
        permissions = [
            ("import_product", "Import product catalogues"),
            # Everyone reads the catalogue on the portal; the console's list is for those who keep it.
            ("read_product", "Read the product catalogue"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "start"], name="evaluation_product_once"),
            models.CheckConstraint(
                condition=models.Q(coefficient__gt=0), name="evaluation_product_coefficient"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Period(models.Model):
    """A quarter or month that was opened for evaluation; of the calendar, not of the statistical year."""

    code = models.CharField(_("period"), max_length=7, unique=True)
    start = models.DateField(_("from"))
    end = models.DateField(_("until (exclusive)"))
    rule_set = models.CharField(_("rule set"), max_length=8)
    opened_at = models.DateTimeField(_("opened at"), auto_now_add=True)

    class Meta:
        verbose_name = _("evaluation period")
        verbose_name_plural = _("evaluation periods")
        ordering = ["-end", "-start"]

    def __str__(self) -> str:
        return self.code


class WorkItem(models.Model):
    """Work given to an officer in a quarter and what came of it, in products of the catalogue."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="work_items", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=7, db_index=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="work_items", verbose_name=_("product"))
    assigned = quantity_column("Số lượng giao")
    done = models.DecimalField("Số lượng hoàn thành", max_digits=18, decimal_places=10, null=True, blank=True)
    failures = models.PositiveSmallIntegerField("Lần không đạt chất lượng", default=0)
    delays = models.PositiveSmallIntegerField("Lần chậm tiến độ", default=0)
    objective = models.BooleanField("Nguyên nhân khách quan", default=False)
    unplanned = models.BooleanField("Ngoài kế hoạch", default=False)
    run = models.ForeignKey(ImportRun, models.PROTECT, null=True, blank=True, related_name="+")
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("work given")
        verbose_name_plural = _("work given")
        ordering = ["period", "officer_id", "product__code", "unplanned"]
        default_permissions = ("view",)
        permissions = [
            ("import_workitem", "Import work given"),
            ("give_workitem", "Give work, hand it over, note defects and delays"),
            ("report_workitem", "Report what one has done"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "period", "product", "unplanned"], name="evaluation_workitem_once"
            ),
            models.CheckConstraint(condition=models.Q(assigned__gte=0), name="evaluation_workitem_assigned"),
            models.CheckConstraint(
                condition=models.Q(done__isnull=True) | models.Q(done__gte=0),
                name="evaluation_workitem_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.period} {self.product_id}"


class LeaderAssessment(models.Model):
    """The two judged ratios of a leader in a quarter: đ and e of article 15.3, 100 or 50 per cent."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=7, db_index=True)
    organising = models.PositiveSmallIntegerField("Tổ chức triển khai")
    unity = models.PositiveSmallIntegerField("Đoàn kết")
    grounds = models.CharField("Căn cứ", max_length=1000, blank=True)

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment of a leader")
        verbose_name_plural = _("assessments of leaders")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["officer", "period"], name="evaluation_leader_once"),
            models.CheckConstraint(
                condition=models.Q(organising__in=[50, 100], unity__in=[50, 100]),
                name="evaluation_leader_values",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.period}"


class GeneralPoint(models.Model):
    """Points on one of the ten lines of Mẫu số 01: the officer's own, and the scorer's."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    period = models.CharField(_("period"), max_length=7, db_index=True)
    criterion = models.CharField("Tiêu chí", max_length=6)
    self_points = models.DecimalField("Điểm tự chấm", max_digits=6, decimal_places=4, null=True, blank=True)
    confirmed_points = models.DecimalField(
        "Điểm xác nhận", max_digits=6, decimal_places=4, null=True, blank=True
    )

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("points on a general criterion")
        verbose_name_plural = _("points on general criteria")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "period", "criterion"], name="evaluation_generalpoint_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.period} {self.criterion}"
