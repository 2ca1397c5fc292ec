"""Documents: one form against WeasyPrint and bare ReportLab, the memory of booklets.

    python -m bench.papers

WeasyPrint is for comparison only and not in the lock file: apt-get install libpango-1.0-0 libpangoft2-1.0-0, then
pip install weasyprint (into any folder on PYTHONPATH). Without it its line is left out, and said.
"""

import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

# The contents are set sixty rows at a time, so that a shorter booklet needs less.
LENGTHS = (60, 120, 240)


def run(seconds: Callable[..., float], report: Callable[..., None]) -> None:
    """Print a line for each."""
    from bench.forms import FORM
    from evaluation.documents.form01 import form01_html, form01_pdf

    html = form01_html(FORM)
    ours = seconds(lambda: form01_pdf(FORM))
    report("one form as PDF", ours, seconds(lambda: bare(html)), "bare ReportLab, same text")
    _weasyprint(html, ours, seconds, report)
    _memory()


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
    before = _most()
    with tempfile.TemporaryFile() as target:
        write_booklet(plan(length), target, lambda: None)
        print(_most() - before, target.tell())


def _most() -> int:
    """The most memory this process ever had, in kB; `ru_maxrss` would count the parent's before `exec` in."""
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1])  # type: ignore[index]


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
    booklet(int(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
