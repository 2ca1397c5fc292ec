"""What the system tells a person: shown inside, and sent once a day by e-mail to those who want it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.models.people import User
from staff.querysets import NoticeQuerySet


class Notice(models.Model):
    """One message to one account. `key` says what it is about: the same thing is not told twice."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("to"))
    key = models.CharField(max_length=160)
    text = models.CharField(_("message"), max_length=300)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(_("told at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="staff_notice_once")]

    def __str__(self) -> str:
        return self.text
