"""The reports on quantity and quality of staff as workbooks: the figures of the screens, as numbers."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.workbook.writer import Value, write_csv, write_table
from staff.rules.comparison import Share
from staff.selectors.people_behind import PersonBehind
from staff.selectors.reports.columns import ListColumn, Row
from staff.selectors.reports.comparison import Comparison, Line
from staff.selectors.reports.tables import Column, CrossTable, QualityTable, UnitRow

# So that Excel opens a CSV of ours as UTF-8.
_BYTE_ORDER_MARK = "\ufeff"


def quality_workbook(table: QualityTable) -> bytes:
    """One line a unit in the order of the tree, every column of every panel, the total below."""
    columns = [column for panel in table.panels for column in panel.columns]
    headings = [
        _("Unit code"),
        _("Unit"),
        _("Quota"),
        _("Present"),
        _("Contract staff"),
        *(_heading(column) for column in columns),
    ]
    rows = [_unit(row, columns) for row in table.rows]
    rows.append(_unit(table.total, columns))
    return _packed(_("Staff as at %(day)s") % {"day": show_date(table.at)}, headings, rows)


def cross_workbook(table: CrossTable) -> bytes:
    """Rows and columns with their sums."""
    columns = table.column_codes
    headings = [table.row.label, *(table.column.classes[code] for code in columns), _("Total")]
    rows: list[list[Value]] = [
        [
            table.row.classes[code],
            *(table.cells[code, column] for column in columns),
            table.of_row(code),
        ]
        for code in table.row_codes
    ]
    rows.append([_("Total"), *(table.of_column(column) for column in columns), table.total])
    return _packed(_("Staff as at %(day)s") % {"day": show_date(table.at)}, headings, rows)


def comparison_workbook(compared: Comparison) -> bytes:
    """Each line with count, numerator, denominator and share of both days, and the changes."""
    days = (show_date(compared.before), show_date(compared.after))
    headings = [_("Group"), _("Criterion")]
    for day in days:
        headings += [
            _("Count on %(day)s") % {"day": day},
            _("Out of, on %(day)s") % {"day": day},
            _("Share on %(day)s (%%)") % {"day": day},
        ]
    headings += [_("Change"), _("Change of the count (%)"), _("Change of the share (points)")]
    rows = [[section.title, *_line(line)] for section in compared.sections for line in section.lines]
    return _packed(_("From %(before)s to %(after)s") % {"before": days[0], "after": days[1]}, headings, rows)


def names_workbook(title: str, people: Sequence[PersonBehind]) -> bytes:
    """The names behind a figure that the asker may see."""
    headings = [_("Personnel number"), _("Full name"), _("Home unit"), _("Post"), _("Rank")]
    rows: list[list[Value]] = [[p.number, p.full_name, p.unit, p.post, p.rank] for p in people]
    return _packed(title, headings, rows)


def list_workbook(title: str, columns: Sequence[ListColumn], rows: Iterable[Row]) -> bytes:
    """The officer list with chosen columns."""
    return _packed(title, [column.heading for column in columns], _cells(columns, rows))


def list_csv(columns: Sequence[ListColumn], rows: Iterable[Row]) -> bytes:
    """The same as text that Excel opens, harmless to open there."""
    out = io.StringIO()
    write_csv(out, [column.heading for column in columns], _cells(columns, rows), defused=True)
    return (_BYTE_ORDER_MARK + out.getvalue()).encode()


def _cells(columns: Sequence[ListColumn], rows: Iterable[Row]) -> list[list[Value]]:
    return [[column.value(row) for column in columns] for row in rows]


def _heading(column: Column) -> str:
    return f"{column.dimension.label}: {column.label}"


def _unit(row: UnitRow, columns: Sequence[Column]) -> list[Value]:
    name = _("Total") if row.unit_id is None else row.name
    figures = [row.figure(column) for column in columns]
    return [row.code, name, row.quota, row.present, row.contract, *figures]


def _line(line: Line) -> list[Value]:
    return [
        line.label,
        *_share(line.before),
        *_share(line.after),
        line.difference,
        line.percent_change,
        line.points,
    ]


def _share(share: Share) -> tuple[int, int | None, Decimal | None]:
    return share.count, share.whole, share.percent


def _packed(title: str, headings: list[str], rows: list[list[Value]]) -> bytes:
    out = io.BytesIO()
    write_table(out, title, headings, rows)
    return out.getvalue()
