"""Reference lists that `install` fills: ranks with their salary tables, posts with their role."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.enums import PostRole, RankFamily


class Rank(models.Model):
    """A rank (ngạch) with its code, salary table and steps (domain 3.2)."""

    code = models.CharField(_("rank code"), max_length=6, blank=True)
    name = models.CharField(_("rank"), max_length=80, unique=True)
    family = models.CharField(_("family"), max_length=12, choices=RankFamily)
    salary_table = models.CharField(_("salary table"), max_length=8, blank=True)
    steps = models.PositiveSmallIntegerField(_("number of steps"))
    first_coefficient = models.DecimalField(
        _("first coefficient"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    step_coefficient = models.DecimalField(
        _("coefficient per step"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    step_months = models.PositiveSmallIntegerField(_("months per step"))
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("rank")
        verbose_name_plural = _("ranks")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="staff_rank_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post (chức vụ) of the reference list and whether it leads its unit."""

    name = models.CharField(_("post"), max_length=80, unique=True)
    role = models.CharField(_("role"), max_length=6, choices=PostRole)
    order = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class RotationPosition(models.Model):
    """A position whose holder has to change periodically, with its term (articles 24 and 25 of Law 36/2018).

    The ministry's own list for enforcement posts was not found: the rows are settings of the installation.
    """

    name = models.CharField(_("position"), max_length=160, unique=True)
    term_months = models.PositiveSmallIntegerField(_("term in months"))
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("position to be rotated")
        verbose_name_plural = _("positions to be rotated")
        ordering = ["order", "name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(term_months__gte=24, term_months__lte=60),
                name="staff_rotationposition_term",
                violation_error_message=_("The term is 2 to 5 years (art. 25 of Law 36/2018/QH14)."),
            )
        ]

    def __str__(self) -> str:
        return self.name
