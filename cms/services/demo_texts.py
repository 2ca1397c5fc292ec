"""Texts of the demonstration pages, written for this project. The agency and its people are invented."""

from typing import Any

DEMONSTRATION = (
    "<p><i>Cơ quan, đơn vị và người nêu trong trang này là dữ liệu minh họa của phần mềm, "
    "không phải thông tin của một cơ quan có thật.</i></p>"
)

Block = tuple[str, Any]


def _heading(text: str, level: str = "2") -> Block:
    return ("heading", {"text": text, "level": level})


def _table(caption: str, rows: list[list[str]]) -> Block:
    return (
        "table",
        {
            "data": rows,
            "table_caption": caption,
            "table_header_choice": "row",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "cell": [],
            "mergeCells": [],
        },
    )


PLAN_TITLE = "Kế hoạch theo dõi, đánh giá công chức quý III/2026"
PLAN_INTRO = (
    "Công chức tự chấm điểm quý III/2026 trên phần mềm; trưởng đơn vị nhận xét, xác nhận theo "
    "Nghị định số 335/2025/NĐ-CP. Dưới đây là các mốc thời gian và việc mỗi người cần làm."
)
PLAN_BODY: list[Block] = [
    (
        "text",
        "<p>Đây là quý thứ ba toàn cơ quan thực hiện theo dõi, đánh giá công chức theo Nghị định số "
        "335/2025/NĐ-CP. Kết quả quý là căn cứ xếp loại chất lượng cuối năm, vì vậy đề nghị công chức "
        "đối chiếu kỹ số liệu trước khi tự chấm.</p>",
    ),
    _heading("Các mốc thời gian"),
    _table(
        "Lịch đánh giá quý III/2026",
        [
            ["Thời gian", "Nội dung", "Người thực hiện"],
            [
                "Trước 05/10/2026",
                "Đối chiếu kết quả thi hành án tháng 9 và nhiệm vụ được giao",
                "Thống kê, công chức",
            ],
            ["05/10 – 10/10/2026", "Tự chấm điểm tiêu chí chung", "Công chức"],
            ["12/10 – 16/10/2026", "Nhận xét, xác nhận điểm", "Trưởng đơn vị"],
            ["Trước 23/10/2026", "Thông báo kết quả, in phiếu lưu hồ sơ", "Phòng Tổ chức cán bộ"],
        ],
    ),
    _heading("Việc của từng công chức"),
    (
        "text",
        "<ul><li>Mở trang <b>Đánh giá</b>, xem các nhiệm vụ được giao trong quý và kết quả đã ghi nhận.</li>"
        "<li>Nếu số liệu chưa đúng, báo ngay cho bộ phận thống kê hoặc trưởng đơn vị; không tự chấm khi số liệu "
        "còn sai.</li><li>Tự chấm mười dòng của tiêu chí chung (tối đa 30 điểm) và lưu phiếu.</li></ul>",
    ),
    _heading("Việc của trưởng đơn vị"),
    (
        "text",
        "<p>Trưởng đơn vị xem phiếu của từng người, ghi ưu điểm, hạn chế và xác nhận. Phiếu đã xác nhận được khóa; "
        "mọi điều chỉnh sau đó đều phải nêu lý do.</p>",
    ),
    (
        "quote",
        {
            "text": "Chấm đúng thì khen mới đúng người. Số liệu của quý phải nói được công chức đã làm được những gì.",
            "source": "Kết luận cuộc họp giao ban tháng 9 (nội dung minh họa)",
        },
    ),
    ("text", DEMONSTRATION),
]

TRAINING_TITLE = "Tập huấn sử dụng phần mềm quản lý nhân sự và đánh giá công chức"
TRAINING_INTRO = (
    "Ba buổi tập huấn trực tuyến trong tháng 11/2026 cho cán bộ tổ chức, lãnh đạo đơn vị và công chức; "
    "mỗi buổi chín mươi phút, có phần thực hành trên dữ liệu minh họa."
)
TRAINING_BODY: list[Block] = [
    (
        "text",
        "<p>Để các đơn vị thống nhất cách làm, cơ quan tổ chức ba buổi tập huấn trực tuyến. Người tham dự chuẩn bị "
        "sẵn tài khoản và đăng nhập thử trước buổi học.</p>",
    ),
    _heading("Nội dung các buổi"),
    _table(
        "Lịch tập huấn tháng 11/2026",
        [
            ["Buổi", "Đối tượng", "Nội dung"],
            [
                "Sáng 25/11/2026",
                "Cán bộ tổ chức",
                "Nhập hồ sơ từ Excel, bảng biên chế, báo cáo chất lượng đội ngũ",
            ],
            ["Sáng 26/11/2026", "Lãnh đạo đơn vị", "Xem bảng biên chế, nhận xét và xác nhận điểm"],
            ["Chiều 26/11/2026", "Công chức", "Xem hồ sơ của mình, tự chấm điểm, in Mẫu số 01"],
        ],
    ),
    _heading("Chuẩn bị trước buổi học"),
    (
        "text",
        "<ol><li>Đăng nhập bằng tài khoản được cấp và đổi mật khẩu.</li>"
        "<li>Mở hồ sơ của mình, kiểm tra họ tên, ngày sinh, chức vụ và đơn vị.</li>"
        "<li>Ghi lại điểm chưa đúng để trao đổi với cán bộ tổ chức.</li></ol>",
    ),
    ("text", DEMONSTRATION),
]

