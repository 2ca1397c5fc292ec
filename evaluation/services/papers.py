"""Documents in the background: asking, making, cancelling, asking again, removing (art. 24.1: kept electronically).

Rights are asked twice: when somebody asks, and again, as that person, when the work begins.
"""

import hashlib
import logging
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any, BinaryIO, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from evaluation.enums import JobState
from evaluation.models import PaperJob
from evaluation.registries import Cancelled, Maker, Plan, Wanted, maker_of
from evaluation.rules.papers import is_cut_off, may_go
from staff.access import require
from staff.models import Unit, User
from staff.services.errors import DomainError
from staff.services.notices import tell

log = logging.getLogger(__name__)

# Telling how far it is costs a write; nobody looks more often than this.
_SECONDS_BETWEEN_SIGNS: Final = 1.0
_ACTIVE: Final = (JobState.WAITING, JobState.RUNNING)


@transaction.atomic
def ask_for(*, kind: str, wanted: Wanted, actor: User, at_once: bool = False) -> PaperJob:
    """Ask for a document; it is made after this transaction, by a worker, or `at_once` by the caller.

    Raises Forbidden without the right, and DomainError where nothing is in reach or the same is being made already.
    """
    maker = maker_of(kind)
    require(actor, maker.model, maker.action)
    # One row a person: two clicks at the same moment queue behind each other.
    User.objects.select_for_update().get(pk=actor.pk)
    plan = _planned(maker, actor, wanted)
    _refuse_twice(kind, wanted, actor)
    job = PaperJob.objects.create(
        kind=kind,
        title=plan.title[:200],
        wanted=dict(wanted),
        unit=Unit.objects.filter(code=wanted.get("unit", "")).first(),
        asked_by=actor,
        total=len(plan.parts),
    )
    if at_once:
        run_job(job.pk)
        job.refresh_from_db()
    else:
        transaction.on_commit(lambda: make_paper.enqueue(job.pk))
    return job


@task(backend="background")
def make_paper(job_id: int) -> None:
    """What the worker runs; nothing but the number travels through the queue."""
    run_job(job_id)


def run_job(job_id: int) -> None:
    """Make what was asked for, as the person who asked. One that is not waiting any more is left alone."""
    job = _begin(job_id)
    if job is None:
        return
    with translation.override("vi"):
        try:
            _make(job)
        except Cancelled:
            _end(job, JobState.CANCELLED)
        except DomainError as refusal:
            _end(job, JobState.FAILED, refusal.message)
        except (PermissionDenied, Http404):
            _end(job, JobState.FAILED, _("You no longer have the right to print these documents."))
        except Exception:
            # The person gets a sentence, the operator the traceback.
            log.exception("document %s could not be made", job_id)
            _end(job, JobState.FAILED, _("An unexpected error; the operator finds it in the log."))


@transaction.atomic
def cancel(*, job: PaperJob, actor: User) -> PaperJob:
    """Stop what waits at once, and what is being made after its current part."""
    found = _own(job, actor)
    if found.state not in _ACTIVE:
        raise DomainError(_("This document is no longer being made."))
    found.cancel_asked = True
    if found.state == JobState.WAITING or cut_off(found):
        found.state, found.ended_at = JobState.CANCELLED, timezone.now()
    found.save(update_fields=["cancel_asked", "state", "ended_at"])
    return found


@transaction.atomic
def ask_again(*, job: PaperJob, actor: User) -> PaperJob:
    """Ask for the same once more; one that a restart cut off is closed as such."""
    found = _own(job, actor)
    if found.state == JobState.RUNNING and cut_off(found):
        found.state, found.ended_at = JobState.FAILED, timezone.now()
        found.trouble = _("Cut off by a restart of the server.")
        found.save(update_fields=["state", "ended_at", "trouble"])
    return ask_for(kind=found.kind, wanted=found.wanted, actor=actor)


@transaction.atomic
def remove(*, job: PaperJob, actor: User) -> None:
    """Remove a document from the own list, with its file; what is being made is cancelled first."""
    found = _own(job, actor)
    if found.state in _ACTIVE and not cut_off(found):
        raise DomainError(_("This document is being made; cancel it first."))
    _remove([found])


@transaction.atomic
def clear_papers(*, days: int, now: datetime) -> int:
    """Remove finished documents older than so many days, with their files; gives how many."""
    rows = PaperJob.objects.filter(ended_at__isnull=False)
    return _remove([job for job in rows if may_go(ended_at=job.ended_at, now=now, days=days)])


def cut_off(job: PaperJob) -> bool:
    """Whether a restart cut the making off."""
    return is_cut_off(
        running=job.state == JobState.RUNNING,
        seen_at=job.seen_at,
        now=timezone.now(),
        seconds=settings.PAPER_STALE_SECONDS,
    )


