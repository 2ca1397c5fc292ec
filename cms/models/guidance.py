"""Guidance: how things are done, who answers for the text, and when it is looked at again."""

from datetime import date

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
from staff.models import Unit

SUMMARY_LENGTH = 400


class GuidanceIndexPage(FramePage):
    """The guidance section."""

    template = "cms/guidance_index.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.GuidancePage"]

    class Meta:
        verbose_name = _("guidance section")
        verbose_name_plural = _("guidance sections")


class GuidancePage(Page):
    """One piece of guidance."""

    summary = models.TextField(
        _("summary"), max_length=SUMMARY_LENGTH, help_text=_("Whom it is for and what it answers.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"))
    content_owner = models.CharField(
        _("content owner"),
        max_length=160,
        help_text=_("Who answers for this text: a post or a person, with how to reach them."),
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

    template = "cms/guidance_page.html"
    parent_page_types = ["cms.GuidanceIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("content_owner"),
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
        return self.review_due < date.today()

    def clean(self) -> None:
        """A review lies after the confirmation it follows."""
        super().clean()
        if self.review_due and self.confirmed_on and self.review_due <= self.confirmed_on:
            raise ValidationError({"review_due": _("The next review must come after the last confirmation.")})
