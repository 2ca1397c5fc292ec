"""The rating of a year: Mẫu số 02, the meeting, and the groups of similar duties the cap is counted in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluation.enums import Band, RatingState, Seat
from evaluation.fields import score_column
from evaluation.querysets import UnitScopedQuerySet
from staff.models import Officer, Post, Unit, User
from staff.models.imports import private_storage
from staff.querysets import UnitRowQuerySet


class DutyGroup(models.Model):
    """Officers of similar duties (art. 20.5.a): by leading post or by rank, the first group that fits."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=160)
    leaders = models.BooleanField(_("leading posts"), default=False)
    rank_codes = models.JSONField(_("codes of ranks"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("group of similar duties")
        verbose_name_plural = _("groups of similar duties")
        ordering = ["order", "code"]
        default_permissions = ("view", "change")

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """The meeting that comments on the officers of a unit in a year, with its minutes (art. 21.1.b, 21.2.b)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    held_on = models.DateField(_("held on"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    chair = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name=_("chair"))
    secretary = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("secretary")
    )
    summoned = models.PositiveSmallIntegerField(_("summoned"))
    present = models.PositiveSmallIntegerField(_("present"))
    absent = models.CharField(_("absent, with reasons"), max_length=1000, blank=True)
    course = models.TextField(_("course of the meeting"))
    conclusion = models.TextField(_("conclusion"), blank=True)

    history = HistoricalRecords()
    objects = UnitRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on"]
        default_permissions = ("view", "add", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(present__gte=1, present__lte=models.F("summoned")),
                name="evaluation_meeting_present",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.held_on}"


class YearRating(models.Model):
    """Mẫu số 02 of Decree 335/2025 for one officer and calendar year; by Decree 90/2020 up to 2025.

    `mean` is the mean of the scored months or quarters, cut to ten decimals; `trace` keeps the exact
    scores, which of them count and why, and the reasons that force a rating. `current` is false for a
    rating that a new decision replaced (art. 21.3) or a draft that came to nothing.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="ratings", verbose_name=_("officer"))
    year = models.PositiveSmallIntegerField(_("year"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    # The agency whose officers the cap is counted over: the using agency (art. 20.5.a).
    agency = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("agency"))
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    seat = models.CharField(_("role"), max_length=6, choices=Seat)
    group = models.ForeignKey(
        DutyGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("group")
    )
    rater = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="rated", verbose_name=_("rated by")
    )
    rule_set = models.CharField(_("rule set"), max_length=8)
    state = models.CharField(_("state"), max_length=10, choices=RatingState, default=RatingState.DRAFT)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    current = models.BooleanField(_("current version"), default=True)
    predecessor = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="successor", verbose_name=_("predecessor")
    )
    rerate_reason = models.CharField(_("reason for the new rating"), max_length=1000, blank=True)

    mean = score_column("Tổng điểm trung bình cả năm")
    # Not rated at all (art. 11.1), or forced to "không hoàn thành" (art. 11.3, 20.4): codes of the reasons.
    exempt = models.CharField(_("why not rated"), max_length=20, blank=True)
    forced = models.JSONField(_("reasons that force the rating"), default=list, blank=True)
    flags = models.JSONField(_("flags"), default=list, blank=True)
    trace = models.JSONField(_("inputs and intermediates"), default=dict, blank=True)
    # What the score, the forced reasons and the head's organisation give, before the cap.
    earned = models.CharField("Mức theo điểm", max_length=16, choices=Band, blank=True)
    self_band = models.CharField("Tự xếp loại", max_length=16, choices=Band, blank=True)
    proposed = models.CharField("Mức đề xuất", max_length=16, choices=Band, blank=True)
    band = models.CharField("Mức xếp loại", max_length=16, choices=Band, blank=True)
    self_text = models.TextField("Báo cáo tự đánh giá", blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="ratings", verbose_name=_("meeting")
    )
    comments = models.TextField("Ý kiến tại cuộc họp", blank=True)
    party_opinion = models.TextField("Nhận xét của cấp ủy", blank=True)
    move_reason = models.CharField("Lý do xếp khác mức theo điểm", max_length=1000, blank=True)
    handling = models.TextField("Đề xuất phương án xử lý", blank=True)
    decision = models.CharField(_("decision number"), max_length=80, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    self_rated_at = models.DateTimeField(_("self-rated at"), null=True, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("signed by")
    )
    inputs_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.FileField(storage=private_storage, upload_to="ratings/", blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True)

    history = HistoricalRecords()
    objects = UnitScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("rating of a year")
        verbose_name_plural = _("ratings of a year")
        ordering = ["-year", "unit__code", "officer__name_key"]
        default_permissions = ("view",)
        permissions = [
            ("self_rate_yearrating", "Rate oneself for the year"),
            ("propose_yearrating", "Prepare the ratings of a year: drafts, meeting, opinions, proposals"),
            ("rate_yearrating", "Decide the ratings of which one is the authority"),
            ("rerate_yearrating", "Replace a wrong rating by a new decision"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["officer", "year", "version"], name="evaluation_yearrating_version_once"
            ),
            models.UniqueConstraint(
                fields=["officer", "year"],
                condition=models.Q(current=True),
                name="evaluation_yearrating_one_current",
            ),
        ]

    def __str__(self) -> str:
        # No rating here: history logs keep this text.
        return f"{self.officer_id} {self.year}"

    @property
    def is_frozen(self) -> bool:
        """Signed ratings never change; a new decision makes a successor (art. 21.3)."""
        return self.state == RatingState.SIGNED
