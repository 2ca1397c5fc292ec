"""Addresses of ratings of organisations, and of officers' ratings up to 2025."""

from django.urls import URLPattern, path

from evaluation.views.organisations import criteria, outside, papers, past, sheets, years

urlpatterns: list[URLPattern] = [
    path("don-vi/", years.unit_ratings, name="unit_ratings"),
    path("don-vi/danh-sach.xlsx", years.unit_ratings_xlsx, name="unit_ratings_xlsx"),
    path("don-vi/mo/", years.open_year, name="unit_year_open"),
    path("don-vi/can-doi/", years.calibration, name="unit_calibration"),
    path("don-vi/tieu-chi/", criteria.unit_criteria, name="unit_criteria"),
    path("don-vi/tieu-chi/tieu-chi.xlsx", criteria.unit_criteria_xlsx, name="unit_criteria_xlsx"),
    path("don-vi/tieu-chi/quyet-dinh/", criteria.unit_criteria_decide, name="unit_criteria_decide"),
    path("don-vi/tong-hop/<int:year>/<path:unit_code>.pdf", papers.unit_summary, name="unit_summary"),
    path("don-vi/phieu/<int:pk>/", sheets.unit_rating, name="unit_rating"),
    path("don-vi/phieu/<int:pk>/tu-danh-gia/", sheets.unit_self_rate, name="unit_self_rate"),
    path("don-vi/phieu/<int:pk>/cong-nhan/", sheets.unit_recognise, name="unit_recognise"),
    path("don-vi/phieu/<int:pk>/quyet-dinh-ngoai/", outside.unit_record, name="unit_record"),
    path("don-vi/phieu/<int:pk>/xep-lai/", sheets.unit_replace, name="unit_replace"),
    path("don-vi/phieu/<int:pk>/tra-lai/", sheets.unit_send_back, name="unit_send_back"),
    path("don-vi/phieu/<int:pk>/don-thu/", sheets.unit_letter, name="unit_letter"),
    path("don-vi/phieu/<int:pk>/xac-minh/", sheets.unit_verify, name="unit_verify"),
    path("don-vi/phieu/<int:pk>/phieu.pdf", papers.unit_sheet, name="unit_sheet"),
    path("nam-truoc/", past.past, name="past_ratings"),
    path("nam-truoc/danh-sach.xlsx", past.past_xlsx, name="past_ratings_xlsx"),
    path("nam-truoc/nhap/", past.past_new, name="past_rating_new"),
    path("nam-truoc/<int:pk>/xep-lai/", past.past_re_rate, name="past_re_rate"),
]
