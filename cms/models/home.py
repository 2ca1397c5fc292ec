"""The portal home: who I am, what waits for me, what is new."""

from django.utils.translation import gettext_lazy as _

from cms.models.fixed import FramePage


class HomePage(FramePage):
    """One page for everyone; what it shows depends on who asks (`staff.registries.home_cards`)."""

    template = "cms/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.NewsIndexPage", "cms.GuidanceIndexPage"]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
