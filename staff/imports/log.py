"""The log of imports as the screens show it."""

from collections.abc import Iterable
from dataclasses import dataclass

from staff.enums import ImportState
from staff.imports.kept import KeptReport, kept_report
from staff.models import ImportRun, User
from staff.registries import Importer, importers
from staff.selectors.import_runs import runs_seen_by


@dataclass(frozen=True)
class LogLine:
    """An import and what came of it."""

    run: ImportRun
    kind: str
    report: KeptReport
    is_own: bool

    @property
    def state(self) -> str:
        """Of a staged file that was not written in time only the line is left."""
        gone = self.run.state == ImportState.PREVIEWED and not self.run.file
        return "expired" if gone else self.run.state


def last_imports(user: User, cards: Iterable[Importer], most: int) -> list[LogLine]:
    """The last imports the person may know of; one who may bring nothing in (auditors) reads every kind."""
    kinds = [importer.kind for importer in cards] or list(importers)
    # Workbooks with pages of their own (supplementary reports) are listed there.
    runs = runs_seen_by(user, kinds).filter(kind__in=list(importers))[:most]
    return [LogLine(run, kind_label(run.kind), kept_report(run), run.actor_id == user.pk) for run in runs]


def kind_label(kind: str) -> str:
    """What a kind of workbook is called."""
    return importers[kind].label if kind in importers else kind
