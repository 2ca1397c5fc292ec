"""Directives: what higher authorities ask, in versions that readers confirm (domain: chỉ đạo, quán triệt)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cms.enums import DirectiveKind, Side
from cms.models.kept import KeptFile, TargetFields
from cms.querysets.directives import AcknowledgementQuerySet, DirectiveQuerySet, VersionQuerySet
from staff.models import Officer, Unit


class Issuer(models.Model):
    """An authority that issues documents. Its unit is set when it is one of our agencies."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    body = models.CharField(
        _("abbreviation in symbols"), max_length=40, help_text=_("As it stands in symbols: TU, TW, TTg, BTP.")
    )
    side = models.CharField(_("side"), max_length=5, choices=Side)
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("unit")
    )

    objects = models.Manager["Issuer"]()

    class Meta:
        verbose_name = _("issuer")
        verbose_name_plural = _("issuers")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Directive(models.Model):
    """A directive document; its key is symbol + date + issuer, for numbers start again every year or term.

    `symbol_key` is the symbol in one spelling (NFC, no blanks, capitals) for search and uniqueness; `folded`
    is title, symbol and issuer without marks. In force from `in_force_from` until the day before `in_force_until`
    (empty = open). `unit` keeps it; `targets` say for whom it is meant, once `published_at` is set.
    """

    symbol = models.CharField(_("symbol"), max_length=80)
    symbol_key = models.CharField(max_length=80, editable=False, db_index=True)
    kind = models.CharField(_("kind"), max_length=4, choices=DirectiveKind)
    issuer = models.ForeignKey(Issuer, models.PROTECT, related_name="directives", verbose_name=_("issuer"))
    issued_on = models.DateField(_("issued on"), db_index=True)
    title = models.CharField(_("title"), max_length=400)
    summary = models.TextField(_("what it asks"), blank=True)
    signer = models.CharField(_("signed by"), max_length=120, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("no longer in force from"), null=True, blank=True)
    implements = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="implemented_by",
        verbose_name=_("carries out"),
    )
    replaces = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        through="Replacement",
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("kept by"))
    published_at = models.DateTimeField(_("made known at"), null=True, blank=True)
    folded = models.TextField(editable=False, default="")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords()
    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("directive")
        verbose_name_plural = _("directives")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["symbol_key", "issued_on", "issuer"], name="cms_directive_symbol_date_issuer"
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_until__isnull=True)
                | models.Q(in_force_from__isnull=True)
                | models.Q(in_force_until__gt=models.F("in_force_from")),
                name="cms_directive_force_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(implements__isnull=True) | ~models.Q(implements=models.F("id")),
                name="cms_directive_not_own_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol


class Replacement(models.Model):
    """One directive takes the place of another, in whole or in part; never in a circle."""

    newer = models.ForeignKey(Directive, models.CASCADE, related_name="replacing")
    older = models.ForeignKey(Directive, models.PROTECT, related_name="replacements")
    partly = models.BooleanField(_("only in part"), default=False)

    class Meta:
        verbose_name = _("replacement")
        verbose_name_plural = _("replacements")
        constraints = [
            models.UniqueConstraint(fields=["newer", "older"], name="cms_replacement_once"),
            models.CheckConstraint(
                condition=~models.Q(newer=models.F("older")), name="cms_replacement_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newer_id} → {self.older_id}"


class DirectiveTarget(TargetFields):
    """Whom a directive is meant for."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="targets")

    class Meta(TargetFields.Meta):
        abstract = False
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")


class DirectiveVersion(models.Model):
    """A version of a directive's file. A new version that asks again makes earlier confirmations old."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.ForeignKey(
        KeptFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("file")
    )
    note = models.CharField(_("what changed"), max_length=400, blank=True)
    asks = models.BooleanField(_("readers confirm that they have read it"), default=True)
    acknowledge_by = models.DateField(_("to be confirmed by"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(_("made known at"), auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a directive")
        verbose_name_plural = _("versions of directives")
        ordering = ["directive_id", "-number"]
        default_permissions = ("add", "change", "view")
        permissions = [("acknowledge_directiveversion", "Confirm having read a directive")]
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="cms_directiveversion_once")
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} v{self.number}"


class Acknowledgement(models.Model):
    """An officer confirmed a version; the unit is the home on that day."""

    version = models.ForeignKey(DirectiveVersion, models.PROTECT, related_name="acknowledgements")
    officer = models.ForeignKey(
        Officer, models.CASCADE, related_name="acknowledgements", verbose_name=_("officer")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    at = models.DateTimeField(_("confirmed at"), auto_now_add=True)

    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["version", "officer"], name="cms_acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.officer_id} {self.at:%d/%m/%Y}"
