"""The list of forms as a workbook: same rows, same filters, same scope as the screen."""

import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from evaluation.models import Evaluation
from evaluation.rules.periods import ScoringPeriod
from evaluation.selectors.score_rows import flag_titles, title_of
from hrm.kernel.workbook.writer import Value, write_table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMBERS = (
    "assigned",
    "done",
    "quality",
    "on_time",
    "a",
    "b",
    "c",
    "d",
    "dd",
    "e",
    "general",
    "result",
    "total",
)


def forms_workbook(quarter: ScoringPeriod, rows: Iterable[Evaluation]) -> bytes:
    """Every ratio with its full value; the headings are those of the decree."""
    out = io.BytesIO()
    write_table(out, _("Evaluation %(period)s") % {"period": quarter.code}, _headings(), map(_row, rows))
    return out.getvalue()


def _headings() -> list[str]:
    labels = [str(Evaluation._meta.get_field(name).verbose_name) for name in _NUMBERS]  # type: ignore[union-attr]
    people = [_("Personnel number"), _("Full name"), _("Unit code"), _("Unit"), _("Post, rank")]
    return [*people, _("State"), *labels, _("Band"), _("Missing"), _("Scorer")]


def _row(form: Evaluation) -> list[Value]:
    return [
        form.officer.number,
        form.officer.full_name,
        form.unit.code,
        form.unit.name,
        title_of(form),
        form.get_state_display(),
        *[getattr(form, name) for name in _NUMBERS],
        form.get_band_display(),
        "; ".join(flag_titles(form)),
        form.scorer.full_name if form.scorer else "",
    ]
