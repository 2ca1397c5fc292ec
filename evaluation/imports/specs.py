"""Headings of the workbooks of caseload, catalogue and work: the contract with the agencies."""

from typing import Final

from evaluation.rules.criteria import CRITERIA
from hrm.kernel.workbook.tables import Column, TableSpec

NUMBER: Final = Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True)
NAME: Final = Column("name", ("Họ và tên", "Họ tên", "Chấp hành viên"))
NOTE: Final = Column("note", ("Ghi chú",))

# The figures C1 to C17 (C12 is computed) under the names of evaluation.rules.caseload.Figures.
FIGURES: Final = (
    Column("brought_forward", ("Năm trước chuyển sang",), required=True),
    Column("accepted", ("Thụ lý mới",), required=True),
    Column("total_accepted", ("Tổng số thụ lý",)),
    Column("entrusted", ("Ủy thác",)),
    Column("withdrawn", ("Thu hồi", "Thu hồi, hủy")),
    Column("recalled", ("Rút lên",)),
    Column("to_enforce", ("Tổng số phải thi hành",), required=True),
    Column("executable", ("Có điều kiện",), required=True),
    Column("completed", ("Thi hành xong",), required=True),
    Column("terminated", ("Đình chỉ",)),
    Column("reduced", ("Giảm",)),
    Column("in_progress", ("Đang thi hành",)),
    Column("postponed", ("Hoãn có điều kiện",)),
    Column("not_executable", ("Chưa có điều kiện",), required=True),
    Column("suspended", ("Hoãn, tạm đình chỉ, khác",)),
    Column("carried_forward", ("Chuyển kỳ sau",)),
)

# C18, a memo item outside the identities; a sheet need not have it, and without it what is stored stays.
WATCH_BOOK: Final = Column("watch_book", ("Chuyển sổ theo dõi riêng",))

CASELOAD: Final = TableSpec(
    "caseload",
    ("Số hiệu", "Loại"),
    (NUMBER, NAME, Column("initiative", ("Loại",), required=True), *FIGURES, WATCH_BOOK, NOTE),
)

CATALOGUE: Final = TableSpec(
    "catalogue",
    ("Mã CV", "Hệ số quy đổi"),
    (
        Column("code", ("Mã CV",), required=True),
        Column("task", ("Nhiệm vụ",)),
        Column("product", ("Tên sản phẩm", "Công việc chi tiết"), required=True),
        Column("output", ("Sản phẩm đầu ra",)),
        Column("group", ("Nhóm",)),
        Column("point_range", ("Khung điểm",)),
        Column("points", ("Điểm chấm",)),
        Column("coefficient", ("Hệ số quy đổi",), required=True),
        NOTE,
        Column("department", ("Phòng", "Phòng, ban chuyên môn")),
        Column("source", ("Nguồn",)),
    ),
)

WORK: Final = TableSpec(
    "work",
    ("Số hiệu", "Mã CV", "Số lượng giao"),
    (
        NUMBER,
        NAME,
        Column("product", ("Mã CV",), required=True),
        Column("assigned", ("Số lượng giao",), required=True),
        Column("done", ("Số lượng hoàn thành",)),
        Column("failures", ("Lần không đạt chất lượng",)),
        Column("delays", ("Lần chậm tiến độ",)),
        Column("objective", ("Nguyên nhân khách quan",)),
        Column("unplanned", ("Ngoài kế hoạch",)),
        NOTE,
    ),
)

LEADERS: Final = TableSpec(
    "leaders",
    ("Số hiệu", "Tổ chức triển khai"),
    (
        NUMBER,
        NAME,
        Column("organising", ("Tổ chức triển khai",), required=True),
        Column("unity", ("Đoàn kết",), required=True),
        Column("grounds", ("Căn cứ",)),
    ),
)

POINTS: Final = TableSpec(
    "points",
    ("Số hiệu", "I.1"),
    (NUMBER, NAME, *(Column(line.code, (line.code,), required=True) for line in CRITERIA)),
)


def heading(spec: TableSpec, key: str) -> str:
    """The usual heading of a column, for messages."""
    return next(column.headings[0] for column in spec.columns if column.key == key)
