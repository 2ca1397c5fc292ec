"""Monthly caseload of each enforcement officer, cumulative from 1 October, in the statutory columns."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Initiative, Measure
from evaluation.querysets import CaseloadQuerySet
from staff.models import ImportRun, Officer, Unit


def _column(code: str, label: str) -> models.BigIntegerField:
    return models.BigIntegerField(f"{label} ({code})", default=0)


class CaseloadFigure(models.Model):
    """Figures of one officer, statistical month, measure and initiative; việc, or whole đồng.

    Columns C1 to C18 and identities I1 to I5 as in the forms of TT 05/2024/TT-BTP (working schema).
    Rates are never stored.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="caseload", verbose_name=_("officer"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("statistical year"))
    months = models.PositiveSmallIntegerField(_("months since 1 October"))
    measure = models.CharField(_("measure"), max_length=4, choices=Measure)
    initiative = models.CharField(_("kind of case"), max_length=12, choices=Initiative)

    brought_forward = _column("C1", "Năm trước chuyển sang")
    accepted = _column("C2", "Thụ lý mới")
    total_accepted = _column("C3", "Tổng số thụ lý")
    entrusted = _column("C4", "Ủy thác")
    withdrawn = _column("C5", "Thu hồi, hủy")
    recalled = _column("C6", "Rút lên")
    to_enforce = _column("C7", "Tổng số phải thi hành")
    executable = _column("C8", "Có điều kiện")
    completed = _column("C9", "Thi hành xong")
    terminated = _column("C10", "Đình chỉ")
    reduced = _column("C11", "Giảm")
    resolved = _column("C12", "Giải quyết xong")
    in_progress = _column("C13", "Đang thi hành")
    postponed = _column("C14", "Hoãn có điều kiện")
    not_executable = _column("C15", "Chưa có điều kiện")
    suspended = _column("C16", "Hoãn, tạm đình chỉ, khác")
    carried_forward = _column("C17", "Chuyển kỳ sau")
    # A memo item outside C7: moved to the separate watch book.
    watch_book = _column("C18", "Chuyển sổ theo dõi riêng")
    note = models.CharField(_("note"), max_length=500, blank=True)

    run = models.ForeignKey(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("workbook")
    )
    sheet = models.CharField(_("sheet"), max_length=80, blank=True)
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)

    history = HistoricalRecords()
    objects = CaseloadQuerySet.as_manager()

    class Meta:
        verbose_name = _("caseload figure")
        verbose_name_plural = _("caseload figures")
        ordering = ["year", "months", "officer_id", "measure", "initiative"]
        default_permissions = ("view",)
        permissions = [("import_caseloadfigure", "Import caseload workbooks")]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "year", "months", "measure", "initiative"],
                name="evaluation_caseload_once",
            ),
            models.CheckConstraint(
                condition=Q(total_accepted=F("brought_forward") + F("accepted")),
                name="evaluation_caseload_i1",
            ),
            models.CheckConstraint(
                condition=Q(to_enforce=F("total_accepted") - F("entrusted") - F("withdrawn") - F("recalled")),
                name="evaluation_caseload_i2",
            ),
            models.CheckConstraint(
                condition=Q(to_enforce=F("executable") + F("not_executable") + F("suspended")),
                name="evaluation_caseload_i3",
            ),
            models.CheckConstraint(
                condition=Q(executable=F("resolved") + F("in_progress") + F("postponed")),
                name="evaluation_caseload_i4",
            ),
            models.CheckConstraint(
                condition=Q(carried_forward=F("to_enforce") - F("resolved"), carried_forward__gte=0),
                name="evaluation_caseload_i5",
            ),
            models.CheckConstraint(
                condition=Q(resolved=F("completed") + F("terminated") + F("reduced")),
                name="evaluation_caseload_c12",
            ),
            models.CheckConstraint(
                condition=Q(
                    brought_forward__gte=0,
                    accepted__gte=0,
                    entrusted__gte=0,
                    withdrawn__gte=0,
                    recalled__gte=0,
                    executable__gte=0,
                    completed__gte=0,
                    terminated__gte=0,
                    reduced__gte=0,
                    in_progress__gte=0,
                    postponed__gte=0,
                    not_executable__gte=0,
                    suspended__gte=0,
                    # C18 is a memo item: the columns hold no other identity for it (I6 crosses years).
                    watch_book__gte=0,
                ),
                name="evaluation_caseload_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(measure="tien") | Q(reduced=0), name="evaluation_caseload_c11_money_only"
            ),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=12), name="evaluation_caseload_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.months}/{self.year}"
