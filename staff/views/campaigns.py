"""Campaigns for complete records: list, opening, progress, chart, reminder, closing."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import show_decimal
from staff.access import may, require, row_for, rows_for
from staff.forms.campaigns import CampaignForm
from staff.models import CampaignStanding, Officer, QualityCampaign, Unit, User
from staff.quality_tables import STATE_LABELS, CampaignTable, share_parts, share_text
from staff.reports.completeness import progress_chart, progress_workbook
from staff.reports.table_workbook import table_workbook
from staff.rules.completeness import chosen_fields
from staff.rules.progress import CampaignState, Filled, campaign_state
from staff.selectors.campaigns import DayStanding, Progress, campaign_lines, days_of, progress_of
from staff.selectors.concerning import choices_for, concerning, units_in_reach
from staff.selectors.tree import load_tree
from staff.services.campaigns import close_campaign, open_campaign, remind_people
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Campaigns that concern units in reach, newest first; by state."""
    table = _listed(request)
    context = {
        "table": sorted_and_paged(table, request),
        "states": [(state.value, label) for state, label in STATE_LABELS.items()],
        "state": request.GET.get("state", ""),
        "may_open": may(request.user, QualityCampaign, "add"),
        "breadcrumbs": [{"label": _("Data quality"), "url": reverse("staff:data_quality")}],
    }
    return render(request, "staff/campaigns/campaigns.html", context)


