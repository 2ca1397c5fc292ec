"""The file that goes to the national database: a ZIP of a table, the same as JSON, a description, the hashes."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, BinaryIO, Final

from evaluation.selectors.packages import PackedRow, Subject
from hrm.kernel.numbers import cut
from hrm.kernel.workbook.writer import defuse
from staff.models import Unit

# Column of the table = key of the JSON; docs/workbooks.md explains each ("Gói dữ liệu quốc gia").
COLUMNS: Final = (
    ("so_hieu", "Số hiệu công chức"),
    ("ho_ten", "Họ và tên"),
    ("ngay_sinh", "Ngày sinh (yyyy-mm-dd)"),
    ("so_cccd", "Số căn cước công dân; trống khi người lập gói không được xem hoặc không chọn"),
    ("ma_don_vi", "Mã đơn vị"),
    ("don_vi", "Đơn vị"),
    ("chuc_vu", "Chức vụ, chức danh"),
    ("ngach", "Ngạch vào ngày cuối kỳ"),
    ("diem_chung", "Điểm tiêu chí chung, 0 đến 30; trống trong gói của năm"),
    ("diem_ket_qua", "Điểm kết quả thực hiện nhiệm vụ, 0 đến 70; trống trong gói của năm"),
    ("tong_diem", "Tổng điểm, 0 đến 100; gói của năm: điểm trung bình cả năm"),
    ("muc", "Mức theo Điều 20 Nghị định 335/2025/NĐ-CP; trống khi không xếp loại (Điều 11)"),
    ("ngay", "Ngày xác nhận phiếu hoặc ngày ký xếp loại (yyyy-mm-dd)"),
    ("quyet_dinh", "Số quyết định xếp loại; trống trong gói của kỳ"),
    ("sha256_phieu", "SHA-256 của tệp PDF phiếu đã lưu"),
)


def write_package(
    unit: Unit, subject: Subject, rows: Sequence[PackedRow], has_ids: bool, target: BinaryIO
) -> None:
    """Write the ZIP. Points have a decimal point and two decimals, cut and never rounded."""
    people = [_record(row) for row in rows]
    files = {
        "ket-qua.csv": _table(people),
        "ket-qua.json": _json(unit, subject, people),
        "mo-ta.txt": _description(unit, subject, len(people), has_ids),
    }
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.writestr("SHA256SUMS.txt", sums)


def _record(row: PackedRow) -> dict[str, str]:
    values = (
        row.number,
        row.name,
        row.born,
        row.citizen_id,
        row.unit_code,
        row.unit,
        row.post,
        row.rank,
        _points(row.general),
        _points(row.result),
        _points(row.total),
        row.band,
        row.day.isoformat() if row.day else "",
        row.decision,
        row.sha256,
    )
    return dict(zip([name for name, _meaning in COLUMNS], values, strict=True))


def _points(value: Decimal | None) -> str:
    return "" if value is None else str(cut(value, 2))


def _table(people: Sequence[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, [name for name, _meaning in COLUMNS], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({key: defuse(value) for key, value in person.items()} for person in people)
    # Excel reads the letters right only after the mark.
    return ("\ufeff" + out.getvalue()).encode()


def _json(unit: Unit, subject: Subject, people: Sequence[dict[str, str]]) -> bytes:
    content: dict[str, Any] = {
        "can_cu": "Nghị định 335/2025/NĐ-CP, Điều 26.1.d",
        "ma_co_quan": unit.code,
        "co_quan": unit.name,
        "ky" if subject.period else "nam": subject.code,
        "so_nguoi": len(people),
        "ket_qua": people,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _description(unit: Unit, subject: Subject, number: int, has_ids: bool) -> bytes:
    ids = (
        "Có số căn cước công dân của những người mà người lập gói được xem trường che."
        if has_ids
        else "Không có số căn cước công dân (cột so_cccd để trống)."
    )
    lines = [
        "GÓI DỮ LIỆU KẾT QUẢ THEO DÕI, ĐÁNH GIÁ, XẾP LOẠI CÔNG CHỨC",
        "Căn cứ: Nghị định 335/2025/NĐ-CP, Điều 26.1.d",
        "",
        f"Cơ quan: {unit.name} ({unit.code}), gồm mọi đơn vị trực thuộc",
        f"Kết quả: {subject.title}",
        f"Số người: {number}",
        ids,
        "",
        "Tệp:",
        "- ket-qua.csv: bảng, UTF-8 có BOM, phân cách bằng dấu phẩy, xuống dòng CRLF",
        "- ket-qua.json: cùng nội dung",
        "- SHA256SUMS.txt: mã băm của từng tệp",
        "",
        "Cột:",
        *[f"- {name}: {meaning}" for name, meaning in COLUMNS],
        "",
    ]
    return "\r\n".join(lines).encode()
