"""People as every colleague may see them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from staff.models import Officer


class Colleague(Officer):
    """An officer in the directory: name, post, unit and how to reach them, nothing else of the record.

    A proxy, so that the gate may open the directory to everyone while the record stays closed. Whoever
    reads it uses `cms.selectors.directory`, which names the public columns. `change` is the contact card only.
    """

    class Meta:
        proxy = True
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        default_permissions = ("view", "change")


class ContactCard(models.Model):
    """How to reach an officer at work; public to everyone who signs in, kept by the officer.

    Never a private telephone or address. `folded` is `duties` and `room` without marks, for search.
    """

    officer = models.OneToOneField(
        Officer, models.CASCADE, related_name="contact_card", verbose_name=_("officer")
    )
    office_phone = models.CharField(_("office telephone"), max_length=30, blank=True)
    work_mobile = models.CharField(
        _("mobile telephone for work"),
        max_length=30,
        blank=True,
        help_text=_("Every colleague sees it; leave it empty if it is private."),
    )
    email = models.EmailField(_("e-mail at work"), max_length=120, blank=True)
    room = models.CharField(_("room"), max_length=60, blank=True)
    duties = models.CharField(
        _("duties and languages"),
        max_length=200,
        blank=True,
        help_text=_("One line: what colleagues may ask you about, and the languages you speak."),
    )
    folded = models.CharField(max_length=300, editable=False, default="")

    history = HistoricalRecords()
    objects = models.Manager["ContactCard"]()

    class Meta:
        verbose_name = _("contact card")
        verbose_name_plural = _("contact cards")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.officer_id}"
