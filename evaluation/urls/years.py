"""Addresses of ratings of the year."""

from django.urls import URLPattern, path

from evaluation.views.years import deciding, lists, meetings, sheet

urlpatterns: list[URLPattern] = [
    path("nam/", lists.years, name="years"),
    path("nam/mo/", lists.open_one, name="year_open"),
    path("nam/phieu/<int:pk>/", sheet.rating, name="year_rating"),
    path("nam/phieu/<int:pk>/tu-xep-loai/", sheet.self_rating, name="year_self_rate"),
    path("nam/phieu/<int:pk>/y-kien/", sheet.opinions, name="year_opinions"),
    path("nam/phieu/<int:pk>/xep-loai-lai/", deciding.rerating, name="year_rerate"),
    path("nam/phieu/<int:pk>/mau-02.pdf", sheet.form_pdf, name="year_form_pdf"),
    path("nam/phieu/<int:pk>/thong-bao.pdf", sheet.notice_pdf, name="year_notice_pdf"),
    path("nam/hop/<int:pk>/", meetings.meeting, name="meeting"),
    path("nam/hop/<int:pk>/sua/", meetings.edit, name="meeting_edit"),
    path("nam/hop/<int:pk>/bien-ban.pdf", meetings.minutes, name="meeting_pdf"),
    path("nam/<int:year>/", lists.board, name="year"),
    path("nam/<int:year>/danh-sach.xlsx", lists.workbook, name="year_xlsx"),
    path("nam/<int:year>/can-doi/", deciding.calibration_board, name="year_calibration"),
    path("nam/<int:year>/can-doi.xlsx", deciding.calibration_xlsx, name="year_calibration_xlsx"),
    path("nam/<int:year>/ky/", deciding.signing, name="year_sign"),
    path("nam/<int:year>/hop/moi/", meetings.new, name="meeting_new"),
    path("nam/<int:year>/de-xuat/<path:unit_code>/", deciding.proposals, name="year_proposals"),
]
