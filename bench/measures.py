"""What is measured, each against the plainest way to the same answer."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
from django.db import connection

from evaluation.documents.build import render_form
from evaluation.models import Evaluation
from evaluation.rules.periods import Quarter
from evaluation.selectors.inputs import gather
from evaluation.services.drafts import open_period
from evaluation.services.scoring import own_score
from staff.models import Officer
from staff.selectors.staffing import staffing

RAW_STAFFING = """
SELECT u.code, SUM(p.id IS NOT NULL) FROM staff_unit u
LEFT JOIN staff_posting p ON p.unit_id = u.id AND p.kind = 'primary' AND p.engagement = 'civil_servant'
    AND p.start <= %s AND (p."end" IS NULL OR p."end" > %s)
GROUP BY u.code ORDER BY u.code
"""
RAW_WORK = """
SELECT w.officer_id, w.assigned, w.done, w.failures, w.delays, p.coefficient, p.source,
    l.resolved - e.resolved AS flow
FROM evaluation_workitem w JOIN evaluation_product p ON p.id = w.product_id
LEFT JOIN evaluation_caseloadfigure l ON l.officer_id = w.officer_id AND l.year = 2026 AND l.months = 12
    AND l.measure = 'viec' AND l.initiative = 'chu_dong'
LEFT JOIN evaluation_caseloadfigure e ON e.officer_id = w.officer_id AND e.year = 2026 AND e.months = 9
    AND e.measure = 'viec' AND e.initiative = 'chu_dong'
"""
RAW_POINTS = (
    "SELECT officer_id, self_points, confirmed_points FROM evaluation_generalpoint WHERE period = '2026-Q3'"
)


def run(at: date, seconds: Callable[..., float], report: Callable[..., None]) -> None:
    """Print a line for each."""
    report("gap board, all units", seconds(lambda: staffing(at, None)), seconds(lambda: raw(at)), "raw SQL")
    first = Quarter(2026, 3)
    open_period(quarter=first, unit_ids=None, actor=None)
    ours = seconds(lambda: open_period(quarter=first, unit_ids=None, actor=None))
    plain = seconds(plain_scores)
    report("scoring everyone again", ours, plain, "plain pandas")
    print(
        "    ours: exact decimals, scorers, d of leaders, a trace of every row, compared with the stored form;\n"
        "    pandas: the same rows of work, caseload and points from the same database, sums in floating point"
    )
    report("  of which the sums, rows in memory", seconds(_exact_sums(first)), plain, "the same")
    office = Evaluation.objects.filter(seat="staff").values_list("unit_id", flat=True)[0]
    one = seconds(lambda: open_period(quarter=first, unit_ids={office}, actor=None))
    report("one office again, leaders above", one, ours, "everyone again")
    form = Evaluation.objects.select_related("officer", "unit", "post", "period", "scorer")[0]
    report("one form as PDF", seconds(lambda: render_form(form)), seconds(bare_page), "bare ReportLab")


def _exact_sums(quarter: Quarter) -> Callable[[], object]:
    """Our rules alone over everyone's rows: exact decimals and the trace."""
    inputs = list(gather(quarter, list(Officer.objects.values_list("pk", flat=True))).values())
    return lambda: [own_score(one) for one in inputs]


def raw(at: date) -> list[Any]:
    """Present civil servants of each unit, without its sub-units."""
    with connection.cursor() as cursor:
        cursor.execute(RAW_STAFFING, [at, at])
        return list(cursor.fetchall())


def plain_scores() -> pd.DataFrame:
    """The same sums over the same rows in floating point; no scorers, leaders, trace, comparing or storing."""
    work = pd.DataFrame(_rows(RAW_WORK))
    done = work["done"].astype(float).fillna(work["flow"].astype(float))
    coefficient = work["coefficient"].astype(float)
    frame = pd.DataFrame(
        {
            "officer_id": work["officer_id"],
            "assigned": work["assigned"].astype(float) * coefficient,
            "done": done * coefficient,
            "quality": (done - 0.25 * work["failures"]) * coefficient,
            "on_time": (done - 0.25 * work["delays"]) * coefficient,
        }
    )
    sums = frame.groupby("officer_id").sum()
    points = pd.DataFrame(_rows(RAW_POINTS)).groupby("officer_id")["confirmed_points"].sum().astype(float)
    ratio = (sums["done"] + sums["quality"] + sums["on_time"]) / sums["assigned"] / 3
    return (ratio * 70).clip(0, 70) + points


def _rows(query: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def bare_page() -> bytes:
    """Sixty lines of text on two pages, the least a PDF of that length costs."""
    from io import BytesIO

    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out)
    for page in range(2):
        for line in range(30):
            canvas.drawString(60, 780 - 24 * line, f"{page} {line} " + "x" * 60)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
