"""A session of a course, who takes part, on which days, and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.models import Officer, Qualification, User
from training.enums import Class, EnrolmentState
from training.models.catalogue import Course
from training.querysets import EnrolmentQuerySet, OfEnrolmentQuerySet, SessionQuerySet

MAX_SEATS = 2_000
MAX_PERIODS_A_DAY = 12


class Session(models.Model):
    """A class (lớp) held in [start, end). `deadline`: the last day to sign up, inclusive."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="sessions", verbose_name=_("course"))
    start = models.DateField(_("first day"))
    end = models.DateField(_("until (exclusive)"))
    place = models.CharField(_("place"), max_length=200)
    seats = models.PositiveSmallIntegerField(_("seats"))
    deadline = models.DateField(_("last day to sign up"))
    cancelled = models.BooleanField(_("cancelled"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("training session")
        verbose_name_plural = _("training sessions")
        ordering = ["-start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="training_session_end_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(deadline__lt=models.F("end")), name="training_session_deadline"
            ),
            models.CheckConstraint(
                condition=models.Q(seats__gte=1, seats__lte=MAX_SEATS), name="training_session_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.title}, {self.start:%d/%m/%Y}"


class Enrolment(models.Model):
    """An officer's place in a session. `asked_at` orders the waiting list; `decided_by`: who enrolled or refused.

    One row an officer and session: who withdrew and comes again keeps the row, the history keeps both.
    """

    session = models.ForeignKey(
        Session, models.PROTECT, related_name="enrolments", verbose_name=_("training session")
    )
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="enrolments", verbose_name=_("officer"))
    state = models.CharField(_("state"), max_length=10, choices=EnrolmentState)
    asked_at = models.DateTimeField(_("asked at"))
    proposed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("proposed by")
    )
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        ordering = ["session_id", "asked_at", "pk"]
        permissions = [("propose_enrolment", "Ask for a place in a session")]
        constraints = [
            models.UniqueConstraint(fields=["session", "officer"], name="training_enrolment_once"),
        ]
        indexes = [models.Index(fields=["officer", "state"], name="training_enrolment_of")]

    def __str__(self) -> str:
        return f"{self.session_id} {self.officer_id} {self.get_state_display()}"


class Attendance(models.Model):
    """How many periods (tiết) someone attended on a day; 0 = absent, no row = not recorded."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="attendances", verbose_name=_("enrolment")
    )
    day = models.DateField(_("day"))
    periods = models.PositiveSmallIntegerField(_("periods (tiết)"))

    history = HistoricalRecords()
    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["enrolment_id", "day"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "day"], name="training_attendance_once"),
            models.CheckConstraint(
                condition=models.Q(periods__lte=MAX_PERIODS_A_DAY), name="training_attendance_periods"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.day:%d/%m/%Y}: {self.periods}"


class Result(models.Model):
    """What came of a session for one person. `qualification`: the row it wrote into the record, if any."""

    enrolment = models.OneToOneField(
        Enrolment, models.CASCADE, related_name="result", verbose_name=_("enrolment")
    )
    passed = models.BooleanField(_("passed"))
    mark = models.DecimalField(_("mark"), max_digits=5, decimal_places=2, null=True, blank=True)
    grade = models.CharField(_("class"), max_length=12, choices=Class, blank=True)
    certificate = models.CharField(_("certificate number"), max_length=60, blank=True)
    issued_on = models.DateField(_("date of the certificate"), null=True, blank=True)
    qualification = models.ForeignKey(
        Qualification,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qualification written"),
    )

    history = HistoricalRecords()
    objects = OfEnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("training result")
        verbose_name_plural = _("training results")
        ordering = ["enrolment_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mark__isnull=True) | models.Q(mark__gte=0, mark__lte=100),
                name="training_result_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {'+' if self.passed else '-'}"
