"""`manage.py staffing` and `quality` by the contract: columns, UTF-8, refusals in plain Vietnamese."""

import csv
import io
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command, load_command_class
from django.utils import timezone

from staff.models import UnitQuota
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory

ROOT = Path(__file__).resolve().parents[2]
STAFFING_HEADER = "unit,name,quota,present,vacant,seconded_in,seconded_out,leaving_12_months"


def run(command: str, *options: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command(command, *options, stdout=out, stderr=err)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, out.getvalue(), err.getvalue()


def test_staffing_csv_is_the_table_alone(cast: Cast) -> None:
    UnitQuota.objects.create(unit=cast.a, seats=4, start=date(2020, 1, 1))
    code, out, err = run("staffing", "--at", "2026-09-30", "--format", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        STAFFING_HEADER,
        "T,Thi hành án dân sự tỉnh T,4,9,-5,0,0,0",
        "T-A,Phòng Thi hành án dân sự khu vực A,4,2,2,0,0,0",
        "T-B,Phòng Thi hành án dân sự khu vực B,,2,,0,0,0",
    ]


def test_staffing_of_one_unit_is_its_subtree(cast: Cast) -> None:
    _code, out, _err = run("staffing", "--at", "2026-09-30", "--unit", "T-A", "--format", "csv")
    assert [row["unit"] for row in csv.DictReader(io.StringIO(out))] == ["T-A"]


@pytest.mark.django_db
def test_an_empty_table_keeps_its_header() -> None:
    assert run("staffing", "--format", "csv") == (0, STAFFING_HEADER + "\n", "")
    assert run("quality", "--format", "csv") == (0, "unit,dimension,value,count\n", "")


def test_without_a_day_the_figures_are_of_today(cast: Cast) -> None:
    PostingFactory(
        officer=OfficerFactory(),
        unit=cast.b,
        start=timezone.localdate(),
        end=timezone.localdate() + timedelta(1),
    )
    _code, out, _err = run("staffing", "--unit", "T-B", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(out)))["present"] == "3"


def test_the_table_is_aligned_and_ends_with_the_total(cast: Cast) -> None:
    UnitQuota.objects.create(unit=cast.t, seats=1200, start=date(2020, 1, 1))
    _code, out, _err = run("staffing", "--at", "2026-09-30")
    lines = out.splitlines()
    assert lines[0] == "Biên chế tại ngày 30/09/2026"
    assert lines[2].split("  ")[0].strip() == "Mã"
    assert lines[-1].split() == ["Tổng", "số", "1.200", "9", "1.191", "0", "0", "0"]
    assert len({len(line) for line in lines[2:]}) == 1


def test_quality_csv_counts_each_civil_servant_once_a_dimension(cast: Cast) -> None:
    _code, out, _err = run("quality", "--at", "2026-09-30", "--unit", "T-A", "--format", "csv")
    assert out.splitlines() == [
        "unit,dimension,value,count",
        "T-A,rank,Chưa bổ nhiệm ngạch,2",
        "T-A,education,Chưa qua đào tạo,2",
        "T-A,political_theory,Chưa qua đào tạo,2",
        "T-A,gender,Nam,2",
        "T-A,age_band,41 đến 50 tuổi,2",
        "T-A,party,Chưa là đảng viên,2",
    ]


def test_quality_table_shows_shares_with_one_decimal(cast: Cast) -> None:
    _code, out, _err = run("quality", "--at", "2026-09-30")
    lines = [line.split() for line in out.splitlines()]
    assert ["Giới", "tính", "Nam", "9", "100,0%"] in lines
    assert ["Giới", "tính", "Tổng", "số", "9"] in lines


@pytest.mark.parametrize("command", ["staffing", "quality"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--at", "31/02/2026"), "--at: “31/02/2026” không phải là ngày; hãy nhập theo dạng năm-tháng-ngày"),
        (("--at", "2026-02-31"), "--at: “2026-02-31” không phải là ngày"),
        (("--at", "09/2026"), "--at: “09/2026” không phải là ngày"),
        (("--at", "9999-12-31"), "--at: “9999-12-31” không phải là ngày"),
        (("--at", ""), "--at: “” không phải là ngày"),
        (("--unit", "KHONG-CO"), "--unit: không có đơn vị nào mang mã “KHONG-CO”."),
        (("--format", "xml"), "--format: không có định dạng “xml”"),
    ],
)
def test_a_wrong_option_is_refused_in_one_sentence(cast: Cast, command, options, message) -> None:
    code, out, err = run(command, *options)
    assert (code, out) == (1, "")
    assert err.startswith(message)
    assert len(err.strip().splitlines()) == 1


def test_the_csv_is_utf8_whatever_the_terminal_says(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "hrm.settings.dev",
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "staff"], cwd=ROOT, env=environment, check=True, capture_output=True)
    wrong = subprocess.run(
        [*manage, "staffing", "--unit", "Đ"],
        cwd=ROOT,
        env={**environment, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
    )
    assert wrong.returncode == 1
    assert wrong.stderr.decode() == "--unit: không có đơn vị nào mang mã “Đ”.\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["staffing", "--khong-co"], "--khong-co: không có tùy chọn này"),
        (["quality", "--at"], "Sau --at phải có giá trị"),
        (["import_staff"], "Thiếu FILE"),
        (["import_staff", "tep.xlsx", "--errors"], "Sau --errors phải có giá trị"),
        (["install", "thua"], "thua: không có tùy chọn này"),
    ],
)
def test_a_command_written_wrongly_is_one_sentence_and_exit_1(arguments, message, capsys) -> None:
    command = load_command_class("staff", arguments[0])
    with pytest.raises(SystemExit) as stop:
        command.run_from_argv(["manage.py", *arguments])
    out, err = capsys.readouterr()
    assert (stop.value.code, out, err.startswith(message), len(err.splitlines())) == (1, "", True, 1)


@pytest.mark.parametrize("command", ["staffing", "quality"])
def test_a_database_that_is_not_installed_is_one_sentence(tmp_path: Path, command: str) -> None:
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}"}
    told = subprocess.run(
        [sys.executable, "manage.py", command, "--format", "csv"],
        cwd=ROOT,
        env=environment | {"DJANGO_SETTINGS_MODULE": "hrm.settings.dev"},
        capture_output=True,
        encoding="utf-8",
    )
    assert (told.returncode, told.stdout, len(told.stderr.splitlines())) == (1, "", 1)
    assert "manage.py install" in told.stderr
