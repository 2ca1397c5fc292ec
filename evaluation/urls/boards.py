"""Addresses of boards of the caseload and its reports."""

from django.urls import URLPattern, path

from evaluation.views.results import board, people, report, sources, special, special_sources, trend

urlpatterns: list[URLPattern] = [
    path("ket-qua/", board.results, name="results"),
    path("ket-qua/so-lieu.xlsx", board.results_xlsx, name="results_xlsx"),
    path("ket-qua/giai-trinh/", sources.sources, name="result_sources"),
    path("ket-qua/chap-hanh-vien/", people.people, name="result_people"),
    path("ket-qua/chap-hanh-vien.xlsx", people.people_xlsx, name="result_people_xlsx"),
    path("ket-qua/dien-bien/", trend.trend, name="result_trend"),
    path("ket-qua/dien-bien.xlsx", trend.trend_xlsx, name="result_trend_xlsx"),
    path("ket-qua/dien-bien/<slug:chart>.svg", trend.trend_chart, name="result_chart"),
    path("ket-qua/an-dac-thu/", special.special, name="result_special"),
    path("ket-qua/an-dac-thu/giai-trinh/", special_sources.sources, name="result_special_sources"),
    path("ket-qua/an-dac-thu.xlsx", special.special_xlsx, name="result_special_xlsx"),
    path("ket-qua/bao-cao/", report.report, name="result_report"),
    path("ket-qua/bao-cao.pdf", report.report_pdf, name="result_report_pdf"),
    path("ket-qua/bao-cao.xlsx", report.report_xlsx, name="result_report_xlsx"),
]
