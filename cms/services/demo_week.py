"""The first week of the demonstration's internal site: what an office would have written day by day. Invented."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cms.services.demo_texts import DEMONSTRATION, Block


@dataclass(frozen=True)
class Story:
    """A short piece of news: one or two sentences that lists show, and its paragraphs."""

    title: str
    slug: str
    day: date
    topics: tuple[str, ...]
    intro: str
    paragraphs: tuple[str, ...]

    @property
    def body(self) -> list[Block]:
        """The body as the editor's blocks, with the note that it is a demonstration."""
        text = "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)
        return [("text", text), ("text", DEMONSTRATION)]


@dataclass(frozen=True)
class Guide:
    """A short piece of guidance: steps in their order."""

    title: str
    slug: str
    summary: str
    steps: tuple[tuple[str, str], ...]

    @property
    def body(self) -> list[Block]:
        """Each step under a heading of its own, so that the contents of the page list them."""
        blocks: list[Block] = []
        for heading, text in self.steps:
            blocks += [("heading", {"text": heading, "level": "2"}), ("text", f"<p>{text}</p>")]
        return [*blocks, ("text", DEMONSTRATION)]


STORIES: Final = (
    Story(
        "Ra quân đợt cao điểm thi hành án dân sự cuối năm",
        "ra-quan-dot-cao-diem-cuoi-nam-2026",
        date(2026, 11, 16),
        ("chi-dao-dieu-hanh",),
        "Từ ngày 16/11 đến 31/12/2026, các phòng khu vực tập trung giải quyết việc có điều kiện thi hành; "
        "kết quả báo cáo hằng tuần.",
        (
            "Sáng thứ Hai, cơ quan tổ chức lễ ra quân trực tuyến đến sáu phòng khu vực. Mỗi phòng đã lập danh sách "
            "việc có điều kiện thi hành, phân công chấp hành viên chịu trách nhiệm từng việc.",
            "Văn phòng tổng hợp kết quả vào thứ Sáu hằng tuần. Việc vướng mắc được chuyển Phòng Nghiệp vụ và Tổ chức "
            "thi hành án cho ý kiến trong ba ngày làm việc.",
        ),
    ),
    Story(
        "Hội nghị quán triệt Chỉ thị số 12-CT/TU của Tỉnh ủy",
        "hoi-nghi-quan-triet-12-ct-tu",
        date(2026, 11, 17),
        ("chi-dao-dieu-hanh",),
        "Công chức toàn cơ quan học tập Chỉ thị và kế hoạch thực hiện; người đọc xác nhận ngay trên trang nội bộ.",
        (
            "Hội nghị nghe giới thiệu nội dung cơ bản của Chỉ thị và kế hoạch số 21/KH-THADS. Mỗi nhiệm vụ trong kế "
            "hoạch có một người chịu trách nhiệm, một sản phẩm và một thời hạn.",
            "Người vắng mặt đọc văn bản trên trang <b>Văn bản chỉ đạo</b> và bấm xác nhận trước thời hạn; lãnh đạo "
            "đơn vị theo dõi tỷ lệ xác nhận của đơn vị mình.",
        ),
    ),
    Story(
        "Họp liên ngành về đối chiếu số liệu thi hành án",
        "hop-lien-nganh-doi-chieu-so-lieu",
        date(2026, 11, 18),
        ("nghiep-vu", "chi-dao-dieu-hanh"),
        "Tòa án, Viện kiểm sát và cơ quan thi hành án thống nhất một mẫu đối chiếu, làm xong trước ngày 05 hằng tháng.",
        (
            "Theo Quy chế phối hợp liên ngành, ba cơ quan đối chiếu số bản án, quyết định đã chuyển giao. Chênh lệch "
            "được ghi rõ nguyên nhân và xử lý ngay trong tháng.",
            "Cán bộ thống kê các phòng nhập số liệu của Tòa án và Viện kiểm sát ở mục <b>Đối chiếu</b> của trang Sổ "
            "thống kê; phần mềm chỉ ra dòng lệch.",
        ),
    ),
    Story(
        "Một việc kéo dài sáu năm được thi hành xong bằng thỏa thuận",
        "viec-keo-dai-sau-nam-thi-hanh-xong",
        date(2026, 11, 19),
        ("nghiep-vu", "hoat-dong-don-vi"),
        "Chấp hành viên kiên trì vận động, các đương sự tự nguyện thỏa thuận, không phải tổ chức cưỡng chế.",
        (
            "Việc thi hành án tranh chấp quyền sử dụng đất kéo dài vì các bên không thống nhất ranh giới. Sau bốn buổi "
            "làm việc có sự tham gia của chính quyền địa phương, các bên ký biên bản thỏa thuận và giao nhận đất.",
            "Phòng khu vực đề nghị ghi nhận cách làm này trong đánh giá quý IV và phổ biến cho các phòng khác.",
        ),
    ),
)

GUIDES: Final = (
    Guide(
        "Đọc và xác nhận văn bản chỉ đạo",
        "doc-va-xac-nhan-van-ban-chi-dao",
        "Dành cho mọi công chức: văn bản nào chờ xác nhận, xác nhận ra sao, khi nào phải xác nhận lại.",
        (
            (
                "Văn bản chờ xác nhận ở đâu",
                "Trang chủ liệt kê văn bản chờ bạn xác nhận, kèm thời hạn. Danh sách đầy đủ ở trang Văn bản chỉ đạo, "
                "lọc theo mục Xác nhận.",
            ),
            (
                "Đọc tệp văn bản, rồi xác nhận",
                "Mở tệp ở mục Các bản và tệp. Đọc xong, bấm nút Tôi đã đọc văn bản này. Phần mềm ghi ngày xác nhận và "
                "đơn vị của bạn hôm đó.",
            ),
            (
                "Khi có bản mới",
                "Văn bản có bản mới thì người đọc được hỏi lại; xác nhận của bản cũ vẫn được lưu.",
            ),
        ),
    ),
    Guide(
        "Nhận và báo cáo nhiệm vụ được giao",
        "nhan-va-bao-cao-nhiem-vu",
        "Dành cho người được giao nhiệm vụ theo kế hoạch, kết luận kiểm tra hoặc kết luận của Ban Chỉ đạo.",
        (
            (
                "Xem nhiệm vụ của mình",
                "Trang Nhiệm vụ của tôi cho biết việc phải làm, sản phẩm, thời hạn và văn bản làm căn cứ.",
            ),
            (
                "Báo cáo tiến độ",
                "Ghi việc đã làm, tỷ lệ hoàn thành và đính kèm minh chứng. Đánh dấu đã hoàn thành khi sản phẩm đã xong.",
            ),
            (
                "Khi báo cáo bị trả lại",
                "Đọc ý kiến của người giao việc, bổ sung rồi báo cáo lại. Nhiệm vụ hoàn thành khi báo cáo được chấp nhận, "
                "tính theo ngày báo cáo.",
            ),
        ),
    ),
)