class _Progress:
    """Counts the parts of one document, shows them about once a second, and hears of a cancellation."""

    def __init__(self, job: PaperJob) -> None:
        self._job, self._made, self._shown_at = job, 0, 0.0

    def __call__(self) -> None:
        self._made += 1
        mine = PaperJob.objects.filter(pk=self._job.pk)
        # Removed altogether, or no longer running, is as good as cancelled.
        if not mine.filter(state=JobState.RUNNING, cancel_asked=False).exists():
            raise Cancelled
        now = time.monotonic()
        if now - self._shown_at >= _SECONDS_BETWEEN_SIGNS:
            self._shown_at = now
            mine.update(made=self._made, seen_at=timezone.now())


def _planned(maker: Maker, user: User, wanted: Wanted) -> Plan:
    plan = maker.plan(user, wanted)
    if not plan.parts:
        raise DomainError(_("There is nothing of this kind in your reach to print."))
    return plan


def _refuse_twice(kind: str, wanted: Wanted, actor: User) -> None:
    mine = PaperJob.objects.of(actor.pk).filter(kind=kind, state__in=_ACTIVE)
    if any(job.wanted == dict(wanted) and not cut_off(job) for job in mine):
        raise DomainError(_("This document is being made for you already; wait for it or cancel it."))


@transaction.atomic
def _begin(job_id: int) -> PaperJob | None:
    job: PaperJob | None = PaperJob.objects.select_for_update().filter(pk=job_id).first()
    if job is None or job.state != JobState.WAITING:
        return None
    job.state, job.started_at, job.seen_at = JobState.RUNNING, timezone.now(), timezone.now()
    job.save(update_fields=["state", "started_at", "seen_at"])
    return job


def _make(job: PaperJob) -> None:
    """Choose the rows with the rights of this moment, make the file, keep it."""
    user, maker = User.objects.get(pk=job.asked_by_id), maker_of(job.kind)
    require(user, maker.model, maker.action)
    plan = _planned(maker, user, job.wanted)
    PaperJob.objects.filter(pk=job.pk).update(total=len(plan.parts))
    with tempfile.TemporaryFile(prefix="paper-") as target:
        maker.write(plan, target, _Progress(job))
        _keep(job, plan, target)


def _keep(job: PaperJob, plan: Plan, target: BinaryIO) -> None:
    target.seek(0)
    sha256 = _sha256(target)
    target.seek(0)
    ending = plan.file_name.rpartition(".")[2]
    stored = job.file.storage.save(f"papers/{job.pk}.{ending}", File(target))
    if not _finish(job, plan, stored, sha256):
        job.file.storage.delete(stored)
        raise Cancelled
    _tell(job, _("“%(title)s” is ready.") % {"title": job.title})


@transaction.atomic
def _finish(job: PaperJob, plan: Plan, stored: str, sha256: str) -> bool:
    """Whether it was still wanted."""
    found = PaperJob.objects.select_for_update().filter(pk=job.pk, state=JobState.RUNNING).first()
    if found is None or found.cancel_asked:
        return False
    found.state, found.ended_at = JobState.DONE, timezone.now()
    found.made = found.total = len(plan.parts)
    found.file, found.file_name, found.sha256 = stored, plan.file_name[:160], sha256
    found.save()
    return True


def _end(job: PaperJob, state: JobState, trouble: str = "") -> None:
    mine = PaperJob.objects.filter(pk=job.pk, state=JobState.RUNNING)
    ended = mine.update(state=state, ended_at=timezone.now(), trouble=trouble[:500])
    if ended and trouble:
        _tell(job, _("“%(title)s” could not be made: %(trouble)s") % {"title": job.title, "trouble": trouble})


def _tell(job: PaperJob, text: str) -> None:
    url = f"{reverse('evaluation:papers')}#paper-{job.pk}"
    tell(users=[job.asked_by], key=f"paper:{job.pk}", text=text, url=url)


def _own(job: PaperJob, actor: User) -> PaperJob:
    found: PaperJob | None = PaperJob.objects.select_for_update().of(actor.pk).filter(pk=job.pk).first()
    if found is None:
        raise DomainError(_("This document is no longer there."))
    return found


def _remove(jobs: Iterable[PaperJob]) -> int:
    """Rows first; the files go once the transaction stands."""
    gone = list(jobs)
    PaperJob.objects.filter(pk__in=[job.pk for job in gone]).delete()
    files: list[Any] = [job.file for job in gone if job.file]
    transaction.on_commit(lambda: [file.storage.delete(file.name) for file in files] and None)
    return len(gone)


def _sha256(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := content.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()
