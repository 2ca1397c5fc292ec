"""The plans, and who goes where by one of them, as workbooks."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import Value, write_table
from staff.selectors.reorganisation.preview import Preview
from staff.selectors.reorganisation.shown import shown_changes


def plans_workbook(plans: Iterable[Any]) -> bytes:
    """One plan a row."""
    headings = [
        _("Title of the plan"),
        _("Within unit"),
        _("Day"),
        _("Decision number"),
        _("State"),
        _("Made by"),
        _("Carried out at"),
    ]
    rows: list[list[Value]] = [
        [
            plan.title,
            str(plan.unit),
            show_date(plan.day),
            plan.decision,
            plan.get_state_display(),
            str(plan.created_by or ""),
            show_date(plan.applied_at.date()) if plan.applied_at else "",
        ]
        for plan in plans
    ]
    return _packed(_("Reorganisations of units"), headings, rows)


def people_workbook(preview: Preview) -> bytes:
    """Who goes where by a plan: the annex of its decision. Only names the asker may see are in it."""
    headings = [
        _("Personnel number"),
        _("Full name"),
        _("What changes"),
        _("From unit"),
        _("To unit"),
        _("Post until now"),
        _("Post from the day on"),
        _("What happens"),
    ]
    return _packed(preview.situation.plan.title, headings, list(_people(preview)))


def _people(preview: Preview) -> Iterator[list[Value]]:
    for person in preview.people:
        for shown in shown_changes(preview.situation, person.changes):
            yield [
                person.number,
                person.name,
                shown.what,
                shown.source,
                "; ".join(shown.to),
                shown.post_before,
                shown.post_after,
                shown.outcome,
            ]


def _packed(title: str, headings: list[str], rows: list[list[Value]]) -> bytes:
    out = io.BytesIO()
    write_table(out, title, headings, rows)
    return out.getvalue()
