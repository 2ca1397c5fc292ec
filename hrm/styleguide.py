"""A page that shows every component with invented content; reachable only while DEBUG is on."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django import forms
from django.core.paginator import Paginator
from django.views.generic import TemplateView

NAVIGATION = [
    {"label": "Trang chủ", "url": "#trang-chu", "icon": "home"},
    {"label": "Biên chế", "short_label": "Biên chế", "url": "#bien-che", "icon": "board", "active": True},
    {"label": "Hồ sơ công chức", "short_label": "Hồ sơ", "url": "#ho-so", "icon": "users"},
    {
        "label": "Đánh giá quý",
        "short_label": "Đánh giá",
        "url": "#danh-gia",
        "icon": "form",
        "children": [
            {"label": "Kỳ đánh giá", "url": "#ky"},
            {"label": "Danh mục sản phẩm", "url": "#danh-muc"},
            {"label": "Kết quả thi hành án", "url": "#ket-qua"},
        ],
    },
    {"label": "Tin tức", "url": "#tin-tuc", "icon": "news"},
    {"label": "Nhập số liệu", "url": "#nhap", "icon": "upload"},
    {"label": "Văn bản, hướng dẫn", "url": "#van-ban", "icon": "book"},
    {"label": "Tổ chức cán bộ", "children": [{"label": "Bảng quản trị", "url": "#quan-tri", "icon": "gear"}]},
]
OFFICERS = [
    ("Nguyễn Thị Đường", "Phòng THADS khu vực 3", "Chấp hành viên trung cấp", 184, "87,08", "tot"),
    ("Trần Quốc Khuê", "Phòng THADS khu vực 3", "Chấp hành viên sơ cấp", 211, "92,40", "xuat_sac"),
    ("Lê Hoàng Diễm Quỳnh", "Phòng Nghiệp vụ", "Thẩm tra viên", 37, "66,15", "hoan_thanh"),
    ("Đặng Văn Ngữ", "Phòng THADS khu vực 7", "Chấp hành viên sơ cấp", 248, "48,90", "khong_hoan_thanh"),
]
UNITS = [
    ("THADS tỉnh Phú Thọ", 0, 105, 103, -2, "98,1"),
    ("Văn phòng", 1, 12, 12, 0, "100,0"),
    ("Phòng Nghiệp vụ", 1, 14, 11, -3, "78,6"),
    ("Phòng THADS khu vực 1", 1, 9, 10, 1, "111,1"),
    ("Phòng THADS khu vực 2", 1, 8, 8, 0, "100,0"),
]
SAMPLES: dict[str, Any] = {
    "tabs": [
        {"label": "Hồ sơ", "url": "#", "active": True},
        {"label": "Quá trình công tác", "url": "#", "count": 6},
        {"label": "Kết quả thi hành án", "url": "#", "count": 3},
        {"label": "Đánh giá", "url": "#", "count": 2},
    ],
    "steps": [
        {"label": "Chọn tệp", "state": "done"},
        {"label": "Kiểm tra", "state": "current", "hint": "3 lỗi cần sửa"},
        {"label": "Ghi vào hồ sơ", "state": "todo"},
    ],
    "definitions": [
        ("Họ và tên", "Nguyễn Thị Đường"),
        ("Ngày sinh", "15/06/1985"),
        ("CCCD", "•••••••• 4821"),
        ("Ngạch", "Chấp hành viên trung cấp"),
        ("Bậc, hệ số", "Bậc 4, hệ số 5,42"),
        ("Lý luận chính trị", None),
    ],
    "headings": ["Đơn vị", "Biên chế", "Hiện có"],
    "rows": [["Văn phòng", "12", "12"], ["Phòng Nghiệp vụ", "14", "11"]],
    "faults": [
        "Trang “Công chức”, ô D17: “31/02/1985” không phải là ngày.",
        "Trang “Công chức”, ô B21: số hiệu trùng với dòng 8.",
    ],
}


class SampleTable(tables.Table):
    """Four invented officers in the look of every list."""

    name = tables.Column(verbose_name="Họ và tên", attrs={"td": {"class": "card-title"}})
    unit = tables.Column(verbose_name="Đơn vị")
    rank = tables.Column(verbose_name="Ngạch")
    cases = tables.Column(verbose_name="Số việc", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    score = tables.Column(verbose_name="Điểm quý", attrs={"th": {"class": "num"}, "td": {"class": "num"}})
    band = tables.TemplateColumn(
        '{% include "components/band.html" with band=value only %}', verbose_name="Mức", orderable=False
    )
    caption = "Danh sách công chức"
    cards = True


class SampleForm(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label="Họ và tên", initial="Nguyễn Thị Đường")
    number = forms.CharField(
        label="Số hiệu công chức", help_text="Đúng 8 chữ số, như trong quyết định tuyển dụng."
    )
    born = forms.DateField(label="Ngày sinh", initial="15/06/1985")
    rank = forms.ChoiceField(
        label="Ngạch", choices=[("a", "Chấp hành viên sơ cấp"), ("b", "Chấp hành viên trung cấp")]
    )
    reason = forms.CharField(
        label="Lý do điều chỉnh", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("f", "Nữ"), ("m", "Nam")], widget=forms.RadioSelect, initial="f"
    )
    workbook = forms.FileField(label="Tệp danh sách (.xlsx)", required=False, help_text="Tối đa 10 MB.")
    confirmed = forms.BooleanField(label="Tôi xác nhận số liệu đã đối chiếu với sổ thụ lý", required=False)


class SampleFilter(forms.Form):
    """The filter line above a list."""

    q = forms.CharField(label="Tìm theo tên hoặc số hiệu", required=False)
    unit = forms.ChoiceField(
        label="Đơn vị", choices=[("", "Tất cả đơn vị"), ("1", "Phòng Nghiệp vụ")], required=False
    )
    state = forms.ChoiceField(
        label="Tình trạng", choices=[("", "Tất cả"), ("1", "Đang công tác")], required=False
    )


def sample_form() -> SampleForm:
    """The form as it comes back with two faults."""
    form = SampleForm(
        {"full_name": "Nguyễn Thị Đường", "number": "12A", "born": "31/02/1985", "rank": "b", "sex": "f"}
    )
    form.is_valid()
    form.add_error("number", "Số hiệu “12A” không hợp lệ: cần đúng 8 chữ số.")
    return form


class Styleguide(TemplateView):
    """Shows the components; the content is invented and stays Vietnamese."""

    template_name = "styleguide.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the page needs, without the database."""
        keys = ("name", "unit", "rank", "cases", "score", "band")
        table = SampleTable([dict(zip(keys, row, strict=True)) for row in OFFICERS])
        table.order_by = self.request.GET.get("sort", "name")
        return super().get_context_data(
            navigation=NAVIGATION,
            user_unit="Phòng Tổ chức cán bộ",
            breadcrumbs=[
                {"label": "Trang chủ", "url": "/"},
                {"label": "Nhân sự", "url": "#"},
                {"label": "Biên chế"},
            ],
            units=UNITS,
            officers=OFFICERS,
            table=table,
            empty_table=SampleTable([], empty_text="Chưa có công chức nào"),
            form=sample_form(),
            filter_form=SampleFilter(),
            page_obj=Paginator(range(1234), 25).get_page(self.request.GET.get("page", "7")),
            at=date(2021, 6, 30),
            **SAMPLES,
            **kwargs,
        )
