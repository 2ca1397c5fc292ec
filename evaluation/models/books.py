"""Closed books, supplementary reports, and the figures reported beside the main form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Counterpart, Ending, Initiative, Measure, SpecialKind
from evaluation.models.caseload import CaseloadFigure
from evaluation.querysets import UnitScopedQuerySet
from staff.models import ImportRun, Officer, Unit, User
from staff.querysets import UnitRowQuerySet


class Monthly(models.Model):
    """Something said of a unit and a statistical month, cumulative from 1 October."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("statistical year"))
    months = models.PositiveSmallIntegerField(_("months since 1 October"))

    objects = UnitRowQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=1, months__lte=12), name="%(app_label)s_%(class)s_month"
            )
        ]


class FromWorkbook(models.Model):
    """Where a row was read: workbook, sheet, row; empty for what was typed."""

    run = models.ForeignKey(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("workbook")
    )
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)

    class Meta:
        abstract = True


class SheetLayout(models.Model):
    """Under which letter each column of a sheet stood, so that a figure can be traced to its cell.

    One row for a sheet of a workbook that was brought in; nothing in it is about a person.
    """

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="+", verbose_name=_("workbook"))
    sheet = models.CharField(_("sheet"), max_length=80)
    columns = models.JSONField(_("letters of the columns"))

    class Meta:
        verbose_name = _("layout of a sheet")
        verbose_name_plural = _("layouts of sheets")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet"], name="evaluation_sheetlayout_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.sheet}"


class BookClosing(Monthly):
    """The books of a unit and everything below it are closed for a month (TT 05/2024, art. 8.1).

    Never opened again: corrections are supplementary reports (art. 11).
    """

    closed_at = models.DateTimeField(_("closed at"), auto_now_add=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )

    class Meta(Monthly.Meta):
        verbose_name = _("closing of the books")
        verbose_name_plural = _("closings of the books")
        ordering = ["-year", "-months", "unit_id"]
        default_permissions = ("view", "add")
        constraints = [
            *Monthly.Meta.constraints,
            models.UniqueConstraint(fields=["unit", "year", "months"], name="evaluation_bookclosing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.months}/{self.year}"


class SupplementaryReport(Monthly):
    """A correction of closed books with its explanation (TT 05/2024, art. 11); the old figures are kept."""

    explanation = models.TextField(_("explanation"))
    number = models.CharField(_("number of the report"), max_length=80)
    signed_on = models.DateField(_("signed on"))
    signer = models.CharField(_("signed by"), max_length=120)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    run = models.ForeignKey(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("workbook")
    )

    class Meta(Monthly.Meta):
        verbose_name = _("supplementary report")
        verbose_name_plural = _("supplementary reports")
        ordering = ["-made_at"]
        default_permissions = ("view", "add")

    def __str__(self) -> str:
        return self.number


class SupplementaryLine(models.Model):
    """One figure row of a supplementary report: the columns before (null = there was none) and after.

    Exactly one of `figure` (main form; its officer stands in `officer`), `special` and `ending` is set.
    """

    report = models.ForeignKey(SupplementaryReport, models.CASCADE, related_name="lines")
    figure = models.ForeignKey(
        CaseloadFigure, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    special = models.ForeignKey(
        "evaluation.SpecialFigure", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    ending = models.ForeignKey(
        "evaluation.EndingFigure", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    before = models.JSONField(_("before"), null=True, blank=True)
    after = models.JSONField(_("after"))

    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("corrected row")
        verbose_name_plural = _("corrected rows")
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    figure__isnull=False, officer__isnull=False, special__isnull=True, ending__isnull=True
                )
                | models.Q(
                    figure__isnull=True, officer__isnull=True, special__isnull=False, ending__isnull=True
                )
                | models.Q(
                    figure__isnull=True, officer__isnull=True, special__isnull=True, ending__isnull=False
                ),
                name="evaluation_supplementaryline_one_row",
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.figure_id or self.special_id or self.ending_id}"


class SpecialFigure(Monthly, FromWorkbook):
    """Cases of a special kind in a unit: to enforce (C7), executable (C8), resolved (C12), carried (C17)."""

    kind = models.CharField(_("special kind"), max_length=16, choices=SpecialKind)
    measure = models.CharField(_("measure"), max_length=4, choices=Measure)
    to_enforce = models.BigIntegerField("Tổng số phải thi hành (C7)", default=0)
    executable = models.BigIntegerField("Có điều kiện (C8)", default=0)
    resolved = models.BigIntegerField("Giải quyết xong (C12)", default=0)
    carried_forward = models.BigIntegerField("Chuyển kỳ sau (C17)", default=0)
    note = models.CharField(_("note"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta(Monthly.Meta):
        verbose_name = _("figures of a special kind")
        verbose_name_plural = _("figures of special kinds")
        ordering = ["year", "months", "unit_id", "kind", "measure"]
        default_permissions = ("view",)
        permissions = [("import_specialfigure", "Import figures of special kinds and reasons for ending")]
        constraints = [
            *Monthly.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "year", "months", "kind", "measure"], name="evaluation_specialfigure_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    resolved__gte=0,
                    executable__gte=models.F("resolved"),
                    to_enforce__gte=models.F("executable"),
                    carried_forward=models.F("to_enforce") - models.F("resolved"),
                ),
                name="evaluation_specialfigure_identities",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.kind} {self.months}/{self.year}"


class EndingFigure(Monthly, FromWorkbook):
    """Cases that ended in a unit by reason, cumulative; a case returned to its applicant is told apart."""

    ending = models.CharField(_("reason for ending"), max_length=16, choices=Ending)
    measure = models.CharField(_("measure"), max_length=4, choices=Measure)
    initiative = models.CharField(_("kind of case"), max_length=12, choices=Initiative)
    amount = models.BigIntegerField(_("cases, or đồng"), default=0)
    note = models.CharField(_("note"), max_length=500, blank=True)

    history = HistoricalRecords()

    class Meta(Monthly.Meta):
        verbose_name = _("reason for ending")
        verbose_name_plural = _("reasons for ending")
        ordering = ["year", "months", "unit_id", "ending", "measure", "initiative"]
        default_permissions = ("view",)
        constraints = [
            *Monthly.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "year", "months", "ending", "measure", "initiative"],
                name="evaluation_endingfigure_once",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__gte=0), name="evaluation_endingfigure_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.ending} {self.months}/{self.year}"


class OutsideFigure(Monthly, FromWorkbook):
    """What court or procuracy counted of the same cases in a unit, in one of our columns (TTLT 12/2021)."""

    source = models.CharField(_("source"), max_length=14, choices=Counterpart)
    measure = models.CharField(_("measure"), max_length=4, choices=Measure)
    column = models.CharField(_("column"), max_length=20)
    amount = models.BigIntegerField(_("cases, or đồng"), default=0)

    history = HistoricalRecords()

    class Meta(Monthly.Meta):
        verbose_name = _("figure of court or procuracy")
        verbose_name_plural = _("figures of court and procuracy")
        ordering = ["year", "months", "unit_id", "source", "measure", "column"]
        default_permissions = ("view",)
        permissions = [("import_outsidefigure", "Import figures of court and procuracy")]
        constraints = [
            *Monthly.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "year", "months", "source", "measure", "column"],
                name="evaluation_outsidefigure_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.source} {self.column} {self.months}/{self.year}"
