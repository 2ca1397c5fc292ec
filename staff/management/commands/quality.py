"""`manage.py quality`: cross-tabs of the staff of each unit's subtree."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group, show_decimal
from hrm.kernel.workbook.writer import Value
from staff.management.reporting import FiguresCommand, figures_table
from staff.selectors.quality import DIMENSIONS, Share, quality, quality_of


class Command(FiguresCommand):
    """Civil servants present on a day by rank, education, political theory, gender, age and party."""

    help = "Staff quality as at a day: each civil servant once per dimension, at the highest level held."
    columns: Sequence[str] = ("unit", "dimension", "value", "count")

    def rows(self, at: date, roots: set[int] | None) -> list[list[Value]]:
        """By unit code, then in the order of the statutory tables."""
        return [[row.unit, row.dimension, row.value, row.count] for row in quality(at, roots)]

    def table(self, at: date, roots: set[int] | None) -> str:
        """All units asked for taken together, with shares; the CSV has every unit."""
        title = _("Staff quality as at %(day)s") % {"day": show_date(at)}
        lines: list[list[str]] = []
        for dimension, shares in quality_of(at, roots).items():
            lines += [[DIMENSIONS[dimension], s.value, group(s.count), _percent(s)] for s in shares]
            total = sum(s.count for s in shares)
            lines.append([DIMENSIONS[dimension], _("Total"), group(total), ""])
        headings = [_("Dimension"), _("Class"), _("People"), _("Share")]
        return f"{title}\n\n{figures_table(headings, lines, texts=2)}"


def _percent(share: Share) -> str:
    return "–" if share.percent is None else f"{show_decimal(share.percent, 1)}%"
