"""The rating of an organisation: criteria as data (art. 6, 7), the sheet of a year (art. 5, 8, 9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Band, RatingState
from evaluation.fields import score_column
from staff.models import Dated, Officer, Unit, User
from staff.models.imports import private_storage
from staff.querysets import DatedQuerySet, UnitRowQuerySet


class UnitCriterion(Dated):
    """A criterion for organisations with the most points it can give; decided by the ministry (art. 7.2).

    `part`: 1 = general criteria (30 in all, art. 6), 2 = task results (70 in all, art. 7).
    """

    code = models.CharField(_("code"), max_length=10)
    part = models.PositiveSmallIntegerField(
        _("part"), choices=[(1, "Tiêu chí chung"), (2, "Kết quả nhiệm vụ")]
    )
    text = models.TextField(_("criterion"))
    maximum = models.DecimalField(_("most points"), max_digits=5, decimal_places=2)
    article = models.CharField(_("article"), max_length=40, blank=True)
    decision = models.CharField(_("decision number"), max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    history = HistoricalRecords()
    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("criterion for organisations")
        verbose_name_plural = _("criteria for organisations")
        ordering = ["part", "order", "code"]
        default_permissions = ("view", "change")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "start"], name="evaluation_unitcriterion_once"),
            models.CheckConstraint(
                condition=models.Q(maximum__gt=0), name="evaluation_unitcriterion_maximum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:60]}"


class UnitRating(models.Model):
    """The sheet of one organisation and year: 30 + 70 points, the conditions of art. 8, the recognition.

    `points`: criterion code → {"self": "…", "given": "…"} as exact decimals in text.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="unit_ratings", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    head = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("head")
    )
    # Who recognises the rating (art. 5): the head of the unit above.
    recogniser = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recognised by")
    )
    rule_set = models.CharField(_("rule set"), max_length=8)
    state = models.CharField(_("state"), max_length=10, choices=RatingState, default=RatingState.DRAFT)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    current = models.BooleanField(_("current version"), default=True)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("predecessor")
    )
    rerate_reason = models.CharField(_("reason for the new rating"), max_length=1000, blank=True)

    points = models.JSONField(_("points"), default=dict, blank=True)
    general = score_column("Điểm tiêu chí chung")
    result = score_column("Điểm kết quả thực hiện nhiệm vụ")
    total = score_column("Tổng điểm")
    # The tasks of the year (art. 8): given, done, of these late, of these beyond what was asked.
    tasks_given = models.PositiveIntegerField("Nhiệm vụ được giao", null=True, blank=True)
    tasks_done = models.PositiveIntegerField("Nhiệm vụ hoàn thành", null=True, blank=True)
    tasks_late = models.PositiveIntegerField("Nhiệm vụ chậm tiến độ", null=True, blank=True)
    tasks_beyond = models.PositiveIntegerField("Nhiệm vụ vượt mức yêu cầu", null=True, blank=True)
    quality_met = models.BooleanField("Bảo đảm chất lượng, hiệu quả", null=True, blank=True)
    shortcomings_mended = models.BooleanField("Đã khắc phục hạn chế kỳ trước", null=True, blank=True)
    wrongdoing = models.CharField("Sai phạm được kết luận (Điều 8.4.a)", max_length=500, blank=True)
    force_majeure = models.CharField("Lý do bất khả kháng (Điều 8.4.b)", max_length=500, blank=True)
    # Art. 20.5.b and 8.5.b: outstanding achievement lets the cap rise to 25 per cent, by a decision.
    outstanding = models.BooleanField("Thành tích xuất sắc, nổi trội", default=False)
    outstanding_grounds = models.CharField("Căn cứ", max_length=1000, blank=True)
    trace = models.JSONField(_("inputs and intermediates"), default=dict, blank=True)
    earned = models.CharField("Mức theo điểm và điều kiện", max_length=16, choices=Band, blank=True)
    self_band = models.CharField("Tự đề xuất", max_length=16, choices=Band, blank=True)
    self_text = models.TextField("Báo cáo tự đánh giá", blank=True)
    band = models.CharField("Mức xếp loại", max_length=16, choices=Band, blank=True)
    move_reason = models.CharField("Lý do xếp khác mức theo điểm", max_length=1000, blank=True)
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    self_rated_at = models.DateTimeField(_("self-rated at"), null=True, blank=True)
    signed_at = models.DateTimeField(_("recognised at"), null=True, blank=True)
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recognised by")
    )
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.FileField(storage=private_storage, upload_to="ratings/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating of an organisation")
        verbose_name_plural = _("ratings of organisations")
        ordering = ["-year", "unit__code"]
        default_permissions = ("view",)
        permissions = [
            ("self_rate_unitrating", "Rate the organisation one heads"),
            ("recognise_unitrating", "Recognise the ratings of organisations below"),
            ("record_unitrating", "Record decisions that recognise organisations, made outside the system"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "version"], name="evaluation_unitrating_version_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=models.Q(current=True),
                name="evaluation_unitrating_one_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"

    @property
    def is_frozen(self) -> bool:
        """Recognised ratings never change; a new decision makes a successor."""
        return self.state == RatingState.SIGNED
