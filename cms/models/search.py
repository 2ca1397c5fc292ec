"""The texts search looks through: one row for each thing that is found by its words."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.enums import Found
from cms.models.directives import Directive


class SearchText(models.Model):
    """The words of a page, of a document attached to a page, or of a directive, in the spellings search compares.

    Derived: `services.search` keeps it, `manage.py rebuild_search` makes it anew. It opens nothing: whoever
    searches starts from the pages and directives the person may see, and a document is seen with its page.
    `title_spelled` and `text_spelled` keep the marks, `title_folded` and `text_folded` do not; all four are
    single words between single blanks, with a blank before the first and after the last. `symbol_key` is the
    symbol in one spelling, `symbol_loose` its letters and figures alone. `date` is the day of the news, of the last
    confirmation of a guidance, or of the issue.
    """

    kind = models.CharField(max_length=9, choices=Found)
    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, related_name="+", verbose_name=_("page")
    )
    document = models.ForeignKey(
        "wagtaildocs.Document", models.CASCADE, null=True, related_name="+", verbose_name=_("document")
    )
    directive = models.ForeignKey(
        Directive, models.CASCADE, null=True, related_name="+", verbose_name=_("directive")
    )
    date = models.DateField(_("date"), null=True)
    symbol_key = models.CharField(max_length=80, db_index=True, default="")
    symbol_loose = models.CharField(max_length=80, db_index=True, default="")
    title = models.CharField(_("title"), max_length=400)
    title_folded = models.TextField()
    title_spelled = models.TextField()
    text_folded = models.TextField()
    text_spelled = models.TextField()
    text = models.TextField(_("text"))

    objects = models.Manager["SearchText"]()

    class Meta:
        verbose_name = _("text for search")
        verbose_name_plural = _("texts for search")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=Q(document__isnull=True), name="cms_searchtext_page_once"
            ),
            models.UniqueConstraint(fields=["page", "document"], name="cms_searchtext_document_once"),
            models.UniqueConstraint(fields=["directive"], name="cms_searchtext_directive_once"),
        ]

    def __str__(self) -> str:
        return self.title
