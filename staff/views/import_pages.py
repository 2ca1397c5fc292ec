"""What the import pages show: cards, the log, and the tabs of a preview."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _

from hrm.kernel.workbook.blank import shown_example
from hrm.kernel.workbook.limits import MAX_FILE_BYTES, MEGABYTE
from staff.access import Forbidden
from staff.enums import ImportState
from staff.imports.doors import importable
from staff.imports.kept import MOST_LINES, KeptReport, kept_report
from staff.imports.log import LogLine, last_imports
from staff.models import ImportRun, User
from staff.registries import Importer

LAST: Final = 20
PER_PAGE: Final = 50
# Parts of the address, in the language of the interface.
_TABS: Final = {"loi": "errors", "canh-bao": "warnings", "moi": "created", "thay-doi": "updated"}


def hub_context(user: User) -> dict[str, Any]:
    """Cards and log. Whoever only reads the log (auditors) sees it for every kind."""
    cards = importable(user)
    if not cards and not user.has_perm("staff.view_importrun"):
        raise Forbidden
    return {"cards": cards, "log": last_imports(user, cards, LAST), "breadcrumbs": []}


def kind_context(importer: Importer) -> dict[str, Any]:
    """The page that takes a file of one kind: its headings, explained."""
    sheets = [
        {
            "name": guide.sheet,
            "titles": guide.titles,
            "columns": [(column, shown_example(column.example)) for column in guide.columns()],
        }
        for guide in importer.sheets
    ]
    crumbs = [{"label": _("Bring workbooks in"), "url": reverse("staff:imports")}, {"label": importer.label}]
    return {
        "importer": importer,
        "sheets": sheets,
        "breadcrumbs": crumbs,
        "limit": MAX_FILE_BYTES // MEGABYTE,
    }


def preview_context(importer: Importer, run: ImportRun, query: Mapping[str, str]) -> dict[str, Any]:
    """The preview or the result of one workbook, one tab of its lines at a time."""
    report = kept_report(run)
    line = LogLine(run, importer.label, report, is_own=True)
    tab = _chosen(report, query.get("xem", ""))
    shown = report.lines[_TABS[tab]]
    context = {
        "importer": importer,
        "run": run,
        "state": line.state,
        "report": report,
        "steps": _steps(run),
        "tab": tab,
        "tabs": _tab_links(report, tab),
        "cut": MOST_LINES if report.totals[_TABS[tab]] > len(shown) else 0,
        "breadcrumbs": _crumbs(importer, run),
    }
    return context | _page(shown, query.get("page"), by_sheet=_TABS[tab] in ("errors", "warnings"))


def _page(shown: Sequence[Any], number: str | None, *, by_sheet: bool) -> dict[str, Any]:
    """One page of lines; problems stand together by sheet, each sheet with its whole count."""
    if not by_sheet:
        return {"page_obj": Paginator(shown, PER_PAGE).get_page(number)}
    counts = Counter(problem.sheet for problem in shown)
    order = {sheet: position for position, sheet in enumerate(counts)}
    page = Paginator(sorted(shown, key=lambda p: order[p.sheet]), PER_PAGE).get_page(number)
    groups = [
        {"sheet": sheet, "count": counts[sheet], "problems": list(problems)}
        for sheet, problems in groupby(page, key=lambda p: p.sheet)
    ]
    return {"page_obj": page, "groups": groups}


def _chosen(report: KeptReport, asked: str) -> str:
    """The tab asked for, else the first that has lines."""
    if asked in _TABS:
        return asked
    return next((tab for tab, sort in _TABS.items() if report.lines[sort]), "moi")


def _tab_links(report: KeptReport, current: str) -> list[dict[str, Any]]:
    labels = {
        "loi": _("Errors"),
        "canh-bao": _("Warnings"),
        "moi": _("New"),
        "thay-doi": _("Changed facts"),
    }
    return [
        {"label": labels[tab], "url": f"?xem={tab}", "active": tab == current, "count": report.totals[sort]}
        for tab, sort in _TABS.items()
        if report.totals[sort] or tab == current
    ]


def _steps(run: ImportRun) -> list[dict[str, str]]:
    is_applied = run.state == ImportState.APPLIED
    return [
        {"label": _("Choose a file"), "state": "done"},
        {"label": _("Check"), "state": "done" if is_applied else "current"},
        {"label": _("Write into the system"), "state": "done" if is_applied else "todo"},
    ]


def _crumbs(importer: Importer, run: ImportRun) -> list[dict[str, str]]:
    return [
        {"label": _("Bring workbooks in"), "url": reverse("staff:imports")},
        {"label": importer.label, "url": reverse("staff:import_upload", args=[importer.kind])},
        {"label": run.file_name},
    ]
