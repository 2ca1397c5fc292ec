"""Guidance: how things are done, who answers for the text, and when it is looked at again."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.fields import slug_panel
from cms.models.fixed import FramePage
from cms.models.news import units_of_today
from cms.models.targets import TargetedPage, targets_panel
from staff.models import Officer, Unit

SUMMARY_LENGTH = 400


class GuidanceIndexPage(FramePage):
    """The guidance section."""

    template = "cms/guidance_index.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.GuidancePage"]

    class Meta:
        verbose_name = _("guidance section")
        verbose_name_plural = _("guidance sections")


class GuidancePage(TargetedPage):
    """One piece of guidance. `owner_officer` is told when the next review is due; `content_owner` is what is shown."""

    summary = models.TextField(
        _("summary"), max_length=SUMMARY_LENGTH, help_text=_("Whom it is for and what it answers.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"))
    content_owner = models.CharField(
        _("content owner"),
        max_length=160,
        help_text=_("Who answers for this text: a post or a person, with how to reach them."),
    )
    owner_officer = models.ForeignKey(
        Officer,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("officer in charge"),
        help_text=_("Is reminded of the review and may confirm the text without editing it."),
    )
    owner_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=units_of_today,
        verbose_name=_("owner's unit"),
    )
    confirmed_on = models.DateField(_("last confirmed on"), default=localdate)
    review_due = models.DateField(_("next review on"))
    change_note = models.CharField(
        _("what changes"),
        max_length=250,
        blank=True,
        help_text=_("One sentence for the list of changes; readers see it once this version is published."),
    )

    template = "cms/guidance_page.html"
    parent_page_types = ["cms.GuidanceIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        targets_panel(),
        FieldPanel("body"),
        FieldPanel("change_note"),
        MultiFieldPanel(
            [
                FieldPanel("content_owner"),
                FieldPanel("owner_officer"),
                FieldPanel("owner_unit"),
                FieldPanel("confirmed_on"),
                FieldPanel("review_due"),
            ],
            heading=_("Responsibility"),
        ),
    ]
    promote_panels = [slug_panel()]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("body"),
        index.FilterField("review_due"),
    ]

    class Meta:
        verbose_name = _("guidance page")
        verbose_name_plural = _("guidance pages")

    @property
    def overdue(self) -> bool:
        """Whether the day of the next review has passed."""
        return self.review_due < localdate()

    def clean(self) -> None:
        """A review lies after the confirmation it follows."""
        super().clean()
        if self.review_due and self.confirmed_on and self.review_due <= self.confirmed_on:
            raise ValidationError({"review_due": _("The next review must come after the last confirmation.")})


class GuidanceChange(models.Model):
    """A published change of a piece of guidance: when, by whom, what. Kept apart from the page, like a byline."""

    page = models.ForeignKey(GuidancePage, models.CASCADE, related_name="changes")
    changed_on = models.DateField(_("changed on"))
    note = models.CharField(_("what changed"), max_length=250)
    revision = models.OneToOneField("wagtailcore.Revision", models.SET_NULL, null=True, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = models.Manager["GuidanceChange"]()

    class Meta:
        verbose_name = _("change of guidance")
        verbose_name_plural = _("changes of guidance")
        ordering = ["-changed_on", "-pk"]

    def __str__(self) -> str:
        return self.note
