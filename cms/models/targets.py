"""Whom a page is meant for, and what every page with targets shares."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page

from cms.models.kept import TargetFields


class PageTarget(TargetFields):
    """Whom a page is meant for; a page without targets is meant for everyone (see `TargetFields`).

    Kept on Wagtail's own page table, so that lists of pages of any kind may be narrowed in one query.
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="targets")

    objects = models.Manager["PageTarget"]()
    panels = [
        FieldPanel("unit"),
        FieldPanel("with_below"),
        # The bare word is translated as a level of education.
        FieldPanel("level", heading=_("Level of the agencies")),
    ]

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


def targets_panel() -> InlinePanel:
    """The panel in which an editor says whom a page is meant for."""
    return InlinePanel(
        "targets",
        heading=_("Meant for"),
        label=_("Audience"),
        help_text=_(
            "Units you publish for. A page without an audience is meant for every agency of the country; "
            "only editors at national level may publish one."
        ),
    )


class TargetedPage(Page):
    """A page that reaches only those it is meant for; `cms.selectors.audience` reads the targets."""

    class Meta:
        abstract = True

    @property
    def target_units(self) -> list[Any]:
        """Units named by the targets, as an editor or approver has them before them."""
        return [target.unit for target in self.targets.all() if target.unit_id]
