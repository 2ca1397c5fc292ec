"""Documents: one form against WeasyPrint and bare ReportLab, the memory of booklets, two workers against one.

    python -m bench.papers

WeasyPrint is for comparison only and not in the lock file: apt-get install libpango-1.0-0 libpangoft2-1.0-0, then
pip install weasyprint (into any folder on PYTHONPATH). Without it its line is left out, and said.
"""

import importlib.util
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

LENGTHS = (10, 50, 200)
JOBS, FORMS = 4, 40


def run(seconds: Callable[..., float], report: Callable[..., None]) -> None:
    """Print a line for each."""
    from bench.forms import FORM
    from evaluation.documents.form01 import form01_html, form01_pdf

    html = form01_html(FORM)
    ours = seconds(lambda: form01_pdf(FORM))
    report("one form as PDF", ours, seconds(lambda: bare(html)), "bare ReportLab, same text")
    _weasyprint(html, ours, seconds, report)
    _memory()
    _workers()


def bare(html: str) -> bytes:
    """The same words with the same fonts, drawn line by line without any layout."""
    from reportlab.pdfgen.canvas import Canvas

    from hrm.kernel.pdf import register_faces

    register_faces()
    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.partition("<body>")[2]))
    lines = [text[start : start + 85] for start in range(0, len(text), 85)]
    out = BytesIO()
    canvas = Canvas(out)
    for first in range(0, len(lines), 45):
        canvas.setFont("tinos_00", 13)
        for row, line in enumerate(lines[first : first + 45]):
            canvas.drawString(85, 780 - 16 * row, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _weasyprint(html: str, ours: float, seconds: Callable[..., float], report: Callable[..., None]) -> None:
    if importlib.util.find_spec("weasyprint") is None:
        print("one form against WeasyPrint: left out, it is not installed (python -m bench.papers --help)")
        return
    import logging

    import weasyprint

    from hrm.kernel.pdf import FONTS

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    faces = "".join(
        f"@font-face {{ font-family: Tinos; src: url('{(FONTS / file).as_uri()}'); font-weight: {weight}; font-style: {style}; }}"
        for file, weight, style in (
            ("Tinos-Regular.ttf", "normal", "normal"),
            ("Tinos-Bold.ttf", "bold", "normal"),
            ("Tinos-Italic.ttf", "normal", "italic"),
            ("Tinos-BoldItalic.ttf", "bold", "italic"),
        )
    )
    same = html.replace("<style>", f"<style>{faces}", 1)
    report("one form as PDF", ours, seconds(lambda: weasyprint.HTML(string=same).write_pdf()), "WeasyPrint")


def _memory() -> None:
    """The most memory a process of its own needed, above what it needs for one form."""
    grown, sizes = [], []
    for length in LENGTHS:
        out = subprocess.run(
            [sys.executable, "-m", "bench.papers", "booklet", str(length)],
            capture_output=True,
            text=True,
            check=True,
        )
        kilobytes, size = out.stdout.split()[-2:]
        grown.append(int(kilobytes))
        sizes.append(int(size))
        print(
            f"booklet of {length:>3} forms: file {int(size) / 1024:8.0f} kB, memory above one form {int(kilobytes):6d} kB"
        )
    print(
        f"booklet, {LENGTHS[-1]} forms against {LENGTHS[0]}: memory grows by {grown[-1] - grown[0]} kB, "
        f"the file by {(sizes[-1] - sizes[0]) // 1024} kB, forms ratio {LENGTHS[-1] / LENGTHS[0]:.0f}"
    )


def booklet(length: int) -> None:
    """In a process of its own: make a booklet, tell the memory and the size."""
    from bench.forms import plan
    from evaluation.documents.writers import write_booklet

    with tempfile.TemporaryFile() as warm:
        write_booklet(plan(1), warm, lambda: None)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryFile() as target:
        write_booklet(plan(length), target, lambda: None)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, target.tell())


def _workers() -> None:
    """Archives through the queue and real workers, on the database and settings of the product (SQLite: WAL)."""
    took = {number: _with_workers(number) for number in (1, 2)}
    print(
        f"{JOBS} archives of {FORMS} drafts: one worker {took[1]:.2f} s, two workers {took[2]:.2f} s, "
        f"{took[1] / took[2]:.2f} times as fast ({os.cpu_count()} cores)"
    )


def _with_workers(number: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder}/queue.sqlite3",
            "DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "hrm.settings.demo",
        }
        subprocess.run([sys.executable, "-m", "bench.papers", "queue"], env=environment, check=True)
        command = [sys.executable, "-m", "bench.papers", "work", folder, str(number)]
        workers = [subprocess.Popen(command, env=environment) for _n in range(number)]
        ready = Path(folder) / "go"
        while len(list(Path(folder).glob("ready-*"))) < number:
            time.sleep(0.05)
        start = time.perf_counter()
        ready.touch()
        for worker in workers:
            worker.wait()
        return time.perf_counter() - start


def queue() -> None:
    """Fill a database with an agency and ask for the archives."""
    from django.db import transaction

    from bench import agency
    from evaluation.models import Evaluation, PaperJob
    from evaluation.rules.periods import Quarter
    from evaluation.services.drafts import open_period
    from evaluation.services.papers import ask_for
    from staff.models import Unit, User

    agency.OFFICES, agency.PROVINCES = JOBS, 1
    agency.build(JOBS * FORMS)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    user = User.objects.create_superuser("bench", password=None)
    units = Evaluation.objects.order_by("unit_id").values_list("unit__code", flat=True).distinct()
    with transaction.atomic():
        for code in Unit.objects.filter(code__in=units).values_list("code", flat=True):
            ask_for(kind="mau-01-kho", wanted={"period": "2026-Q3", "unit": code, "below": False}, actor=user)
    assert PaperJob.objects.count() >= JOBS


def work(folder: str) -> None:
    """A worker that has everything loaded waits for the word, then empties the queue."""
    from django.core.management import call_command

    from bench.forms import plan

    plan(1).parts[0].render()
    place = Path(folder)
    (place / f"ready-{os.getpid()}").touch()
    while not (place / "go").exists():
        time.sleep(0.01)
    call_command("worker", "--batch", "--no-startup-delay", "--interval", "0", verbosity=0)


def main(arguments: list[str]) -> None:
    """The whole bench, or one of its processes."""
    if arguments[:1] == ["--help"]:
        print(__doc__)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hrm.settings.test")
    import django

    django.setup()
    if not arguments:
        from bench.run import report, seconds

        run(seconds, report)
        return
    steps: dict[str, Callable[..., Any]] = {
        "booklet": lambda: booklet(int(arguments[1])),
        "queue": queue,
        "work": lambda: work(arguments[1]),
    }
    steps[arguments[0]]()


if __name__ == "__main__":
    main(sys.argv[1:])
