"""What came of a workbook: the same answer for the command line and for the web."""

from dataclasses import dataclass, field

from hrm.kernel.workbook.problems import Problem


@dataclass
class Counts:
    """Rows of the workbook's facts by what happened (or would happen) to them."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


@dataclass(frozen=True)
class Change:
    """One line of the preview: what would be created or changed, old → new, in words."""

    kind: str  # "created" | "updated"
    subject: str
    field: str = ""
    old: str = ""
    new: str = ""


@dataclass
class ImportReport:
    """Counts, problems and the preview. With an error nothing was written."""

    file_name: str
    counts: Counts = field(default_factory=Counts)
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    applied: bool = False

    @property
    def errors(self) -> list[Problem]:
        """Problems that refuse the file."""
        return [p for p in self.problems if p.level == "error"]

    @property
    def warnings(self) -> list[Problem]:
        """Problems to read, that refuse nothing."""
        return [p for p in self.problems if p.level == "warning"]

    @property
    def summary_line(self) -> str:
        """The last line of an import on stdout, in exactly these words."""
        if self.errors:
            return f"created 0, updated 0, unchanged 0, errors {len(self.errors)}"
        c = self.counts
        return f"created {c.created}, updated {c.updated}, unchanged {c.unchanged}, errors 0"
