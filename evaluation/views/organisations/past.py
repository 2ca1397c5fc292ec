"""Ratings of officers for years up to 2025 (Decree 90/2020): list, entry, re-rating."""

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.organisations.lists import PastFilter, PastTable
from evaluation.entry.organisations.past import PastRatingForm, ReRateForm, of_rating
from evaluation.models import YearRating
from evaluation.rules import nd90
from evaluation.selectors.organisations.past import past_ratings, years_of_past
from evaluation.selectors.organisations.service_in_year import served
from evaluation.services.organisations.past_ratings import PastRating, re_rate_past, record_past_rating
from staff.access import may, reach_for, require, row_for
from staff.models import Officer, User
from staff.reports.table_workbook import table_workbook
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def past(request: HttpRequest) -> HttpResponse:
    """Past ratings in reach."""
    require(request.user, YearRating, "view")
    found = _filtered(request)
    table = PastTable(found.qs, exclude=_hidden(request))
    context = {
        "filter": found,
        "table": sorted_and_paged(table, request),
        "may_enter": may(request.user, YearRating, "propose"),
        "breadcrumbs": _crumbs(),
    }
    return render(request, "evaluation/organisations/past.html", context)


@require_safe
def past_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as a workbook: same filters, same scope."""
    require(request.user, YearRating, "view")
    table = PastTable(_filtered(request).qs)
    order = request.GET.getlist("sort")
    if order:
        table.order_by = order
    content = table_workbook(_("Ratings of the years up to 2025"), table)
    return workbook_response(content, "xep-loai-den-2025.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def past_new(request: HttpRequest) -> HttpResponse:
    """One rating as its decision says."""
    require(request.user, YearRating, "propose")
    form = PastRatingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _recorded(request, form):
        return redirect("evaluation:past_ratings")
    context = {"form": form, "rules": _rules(), "breadcrumbs": _crumbs(_("Enter a rating"))}
    return render(request, "evaluation/organisations/past_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def past_re_rate(request: HttpRequest, pk: int) -> HttpResponse:
    """Another decision in the place of a past rating, with a reason."""
    found = row_for(request.user, YearRating, "propose", pk=pk)
    if found.rule_set != nd90.RULE_SET or not found.current:
        raise Http404
    form = ReRateForm(request.POST if request.method == "POST" else None, initial=of_rating(found))
    if request.method == "POST" and form.is_valid() and _re_rated(request, found, form):
        return redirect("evaluation:past_ratings")
    context = {"form": form, "rating": found, "rules": _rules(), "breadcrumbs": _crumbs(_("Re-rate"))}
    return render(request, "evaluation/organisations/past_new.html", context)


def _recorded(request: HttpRequest, form: PastRatingForm) -> bool:
    data = form.cleaned_data
    officer = _officer(request, data["number"], data["year"])
    if officer is None:
        form.add_error("number", _("no officer of your units in that year has this number"))
        return False
    entered = PastRating(
        officer=officer,
        year=data["year"],
        band=data["band"],
        decision=data["decision"],
        day=data["decision_date"],
        unit=data["unit"],
        note=data["note"],
    )
    try:
        _row, created = record_past_rating(past=entered, actor=cast(User, request.user))
    except DomainError as refusal:
        _point(form, refusal)
        return False
    told = _("The rating is kept.") if created else _("This rating stood there already.")
    messages.success(request, told)
    return True


def _re_rated(request: HttpRequest, found: YearRating, form: ReRateForm) -> bool:
    data = form.cleaned_data
    entered = PastRating(
        officer=found.officer,
        year=found.year,
        band=data["band"],
        decision=data["decision"],
        day=data["decision_date"],
        note=data["note"],
    )
    actor = cast(User, request.user)
    try:
        re_rate_past(rating=found, past=entered, reason=data["reason"], actor=actor)
    except DomainError as refusal:
        _point(form, refusal)
        return False
    messages.success(request, _("The new rating stands; the one before stays as it was."))
    return True


def _officer(request: HttpRequest, number: str, year: int) -> Officer | None:
    """An officer whose unit of that year one keeps; someone of another agency is told nothing of."""
    officer = Officer.objects.filter(number=number).first()
    if officer is None:
        return None
    reach = reach_for(request.user, YearRating, "propose")
    served_there = served(year, [officer.pk]).get(officer.pk)
    if reach.everything:
        return officer
    return officer if served_there and served_there.unit_id in reach.unit_ids else None


def _point(form: ReRateForm, refusal: DomainError) -> None:
    field = {"officer": "number"}.get(refusal.field, refusal.field)
    form.add_error(field if field in form.fields else None, refusal.message)


def _filtered(request: HttpRequest) -> PastFilter:
    return PastFilter(request.GET, queryset=past_ratings(request.user), years=years_of_past(request.user))


def _hidden(request: HttpRequest) -> tuple[str, ...]:
    return () if may(request.user, YearRating, "propose") else ("act",)


def _rules() -> list[tuple[str, str]]:
    """The shares of Decree 90/2020 beside the form, in the words of the decree."""
    return [
        (
            "Hoàn thành xuất sắc nhiệm vụ",
            f"100% nhiệm vụ đúng tiến độ, bảo đảm chất lượng; ít nhất {nd90.BEYOND_PERCENT}% vượt mức. Lãnh đạo: "
            f"ít nhất {nd90.TARGETS_BEYOND_PERCENT}% chỉ tiêu vượt mức; 100% đơn vị hoàn thành, ít nhất "
            f"{nd90.GOOD_UNITS_PERCENT}% từ tốt trở lên",
        ),
        (
            "Hoàn thành tốt nhiệm vụ",
            f"100% nhiệm vụ hoàn thành, ít nhất {nd90.ON_TIME_PERCENT}% đúng tiến độ, bảo đảm chất lượng",
        ),
        (
            "Hoàn thành nhiệm vụ",
            f"Không quá {nd90.BELOW_PERCENT}% nhiệm vụ chưa bảo đảm chất lượng, tiến độ. Lãnh đạo: ít nhất "
            f"{nd90.TARGETS_DONE_PERCENT}% chỉ tiêu",
        ),
        (
            "Không hoàn thành nhiệm vụ",
            f"Trên {nd90.UNMET_PERCENT}% nhiệm vụ không đạt, bị kỷ luật trong năm hoặc có biểu hiện suy thoái",
        ),
        (
            "Thời gian công tác",
            f"Nghỉ từ {nd90.ABSENT_MONTHS} đến dưới 06 tháng: không xếp từ tốt trở lên; công tác dưới "
            f"{nd90.WORKED_MONTHS:02d} tháng: không xếp loại",
        ),
    ]


def _crumbs(last: str = "") -> list[dict[str, Any]]:
    title = _("Ratings of the years up to 2025")
    crumbs = [{"label": _("Ratings of organisations"), "url": reverse("evaluation:unit_ratings")}]
    if not last:
        return [*crumbs, {"label": title}]
    return [*crumbs, {"label": title, "url": reverse("evaluation:past_ratings")}, {"label": last}]
