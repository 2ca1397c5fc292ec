"""The product catalogue: in force on a day, one product with its versions, as a workbook."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.entry.work.catalogue import TYPED, CatalogueFilterForm
from evaluation.models import Product, ProductProposal
from evaluation.reports.work_tables import CatalogueTable
from evaluation.selectors.product_list import (
    catalogue_on,
    departments_of,
    derivation_of,
    matching,
    versions_of,
)
from evaluation.views.work.asking import workbook
from staff.access import may, row_for
from staff.reports.table_workbook import table_workbook
from staff.views.days import AsAt, as_at
from staff.views.paging import sorted_and_paged


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Products in force on the day asked for."""
    asked = as_at(request)
    everything = _products(request, asked)
    form = _form(request, everything)
    table = CatalogueTable(_chosen(form, everything), order_by="code")
    context = {
        "as_at": asked,
        "form": form,
        "table": sorted_and_paged(table, request),
        "departments": departments_of(everything),
        "may_propose": may(request.user, ProductProposal, "add"),
        "sees_proposals": may(request.user, ProductProposal, "view"),
        "breadcrumbs": [],
    }
    return render(request, "evaluation/work/catalogue.html", context)


@require_safe
def catalogue_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook."""
    asked = as_at(request)
    everything = _products(request, asked)
    if asked.day is None:
        return redirect(f"{reverse('evaluation:catalogue')}?{request.GET.urlencode()}")
    table = CatalogueTable(_chosen(_form(request, everything), everything), order_by="code")
    title = _("Product catalogue as at %(day)s") % {"day": asked.day.strftime("%d/%m/%Y")}
    return workbook(table_workbook(title, table), f"danh-muc-san-pham-{asked.day:%Y-%m-%d}.xlsx")


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: how its coefficient came about, every version of its code."""
    found: Product = row_for(request.user, Product, "read", pk=pk)
    context = {
        "product": found,
        "derivation": derivation_of(found),
        "versions": versions_of(request.user, found),
        "breadcrumbs": [
            {"label": _("Product catalogue"), "url": reverse("evaluation:catalogue")},
            {"label": found.code},
        ],
    }
    return render(request, "evaluation/work/product.html", context)


def _products(request: HttpRequest, asked: AsAt) -> list[Product]:
    """The whole catalogue of the day; nothing for a day that cannot be read."""
    rows = catalogue_on(request.user, asked.day) if asked.day else Product.objects.none()
    return list(rows)


def _form(request: HttpRequest, products: list[Product]) -> CatalogueFilterForm:
    names = ("decision", "department", "group")
    choices = {name: sorted({getattr(p, name) for p in products}) for name in names}
    return CatalogueFilterForm(request.GET, choices=choices)


def _chosen(form: CatalogueFilterForm, products: list[Product]) -> list[Product]:
    if not form.is_valid():
        return []
    facts: dict[str, Any] = form.cleaned_data
    found = matching(products, facts["q"])
    for name in ("decision", "department", "group"):
        if wanted := facts.get(name):
            found = [p for p in found if getattr(p, name) == wanted]
    if source := facts["source"]:
        found = [p for p in found if p.source == ("" if source == TYPED else source)]
    return found
