"""Addresses of the cycle of a period."""

from django.urls import URLPattern, path

from evaluation.views import autosave, complaints, openings, personal_results, progress

urlpatterns: list[URLPattern] = [
    path("ky/mo-cho-don-vi/", openings.open_units, name="open_units"),
    path("ky/<quarter:code>/han/<int:pk>/", openings.deadlines, name="deadlines"),
    path("ky/<quarter:code>/han/<int:pk>/rut/", openings.withdraw, name="opening_withdraw"),
    path("ky/<quarter:code>/tien-do/", progress.progress, name="progress"),
    path("ky/<quarter:code>/tien-do/danh-sach.xlsx", progress.progress_workbook, name="progress_workbook"),
    path("ky/<quarter:code>/tien-do/nhac/", progress.remind, name="remind"),
    path("phieu/<int:pk>/tu-cham/luu/", autosave.autosave, name="autosave"),
    path("phieu/<int:pk>/phien-ban/", personal_results.versions, name="versions"),
    path("phieu/<int:pk>/kien-nghi/", complaints.complain_about, name="complain"),
    path("nam/phieu/<int:pk>/kien-nghi/", complaints.complain_about_rating, name="complain_rating"),
    path("kien-nghi/", complaints.complaint_list, name="complaints"),
    path("kien-nghi/danh-sach.xlsx", complaints.complaint_workbook, name="complaints_workbook"),
    path("kien-nghi/<int:pk>/", complaints.complaint, name="complaint"),
    path("kien-nghi/<int:pk>/tra-loi/", complaints.complaint_answer, name="complaint_answer"),
    path("ket-qua-ca-nhan/", personal_results.own_results, name="own_results"),
    path("ket-qua-ca-nhan/<path:number>/", personal_results.results, name="personal_results"),
]
