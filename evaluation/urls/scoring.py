"""Addresses of quarters, forms and caseload."""

from django.urls import URLPattern, path

from evaluation.views import caseload, forms, pdfs, periods

urlpatterns: list[URLPattern] = [
    path("ky/", periods.periods, name="periods"),
    path("ky/mo/", periods.open_quarter, name="open"),
    path("ky/<quarter:code>/", periods.period, name="period"),
    path("ky/<quarter:code>/lam-moi/", periods.refresh, name="refresh"),
    path("ky/<quarter:code>/danh-sach.xlsx", periods.period_workbook, name="period_workbook"),
    path("ky/<quarter:code>/bieu-do.svg", periods.period_chart, name="period_chart"),
    path("ky/<quarter:code>/so/<path:unit_code>.pdf", pdfs.booklet, name="booklet"),
    path("phieu/<int:pk>/", forms.form, name="form"),
    path("phieu/<int:pk>/tu-cham/", forms.self_score, name="self_score"),
    path("phieu/<int:pk>/xac-nhan/", forms.confirm, name="confirm"),
    path("phieu/<int:pk>/mo-lai/", forms.reopen, name="reopen"),
    path("phieu/<int:pk>/giai-trinh/", forms.explanation, name="explanation"),
    path("phieu/<int:pk>/mau-01.pdf", pdfs.form_pdf, name="form_pdf"),
    path("an/", caseload.caseload, name="caseload"),
    path("an/<path:number>/", caseload.officer, name="officer_caseload"),
]
