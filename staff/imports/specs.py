"""Headings of the personnel workbooks: units with quotas, and officers (docs: workbooks, sections 1 and 2)."""

from typing import Final

from hrm.kernel.workbook.tables import Column, TableSpec

UNITS: Final = TableSpec(
    name="units",
    key_headings=("Mã đơn vị", "Tên đơn vị"),
    columns=(
        Column("code", ("Mã đơn vị",), required=True),
        Column("name", ("Tên đơn vị",), required=True),
        Column("kind", ("Loại đơn vị",), required=True),
        Column("parent", ("Đơn vị cấp trên", "Mã cấp trên")),
        Column("predecessors", ("Đơn vị tiền thân",)),
        Column("start", ("Ngày thành lập",)),
        Column("end", ("Ngày kết thúc",)),
        Column("quota", ("Biên chế giao",)),
        Column("quota_start", ("Áp dụng từ ngày", "Từ ngày")),
        Column("decision", ("Số quyết định",)),
        Column("order", ("STT", "TT", "Số TT")),
    ),
)

OFFICERS: Final = TableSpec(
    name="officers",
    key_headings=("Số hiệu", "Ngày sinh"),
    columns=(
        Column("number", ("Số hiệu", "Số hiệu công chức", "Mã cán bộ"), required=True),
        Column("name", ("Họ và tên", "Họ tên"), required=True),
        Column("birth", ("Ngày sinh",), required=True),
        Column("sex", ("Giới tính",), required=True),
        Column("unit", ("Mã đơn vị",), required=True),
        Column("engagement", ("Đối tượng",)),
        Column("post", ("Chức vụ",)),
        Column("charges", ("Phụ trách",)),
        Column("rank", ("Ngạch",), required=True),
        Column("rank_start", ("Ngày bổ nhiệm ngạch",)),
        Column("step", ("Bậc",)),
        Column("coefficient", ("Hệ số",)),
        Column("step_start", ("Ngày hưởng",)),
        Column("education", ("Trình độ chuyên môn",), required=True),
        Column("specialty", ("Chuyên ngành",)),
        Column("political_theory", ("Lý luận chính trị",)),
        Column("state_management", ("Quản lý nhà nước",)),
        Column("service_start", ("Ngày tuyển dụng", "Ngày vào ngành")),
        Column("posting_start", ("Ngày về đơn vị",)),
        Column("service_end", ("Ngày nghỉ",)),
        Column("service_end_reason", ("Lý do nghỉ",)),
        Column("secondment_unit", ("Biệt phái đến",)),
        Column("secondment_start", ("Từ ngày",)),
        Column("secondment_end", ("Đến ngày",)),
        Column("party_joined", ("Ngày vào Đảng",)),
        Column("ethnicity", ("Dân tộc",)),
        Column("citizen_id", ("Số CCCD",)),
        Column("note", ("Ghi chú",)),
        Column("order", ("STT", "TT", "Số TT")),
    ),
)
