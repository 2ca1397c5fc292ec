"""Completeness of the records: the board by unit, the people behind it, the gaps as a workbook."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hrm.kernel.dates import show_date
from hrm.kernel.text import fold
from staff.access import may, require, row_for, rows_for
from staff.forms.campaigns import COMPLETE, LACKING, GapFilterForm
from staff.models import Officer, QualityCampaign, Unit, User
from staff.quality_tables import GapTable, share_parts, share_text
from staff.reports.completeness import gaps_workbook
from staff.rules.completeness import FIELDS, Field, chosen_fields, most_missing
from staff.rules.progress import Filled
from staff.selectors.completeness import PersonStanding, people_standing, quality_board
from staff.selectors.concerning import concerning, units_in_reach
from staff.selectors.tree import Tree, load_tree
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response

_MOST = 10


@require_safe
def data_quality(request: HttpRequest) -> HttpResponse:
    """Units in reach: people, complete records, fields filled of wanted, what is missing most."""
    require(request.user, QualityCampaign, "view")
    user, today = cast(User, request.user), timezone.localdate()
    units, tree = units_in_reach(user), load_tree()
    people = people_standing(today, units, rows_for(user, Officer, "view"))
    board = quality_board(today, units, people, tree)
    missing = most_missing([person.record for person in people], _MOST)
    context = {
        "board": board,
        "total": _shares(board.total),
        "complete": share_parts(Filled(board.total.complete, board.total.people)),
        "filled": share_parts(Filled(board.total.filled, board.total.wanted)),
        "rows": [(row, _shares(row.whole)) for row in board.rows],
        "missing": [(field, number, share_text(Filled(number, len(people)))) for field, number in missing],
        "fields": FIELDS,
        "today": today,
        "may_open": may(user, QualityCampaign, "add"),
        "breadcrumbs": [],
    }
    return render(request, "staff/campaigns/board.html", context)


@require_safe
def data_quality_unit(request: HttpRequest, code: str) -> HttpResponse:
    """The people of a unit and everything below it, each with what the record lacks."""
    asked = _asked(request, code)
    table = GapTable(asked.chosen, order_by="filled")
    context = {
        "unit": asked.unit,
        "campaign": asked.campaign,
        "form": asked.form,
        "table": sorted_and_paged(table, request),
        "gaps": sum(person.lacking for person in asked.chosen),
        "breadcrumbs": [
            {"label": _("Data quality"), "url": reverse("staff:data_quality")},
            {"label": asked.unit.name if asked.unit else ""},
        ],
    }
    return render(request, "staff/campaigns/unit.html", context)


@require_safe
def data_quality_xlsx(request: HttpRequest) -> HttpResponse:
    """The gaps, one row for each person and missing field, with the filters of the list; `?don-vi=`."""
    asked = _asked(request, request.GET.get("don-vi", "").strip())
    title = _("Gaps of the records on %(day)s") % {"day": show_date(asked.day)}
    only = asked.form.cleaned_data.get("field", "") if asked.form.is_valid() else ""
    content = gaps_workbook(title, asked.chosen, only)
    return workbook_response(content, f"ho-so-con-thieu-{asked.day:%Y-%m-%d}.xlsx")


@dataclass(frozen=True)
class _Asked:
    """What the address asks for. `unit` None: everything in reach."""

    day: date
    unit: Unit | None
    campaign: QualityCampaign | None
    form: GapFilterForm
    chosen: list[PersonStanding]


def _asked(request: HttpRequest, code: str) -> _Asked:
    """Unit out of reach 404, no verb 403; nothing chosen while a filter has an impossible value."""
    require(request.user, QualityCampaign, "view")
    user, today = cast(User, request.user), timezone.localdate()
    unit = row_for(user, Unit, "view", code=code) if code else None
    units, tree = units_in_reach(user), load_tree()
    inside = tree.below([unit.pk]) & units if unit else units
    campaign = _campaign(request, user, tree)
    form = GapFilterForm(request.GET)
    chosen: list[PersonStanding] = []
    if form.is_valid():
        fields = chosen_fields(campaign.fields if campaign else None)
        people = people_standing(today, inside, rows_for(user, Officer, "view"), fields)
        chosen = [person for person in people if _matches(person, form.cleaned_data)]
    return _Asked(today, unit, campaign, form, chosen)


def _campaign(request: HttpRequest, user: User, tree: Tree) -> QualityCampaign | None:
    """The campaign whose fields alone count (`?chien-dich=`)."""
    number = request.GET.get("chien-dich", "")
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise Http404
    found = concerning(user, QualityCampaign, tree).filter(pk=int(number)).first()
    if found is None:
        raise Http404
    return cast(QualityCampaign, found)


def _matches(person: PersonStanding, wanted: dict[str, Any]) -> bool:
    text, key, state = wanted["q"], wanted["field"], wanted["state"]
    if text and fold(text) not in fold(person.full_name) and text.lower() not in person.number.lower():
        return False
    if key and all(field.key != key for field in person.record.missing):
        return False
    return not (state == COMPLETE and person.lacking) and not (state == LACKING and not person.lacking)


def _shares(standing: Any) -> dict[str, Any]:
    """The figures of a standing as the screens write them."""
    return {
        "people": standing.people,
        "complete": share_text(Filled(standing.complete, standing.people)),
        "filled": share_text(Filled(standing.filled, standing.wanted)),
        "missing": [_named(field, number) for field, number in standing.most_missing],
    }


def _named(field: Field, number: int) -> str:
    return f"{field.label} ({number})"
