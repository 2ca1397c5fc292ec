"""Joint products (article 18.1.c): the list of a period, one of them, splitting a new one."""

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from evaluation.entry.work.giving import JointForm
from evaluation.models import JointWork
from evaluation.reports.work_tables import JointTable
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.selectors.giving import gives_work, members_of, products_to_give, unit_reach
from evaluation.selectors.roster import Member
from evaluation.selectors.withdrawn import withdrawn_joint
from evaluation.services.joint import Part, share_work
from evaluation.views.work.asking import actor, crumbs, done, period_of
from staff.access import require, row_for, rows_for
from staff.models import Officer, Unit
from staff.selectors.tree import unit_choices
from staff.views.paging import sorted_and_paged


@require_safe
def joint_list(request: HttpRequest, period: str) -> HttpResponse:
    """Joint products of units in reach."""
    asked = period_of(period)
    require(request.user, JointWork, "view")
    rows: QuerySet[Any] = rows_for(request.user, JointWork, "view").filter(period=asked.code)
    rows = rows.select_related("product", "unit").annotate(people=Count("shares"))
    context = {
        "period": asked,
        "table": sorted_and_paged(JointTable(rows), request),
        "withdrawn": withdrawn_joint(request.user, asked),
        "gives": gives_work(request.user),
        "breadcrumbs": crumbs(asked, (_("Joint products"), "")),
    }
    return render(request, "evaluation/work/joint_list.html", context)


@require_safe
def joint(request: HttpRequest, pk: int) -> HttpResponse:
    """One joint product with its shares."""
    found: JointWork = row_for(request.user, JointWork, "view", pk=pk)
    period = parse_period(found.period)
    shares = found.shares.select_related("officer", "unit", "item").order_by("officer__name_key")
    context = {
        "joint": found,
        "period": period,
        "shares": shares,
        "gives": gives_work(request.user),
        "sum": sum(share.quantity for share in shares),
        "breadcrumbs": crumbs(
            period,
            (_("Joint products"), reverse("evaluation:joint_works", args=[period.code])),
            (found.title, ""),
        ),
    }
    return render(request, "evaluation/work/joint.html", context)


@require_http_methods(["GET", "POST"])
def joint_new(request: HttpRequest, period: str) -> HttpResponse:
    """Split a product among people in reach."""
    asked = period_of(period)
    members = members_of(request.user, asked).members
    units = _units(request, asked)
    form = JointForm(
        request.POST or None, units=units, members=members.values(), products=products_to_give(asked)
    )
    message = _("The joint product was split; each share stands in the officer's work.")

    def act() -> None:
        _split(request, asked, form, members)

    if request.method == "POST" and form.is_valid() and done(request, form, act, message):
        return redirect("evaluation:joint_works", asked.code)
    back = reverse("evaluation:joint_works", args=[asked.code])
    context = {
        "period": asked,
        "form": form,
        "back": back,
        "breadcrumbs": crumbs(asked, (_("Joint products"), back), (_("New joint product"), "")),
    }
    return render(request, "evaluation/work/joint_new.html", context)


def _units(request: HttpRequest, period: ScoringPeriod) -> list[tuple[str, str]]:
    reach = unit_reach(request.user, "give")
    return unit_choices(period.last_day, set(Unit.objects.within(reach).values_list("pk", flat=True)))


def _split(
    request: HttpRequest, period: ScoringPeriod, form: JointForm, members: dict[str, Member]
) -> JointWork:
    facts = form.cleaned_data
    people = Officer.objects.in_bulk([members[number].officer_id for number, _share in form.shares()])
    product = next(p for p in products_to_give(period) if str(p.pk) == facts["product"])
    return share_work(
        period=period,
        unit=Unit.objects.within(unit_reach(request.user, "give")).get(code=facts["unit"]),
        product=product,
        title=facts["title"],
        quantity=facts["quantity"],
        parts=[Part(people[members[number].officer_id], share) for number, share in form.shares()],
        actor=actor(request),
    )
