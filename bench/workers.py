"""Two workers against one: archives through the queue and real workers, on SQLite (WAL) and on PostgreSQL.

    python -m bench.workers
    BENCH_POSTGRES=postgresql://…/bench python -m bench.workers

PostgreSQL needs an empty database of its own; it is filled at the first run and kept. One and two workers take
turns and the quickest round of each counts, for whatever else runs on the machine takes cores away.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

JOBS, FORMS = 4, 20
ROUNDS = 3


def run() -> None:
    """A line for each database."""
    from bench.database import POSTGRES, sqlite

    with tempfile.TemporaryDirectory() as folder:
        _measure("SQLite", sqlite(folder), folder)
    if POSTGRES:
        with tempfile.TemporaryDirectory() as folder:
            _measure("PostgreSQL", POSTGRES, folder)


def _measure(name: str, address: str, folder: str) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "DATA_DIR": folder,
        "DJANGO_SETTINGS_MODULE": "hrm.settings.demo",
    }
    _step(environment, "fill")
    rounds = [(_emptied(environment, folder, 1), _emptied(environment, folder, 2)) for _n in range(ROUNDS)]
    (one, busy_one), (two, busy_two) = (min(round[n] for round in rounds) for n in (0, 1))
    load = os.getloadavg()[0]
    print(
        f"{JOBS} archives of {FORMS} drafts on {name}: one worker {one:.1f} s, two workers {two:.1f} s, "
        f"{one / two:.2f} times as fast; on the cores {busy_one:.1f} s and {busy_two:.1f} s in all "
        f"({os.cpu_count()} cores, load {load:.1f} with everything on the machine)"
    )


def _emptied(environment: dict[str, str], folder: str, number: int) -> tuple[float, float]:
    """Seconds until so many workers, all loaded before the start, have emptied the queue; and those on a core."""
    _step(environment, "ask")
    place = Path(tempfile.mkdtemp(dir=folder))
    command = [sys.executable, "-m", "bench.workers", "work", str(place)]
    workers = [subprocess.Popen(command, env=environment) for _n in range(number)]
    while len(list(place.glob("ready-*"))) < number:
        time.sleep(0.05)
    start = time.perf_counter()
    (place / "go").touch()
    for worker in workers:
        worker.wait()
    took = time.perf_counter() - start
    _step(environment, "check")
    return took, sum(float(file.read_text()) for file in place.glob("ready-*"))


def _step(environment: dict[str, str], name: str) -> None:
    subprocess.run([sys.executable, "-m", "bench.workers", name], env=environment, check=True)


def fill() -> None:
    """An agency with drafts, unless it is there already."""
    from bench import agency
    from evaluation.rules.periods import Quarter
    from evaluation.services.drafts import open_period
    from staff.models import User

    agency.OFFICES, agency.PROVINCES = JOBS, 1
    if agency.is_there():
        return
    agency.build(JOBS * FORMS)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    User.objects.create_superuser("bench", password=None)


def ask() -> None:
    """One archive for each office."""
    from evaluation.models import Evaluation, PaperJob
    from evaluation.services.papers import ask_for
    from staff.models import User

    PaperJob.objects.all().delete()
    user = User.objects.get(username="bench")
    codes = Evaluation.objects.order_by("unit__code").values_list("unit__code", flat=True).distinct()
    for code in codes:
        ask_for(kind="mau-01-kho", wanted={"period": "2026-Q3", "unit": code, "below": False}, actor=user)


def check() -> None:
    """Nothing was skipped: a failed archive would be the fastest."""
    from evaluation.enums import JobState
    from evaluation.models import PaperJob

    troubles = PaperJob.objects.exclude(state=JobState.DONE).values_list("state", "made", "trouble")
    if len(troubles) or PaperJob.objects.count() != JOBS:
        raise SystemExit(f"not every archive was made: {list(troubles)}")


def work(folder: str) -> None:
    """A worker that has everything loaded waits for the word, then empties the queue."""
    from django.core.management import call_command

    from bench.forms import plan

    plan(1).parts[0].render()
    place = Path(folder)
    ready = place / f"ready-{os.getpid()}"
    ready.touch()
    while not (place / "go").exists():
        time.sleep(0.01)
    begun = time.process_time()
    call_command("worker", "--batch", "--no-startup-delay", "--interval", "0", verbosity=0)
    ready.write_text(str(time.process_time() - begun))


def main(arguments: list[str]) -> None:
    """The whole measure, or one of its processes."""
    if not arguments:
        run()
        return
    import django

    django.setup()
    steps: dict[str, Callable[..., Any]] = {"fill": fill, "ask": ask, "check": check, "work": work}
    steps[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
