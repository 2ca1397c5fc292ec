"""News: the section, the pages, their files, and who signed them."""

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.models.pages import PageManager
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.fields import slug_panel
from cms.models.fixed import FramePage
from cms.models.targets import TargetedPage, targets_panel
from cms.querysets.pages import NewsQuerySet
from staff.models import Unit
from staff.querysets import open_on

INTRO_LENGTH = 400


def units_of_today() -> Q:
    """Units that exist today; a closed one publishes nothing."""
    return open_on(localdate())


class Topic(models.Model):
    """What news is about; reference rows, the same for every agency. `code` stands in addresses."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    order = models.PositiveSmallIntegerField(_("order"), default=50)

    objects = models.Manager["Topic"]()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class NewsIndexPage(FramePage):
    """The news section: newest first, by year and topic."""

    template = "cms/news_index.html"
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.NewsPage"]

    class Meta:
        verbose_name = _("news section")
        verbose_name_plural = _("news sections")


class NewsPage(TargetedPage):
    """One piece of news. `pinned_until` and `urgent_until` are the last days on which it stands above the others."""

    date = models.DateField(_("date"), default=localdate, db_index=True)
    intro = models.TextField(
        _("introduction"), max_length=INTRO_LENGTH, help_text=_("One or two sentences; lists show them.")
    )
    lead_picture = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    on_behalf_of = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to=units_of_today,
        verbose_name=_("on behalf of"),
        help_text=_("The unit whose news this is, when it is not the author's own."),
    )
    topics = ParentalManyToManyField(Topic, blank=True, related_name="news", verbose_name=_("topics"))
    pinned_until = models.DateField(
        _("pinned until"),
        null=True,
        blank=True,
        help_text=_("Through this day it stands on top of the lists. Empty: not pinned."),
    )
    urgent_until = models.DateField(
        _("urgent until"),
        null=True,
        blank=True,
        help_text=_("Through this day it stands above everything, and as a banner on the home page."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"))

    objects = PageManager.from_queryset(NewsQuerySet)()

    template = "cms/news_page.html"
    parent_page_types = ["cms.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        targets_panel(),
        MultiFieldPanel(
            [
                FieldPanel("date"),
                FieldPanel("on_behalf_of"),
                FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
                FieldPanel("pinned_until"),
                FieldPanel("urgent_until"),
            ],
            heading=_("Publication"),
        ),
        FieldPanel("intro"),
        FieldPanel("lead_picture"),
        FieldPanel("body"),
        InlinePanel("attachments", heading=_("Attachments"), label=_("Attachment")),
        InlinePanel("related", heading=_("Related pages"), label=_("Related page")),
    ]
    promote_panels = [slug_panel()]
    search_fields = [
        *Page.search_fields,
        index.SearchField("intro", boost=2),
        index.SearchField("body"),
        index.FilterField("date"),
    ]

    class Meta:
        verbose_name = _("news page")
        verbose_name_plural = _("news pages")


class NewsAttachment(Orderable):
    """A file that belongs to a piece of news."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, related_name="+", verbose_name=_("document")
    )
    title = models.CharField(
        _("title shown"), max_length=200, blank=True, help_text=_("Empty: the document's own title.")
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title


class RelatedPage(Orderable):
    """Another page that a reader of this one may want; shown only to those whom it reaches."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="related")
    target = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("page"))

    panels = [PageChooserPanel("target", ["cms.NewsPage", "cms.GuidancePage"])]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")


class Byline(models.Model):
    """Who signed a piece of news: name, post and unit as they were at first publishing.

    Kept apart from the page, because revisions of the page must not rewrite it.
    """

    page = models.OneToOneField(NewsPage, models.CASCADE, related_name="byline", verbose_name=_("news page"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author"),
    )
    name = models.CharField(_("name"), max_length=160)
    post = models.CharField(_("post"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    signed_on = models.DateField(_("signed on"))

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return self.name
