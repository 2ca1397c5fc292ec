"""`evaluate`, `evaluation_scores`, `evaluation_pdfs` as they are called: exit code, stdout, stderr, files."""

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evaluation.management.commands.evaluation_scores import COLUMNS
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import caseload, points, product, work

PERIOD = ("--period", "2026-Q3")
HEADER = ",".join(COLUMNS)


def scores(capsys, *options: str) -> list[dict[str, str]]:
    call_command("evaluation_scores", *PERIOD, "--format", "csv", *options)
    return list(csv.DictReader(capsys.readouterr().out.splitlines()))


def test_before_the_period_is_opened_the_table_is_the_header_alone(cast: Cast, capsys) -> None:
    call_command("evaluation_scores", *PERIOD, "--format", "csv")
    out, err = capsys.readouterr()
    assert out == f"{HEADER}\n"
    assert "manage.py evaluate --period 2026-Q3" in err


def test_a_unit_without_officers_is_the_header_alone(cast: Cast, capsys) -> None:
    call_command("evaluate", *PERIOD, "--unit", cast.a.code)
    capsys.readouterr()
    call_command("evaluation_scores", *PERIOD, "--unit", cast.b.code, "--format", "csv")
    assert capsys.readouterr().out == f"{HEADER}\n"


def test_scores_are_decimals_with_a_dot_and_empty_where_not_known(cast: Cast, capsys) -> None:
    anh = cast.officer("anh")
    work(anh, cast.a, "3", "2", product=product("P1", "1"))
    call_command("evaluate", *PERIOD)
    capsys.readouterr()
    row = next(row for row in scores(capsys) if row["officer"] == anh.number)
    assert {
        name: row[name] for name in ("assigned", "done", "a", "d", "general", "result", "total", "band")
    } == {
        "assigned": "3.0000000000",
        "done": "2.0000000000",
        "a": "0.6666666666",
        "d": "",
        "general": "",
        "result": "46.6666666666",
        "total": "",
        "band": "",
    }


def test_caseload_that_no_product_takes_up_is_named_with_the_officer(cast: Cast, capsys) -> None:
    anh = cast.officer("anh")
    work(anh, cast.a, "1", "1")
    caseload(anh, cast.a, 9, 10)
    caseload(anh, cast.a, 12, 15)
    call_command("evaluate", *PERIOD)
    lines = capsys.readouterr().err.splitlines()
    assert [
        line for line in lines if line.startswith(f"Cảnh báo: {anh.number} {anh.full_name}: 5 việc")
    ] != []


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (("--period", "2026-Q5"), "2026-Q5"),
        (("--period", "2026-Q3", "--unit", "KHONG"), "KHONG"),
    ],
)
@pytest.mark.parametrize("command", ["evaluate", "evaluation_scores"])
def test_an_unknown_period_or_unit_is_refused_by_name(cast: Cast, command, options, named) -> None:
    with pytest.raises(CommandError, match=named):
        call_command(command, *options)


def test_one_file_an_officer_and_nothing_else(cast: Cast, tmp_path: Path) -> None:
    for number in ("A/1", "A_1"):
        PostingFactory(officer=OfficerFactory(number=number), unit=cast.a)
    points(cast.officer("anh"), cast.a)
    call_command("evaluate", *PERIOD, "--unit", cast.a.code)
    out = tmp_path / "new" / "forms"
    call_command("evaluation_pdfs", *PERIOD, "--unit", cast.a.code, "--out", str(out))
    officers = [cast.officer("an").number, cast.officer("anh").number]
    assert {path.name for path in out.iterdir()} == {"A_1.pdf", "A_1-2.pdf", *(f"{n}.pdf" for n in officers)}
    assert {path.read_bytes()[:5] for path in out.iterdir()} == {b"%PDF-"}
    with pytest.raises(CommandError):
        call_command("evaluation_pdfs", *PERIOD, "--out", str(out))


def test_one_booklet_a_unit_into_an_empty_folder(cast: Cast, tmp_path: Path) -> None:
    call_command("evaluate", *PERIOD, "--unit", cast.a.code)
    call_command("evaluation_pdfs", *PERIOD, "--out", str(tmp_path), "--booklet")
    assert [path.name for path in tmp_path.iterdir()] == [f"{cast.a.code}.pdf"]


def test_forms_are_refused_before_the_period_is_opened(cast: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="evaluate --period 2026-Q3"):
        call_command("evaluation_pdfs", *PERIOD, "--out", str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written_is_said_in_vietnamese(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    call_command("evaluate", *PERIOD, "--unit", cast.a.code)
    with pytest.raises(CommandError, match="Không ghi được"):
        call_command("evaluation_pdfs", *PERIOD, "--out", str(tmp_path / "file" / "forms"))
