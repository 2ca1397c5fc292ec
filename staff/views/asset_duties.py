"""Duties to declare assets: the list by unit, the yearly duties in bulk, single duties, marking."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hrm.kernel.numbers import row_key
from hrm.kernel.text import fold
from staff.access import may, require, row_for, rows_for
from staff.enums import AssetDutyKind
from staff.forms.asset_duties import HAND_IN, DutyFilterForm, MarkForm, SingleDutyForm, YearlyForm
from staff.integrity_tables import DUTY_LABELS, DeclarerTable, DutyTable
from staff.models import AssetDuty, Officer, Unit, User
from staff.quality_tables import share_text
from staff.reports.table_workbook import table_workbook
from staff.rules.declarations import NEW_CIRCLE_FROM, Circle, DutyState
from staff.rules.progress import Filled
from staff.selectors.asset_duties import Declarer, Duty, declarers, duties, duties_by_unit
from staff.selectors.concerning import units_in_reach
from staff.selectors.tree import Tree, load_tree, unit_choices
from staff.services.asset_duties import make_duty, make_yearly_duties, mark_duties
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response

# More boxes than one page of the list has are nobody's choice.
_MOST_MARKED = 500


@require_safe
def asset_duties(request: HttpRequest) -> HttpResponse:
    """Duties of a year of the people in reach: state, due day, hand-in, publication; never contents."""
    asked = _asked(request)
    manages = may(request.user, AssetDuty, "change")
    table = DutyTable(asked.chosen, order_by="due", exclude=() if manages else ("chosen",))
    counted = {state: sum(duty.state is state for duty in asked.chosen) for state in DutyState}
    context = {
        "year": asked.year,
        "form": asked.form,
        "table": sorted_and_paged(table, request),
        "stats": [(label, counted[state], state.value) for state, label in DUTY_LABELS.items()],
        "total": len(asked.chosen),
        "rows": [
            (row, share_text(Filled(row.handed_in, row.total)), row.states[DutyState.OVERDUE])
            for row in duties_by_unit(asked.chosen)
        ],
        "manages": manages,
        "mark": MarkForm(initial={"day": timezone.localdate()}),
        "breadcrumbs": [],
    }
    return render(request, "staff/assets/duties.html", context)


@require_safe
def asset_duties_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook."""
    asked = _asked(request)
    table = DutyTable(asked.chosen, order_by="due", exclude=("chosen",))
    title = _("Asset declaration duties %(year)d") % {"year": asked.year}
    return workbook_response(table_workbook(title, table), f"ke-khai-tai-san-{asked.year}.xlsx")


@require_http_methods(["GET", "POST"])
def asset_duties_make(request: HttpRequest) -> HttpResponse:
    """The yearly duties of a unit's subtree: who and why as a preview, made on confirmation."""
    require(request.user, AssetDuty, "add")
    user, today = cast(User, request.user), timezone.localdate()
    units = _keeps(request, user)
    source: QueryDict | None = request.POST if request.method == "POST" else request.GET or None
    form = YearlyForm(source, initial={"year": today.year}, units=unit_choices(today, units))
    found: list[Declarer] | None = None
    if form.is_valid():
        found = _declarers(user, form, units, today)
        if request.method == "POST" and (made := _made(request, form, found)) is not None:
            text = ngettext("%(n)d duty was made.", "%(n)d duties were made.", made) % {"n": made}
            messages.success(request, text)
            return redirect(f"{reverse('staff:asset_duties')}?year={form.cleaned_data['year']}")
    context = {
        "form": form,
        "table": sorted_and_paged(DeclarerTable(found), request) if found is not None else None,
        "new": sum(not each.known for each in found or ()),
        "reading": _reading(),
        "since": NEW_CIRCLE_FROM,
        "breadcrumbs": _crumbs(_("Yearly duties")),
    }
    return render(request, "staff/assets/make.html", context)


@require_http_methods(["GET", "POST"])
def asset_duty_new(request: HttpRequest) -> HttpResponse:
    """One duty of one officer: first, supplementary, for personnel work; the due day is computed."""
    require(request.user, AssetDuty, "add")
    if not may(request.user, AssetDuty, "add"):
        raise Http404
    form = SingleDutyForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    if request.method == "POST" and form.is_valid() and (made := _made_one(request, form)):
        messages.success(request, _("The duty of %(name)s is recorded.") % {"name": made.officer.full_name})
        return redirect(f"{reverse('staff:asset_duties')}?year={made.year}")
    context = {"form": form, "breadcrumbs": _crumbs(_("One duty"))}
    return render(request, "staff/assets/one.html", context)


