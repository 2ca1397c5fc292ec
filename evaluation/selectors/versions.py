"""The versions of one form one after another, with why each was made and what changed (article 21.3 in spirit)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from evaluation.models import Evaluation
from evaluation.rules.criteria import CRITERIA
from evaluation.selectors.shown import NOTHING, exact
from staff.access import rows_for
from staff.access.gate import Asker

_NUMBERS: Final = (
    "assigned", "done", "quality", "on_time", "a", "b", "c", "d", "dd", "e", "general", "result", "total",
)  # fmt: skip
_TEXTS: Final = ("strengths", "weaknesses", "opinion")


@dataclass(frozen=True)
class Difference:
    """Something that is not as it was in the version before."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Version:
    """One version with what changed since the one before."""

    form: Evaluation
    differences: list[Difference]


def versions_of(user: Asker, form: Evaluation) -> list[Version]:
    """Every version in reach, newest first; one query."""
    rows = rows_for(user, Evaluation, "view").filter(officer_id=form.officer_id, period_id=form.period_id)
    around = ("officer", "unit", "post", "scorer", "confirmed_by", "period")
    forms = list(rows.select_related(*around).order_by("version"))
    before: list[Evaluation | None] = [None, *forms]
    return [
        Version(now, list(_differences(old, now)) if old else [])
        for old, now in zip(before, forms, strict=False)
    ][::-1]


def _differences(old: Evaluation, now: Evaluation) -> Iterator[Difference]:
    pairs = [
        *((_label(name), exact(getattr(old, name)), exact(getattr(now, name))) for name in _NUMBERS),
        (_label("band"), old.get_band_display() or NOTHING, now.get_band_display() or NOTHING),
        (_("Scorer"), _name(old), _name(now)),
        (_("Unit"), old.unit.name, now.unit.name),
        *((_label(name), getattr(old, name), getattr(now, name)) for name in _TEXTS),
        *_point_pairs(old.trace, now.trace),
        *_work_pairs(old.trace, now.trace),
    ]
    for what, before, after in pairs:
        if before != after:
            yield Difference(what, before or NOTHING, after or NOTHING)


def _point_pairs(old: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for criterion in CRITERIA:
        for kind, label in (("self", _("self-score")), ("confirmed", _("confirmed points"))):
            before, after = (
                _number(trace.get("general", {}).get("points", {}).get(criterion.code, {}).get(kind))
                for trace in (old, now)
            )
            yield f"{criterion.code}, {label}", before, after


def _work_pairs(old: dict[str, Any], now: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Quantities of each product, and products that are on one version only."""
    before, after = ({line["item"]: line for line in trace.get("lines", [])} for trace in (old, now))
    for item in sorted({*before, *after}):
        line = after.get(item) or before[item]
        yield f"{line['product']} {line['name']}", _quantities(before.get(item)), _quantities(after.get(item))


def _quantities(line: dict[str, Any] | None) -> str:
    if line is None:
        return NOTHING
    return _("assigned %(assigned)s, done %(done)s, failures %(failures)s, delays %(delays)s") % {
        "assigned": _number(line["assigned"]),
        "done": _number(line["done"]),
        "failures": line["failures"],
        "delays": line["delays"],
    }


def _number(text: str | None) -> str:
    return exact(None if text is None else Decimal(text))


def _name(form: Evaluation) -> str:
    return form.scorer.full_name if form.scorer else NOTHING


def _label(name: str) -> str:
    return str(Evaluation._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
