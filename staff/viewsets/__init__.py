"""The records console of the personnel app: declarations only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from staff.viewsets.people import OfficerViewSet, PostingViewSet
from staff.viewsets.units import QuotaViewSet, UnitViewSet


class RecordsGroup(ModelViewSetGroup):
    """The menu of records."""

    menu_label = _("Records")
    menu_name = "console-records"
    menu_icon = "folder-open-inverse"
    menu_order = 110
    items = (OfficerViewSet, UnitViewSet, QuotaViewSet, PostingViewSet)
