"""The board of a year, the titles as at a day, and one's own view."""

import io
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evaluation.entry.emulation.filters import BoardFilter
from evaluation.models import AwardProposal, AwardType, CouncilSession, Initiative
from evaluation.rules.base_salary import BASE_SALARIES, base_salary_on
from evaluation.rules.emulation import judge
from evaluation.selectors.emulation.board import Board, board
from evaluation.selectors.emulation.candidates import units_seen, within
from evaluation.selectors.emulation.facts import person_facts
from evaluation.selectors.emulation.proposals import officer_awards, vote_percent, years_with_proposals
from evaluation.selectors.emulation.types import library_of, rule_of, type_lines, types_on, unsure_of
from evaluation.views.emulation.asking import (
    actor,
    crumbs,
    known_year,
    reached,
    unit_choices_of,
    workbook,
    year_tabs,
)
from hrm.kernel.dates import show_date, show_last_day
from hrm.kernel.workbook.writer import Value, write_table
from staff.access import may, reach_for, require
from staff.models import Officer
from staff.rules.days import read_day
from staff.selectors.tree import load_tree


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """This year's board."""
    require(request.user, AwardProposal, "view")
    return redirect("evaluation:emulation_year", localdate().year)


@require_safe
def year_board(request: HttpRequest, year: int) -> HttpResponse:
    """By title and unit: who meets the conditions, is proposed, passed, decided; the caps. Officers see their own."""
    require(request.user, AwardProposal, "view")
    known_year(year)
    units = units_seen(request.user)
    if units is not None and not units:
        return _own(request, year)
    form, found = _asked(request, year)
    context = {
        "year": year,
        "years": years_with_proposals(request.user, localdate()),
        "board": found,
        "form": form,
        "unit": form.asked()["unit"],
        "tabs": year_tabs(request, year, "board", sessions=may(request.user, CouncilSession, "view")),
        "may_decide": may(request.user, AwardProposal, "decide"),
        "sees_initiatives": may(request.user, Initiative, "view"),
        "unsure": _unsure(found),
        "mine": officer_awards(request.user, mine) if (mine := _me(request)) else None,
        "breadcrumbs": [],
    }
    return render(request, "evaluation/emulation/board.html", context)


@require_safe
def year_xlsx(request: HttpRequest, year: int) -> HttpResponse:
    """The numbers by title as a workbook."""
    require(request.user, AwardProposal, "view")
    known_year(year)
    reached(request)
    _form, found = _asked(request, year)
    headings = [
        _("Title or award"),
        _("Meets the conditions"),
        _("Not known"),
        _("Does not meet them"),
        _("Proposed"),
        _("Council passed"),
        _("With a decision"),
    ]
    rows: list[list[Value]] = [
        [
            line.award.name,
            line.counts.eligible,
            line.counts.unknown,
            line.counts.against,
            line.counts.proposed,
            line.counts.passed,
            line.counts.decided,
        ]
        for line in found.titles
    ]
    out = io.BytesIO()
    write_table(out, _("Emulation and awards %(year)d") % {"year": year}, headings, rows)
    return workbook(out.getvalue(), f"thi-dua-{year}.xlsx")


@require_safe
def award_types(request: HttpRequest) -> HttpResponse:
    """Titles and awards of the law in force on a day, with conditions, caps, bonus, versions and basis."""
    require(request.user, AwardType, "view")
    text = request.GET.get("at", "")
    at, error = localdate(), ""
    try:
        at = read_day(text) if text else at
    except ValueError:
        error = _("Expected a day as dd/mm/yyyy, for example 15/06/1965.")
    salary = base_salary_on(at)
    lines = [_type_row(line, salary.amount if salary else None) for line in type_lines(at)]
    context = {
        "at": text if error else at,
        "day": at,
        "error": error,
        "lines": lines,
        "persons": [line for line in lines if not line["award"].collective],
        "collectives": [line for line in lines if line["award"].collective],
        "salary": salary,
        "salaries": BASE_SALARIES,
        "unsure": any(line["unsure"] for line in lines),
        "quorum": settings.AWARD_QUORUM,
        "breadcrumbs": crumbs(None, (_("Titles and awards"), "")),
    }
    return render(request, "evaluation/emulation/types.html", context)


@require_safe
def award_types_xlsx(request: HttpRequest) -> HttpResponse:
    """Every version of every title as a workbook."""
    require(request.user, AwardType, "view")
    headings = [
        _("Code"),
        _("Title or award"),
        _("From"),
        _("Until"),
        _("Level"),
        _("Conditions"),
        _("Cap (%)"),
        _("Bonus (× base salary)"),
        _("Legal basis"),
        _("Not checked"),
    ]
    rows: list[list[Value]] = [
        [
            row.code,
            row.name,
            show_date(row.start),
            show_last_day(row.end),
            row.get_level_display(),
            "; ".join(each["text"] for each in row.conditions.get("all", ())),
            row.cap_percent,
            row.bonus,
            row.basis,
            unsure_of(row),
        ]
        for row in AwardType.objects.order_by("order", "start")
    ]
    out = io.BytesIO()
    write_table(out, _("Titles and awards"), headings, rows)
    return workbook(out.getvalue(), "danh-hieu.xlsx")


def _asked(request: HttpRequest, year: int) -> tuple[BoardFilter, Board]:
    tree, today = load_tree(), localdate()
    units = units_seen(request.user)
    form = BoardFilter(request.GET, units=unit_choices_of(tree, units, today))
    return form, board(year, today, within(units, tree, form.asked()["unit"]), tree)


def _own(request: HttpRequest, year: int) -> HttpResponse:
    """What an officer sees: the verdict on each title, own proposals, initiatives, awards."""
    officer, today = _me(request), localdate()
    types = [award for award in types_on(today) if not award.collective]
    verdicts: list[Any] = []
    if officer is not None:
        facts = person_facts([officer.pk], year, today)[officer.pk]
        library = library_of(types)
        verdicts = [(award, judge(rule_of(award), facts, library)) for award in types]
    context = {
        "year": year,
        "years": [today.year, today.year - 1],
        "officer": officer,
        "verdicts": verdicts,
        "mine": officer_awards(request.user, officer) if officer else None,
        "breadcrumbs": [],
    }
    return render(request, "evaluation/emulation/own.html", context)


def _me(request: HttpRequest) -> Officer | None:
    pk = reach_for(actor(request), AwardProposal, "view").officer_id
    return Officer.objects.filter(pk=pk).first() if pk else None


def _unsure(found: Board) -> list[str]:
    """What of the law of today was not checked, each once."""
    told = [unsure_of(line.award) for line in found.titles]
    return list(dict.fromkeys(text for text in told if text))


def _type_row(line: Any, salary: int | None) -> dict[str, Any]:
    award = line.type
    money = int(award.bonus * salary) if award.bonus is not None and salary is not None else None
    return {
        "award": award,
        "versions": line.versions,
        "conditions": award.conditions.get("all", ()),
        "unsure": unsure_of(award),
        "money": money,
        "votes": vote_percent(award.code),
    }
