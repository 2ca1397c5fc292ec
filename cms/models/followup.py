"""What becomes of a directive: study, plan, tasks, reports, reviews (rõ người, rõ việc, rõ thời gian)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cms.enums import DisseminationForm, ReportState, ReviewKind, TaskState
from cms.models.directives import Directive
from cms.models.governance import Conclusion, CoordinationDuty, Finding
from cms.models.kept import KeptFile
from cms.querysets.followup import AttendanceQuerySet, ReportQuerySet, TaskQuerySet
from cms.querysets.scoped import KeptQuerySet
from staff.models import Officer, Unit


class Dissemination(models.Model):
    """A conference or study meeting where a directive was made known (hội nghị quán triệt)."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="disseminations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    held_on = models.DateField(_("held on"))
    form = models.CharField(_("form"), max_length=12, choices=DisseminationForm)
    place = models.CharField(_("place"), max_length=200, blank=True)
    led_by = models.CharField(_("led by"), max_length=160, blank=True)
    note = models.TextField(_("note"), blank=True)
    minutes = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("dissemination")
        verbose_name_plural = _("disseminations")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.held_on:%d/%m/%Y}"


class Attendance(models.Model):
    """Who was invited to a dissemination, and whether they came."""

    dissemination = models.ForeignKey(Dissemination, models.CASCADE, related_name="attendance")
    officer = models.ForeignKey(Officer, models.CASCADE, related_name="+", verbose_name=_("officer"))
    present = models.BooleanField(_("present"), default=False)
    reason = models.CharField(_("reason of absence"), max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance at a dissemination")
        verbose_name_plural = _("attendance at disseminations")
        constraints = [
            models.UniqueConstraint(fields=["dissemination", "officer"], name="cms_attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.dissemination_id} {self.officer_id}"


class ActionPlan(models.Model):
    """A unit's plan for carrying a directive out; `document` is set when the plan is registered itself."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    symbol = models.CharField(_("symbol"), max_length=80)
    issued_on = models.DateField(_("issued on"))
    title = models.CharField(_("title"), max_length=400)
    document = models.ForeignKey(Directive, models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    report_every_months = models.PositiveSmallIntegerField(_("reports every (months)"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "unit", "symbol"], name="cms_actionplan_once")
        ]

    def __str__(self) -> str:
        return self.symbol


class Task(models.Model):
    """One thing one person has to do by a day: who, what, until when, and what shows that it was done.

    It comes from exactly one source: a directive (perhaps by a plan), a committee's conclusion, a finding
    of an inspection, a duty of coordination rules. `deadline` is the last day; `folded` is what is to be done and its product without
    marks, for search.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    owner = models.ForeignKey(
        Officer, models.PROTECT, related_name="site_tasks", verbose_name=_("responsible person")
    )
    title = models.CharField(_("what is to be done"), max_length=400)
    product = models.CharField(_("product"), max_length=300)
    evidence = models.CharField(_("evidence expected"), max_length=300, blank=True)
    given_on = models.DateField(_("given on"))
    deadline = models.DateField(_("deadline"), db_index=True)
    directive = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("directive")
    )
    plan = models.ForeignKey(
        ActionPlan, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("plan")
    )
    conclusion = models.ForeignKey(
        Conclusion, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("conclusion")
    )
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("finding")
    )
    duty = models.ForeignKey(
        CoordinationDuty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
        verbose_name=_("duty of coordination"),
    )
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why withdrawn"), max_length=300, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    folded = models.TextField(editable=False, default="")

    history = HistoricalRecords()
    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["deadline", "pk"]
        permissions = [("report_task", "Report on the own tasks")]
        constraints = [
            models.CheckConstraint(condition=Q(deadline__gte=models.F("given_on")), name="cms_task_deadline"),
            models.CheckConstraint(
                condition=Q(
                    directive__isnull=False, conclusion__isnull=True, finding__isnull=True, duty__isnull=True
                )
                | Q(
                    directive__isnull=True,
                    plan__isnull=True,
                    conclusion__isnull=False,
                    finding__isnull=True,
                    duty__isnull=True,
                )
                | Q(
                    directive__isnull=True,
                    plan__isnull=True,
                    conclusion__isnull=True,
                    finding__isnull=False,
                    duty__isnull=True,
                )
                | Q(
                    directive__isnull=True,
                    plan__isnull=True,
                    conclusion__isnull=True,
                    finding__isnull=True,
                    duty__isnull=False,
                ),
                name="cms_task_one_source",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | (~Q(state="done") & Q(done_on__isnull=True)),
                name="cms_task_done_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TaskReport(models.Model):
    """What the responsible person says about a task, and what whoever gave it answers."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="reports")
    text = models.TextField(_("report"))
    percent = models.PositiveSmallIntegerField(_("done (%)"), default=0)
    finished = models.BooleanField(_("the task is finished"), default=False)
    evidence = models.ForeignKey(
        KeptFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("evidence")
    )
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.SENT)
    answer = models.CharField(_("answer"), max_length=400, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on a task")
        verbose_name_plural = _("reports on tasks")
        ordering = ["-sent_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(percent__lte=100), name="cms_report_percent")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.percent}%"


class Review(models.Model):
    """A unit looks back on how a directive was carried out: interim (sơ kết) or final (tổng kết)."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    kind = models.CharField(_("kind"), max_length=8, choices=ReviewKind)
    held_on = models.DateField(_("held on"))
    covers_from = models.DateField(_("covers from"))
    covers_until = models.DateField(_("covers until (not including)"))
    results = models.TextField(_("results"))
    shortcomings = models.TextField(_("shortcomings and causes"), blank=True)
    proposals = models.TextField(_("proposals"), blank=True)
    file = models.ForeignKey(KeptFile, models.PROTECT, null=True, blank=True, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()
    objects = KeptQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a directive")
        verbose_name_plural = _("reviews of directives")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(covers_until__gt=models.F("covers_from")), name="cms_review_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.kind} {self.held_on:%d/%m/%Y}"
