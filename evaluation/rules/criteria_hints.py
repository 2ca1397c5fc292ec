"""What each of the ten lines looks at, in short (NĐ 335/2025, Phụ lục I): help beside the inputs.

Our own short wording; the text of the decree decides.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

HINTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "I.1": "Phụ lục I, mục 1.a: chấp hành chủ trương, pháp luật; bản lĩnh chính trị; tự học nghị quyết; lối "
        "sống trung thực, giản dị; không tham nhũng, lãng phí, hách dịch; đoàn kết nội bộ; văn hóa công vụ; tự "
        "phê bình và sửa chữa khuyết điểm.",
        "I.2": "Phụ lục I, mục 1.b: nhận và làm theo phân công; giữ quy chế, nội quy cơ quan; kê khai, công khai tài "
        "sản, thu nhập đúng hạn; báo cáo cấp trên đầy đủ, trung thực.",
        "II.1": "Phụ lục I, mục 2.a: hiểu sâu lĩnh vực được giao và quy trình nghiệp vụ; cập nhật kiến thức, vận dụng "
        "sáng tạo; làm độc lập và làm nhóm tốt, dùng thạo công nghệ thông tin.",
        "II.2": "Phụ lục I, mục 2.b: việc thường xuyên làm thành thạo, chất lượng ổn định; việc đột xuất chủ động đề "
        "xuất, xử lý nhanh và chính xác.",
        "II.3": "Phụ lục I, mục 2.c: có trách nhiệm khi nghiên cứu, tham mưu; kịp thời điều chỉnh cách làm; cầu thị, "
        "phối hợp tốt trong chuyên môn.",
        "II.4": "Phụ lục I, mục 2.d: người dân, doanh nghiệp đánh giá tốt về tính chuyên nghiệp, minh bạch; vị trí không "
        "tiếp dân thì xét tinh thần hợp tác, phối hợp giải quyết công việc liên thông.",
        "III.1": "Phụ lục I, mục 3.a: sản phẩm, sáng kiến mới có giá trị thiết thực, làm kết quả chung của đơn vị tốt lên.",
        "III.2": "Phụ lục I, mục 3.b: sẵn sàng nhận việc chính trị quan trọng, việc gấp, việc phức tạp, việc ở nơi khó khăn.",
        "III.3": "Phụ lục I, mục 3.c: chịu trách nhiệm về kết quả; có sai sót thì tự nhận và khắc phục cụ thể.",
        "III.4": "Phụ lục I, mục 3.d: quyết định trong thẩm quyền, không né tránh; đi đầu trong nhiệm vụ mới.",
    }
)
