"""The report of an import as it is kept with its run, and how it is read back for the screens."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any, Final

from hrm.kernel.workbook.problems import Problem
from staff.imports.report import Change, Counts, ImportReport
from staff.models import ImportRun
from staff.services.import_runs import FIGURES

# Lines kept of each sort; the counts are always whole.
MOST_LINES: Final = 2_000


@dataclass(frozen=True)
class KeptReport:
    """What a run remembers. Of long lists the first lines are kept; `totals` counts all of them."""

    counts: Counts
    totals: dict[str, int]
    lines: dict[str, Sequence[Any]]
    has_details: bool

    @property
    def is_empty(self) -> bool:
        """Whether writing would change nothing."""
        return not (self.counts.created or self.counts.updated or self.totals["errors"])

    @property
    def problems(self) -> list[Problem]:
        """Errors, then warnings."""
        return [*self.lines["errors"], *self.lines["warnings"]]


def summary_of(report: ImportReport) -> dict[str, Any]:
    """What to keep of a report, as plain values."""
    sorts = _sorts(report)
    counts = report.counts if not report.errors else Counts()
    return {
        "created": counts.created,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "totals": {name: len(lines) for name, lines in sorts.items()},
        "problems": [list(astuple(p)) for name in ("errors", "warnings") for p in sorts[name][:MOST_LINES]],
        "changes": [list(astuple(c)) for name in ("created", "updated") for c in sorts[name][:MOST_LINES]],
    }


def kept_report(run: ImportRun) -> KeptReport:
    """The report of a run; one that came from the command line, or is old, has figures only."""
    kept = run.summary
    report = ImportReport(
        run.file_name,
        counts=Counts(*(kept.get(name, 0) for name in ("created", "updated", "unchanged"))),
        problems=[Problem(*values) for values in kept.get("problems", ())],
        changes=[Change(*values) for values in kept.get("changes", ())],
    )
    lines = _sorts(report)
    figures = {name: kept.get(name, 0) for name in FIGURES}
    totals = {name: len(found) for name, found in lines.items()} | figures | kept.get("totals", {})
    return KeptReport(report.counts, totals, lines, "changes" in kept)


def _sorts(report: ImportReport) -> dict[str, Sequence[Any]]:
    """The lines of a report by the tab they stand under."""
    return {
        "errors": report.errors,
        "warnings": report.warnings,
        "created": [change for change in report.changes if change.kind == "created"],
        "updated": [change for change in report.changes if change.kind == "updated"],
    }
