"""How the console's search boxes find rows: without diacritics, within what the gate let through."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from hrm.kernel.text import fold, nfc

Rows = QuerySet[Any]
Finder = Callable[[Rows, str], Rows]


def by_person(path: str = "") -> Finder:
    """By a person's name, or any part of the personnel number. Masked fields are never searched."""

    def find(rows: Rows, text: str) -> Rows:
        by_name = Q(**{f"{path}folded_name__contains": fold(text)})
        return rows.filter(by_name | Q(**{f"{path}number__icontains": nfc(text)}))

    return find


def by_text(*fields: str) -> Finder:
    """By fields that have no folded column; for tables of some hundred rows, compared one by one."""

    def find(rows: Rows, text: str) -> Rows:
        wanted = fold(text)
        read = rows.order_by().values_list("pk", *fields)
        return rows.filter(pk__in=[pk for pk, *texts in read if any(wanted in fold(t) for t in texts)])

    return find
