"""Speed as ratios in one run: our answer against the plainest way to the same answer.

    make bench                 10,000 officers
    python -m bench.run 2000   fewer

Every figure is the median of five runs after one that is not counted, in seconds of this process on a core, so
that whatever else runs on the machine counts less; nothing here passes or fails.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from bench import database

AT = date(2026, 9, 30)
RUNS = 5


def seconds(work: Callable[[], Any]) -> float:
    """Median time of a call."""
    work()
    times = []
    for _run in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return median(times)


def report(name: str, ours: float, plain: float, against: str) -> None:
    """One line: both times and their ratio."""
    print(f"{name:<44} {ours:8.3f} s   {against:<22} {plain:8.3f} s   ratio {ours / plain:6.2f}")


def main(people: int) -> None:
    """Make an agency of that size in a temporary database and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hrm.settings.test")
        os.environ["DATABASE_URL"] = database.sqlite(folder)
        import django

        django.setup()
        from bench import agency, measures, screens

        agency.build(people)
        print(f"{people} officers, {agency.OFFICES} offices; median of {RUNS} runs")
        screens.run(AT, seconds, report)
        measures.run(AT, seconds, report)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
