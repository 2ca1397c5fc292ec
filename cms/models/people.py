"""People as every colleague may see them."""

from django.utils.translation import gettext_lazy as _

from staff.models import Officer


class Colleague(Officer):
    """An officer in the directory: name, post, unit and how to reach them, nothing else of the record.

    A proxy, so that the gate may open the directory to everyone while the record stays closed. Whoever
    reads it uses `cms.selectors.directory`, which names the public columns.
    """

    class Meta:
        proxy = True
        verbose_name = _("colleague")
        verbose_name_plural = _("colleagues")
        default_permissions = ("view",)
