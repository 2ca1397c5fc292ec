"""manage.py import_staff: exit codes, messages, the log, scope of --as, and files that are no good."""

import hashlib
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command

from staff.access import ReachCode, grant, revoke
from staff.models import ImportRun, Officer, Posting, Unit
from tests.factories import UnitFactory
from tests.staff.imports.sheets import OFFICER, OFFICERS, UNIT, book, changed
from tests.workbooks import table, workbook

pytestmark = pytest.mark.django_db


def run(path, *options):
    """Exit code, last line of stdout, stderr."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("import_staff", str(path), *options, stdout=out, stderr=err)
    except SystemExit as stop:
        code = stop.code
    return code, out.getvalue().splitlines()[-1], err.getvalue()


REFUSED = "created 0, updated 0, unchanged 0, errors 1"


def test_done_is_0_and_logged_with_its_hash(reference):
    path = book(OFFICERS)
    assert run(path) == (0, "created 9, updated 0, unchanged 0, errors 0", "")
    assert run(path)[1] == "created 0, updated 0, unchanged 9, errors 0"
    log = ImportRun.objects.last()
    assert (log.kind, log.file_name, log.state, log.actor) == ("staff", "tep.xlsx", "applied", None)
    assert log.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert log.summary == {"created": 9, "updated": 0, "unchanged": 0, "errors": 0, "warnings": 0}


def test_a_dry_run_leaves_no_trace(reference):
    assert run(book(OFFICERS), "--dry-run")[:2] == (0, "created 9, updated 0, unchanged 0, errors 0")
    assert (Officer.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_refused_is_1_says_where_and_writes_the_error_workbook(reference, tmp_path):
    out = tmp_path / "loi.xlsx"
    code, line, err = run(book(changed(OFFICERS, 2, **{"Giới tính": "?"})), "--errors", str(out))
    assert (code, line) == (1, REFUSED)
    assert err.startswith("Lỗi: tệp tep.xlsx, sheet Công chức, ô B4, giá trị “?”:")
    assert openpyxl.load_workbook(out)["Công chức"]["B4"].comment is not None
    assert (ImportRun.objects.count(), Officer.objects.count()) == (0, 0)


@pytest.fixture
def bad(tmp_path):
    """Every sort of bad file of the issue, by name."""

    def put(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return {
        "missing": tmp_path / "khong-co.xlsx",
        "directory": tmp_path,
        "no workbook": put("anh.xlsx", b"\x89PNG\r\n\x1a\n not a workbook"),
        "another sort": put("thu.docx", b"PK\x03\x04 docx"),
        "empty": put("rong.xlsx", b""),
        "protected": put("mat-khau.xlsx", compound + "EncryptedPackage".encode("utf-16-le")),
        "too large": put("lon.csv", b"a,b\n" * (6 * 1024 * 1024)),
        "gigabytes": put("nen.xlsx", bomb.getvalue()),
        "no table": workbook({"Trang": [["xin chào"]]}, tmp_path / "khac.xlsx"),
        "no heading": workbook({"Công chức": table(["Số hiệu", "Ngày sinh"], [])}, tmp_path / "thieu.xlsx"),
        "latin": put("cu.csv", "Số hiệu;Ngày sinh".encode("utf-16")),
    }


def test_bad_files_are_a_sentence_in_vietnamese_and_exit_1(reference, bad):
    for name, path in bad.items():
        code, line, err = run(path)
        assert (name, code) == (name, 1)
        assert line.startswith("created 0, updated 0, unchanged 0, errors ")
        assert (name, "Lỗi: " in err, "Traceback" in err) == (name, True, False)
    assert Unit.objects.count() == 0


def test_sheet_protection_is_normal(reference):
    path = book(OFFICERS)
    opened = openpyxl.load_workbook(path)
    opened["Công chức"].protection.set_password("bi-mat")
    opened.save(path)
    assert run(path)[0] == 0


@pytest.mark.parametrize("education", ["?", "Trung cấp", "Đại học"])
def test_an_error_workbook_that_cannot_be_written_is_refused_before_anything_is(
    reference, tmp_path, education
):
    path = book(changed(OFFICERS, 0, **{"Trình độ chuyên môn": education}))
    before = path.read_bytes()
    for out in (tmp_path / "khong" / "loi.xlsx", tmp_path, path):
        code, line, err = run(path, "--errors", str(out))
        assert (code, line, err.startswith("Lỗi: tệp tep.xlsx: --errors: "), str(out) in err) == (
            1,
            REFUSED,
            True,
            True,
        )
    assert (Officer.objects.count(), path.read_bytes() == before) == (0, True)


# --- --as --------------------------------------------------------------------------------------


def _officer(number, unit, **values):
    return (
        OFFICER
        | {
            "Số hiệu": number,
            "Họ và tên": "Nguyễn Văn Thử",
            "Mã đơn vị": unit,
            "Ngày về đơn vị": "01/01/2025",
        }
        | values
    )


@pytest.fixture
def in_a(cast):
    """Mai keeps records of A alone."""
    revoke(cast.mai, ReachCode.MANAGE_PEOPLE, cast.t)
    grant(cast.mai, ReachCode.MANAGE_PEOPLE, cast.a)
    return cast


def test_an_unknown_person_and_one_without_the_verb_are_refused(cast):
    for name in ("khong-co", "an", "kim", "bao"):
        code, line, err = run(book([_officer("X1", "T-A")], []), "--as", name)
        assert (name, code, line, err.startswith("Lỗi: ")) == (name, 1, REFUSED, True)


def test_the_verb_without_reach_is_not_enough(cast):
    assert run(book([_officer("X1", "T-A")], []), "--as", "ngoc")[:2] == (1, REFUSED)


def test_within_reach_everything_goes(in_a):
    new = UNIT | {
        "Mã đơn vị": "T-A-1",
        "Tên đơn vị": "Tổ 1",
        "Loại đơn vị": "Phòng",
        "Đơn vị cấp trên": "T-A",
    }
    path = book(
        [_officer("X1", "T-A"), _officer("X2", "T-A-1")],
        [new | {"Ngày thành lập": "01/01/2021", "Áp dụng từ ngày": "01/01/2021"}],
    )
    assert run(path, "--as", "mai")[:2] == (0, "created 3, updated 0, unchanged 0, errors 0")
    assert Posting.history.get(officer__number="X1").history_user == in_a.mai
    assert ImportRun.objects.get().actor == in_a.mai


@pytest.mark.parametrize(
    ("values", "cell"),
    [
        ({"Mã đơn vị": "T-B"}, "T-B"),
        ({"Biệt phái đến": "T-B", "Từ ngày": "01/01/2026"}, "T-B"),
        ({"Phụ trách": "T-B"}, "T-B"),
        ({"Mã đơn vị": "KHONG-CO"}, "KHONG-CO"),
    ],
)
def test_a_unit_out_of_reach_is_an_error_on_its_cell(in_a, values, cell):
    code, line, err = run(book([_officer("X1", "T-A", **values)], []), "--as", "mai")
    assert (code, line) == (1, REFUSED)
    assert f"giá trị “{cell}”: trong phạm vi của bạn không có đơn vị nào mã “{cell}”" in err


def test_an_officer_out_of_reach_stays_unknown(in_a):
    code, line, err = run(book([_officer("CC-bao", "T-A")], []), "--as", "mai")
    assert (code, line) == (1, REFUSED)
    assert "giá trị “CC-bao”: số hiệu này ngoài phạm vi của bạn" in err
    assert "Đỗ Quốc Bảo" not in err
    assert Posting.objects.get(officer__number="CC-bao").unit == in_a.b


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"Mã đơn vị": "T-B"}, "T-B"),
        ({"Đơn vị cấp trên": "T"}, "T"),
        ({"Đơn vị cấp trên": None}, ""),
        ({"Đơn vị tiền thân": "T-B"}, "T-B"),
    ],
)
def test_units_out_of_reach_are_neither_changed_nor_added_to(in_a, values, where):
    row = UNIT | {
        "Mã đơn vị": "T-M",
        "Tên đơn vị": "Mới",
        "Đơn vị cấp trên": "T-A",
        "Ngày thành lập": "01/01/2026",
    }
    code, line, err = run(book([], [row | {"Áp dụng từ ngày": None} | values]), "--as", "mai")
    assert (code, line) == (1, REFUSED)
    assert "phạm vi" in err
    assert Unit.objects.count() == 3


def test_a_superuser_reaches_everything(cast):
    UnitFactory(code="Z")
    cast.mai.is_superuser = True
    cast.mai.save()
    assert run(book([_officer("X1", "Z")], []), "--as", "mai")[0] == 0


DEMO = Path(__file__).resolve().parents[3] / "fixtures" / "demo"


def test_the_demonstration_agency_comes_in_and_stays_the_same(reference):
    files = [DEMO / "01-nhan-su-2021.xlsx", DEMO / "02-nhan-su-2025.xlsx"]
    for path in files:
        assert run(path)[0] == 0
    count = {path.name: run(path)[1] for path in files}
    assert count == {
        "01-nhan-su-2021.xlsx": "created 0, updated 0, unchanged 123, errors 0",
        "02-nhan-su-2025.xlsx": "created 0, updated 0, unchanged 146, errors 0",
    }
