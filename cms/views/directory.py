"""The directory: the list, a person, a unit, the own contact card."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.forms.directory import ContactForm, DirectoryFilter
from cms.models import Colleague
from cms.selectors.directory import away_on, card_of, entry_of, homes_of, leaders_of, public, unit_open
from cms.selectors.orgchart import chart_on
from cms.services.directory import keep_contact, seen_of_card
from cms.tables.directory import DirectoryTable, directory_workbook, post_shown
from hrm.kernel.numbers import row_key
from staff.access import Forbidden, may, require, row_for, rows_for
from staff.models import Unit, User
from staff.selectors.tree import load_tree, unit_choices
from staff.services.errors import DomainError
from staff.views.paging import sorted_and_paged
from staff.views.staffing import workbook_response


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """Everyone in service today, by given name; filter by words and unit, sort, pages."""
    chosen = _filtered(request)
    rows = public(chosen.qs if chosen.is_valid() else chosen.queryset.none())
    table = DirectoryTable(rows, order_by="name", away=away_on(localdate()))
    context = {
        "filter": chosen,
        "table": sorted_and_paged(table, request),
        "may_export": may(request.user, Unit, "view"),
        "tabs": directory_tabs("list"),
    }
    return render(request, "cms/directory/directory.html", context)


@require_safe
def directory_xlsx(request: HttpRequest) -> HttpResponse:
    """The list with its filters as a workbook, for those who lead or keep a unit."""
    if not may(request.user, Unit, "view"):
        raise Forbidden
    chosen = _filtered(request)
    if not chosen.is_valid():
        return redirect(f"{reverse('cms:directory')}?{request.GET.urlencode()}")
    today = localdate()
    return workbook_response(directory_workbook(public(chosen.qs), today), f"danh-ba-{today:%Y-%m-%d}.xlsx")


def _filtered(request: HttpRequest) -> DirectoryFilter:
    require(request.user, Colleague, "view")
    today = localdate()
    units = unit_choices(today, load_tree().nodes)
    return DirectoryFilter(request.GET, homes_of(request.user, today), request=request, at=today, units=units)


def directory_tabs(active: str) -> list[dict[str, Any]]:
    """The screens of the directory, above each of them."""
    screens = (
        ("list", _("Directory"), "cms:directory"),
        ("chart", _("Organisation chart"), "cms:orgchart"),
        ("mine", _("My contact card"), "cms:my_contact"),
    )
    return [{"label": label, "url": reverse(name), "active": key == active} for key, label, name in screens]


@require_safe
def colleague(request: HttpRequest, number: str) -> HttpResponse:
    """Somebody in service today: post, unit, how to reach, who leads above, who is away and who acts."""
    entry = entry_of(request.user, number)
    context = {
        "entry": entry,
        "facts": entry.facts,
        "post": post_shown(entry.facts),
        "own": _is_own(request, entry.facts["officer_id"]),
        "may_mend": _may_mend(request, number),
        "breadcrumbs": [
            {"label": _("Directory"), "url": reverse("cms:directory")},
            {"label": entry.facts["officer__full_name"]},
        ],
    }
    return render(request, "cms/directory/colleague.html", context)


def _is_own(request: HttpRequest, officer_id: int) -> bool:
    officer = Colleague.objects.filter(user=cast(User, request.user)).values_list("pk", flat=True).first()
    return officer == officer_id


def _may_mend(request: HttpRequest, number: str) -> bool:
    return rows_for(request.user, Colleague, "change").filter(number=number).exists()


@require_safe
def unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """A unit that exists today: who leads it, its people, the units below."""
    require(request.user, Colleague, "view")
    today = localdate()
    unit = unit_open(code, today)
    homes = homes_of(request.user, today).filter(unit_id=unit.pk)
    table = DirectoryTable(public(homes), order_by="name", away=away_on(today), exclude=("unit",))
    way = load_tree().way_up(unit.pk)
    context = {
        "unit": unit,
        "leading": leaders_of(request.user, [unit.pk], today)[unit.pk],
        "branches": chart_on(request.user, today, unit.pk),
        "table": sorted_and_paged(table, request),
        "breadcrumbs": [
            {"label": _("Organisation chart"), "url": reverse("cms:orgchart")},
            *({"label": n.name, "url": reverse("cms:unit", args=[n.code])} for n in reversed(way[1:])),
            {"label": unit.name},
        ],
    }
    return render(request, "cms/directory/unit.html", context)


@never_cache
def my_contact(request: HttpRequest) -> HttpResponse:
    """The own contact card."""
    require(request.user, Colleague, "change")
    found = Colleague.objects.filter(user=cast(User, request.user)).first()
    if found is None:
        context = {"tabs": directory_tabs("mine")}
        return render(request, "cms/directory/no_record.html", context)
    return _contact(request, found.number, reverse("cms:my_contact"), own=True)


@never_cache
def contact_edit(request: HttpRequest, number: str) -> HttpResponse:
    """The contact card of somebody whose record one keeps."""
    return _contact(request, number, reverse("cms:colleague", args=[number]), own=False)


def _contact(request: HttpRequest, number: str, back: str, *, own: bool) -> HttpResponse:
    officer: Colleague = row_for(request.user, Colleague, "change", number=number)
    card = card_of(officer)
    newest = seen = seen_of_card(card)
    form = ContactForm(request.POST or None, instance=card)
    if request.method == "POST":
        seen = row_key(request.POST.get("seen", "")) or 0
        if form.is_valid() and _kept(request, officer, form, seen):
            messages.success(request, _("The contact card was saved."))
            return redirect(back)
        if form.non_field_errors():
            # Somebody else was faster, and said so: saving once more puts this in its place.
            seen = newest
    context = {"form": form, "officer": officer, "seen": seen, "own": own, "back": back}
    if own:
        context["tabs"] = directory_tabs("mine")
    return render(request, "cms/directory/contact.html", context)


def _kept(request: HttpRequest, officer: Colleague, form: ContactForm, seen: int) -> bool:
    try:
        keep_contact(actor=cast(User, request.user), officer=officer, seen=seen, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True
