"""The hash over everything a confirmed form rests on, and whether a form still is what was confirmed."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from evaluation.models import Evaluation
from evaluation.rules.fingerprint import fingerprint

# Everything but the file and its hash, which are checked apart, and whether a successor replaced the form.
_KEPT = (
    "officer_id", "period_id", "unit_id", "post_id", "seat", "scorer_id", "rule_set", "version",
    "predecessor_id", "reopen_reason", "assigned", "done", "quality", "on_time", "a", "b", "c", "d", "dd", "e",
    "general", "result", "total", "band", "flags", "trace", "strengths", "weaknesses", "opinion",
    "self_scored_at", "confirmed_at", "confirmed_by_id",
)  # fmt: skip


class Fault(StrEnum):
    """Why a confirmed form is not what was confirmed."""

    ROW = "row"
    NO_FILE = "no_file"
    FILE = "file"


@dataclass(frozen=True)
class Checked:
    """A confirmed form with what no longer matches; nothing where it is as it was."""

    form: Evaluation
    faults: tuple[Fault, ...]


def inputs_hash(form: Evaluation) -> str:
    """SHA-256 over the points, ratios, texts, rule set, scorer, period and the trace with every input row."""
    return fingerprint({"code": form.period.code, **{name: getattr(form, name) for name in _KEPT}})


def check(form: Evaluation) -> Checked:
    """Recompute both hashes of a confirmed form."""
    faults = [] if form.inputs_sha256 == inputs_hash(form) else [Fault.ROW]
    return Checked(form, (*faults, *_file_faults(form)))


def _file_faults(form: Evaluation) -> tuple[Fault, ...]:
    if not form.pdf:
        return (Fault.NO_FILE,)
    try:
        with form.pdf.open("rb") as kept:
            digest = hashlib.sha256(kept.read()).hexdigest()
    except OSError:
        return (Fault.NO_FILE,)
    return () if digest == form.pdf_sha256 else (Fault.FILE,)