GUIDE_TITLE = "Hướng dẫn tự chấm điểm theo Mẫu số 01"
GUIDE_SUMMARY = (
    "Dành cho mọi công chức: năm bước tự đánh giá điểm quý theo Mẫu số 01, Phụ lục II "
    "Nghị định số 335/2025/NĐ-CP, từ đối chiếu số liệu đến in phiếu."
)
GUIDE_OWNER = "Phòng Tổ chức cán bộ"
GUIDE_BODY: list[Block] = [
    _heading("Điểm quý gồm những gì"),
    (
        "text",
        "<p>Điểm theo dõi, đánh giá của quý bằng <b>điểm tiêu chí chung</b> (tối đa 30 điểm, công chức tự chấm) cộng "
        "<b>điểm tiêu chí kết quả thực hiện nhiệm vụ nhân 70</b> (phần mềm tính từ nhiệm vụ được giao và kết quả đã "
        "ghi nhận) – khoản 1 Điều 17.</p>",
    ),
    _table(
        "Cấu thành điểm của quý",
        [
            ["Phần", "Điểm tối đa", "Ai cho điểm"],
            ["Tiêu chí chung: 10 dòng trong 3 nhóm", "30", "Công chức tự chấm, cấp có thẩm quyền xác nhận"],
            ["Kết quả thực hiện nhiệm vụ: số lượng, chất lượng, tiến độ", "70", "Phần mềm tính từ số liệu"],
        ],
    ),
    _heading("Bước 1. Đối chiếu nhiệm vụ và số liệu"),
    (
        "text",
        "<p>Mở trang <b>Đánh giá</b>, chọn quý. Xem từng nhiệm vụ được giao, số lượng, thời hạn và kết quả. Chấp hành "
        "viên xem thêm kết quả thi hành án trong quý. Số liệu sai thì báo bộ phận thống kê sửa trước khi tự chấm.</p>",
    ),
    _heading("Bước 2. Tự chấm mười dòng tiêu chí chung"),
    (
        "text",
        "<p>Mỗi dòng có điểm tối đa ghi bên cạnh: hai dòng đầu 5 điểm, tám dòng sau 2,5 điểm. Ghi điểm với dấu phẩy "
        "thập phân, ví dụ <b>2,25</b>.</p>",
    ),
    _heading("Nhóm I. Phẩm chất và kỷ luật, kỷ cương", "3"),
    ("text", "<p>Hai dòng, tổng 10 điểm: phẩm chất, văn hóa thực thi công vụ; ý thức kỷ luật, kỷ cương.</p>"),
    _heading("Nhóm II. Năng lực, trách nhiệm và thái độ phục vụ", "3"),
    (
        "text",
        "<p>Bốn dòng, tổng 10 điểm: năng lực chuyên môn; khả năng đáp ứng nhiệm vụ thường xuyên, đột xuất; "
        "tinh thần trách nhiệm; thái độ phục vụ và phối hợp.</p>",
    ),
    _heading("Nhóm III. Đổi mới, sáng tạo, dám nghĩ, dám làm", "3"),
    (
        "text",
        "<p>Bốn dòng, tổng 10 điểm: sản phẩm, giải pháp sáng tạo; sẵn sàng nhận nhiệm vụ khó, đột xuất; chịu trách "
        "nhiệm và khắc phục sai sót; chủ động quyết định trong thẩm quyền.</p>",
    ),
    _heading("Bước 3. Viết ưu điểm và hạn chế"),
    (
        "text",
        "<p>Viết ngắn, nêu việc cụ thể trong quý. Điểm cao hoặc thấp khác thường ở dòng nào thì giải thích dòng ấy.</p>",
    ),
    _heading("Bước 4. Lưu phiếu"),
    (
        "text",
        "<p>Bấm <b>Lưu điểm tự chấm</b>. Phiếu chuyển đến cấp có thẩm quyền theo dõi, đánh giá (Điều 10) để nhận xét, xác nhận. "
        "Phiếu đã xác nhận được khóa.</p>",
    ),
    _heading("Bước 5. Xem kết quả và in phiếu"),
    (
        "text",
        "<p>Khi có kết quả, mở lại trang <b>Đánh giá</b> để xem điểm, cách tính và tải Mẫu số 01 dạng PDF. Mỗi con số "
        "đều xem được nguồn: nhiệm vụ, sản phẩm hay dòng số liệu thi hành án nào.</p>",
    ),
    _heading("Câu hỏi thường gặp"),
    (
        "text",
        "<p><b>Bao nhiêu điểm thì xếp mức nào?</b> Từ 90 điểm là hoàn thành xuất sắc, từ 70 đến dưới 90 là hoàn thành "
        "tốt, từ 50 đến dưới 70 là hoàn thành nhiệm vụ (Điều 20). Việc xếp loại chỉ thực hiện vào cuối năm.</p>"
        "<p><b>Chấm nhầm thì làm thế nào?</b> Khi phiếu chưa xác nhận, sửa rồi lưu lại. Khi đã xác nhận, đề nghị "
        "trưởng đơn vị mở phiếu thay thế và ghi lý do.</p>",
    ),
    ("text", DEMONSTRATION),
]
