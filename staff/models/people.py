"""Accounts and officers. People exist before and after their account."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.enums import Precision, Sex
from staff.querysets import OfficerQuerySet


class User(AbstractUser):
    """Someone who signs in. What they may do is in their groups (verbs) and grants (reach)."""

    daily_mail = models.BooleanField(
        _("daily e-mail"),
        default=True,
        help_text=_("One e-mail a day with what is new and what falls due; never more than one."),
    )

    class Meta(AbstractUser.Meta):
        pass

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        """Family name first, as Vietnamese names are written."""
        return f"{self.last_name} {self.first_name}".strip()


class Officer(models.Model):
    """A civil servant or contract employee; facts with dates hang on it."""

    number = models.CharField(_("personnel number"), max_length=40, unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    name_key = models.CharField(max_length=200, editable=False)
    folded_name = models.CharField(max_length=120, editable=False, db_index=True)
    birth_date = models.DateField(_("date of birth"))
    birth_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    ethnicity = models.CharField(_("ethnic group"), max_length=40, blank=True)
    citizen_id = models.CharField(_("citizen identity number (CCCD)"), max_length=20, blank=True)
    party_joined = models.DateField(_("date of joining the Party"), null=True, blank=True)
    party_joined_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    service_start = models.DateField(_("first day of service"))
    service_start_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    service_end = models.DateField(_("first day no longer in service"), null=True, blank=True)
    service_end_reason = models.CharField(_("reason for leaving"), max_length=200, blank=True)
    note = models.TextField(_("note"), blank=True)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="officer", verbose_name=_("account")
    )

    history = HistoricalRecords()
    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        ordering = ["name_key", "number"]
        permissions = [
            ("unmask_officer", "See masked fields in full (logged)"),
            ("import_officer", "Import personnel workbooks"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(service_end__isnull=True)
                | models.Q(service_end__gt=models.F("service_start")),
                name="staff_officer_service_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} ({self.number})"


class Disclosure(models.Model):
    """Who saw which masked field of whom, and when (Law 91/2025 on personal data)."""

    viewer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("viewer"))
    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="disclosures", verbose_name=_("officer")
    )
    field = models.CharField(_("field"), max_length=40)
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    class Meta:
        verbose_name = _("disclosure of a masked field")
        verbose_name_plural = _("disclosures of masked fields")
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return f"{self.field} {self.seen_at:%d/%m/%Y %H:%M}"