@require_POST
def asset_duties_mark(request: HttpRequest) -> HttpResponse:
    """Write a day of hand-in or publication for the duties ticked; all of them or none."""
    require(request.user, AssetDuty, "change")
    form = MarkForm(request.POST)
    back = f"{reverse('staff:asset_duties')}?{request.POST.get('query', '')}"
    ids = _ticked(request)
    if not ids:
        messages.error(request, _("Tick at least one duty."))
        return redirect(back)
    found = list(rows_for(request.user, AssetDuty, "change").filter(pk__in=ids).select_related("officer"))
    if len(found) != len(ids):
        raise Http404
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(back)
    _mark(request, form, found)
    return redirect(back)


@dataclass(frozen=True)
class _Asked:
    """The year and the duties the address asks for; none while a filter has an impossible value."""

    year: int
    form: DutyFilterForm
    chosen: list[Duty]


def _asked(request: HttpRequest) -> _Asked:
    require(request.user, AssetDuty, "view")
    user, today = cast(User, request.user), timezone.localdate()
    tree = load_tree()
    states = [(state.value, label) for state, label in DUTY_LABELS.items()]
    form = DutyFilterForm(request.GET, units=unit_choices(today, units_in_reach(user)), states=states)
    if not form.is_valid():
        return _Asked(today.year, form, [])
    year = form.cleaned_data["year"] or today.year
    listed = duties(rows_for(user, AssetDuty, "view").filter(year=year), today)
    return _Asked(year, form, [duty for duty in listed if _matches(duty, form.cleaned_data, tree)])


def _matches(duty: Duty, wanted: dict[str, Any], tree: Tree) -> bool:
    text, code = wanted["q"], wanted["unit"]
    if text and fold(text) not in fold(duty.full_name) and text.lower() not in duty.number.lower():
        return False
    if wanted["kind"] and duty.kind.value != wanted["kind"]:
        return False
    if wanted["state"] and duty.state.value != wanted["state"]:
        return False
    return not code or code in {tree.nodes[i].code for i in _above(duty, tree)}


def _above(duty: Duty, tree: Tree) -> frozenset[int]:
    return tree.above(duty.unit_id) if duty.unit_id else frozenset()


def _keeps(request: HttpRequest, user: User) -> frozenset[int]:
    """Units whose records the person keeps; nobody's page is 404."""
    units = frozenset(rows_for(user, Unit, "change").values_list("pk", flat=True))
    if not units:
        raise Http404
    return units


def _declarers(user: User, form: YearlyForm, units: frozenset[int], today: date) -> list[Declarer]:
    unit = row_for(user, Unit, "change", code=form.cleaned_data["unit"])
    inside = load_tree().below([unit.pk]) & units
    among = rows_for(user, Officer, "change")
    return declarers(form.cleaned_data["year"], today, inside, among, _reading())


def _made(request: HttpRequest, form: YearlyForm, found: list[Declarer]) -> int | None:
    officers = Officer.objects.in_bulk([each.officer_id for each in found if not each.known])
    try:
        return make_yearly_duties(
            actor=cast(User, request.user), officers=officers.values(), year=form.cleaned_data["year"]
        )
    except DomainError as refusal:
        form.add_error(None, refusal.message)
        return None


def _made_one(request: HttpRequest, form: SingleDutyForm) -> AssetDuty | None:
    data = form.cleaned_data
    officer = rows_for(request.user, Officer, "change").filter(number=data["number"]).first()
    if officer is None:
        form.add_error("number", _("No officer of your units has that number."))
        return None
    try:
        return make_duty(
            actor=cast(User, request.user),
            officer=officer,
            kind=AssetDutyKind(data["kind"]),
            day=data["day"],
            today=timezone.localdate(),
        )
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def _ticked(request: HttpRequest) -> set[int]:
    values = request.POST.getlist("duty")[:_MOST_MARKED]
    return {key for value in values if (key := row_key(value)) is not None}


def _mark(request: HttpRequest, form: MarkForm, found: list[AssetDuty]) -> None:
    day, today = form.cleaned_data["day"], timezone.localdate()
    handed_in = form.cleaned_data["what"] == HAND_IN
    days = {"handed_in": day} if handed_in else {"published": day}
    try:
        changed = mark_duties(actor=cast(User, request.user), duties=found, today=today, **days)
    except DomainError as refusal:
        messages.error(request, refusal.message)
        return
    text = ngettext("%(n)d duty was changed.", "%(n)d duties were changed.", changed)
    messages.success(request, text % {"n": changed})


def _reading() -> Circle:
    """How the agency reads who declares yearly (setting ASSET_DECLARATION_SCOPE)."""
    return Circle(settings.ASSET_DECLARATION_SCOPE)


def _crumbs(last: str) -> list[dict[str, str]]:
    return [{"label": _("Asset declarations"), "url": reverse("staff:asset_duties")}, {"label": last}]
