"""The undated rest of a curriculum vitae (form 2C), and corrections that officers propose."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import CorrectionState
from staff.models.files import RecordFile
from staff.models.people import Officer, User
from staff.querysets import OfficerRowQuerySet


class Profile(models.Model):
    """Facts of a person without dates of their own, by the fields of form 2C-BNV/2008.

    Health, insurance number, addresses and telephone are masked like the citizen identity number.
    """

    officer = models.OneToOneField(Officer, models.CASCADE, related_name="profile", verbose_name=_("officer"))
    birth_name = models.CharField(_("name at birth"), max_length=120, blank=True)
    other_names = models.CharField(_("other names"), max_length=120, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=200, blank=True)
    home_place = models.CharField(_("home (quê quán)"), max_length=200, blank=True)
    religion = models.CharField(_("religion"), max_length=60, blank=True)
    citizen_id_issued_on = models.DateField(_("CCCD issued on"), null=True, blank=True)
    citizen_id_issuer = models.CharField(_("CCCD issued by"), max_length=120, blank=True)
    insurance_number = models.CharField(_("social insurance number"), max_length=20, blank=True)
    permanent_address = models.CharField(_("permanent address"), max_length=300, blank=True)
    current_address = models.CharField(_("current address"), max_length=300, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    work_email = models.EmailField(_("work e-mail"), blank=True)
    job_before = models.CharField(_("occupation when recruited"), max_length=160, blank=True)
    recruiting_agency = models.CharField(_("recruiting agency"), max_length=200, blank=True)
    main_work = models.CharField(_("main work"), max_length=300, blank=True)
    general_education = models.CharField(_("general education"), max_length=40, blank=True)
    organisations_joined = models.TextField(_("political and social organisations joined"), blank=True)
    enlisted_on = models.DateField(_("enlisted on"), null=True, blank=True)
    discharged_on = models.DateField(_("discharged on"), null=True, blank=True)
    military_rank = models.CharField(_("highest military rank"), max_length=60, blank=True)
    highest_title = models.CharField(_("highest title conferred"), max_length=120, blank=True)
    strengths = models.CharField(_("strengths"), max_length=200, blank=True)
    health = models.CharField(_("health"), max_length=120, blank=True)
    height_cm = models.PositiveSmallIntegerField(_("height (cm)"), null=True, blank=True)
    weight_kg = models.PositiveSmallIntegerField(_("weight (kg)"), null=True, blank=True)
    blood_group = models.CharField(_("blood group"), max_length=5, blank=True)
    disability_class = models.CharField(_("class of war invalid"), max_length=40, blank=True)
    policy_family = models.CharField(_("family with merits"), max_length=120, blank=True)
    personal_history = models.TextField(_("features of the personal history"), blank=True)
    foreign_relations = models.TextField(_("relations with organisations and people abroad"), blank=True)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("curriculum vitae facts")
        verbose_name_plural = _("curriculum vitae facts")

    def __str__(self) -> str:
        return str(self.officer_id)


class CorrectionRequest(models.Model):
    """A correction of the own record that an officer proposes and personnel decide.

    `target`: "officer", "profile" or the slug of a kind of history; `row`: its row, null for a new one.
    `old` and `new`: field → value as text, as they stood when it was proposed.
    """

    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="corrections", verbose_name=_("officer")
    )
    target = models.CharField(_("part of the record"), max_length=40)
    row = models.PositiveBigIntegerField(null=True, blank=True)
    old = models.JSONField(default=dict)
    new = models.JSONField(default=dict)
    explanation = models.TextField(_("explanation"), blank=True)
    proof = models.ForeignKey(
        RecordFile, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("proof")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=CorrectionState, default=CorrectionState.WAITING
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    answer = models.TextField(_("reason of the decision"), blank=True)

    history = HistoricalRecords()
    objects = OfficerRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed correction")
        verbose_name_plural = _("proposed corrections")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.target}"
