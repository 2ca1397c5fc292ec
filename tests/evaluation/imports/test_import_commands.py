"""The three commands: exit code, last line, errors on stderr, nothing written on refusal."""

import pytest
from django.core.management import call_command

from evaluation.models import CaseloadFigure
from staff.models import ImportRun
from tests.evaluation.imports.agency import caseload_file, caseload_rows, staff_up
from tests.evaluation.imports.test_products_import import catalogue, changed
from tests.evaluation.imports.test_work_import import points, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def staffed(cast):
    return staff_up(cast.a)


def run(capsys, *args):
    """Exit code, last line of stdout, stderr."""
    code = 0
    try:
        call_command(*map(str, args))
    except SystemExit as exit_:
        code = exit_.code
    out, err = capsys.readouterr()
    return code, out.splitlines()[-1], err


@pytest.mark.parametrize(
    ("command", "path", "line"),
    [
        ("import_caseload", caseload_file(), "created 12, updated 0, unchanged 0, errors 0"),
        ("import_products", catalogue(), "created 5, updated 0, unchanged 0, errors 0"),
        ("import_work", work(general=points()), "created 6, updated 0, unchanged 0, errors 0"),
    ],
)
def test_a_good_file_ends_with_the_counts(staffed, capsys, command, path, line):
    assert run(capsys, command, path) == (0, line, "")
    assert list(ImportRun.objects.values_list("file_name", "state")) == [(path.name, "applied")]


def test_a_refused_file_ends_with_one_and_says_why_in_vietnamese(staffed, capsys, tmp_path):
    rows = caseload_rows()
    rows[0][9] = 27
    marked = tmp_path / "loi.xlsx"

    code, line, err = run(capsys, "import_caseload", caseload_file(rows), "--errors", marked)

    assert (code, line) == (1, "created 0, updated 0, unchanged 0, errors 3")
    assert "sheet Việc, ô J5, giá trị “27”: I2: Tổng số phải thi hành (C7) = " in err
    assert "ghi 27, tính được 28" in err
    assert marked.exists()
    assert CaseloadFigure.objects.count() == 0


def test_someone_without_the_verb_is_refused(staffed, capsys):
    code, line, err = run(capsys, "import_caseload", caseload_file(), "--as", "an")

    assert (code, line) == (1, "created 0, updated 0, unchanged 0, errors 1")
    assert "Traceback" not in err


def test_a_dry_run_writes_nothing(staffed, capsys):
    assert run(capsys, "import_products", catalogue(), "--dry-run")[:2] == (
        0,
        "created 5, updated 0, unchanged 0, errors 0",
    )
    assert ImportRun.objects.count() == 0


def test_a_broken_catalogue_is_refused(staffed, capsys):
    path = catalogue(changed(2, "Hệ số quy đổi", 0))

    assert run(capsys, "import_products", path)[:2] == (1, "created 0, updated 0, unchanged 0, errors 1")