@require_safe
def campaigns_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook."""
    content = table_workbook(_("Data quality campaigns"), _listed(request))
    return workbook_response(content, f"chien-dich-{timezone.localdate():%Y-%m-%d}.xlsx")


@require_http_methods(["GET", "POST"])
def campaign_open(request: HttpRequest) -> HttpResponse:
    """Open a campaign for a unit of one's own."""
    require(request.user, QualityCampaign, "add")
    user, today = cast(User, request.user), timezone.localdate()
    choices = choices_for(user, QualityCampaign, "add", today)
    if not choices:
        raise Http404
    form = CampaignForm(request.POST or None, units=choices)
    if request.method == "POST" and form.is_valid() and (opened := _opened(user, form)):
        messages.success(request, _("The campaign is open; where the units stand today is its baseline."))
        return redirect("staff:campaign", opened.pk)
    context = {"form": form, "groups": _groups(form), "breadcrumbs": _crumbs(_("New campaign"))}
    return render(request, "staff/campaigns/open.html", context)


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the units in reach stand against the opening, and how it went day by day."""
    found = _found(request, pk)
    today, progress, days = timezone.localdate(), _progress(request, found), days_of(_kept(request, found))
    change = rows_for(request.user, QualityCampaign, "change").filter(pk=pk)
    state = campaign_state(found.deadline, found.closed_on, today)
    context = {
        "campaign": found,
        "state": state,
        "state_label": STATE_LABELS[state],
        "days_left": (found.deadline - today).days,
        "days_past": (today - found.deadline).days,
        "rows": [(row, *_texts(row)) for row in progress.rows],
        "total": progress.total,
        "total_texts": _texts(progress.total),
        "now": share_parts(progress.total.now.share),
        "before": share_parts(progress.total.baseline.share if progress.total.baseline else None),
        "complete": share_parts(Filled(progress.total.now.complete, progress.total.now.people)),
        "chart_rows": [_day_row(day) for day in days],
        "fields": chosen_fields(found.fields),
        "may_change": state != CampaignState.CLOSED and change.exists(),
        "breadcrumbs": _crumbs(found.name),
    }
    return render(request, "staff/campaigns/campaign.html", context)


@require_safe
def campaign_chart(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress in time as an SVG image."""
    svg = progress_chart(days_of(_kept(request, _found(request, pk))))
    return HttpResponse(svg, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


@require_safe
def campaign_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Progress by unit as a workbook."""
    found = _found(request, pk)
    content = progress_workbook(found.name, _progress(request, found))
    return workbook_response(content, f"chien-dich-{found.pk}-{timezone.localdate():%Y-%m-%d}.xlsx")


@require_POST
def campaign_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the people in reach whose records still lack fields."""
    found = row_for(request.user, QualityCampaign, "change", pk=pk)
    units = units_in_reach(cast(User, request.user))
    url = f"{reverse('staff:my_record')}?tab=day-du"
    try:
        told = remind_people(campaign=found, today=timezone.localdate(), url=url, among=units)
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        text = ngettext("%(n)d person was reminded.", "%(n)d people were reminded.", told) % {"n": told}
        messages.success(request, text if told else _("Nobody new to remind today."))
    return redirect("staff:campaign", pk)


@require_POST
def campaign_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the campaign."""
    found = row_for(request.user, QualityCampaign, "change", pk=pk)
    try:
        close_campaign(actor=cast(User, request.user), campaign=found, today=timezone.localdate())
    except DomainError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The campaign is closed; its last figures are kept."))
    return redirect("staff:campaign", pk)


def _listed(request: HttpRequest) -> CampaignTable:
    user, today = cast(User, request.user), timezone.localdate()
    rows = concerning(user, QualityCampaign, load_tree())
    lines = campaign_lines(rows, rows_for(user, CampaignStanding, "view"), today)
    wanted = request.GET.get("state", "")
    shown = [line for line in lines if not wanted or line.state.value == wanted]
    return CampaignTable(shown, request=request)


def _found(request: HttpRequest, pk: int) -> QualityCampaign:
    """A campaign that concerns a unit in reach; 404 for any other."""
    found = concerning(cast(User, request.user), QualityCampaign, load_tree()).filter(pk=pk).first()
    if found is None:
        raise Http404
    return cast(QualityCampaign, found)


def _kept(request: HttpRequest, found: QualityCampaign) -> Any:
    return rows_for(request.user, CampaignStanding, "view").filter(campaign=found)


def _progress(request: HttpRequest, found: QualityCampaign) -> Progress:
    user = cast(User, request.user)
    among = rows_for(user, Officer, "view")
    units = units_in_reach(user)
    return progress_of(found, timezone.localdate(), among, _kept(request, found), units)


def _opened(user: User, form: CampaignForm) -> QualityCampaign | None:
    data = form.cleaned_data
    # The choices are units in reach; the gate is asked all the same.
    unit = row_for(user, Unit, "view", code=data["unit"])
    try:
        return open_campaign(
            actor=user,
            unit=unit,
            name=data["name"],
            deadline=data["deadline"],
            fields=data["fields_wanted"],
            today=timezone.localdate(),
        )
    except DomainError as refusal:
        field = {"fields": "fields_wanted"}.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, refusal.message)
        return None


def _groups(form: CampaignForm) -> list[tuple[str, list[Any]]]:
    """The check boxes by group of the field list."""
    groups: dict[str, list[Any]] = {}
    for name, widgets, _index in form.fields["fields_wanted"].widget.optgroups(
        "fields_wanted", form["fields_wanted"].value() or []
    ):
        groups.setdefault(str(name), []).extend(widgets)
    return list(groups.items())


def _texts(row: Any) -> tuple[str, str, str, str]:
    """Complete records, fields at the opening and now, points gained, as the screens write them."""
    gained = row.gained
    sign = "+" if gained is not None and gained > 0 else ""
    return (
        share_text(Filled(row.now.complete, row.now.people)),
        share_text(row.baseline.share if row.baseline else None),
        share_text(row.now.share),
        "–" if gained is None else f"{sign}{show_decimal(gained, 1)}",
    )


def _day_row(day: DayStanding) -> tuple[str, str, str]:
    figures = day.figures
    complete = share_text(Filled(figures.complete, figures.people))
    return (show_date(day.day), share_text(figures.share), complete)


def _crumbs(last: str) -> list[dict[str, str]]:
    return [
        {"label": _("Data quality"), "url": reverse("staff:data_quality")},
        {"label": _("Campaigns"), "url": reverse("staff:campaigns")},
        {"label": last},
    ]
