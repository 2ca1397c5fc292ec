"""Asking for a document, making it, cancelling, a restart in between, two identical asks, clearing up."""

from collections.abc import Iterator
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.utils import timezone

from evaluation.models import PaperJob
from evaluation.registries import makers
from evaluation.rules.papers import is_cut_off, may_go
from evaluation.services.papers import ask_again, ask_for, cancel, remove, run_job
from staff.access import Forbidden, ReachCode
from staff.access.grants import revoke
from staff.models import Notice
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.papers.building import WANTED, asked, quarter, watched


@pytest.fixture(autouse=True)
def _quarter(cast: Cast) -> Iterator[None]:
    quarter(cast)
    yield
    makers.pop("thu", None)


def test_what_was_asked_for_is_made_after_the_transaction_and_kept_with_its_hash(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
        assert (job.state, job.total) == ("waiting", 2)
    job.refresh_from_db()
    assert (job.state, job.made, job.total, job.file_name) == ("done", 2, 2, "mau-01-2026-Q3-T-A.pdf")
    assert len(job.sha256) == 64
    assert job.file.open("rb").read(5) == b"%PDF-"


def test_a_notice_tells_when_it_is_ready(cast: Cast) -> None:
    job = asked(cast.an)
    notice = Notice.objects.get(user=cast.an)
    assert notice.text == f"“{job.title}” đã xong."
    assert notice.url == f"/danh-gia/van-ban/#paper-{job.pk}"


def test_who_may_not_print_is_refused_when_asking(cast: Cast) -> None:
    cast.anh.groups.clear()
    with pytest.raises(Forbidden):
        ask_for(kind="mau-01-tap", wanted=WANTED, actor=type(cast.anh).objects.get(pk=cast.anh.pk))
    assert not PaperJob.objects.exists()


def test_out_of_reach_there_is_nothing_to_make(cast: Cast) -> None:
    with pytest.raises(DomainError, match="không có gì"):
        ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.binh)
    assert not PaperJob.objects.exists()


def test_a_verb_withdrawn_between_asking_and_making_leaves_nothing_made(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    cast.an.groups.clear()
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file.name, job.made) == ("failed", "", 0)
    assert job.trouble == "Bạn không còn quyền in các văn bản này."


def test_a_reach_withdrawn_between_asking_and_making_leaves_nothing_of_it(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted={**WANTED, "unit": "T-B"}, actor=cast.kim)
    for code in ReachCode:
        revoke(cast.kim, code, cast.t)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file.name) == ("failed", "")
    assert "không có gì" in job.trouble


def test_an_account_closed_in_between_gets_nothing(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    type(cast.an).objects.filter(pk=cast.an.pk).update(is_active=False)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.file.name) == ("failed", "")


def test_cancelling_what_waits_ends_it_at_once(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    cancel(job=job, actor=cast.an)
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.made, job.file.name) == ("cancelled", 0, "")


def test_cancelling_what_is_being_made_ends_it_after_the_current_part(cast: Cast) -> None:
    seen: list[int] = []

    def between(number: int) -> None:
        seen.append(number)
        if number == 1:
            cancel(job=PaperJob.objects.get(), actor=cast.an)

    watched(between)
    job = asked(cast.an, "thu")
    assert (job.state, job.file.name, seen) == ("cancelled", "", [0, 1])


def kept_files() -> set[str]:
    storage = PaperJob._meta.get_field("file").storage
    return set(storage.listdir("papers")[1]) if storage.exists("papers") else set()


def test_cancelling_at_the_very_end_keeps_no_file(cast: Cast) -> None:
    watched(lambda _number: None)
    before = kept_files()
    with patch("evaluation.services.papers._sha256") as digest:

        def cancelled(_content: object) -> str:
            cancel(job=PaperJob.objects.get(), actor=cast.an)
            return "0" * 64

        digest.side_effect = cancelled
        job = asked(cast.an, "thu")
    assert (job.state, job.file.name) == ("cancelled", "")
    assert kept_files() == before


