"""The console's screens of officers and their postings."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.widgets.button import HeaderButton

from staff.console import DayColumn, ScopedModelViewSet, TextColumn, by_person
from staff.console.views import ScopedInspectView
from staff.enums import Engagement
from staff.forms.records import NewOfficerForm, OfficerForm
from staff.models import Officer, Posting
from staff.rules.masking import masked
from staff.selectors.console_rows import with_home
from staff.viewsets.filters import OfficerFilterSet, PostingFilterSet


def _at_home_today(rows: QuerySet[Any]) -> QuerySet[Any]:
    return with_home(rows, timezone.localdate())


def _engagement(officer: Any) -> str:
    return str(Engagement(officer.home_engagement).label) if officer.home_engagement else ""


def _masked_citizen_id(officer: Officer) -> str:
    return masked(officer.citizen_id)


class OfficerInspectView(ScopedInspectView):
    """Facts of a person, with the way to the whole record in the portal."""

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """The dated facts are shown there."""
        address = reverse("staff:officer", args=[self.object.number])
        return [HeaderButton(_now("Whole record"), url=address, icon_name="user")]


_NAME = TextColumn("full_name", _("Full name"), sort_key="name_key")
_NUMBER = TextColumn("number", _("Personnel number"), sort_key="number")
_BORN = DayColumn("birth_date", _("Date of birth"), sort_key="birth_date", precision="birth_precision")
_UNIT = TextColumn("home_unit", _("Unit"), sort_key="home_code")
_POST = TextColumn("home_post", _("Post"))
_RANK = TextColumn("rank_name", _("Rank"))
_ENGAGEMENT = TextColumn("engagement", _("Engagement"), _engagement)
_SEX = TextColumn("sex", _("Sex"), "get_sex_display")
_SINCE = DayColumn(
    "service_start",
    _("First day of service"),
    sort_key="service_start",
    precision="service_start_precision",
)
_UNTIL = DayColumn("service_end", _("First day no longer in service"))


class OfficerViewSet(ScopedModelViewSet):
    """Officers: taken into service here, their undated facts corrected here."""

    model = Officer
    name = "console_officers"
    url_prefix = "ho-so/can-bo"
    export_filename = "can-bo"
    menu_name = "console-officers"
    icon = "group"
    ordering = ("name_key", "number")
    inspect_view_class = OfficerInspectView
    shown = (_NAME, _NUMBER, _BORN, _UNIT, _POST, _RANK, _ENGAGEMENT)
    exported = (
        _NUMBER,
        _NAME,
        _BORN,
        _SEX,
        TextColumn("home_code", _("Unit code")),
        _UNIT,
        _POST,
        _RANK,
        _ENGAGEMENT,
        _SINCE,
        _UNTIL,
    )
    inspected = (
        _NUMBER,
        _NAME,
        _BORN,
        _SEX,
        TextColumn("ethnicity", _("Ethnic group")),
        TextColumn("citizen_id", _("Citizen identity number (CCCD)"), _masked_citizen_id),
        DayColumn("party_joined", _("Date of joining the Party"), precision="party_joined_precision"),
        _UNIT,
        _POST,
        _RANK,
        _ENGAGEMENT,
        _SINCE,
        _UNTIL,
        TextColumn("service_end_reason", _("Reason for leaving")),
    )
    find = staticmethod(by_person())
    prepare = staticmethod(_at_home_today)
    filterset_class = OfficerFilterSet
    add_form = NewOfficerForm
    edit_form = OfficerForm
    _person = MultiFieldPanel(
        (
            FieldPanel("full_name"),
            FieldRowPanel((FieldPanel("birth_date"), FieldPanel("sex"))),
            FieldPanel("ethnicity"),
            FieldPanel("party_joined"),
        ),
        heading=_("Person"),
    )
    add_panels = (
        FieldPanel("number"),
        _person,
        MultiFieldPanel(
            (
                FieldPanel("service_start"),
                FieldPanel("unit"),
                FieldRowPanel((FieldPanel("rank"), FieldPanel("post"))),
                FieldPanel("engagement"),
            ),
            heading=_("First posting"),
        ),
        FieldPanel("note"),
    )
    edit_panels = (_person, FieldPanel("service_start"), FieldPanel("note"))


def _with_names(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.select_related("officer", "unit", "post")


class PostingViewSet(ScopedModelViewSet):
    """Postings, to read: transfers and secondments have verbs of their own."""

    model = Posting
    name = "console_postings"
    url_prefix = "ho-so/vi-tri"
    export_filename = "qua-trinh-cong-tac"
    menu_name = "console-postings"
    icon = "order"
    ordering = ("officer__name_key", "officer__number", "start")
    shown = (
        TextColumn("officer", _("Full name"), "officer.full_name", sort_key="officer__name_key"),
        TextColumn("number", _("Personnel number"), "officer.number", sort_key="officer__number"),
        TextColumn("unit", _("Unit"), "unit.name", sort_key="unit__code"),
        TextColumn("kind", _("Kind of posting"), "get_kind_display", sort_key="kind"),
        TextColumn("post", _("Post"), "post.name", sort_key="post__order"),
        TextColumn("engagement", _("Engagement"), "get_engagement_display"),
        DayColumn("start", _("From day"), sort_key="start", precision="start_precision"),
        DayColumn("end", _("Until (exclusive)"), sort_key="end"),
    )
    find = staticmethod(by_person("officer__"))
    prepare = staticmethod(_with_names)
    filterset_class = PostingFilterSet
