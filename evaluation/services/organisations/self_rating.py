"""The head rates the own organisation (art. 9.2.a); letters about it; sending a sheet back."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import Band, RatingState
from evaluation.models import UnitRating
from evaluation.rules.organisation335 import Tasks, sums, task_fault
from evaluation.selectors.organisations.criteria import CriterionLine, lines_of
from evaluation.selectors.organisations.facts import below_one, judgement_of
from evaluation.services.organisations.keeping import check_points, locked, put_points, save, stamp
from staff.models import User
from staff.services.errors import DomainError

_OPEN = (RatingState.DRAFT, RatingState.SELF_RATED)
_UNDER_WAY = (*_OPEN, RatingState.PROPOSED)


@dataclass(frozen=True)
class SelfRating:
    """What the head enters."""

    points: Mapping[str, Decimal]
    tasks: Tasks
    quality_met: bool
    mended: bool
    text: str
    band: str
    wrongdoing: str = ""
    force_majeure: str = ""


@transaction.atomic
def self_rate(*, rating: UnitRating, entry: SelfRating, actor: User) -> UnitRating:
    """Keep the head's points, figures, report and proposed band; the sheet goes to who recognises (art. 9.2.a).

    Raises DomainError for points above a maximum, broken identities of the task figures, or a sheet
    that who recognises has already taken up.
    """
    sheet = locked(rating, states=_OPEN)
    lines = lines_of(sheet)
    check_points(lines, entry.points)
    _check_tasks(entry.tasks)
    if not entry.text.strip():
        raise DomainError(_("The report of the self-assessment is missing (art. 9.2.a)."), "text")
    if entry.band not in Band.values:
        raise DomainError(_("Propose one of the four bands of article 8."), "band")
    _put(sheet, entry, lines)
    judged = judgement_of(sheet, below_one(sheet), "self")
    sheet.earned = judged.band or "" if judged else ""
    sheet.state, sheet.self_rated_at = RatingState.SELF_RATED, timezone.now()
    save(sheet, actor)
    return sheet


@transaction.atomic
def send_back(*, rating: UnitRating, reason: str, actor: User) -> UnitRating:
    """Return a sheet to its head for correction, with a reason that stays on it."""
    sheet = locked(rating, states=(RatingState.SELF_RATED, RatingState.PROPOSED))
    if not reason.strip():
        raise DomainError(_("Sending a sheet back needs a written reason."), "reason")
    sheet.trace.setdefault("returns", []).append({"reason": reason.strip(), **stamp(actor)})
    sheet.state, sheet.earned, sheet.band, sheet.move_reason = RatingState.DRAFT, "", "", ""
    for each in sheet.points.values():
        each.pop("given", None)
    save(sheet, actor)
    return sheet


@transaction.atomic
def note_letter(*, rating: UnitRating, text: str, actor: User) -> UnitRating:
    """Note a complaint, denunciation or sign of disunity: it is verified before recognition (art. 9.2.a)."""
    sheet = locked(rating, states=_UNDER_WAY)
    if not text.strip():
        raise DomainError(_("Say what the letter or sign is about."), "text")
    sheet.trace.setdefault("letters", []).append({"text": text.strip(), "outcome": "", **stamp(actor)})
    save(sheet, actor)
    return sheet


@transaction.atomic
def verify_letter(*, rating: UnitRating, number: int, outcome: str, actor: User) -> UnitRating:
    """Note what the verification of a letter found (art. 9.2.a); `number` counts from 1."""
    sheet = locked(rating, states=_UNDER_WAY)
    letters = sheet.trace.get("letters", [])
    if not 1 <= number <= len(letters):
        raise DomainError(_("There is no such letter on this sheet."), "number")
    if letters[number - 1]["outcome"]:
        raise DomainError(_("This letter was already verified."), "number")
    if not outcome.strip():
        raise DomainError(_("Say what the verification found."), "outcome")
    verified = stamp(actor)
    letters[number - 1] |= {
        "outcome": outcome.strip(),
        "verified_by": verified["by"],
        "verified_on": verified["on"],
    }
    save(sheet, actor)
    return sheet


def check_tasks_message(fault: str) -> str:
    """The sentence for a broken identity of the task figures (art. 8)."""
    return {
        "given": _("At least one task was given in the year."),
        "done": _("Tasks done cannot be more than tasks given."),
        "late": _("Late tasks cannot be more than tasks done."),
        "beyond": _("Tasks beyond requirement cannot be more than tasks done."),
    }[fault]


def _check_tasks(tasks: Tasks) -> None:
    if fault := task_fault(tasks):
        raise DomainError(check_tasks_message(fault), f"tasks_{fault}")


def _put(sheet: UnitRating, entry: SelfRating, lines: list[CriterionLine]) -> None:
    sheet.trace["criteria"] = [line.kept for line in lines]
    put_points(sheet, entry.points, "self")
    sheet.general, sheet.result, sheet.total = sums([line.rule for line in lines], entry.points)
    tasks = entry.tasks
    sheet.tasks_given, sheet.tasks_done = tasks.given, tasks.done
    sheet.tasks_late, sheet.tasks_beyond = tasks.late, tasks.beyond
    sheet.quality_met, sheet.shortcomings_mended = entry.quality_met, entry.mended
    sheet.wrongdoing, sheet.force_majeure = entry.wrongdoing.strip(), entry.force_majeure.strip()
    sheet.self_text, sheet.self_band = entry.text.strip(), entry.band
