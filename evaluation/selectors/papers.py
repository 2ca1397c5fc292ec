"""What a person may have made, and how far the own documents are."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from evaluation.enums import JobState
from evaluation.models import Evaluation, PaperJob, Period, YearRating
from evaluation.registries import Maker, Subject, listed
from evaluation.rules.papers import is_cut_off
from evaluation.rules.periods import parse_period
from staff.access import may, reach_for
from staff.models import Unit, User
from staff.selectors.tree import unit_choices

# A document that waits so long waits for a worker that does not run.
_LONG_WAIT = timedelta(minutes=2)


@dataclass(frozen=True)
class PaperLine:
    """One of the own documents, as the list shows it."""

    job: PaperJob
    cut_off: bool
    waits_long: bool
    kept_until: date | None
    size: int | None

    @property
    def moves(self) -> bool:
        """Whether looking again makes sense."""
        return self.job.state in (JobState.WAITING, JobState.RUNNING) and not self.cut_off

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.job.get_state_display())

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return "danger" if self.cut_off else _TONES[JobState(self.job.state)]


_TONES = {
    JobState.WAITING: "neutral",
    JobState.RUNNING: "info",
    JobState.DONE: "success",
    JobState.FAILED: "danger",
    JobState.CANCELLED: "neutral",
}


def makers_for(user: User) -> list[Maker]:
    """Kinds of document for which the person has the verb and some reach, in order."""
    return [maker for maker in listed() if may(user, maker.model, maker.action)]


def sees_papers(user: User) -> bool:
    """Whether there is anything to make: more than the own form."""
    reach = reach_for(user, Evaluation, "print")
    return may(user, Evaluation, "print") and (reach.everything or bool(reach.unit_ids))


def units_to_print(user: User, today: date) -> list[tuple[str, str]]:
    """(code, name) of the units whose forms the person may print, in the order of the tree."""
    reach = reach_for(user, Evaluation, "print")
    if not (reach.everything or reach.unit_ids):
        return []
    units = None if reach.everything else reach.unit_ids
    return unit_choices(
        today, set(Unit.objects.values_list("pk", flat=True)) if units is None else set(units)
    )


def periods_to_print() -> list[tuple[str, str]]:
    """(code, title) of the opened periods, newest first."""
    return [(period.code, parse_period(period.code).title) for period in Period.objects.all()]


def years_to_print() -> list[tuple[str, str]]:
    """Years with ratings, newest first."""
    years = YearRating.objects.order_by("-year").values_list("year", flat=True).distinct()
    return [(str(year), str(year)) for year in years]


def needs_year(makers: list[Maker]) -> bool:
    """Whether one of them is about a year."""
    return any(maker.subject == Subject.YEAR for maker in makers)


def own_papers(user: User) -> list[PaperLine]:
    """The own documents, newest first."""
    return [_line(job) for job in PaperJob.objects.of(user.pk).select_related("unit")[:200]]


def own_paper(user: User, pk: int) -> PaperJob | None:
    """One of the own documents."""
    found: PaperJob | None = PaperJob.objects.of(user.pk).filter(pk=pk).first()
    return found


def _line(job: PaperJob) -> PaperLine:
    now = timezone.now()
    cut_off = is_cut_off(
        running=job.state == JobState.RUNNING,
        seen_at=job.seen_at,
        now=now,
        seconds=settings.PAPER_STALE_SECONDS,
    )
    ended = timezone.localtime(job.ended_at).date() if job.ended_at else None
    return PaperLine(
        job,
        cut_off,
        job.state == JobState.WAITING and now - job.asked_at > _LONG_WAIT,
        ended + timedelta(days=settings.PAPER_KEEP_DAYS) if ended else None,
        _size(job),
    )


def _size(job: PaperJob) -> int | None:
    """Bytes of the file; None where there is none, or it is lost."""
    try:
        return job.file.size if job.state == JobState.DONE else None
    except (OSError, ValueError):
        return None
