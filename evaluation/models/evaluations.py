"""The evaluation of one officer in one period: inputs, every intermediate, and the frozen form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Band, EvaluationState, Seat
from evaluation.fields import score_column
from evaluation.models.work import Period
from evaluation.querysets import EvaluationQuerySet
from staff.models import Officer, Post, Unit, User
from staff.models.imports import private_storage


class Evaluation(models.Model):
    """Mẫu số 01 of Decree 335/2025 for one officer and period.

    Ratios a to e are fractions; `general` 0 to 30, `result` 0 to 70, `total` 0 to 100 points, all cut
    to ten decimals. `trace` keeps the exact values and the rows they came from, as strings.
    """

    officer = models.ForeignKey(
        Officer, models.PROTECT, related_name="evaluations", verbose_name=_("officer")
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="evaluations", verbose_name=_("period"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    seat = models.CharField(_("role"), max_length=6, choices=Seat)
    scorer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="scored", verbose_name=_("scorer")
    )
    rule_set = models.CharField(_("rule set"), max_length=8)
    state = models.CharField(
        _("state"), max_length=11, choices=EvaluationState, default=EvaluationState.DRAFT
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    current = models.BooleanField(_("current version"), default=True)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("predecessor")
    )
    reopen_reason = models.CharField(_("reason for reopening"), max_length=1000, blank=True)

    assigned = score_column("Sản phẩm được giao (quy đổi)")
    done = score_column("Sản phẩm hoàn thành (quy đổi)")
    quality = score_column("Đạt chất lượng (quy đổi)")
    on_time = score_column("Đạt tiến độ (quy đổi)")
    a = score_column("a")
    b = score_column("b")
    c = score_column("c")
    d = score_column("d")
    dd = score_column("đ")
    e = score_column("e")
    general = score_column("Điểm tiêu chí chung")
    result = score_column("Điểm kết quả thực hiện nhiệm vụ")
    total = score_column("Tổng điểm")
    band = models.CharField("Mức", max_length=16, choices=Band, blank=True)
    flags = models.JSONField(_("flags"), default=list, blank=True)
    trace = models.JSONField(_("inputs and intermediates"), default=dict, blank=True)

    strengths = models.TextField("Ưu điểm", blank=True)
    weaknesses = models.TextField("Hạn chế, khuyết điểm", blank=True)
    opinion = models.TextField("Ý kiến nhận xét của cấp có thẩm quyền", blank=True)
    self_scored_at = models.DateTimeField(_("self-scored at"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    pdf = models.FileField(storage=private_storage, upload_to="forms/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    # Over the exact inputs and intermediates at the moment of confirmation.
    inputs_sha256 = models.CharField(max_length=64, blank=True)

    history = HistoricalRecords()
    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["period__code", "unit__code", "officer__name_key"]
        default_permissions = ("view",)
        permissions = [
            ("self_score_evaluation", "Score oneself on the general criteria"),
            ("confirm_evaluation", "Confirm the forms one is the scorer of"),
            ("reopen_evaluation", "Reopen a confirmed form, with a reason"),
            ("open_evaluation", "Open a period and refresh its drafts"),
            ("print_evaluation", "Print forms"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "period", "version"], name="evaluation_evaluation_version_once"
            ),
            models.UniqueConstraint(
                fields=["officer", "period"],
                condition=models.Q(current=True),
                name="evaluation_evaluation_one_current",
            ),
        ]

    def __str__(self) -> str:
        # No score here: history logs keep this text.
        return f"{self.officer_id} {self.period_id}"

    @property
    def is_frozen(self) -> bool:
        """Confirmed forms never change; a reason makes a successor."""
        return self.state == EvaluationState.CONFIRMED