def test_progress_is_written_at_most_about_once_a_second(cast: Cast) -> None:
    shown: list[int] = []
    watched(lambda _number: shown.append(PaperJob.objects.get().made))
    asked(cast.an, "thu")
    assert shown == [0, 1, 1]


@pytest.mark.parametrize(
    ("running", "silent", "expected"),
    [(True, 119, False), (True, 120, False), (True, 121, True), (False, 999, False), (True, None, True)],
)
def test_running_and_silent_for_too_long_means_cut_off(
    running: bool, silent: int | None, expected: bool
) -> None:
    now = timezone.now()
    seen = None if silent is None else now - timedelta(seconds=silent)
    assert is_cut_off(running=running, seen_at=seen, now=now, seconds=120) is expected


def test_what_a_restart_cut_off_can_be_asked_for_again(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    PaperJob.objects.filter(pk=job.pk).update(
        state="running", made=1, seen_at=timezone.now() - timedelta(minutes=10)
    )
    again = ask_again(job=job, actor=cast.an)
    job.refresh_from_db()
    assert (job.state, job.trouble) == ("failed", "Bị ngắt do máy chủ khởi động lại.")
    assert (again.state, again.wanted) == ("waiting", job.wanted)


def test_a_second_worker_leaves_alone_what_another_makes(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    PaperJob.objects.filter(pk=job.pk).update(state="running", seen_at=timezone.now())
    run_job(job.pk)
    job.refresh_from_db()
    assert (job.state, job.made) == ("running", 0)


def test_the_same_is_made_once_at_a_time_for_one_person(cast: Cast) -> None:
    ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    with pytest.raises(DomainError, match="đang được lập"):
        ask_for(kind="mau-01-tap", wanted=dict(WANTED), actor=cast.an)
    ask_for(kind="mau-01-kho", wanted=WANTED, actor=cast.an)
    ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.mai)
    assert PaperJob.objects.count() == 3


def test_an_unexpected_fault_is_a_sentence_for_the_person_and_a_traceback_for_the_log(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    def between(_number: int) -> None:
        raise ZeroDivisionError

    watched(between)
    job = asked(cast.an, "thu")
    assert job.state == "failed"
    assert "ZeroDivisionError" not in job.trouble
    assert "ZeroDivisionError" in caplog.text


def test_removing_takes_the_file_along(cast: Cast, django_capture_on_commit_callbacks) -> None:
    job = asked(cast.an)
    storage, name = job.file.storage, job.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove(job=job, actor=cast.an)
    assert not PaperJob.objects.exists()
    assert not storage.exists(name)


def test_what_is_being_made_is_not_removed(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    with pytest.raises(DomainError, match="hủy trước"):
        remove(job=job, actor=cast.an)


def test_nobody_touches_the_documents_of_others(cast: Cast) -> None:
    job = ask_for(kind="mau-01-tap", wanted=WANTED, actor=cast.an)
    for act in (cancel, ask_again, remove):
        with pytest.raises(DomainError, match="không còn"):
            act(job=job, actor=cast.mai)


@pytest.mark.parametrize(("days", "expected"), [(30, False), (31, True), (None, False)])
def test_a_finished_document_is_kept_its_days(days: int | None, expected: bool) -> None:
    now = timezone.now()
    ended = None if days is None else now - timedelta(days=days)
    assert may_go(ended_at=ended, now=now, days=30) is expected


def test_clear_papers_removes_what_is_older(cast: Cast, capsys, django_capture_on_commit_callbacks) -> None:
    old, new = asked(cast.an), asked(cast.mai)
    PaperJob.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=31))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("clear_papers")
    assert list(PaperJob.objects.values_list("pk", flat=True)) == [new.pk]
    assert not old.file.storage.exists(old.file.name)
    assert "Đã xóa 1 văn bản" in capsys.readouterr().out
