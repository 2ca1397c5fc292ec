"""Addresses of the training screens."""

from django.urls import URLPattern, path

from training.views import catalogue, commitments, entries, hours, needs, own, places, sessions

app_name = "training"
urlpatterns: list[URLPattern] = [
    path("", catalogue.sessions, name="sessions"),
    path("xlsx/", catalogue.sessions_xlsx, name="sessions_xlsx"),
    path("chuong-trinh/", catalogue.programmes, name="programmes"),
    path("chuong-trinh/moi/", catalogue.programme_new, name="programme_new"),
    path("chuong-trinh/<int:pk>/", catalogue.programme_edit, name="programme_edit"),
    path("khoa/moi/", catalogue.course_new, name="course_new"),
    path("khoa/<int:pk>/", catalogue.course_edit, name="course_edit"),
    path("khoa/<int:pk>/lop-moi/", sessions.session_new, name="session_new"),
    path("lop/<int:pk>/", sessions.session, name="session"),
    path("lop/<int:pk>/xlsx/", sessions.session_xlsx, name="session_xlsx"),
    path("lop/<int:pk>/sua/", sessions.session_edit, name="session_edit"),
    path("lop/<int:pk>/huy/", sessions.session_cancel, name="session_cancel"),
    path("lop/<int:pk>/dang-ky/", sessions.propose, name="propose"),
    path("lop/<int:pk>/ghi-danh/", places.enrol_several, name="enrol"),
    path("lop/<int:pk>/diem-danh/", entries.attendance, name="attendance"),
    path("lop/<int:pk>/ket-qua/", entries.results, name="results"),
    path("ghi-danh/<int:pk>/duyet/", places.accept, name="accept"),
    path("ghi-danh/<int:pk>/khong-cu/", places.refuse, name="refuse"),
    path("ghi-danh/<int:pk>/rut/", places.withdraw, name="withdraw"),
    path("ghi-danh/<int:pk>/tra-cho/", places.give_back, name="give_back"),
    path("cua-toi/", own.mine, name="mine"),
    path("nhu-cau/", needs.needs, name="needs"),
    path("nhu-cau/xlsx/", needs.needs_xlsx, name="needs_xlsx"),
    path("nhu-cau/danh-sach/", needs.needs_people, name="needs_people"),
    path("nhu-cau/danh-sach/xlsx/", needs.needs_people_xlsx, name="needs_people_xlsx"),
    path("gio-hoc/", hours.hours, name="hours"),
    path("gio-hoc/xlsx/", hours.hours_xlsx, name="hours_xlsx"),
    path("gio-hoc/danh-sach/", hours.hours_people, name="hours_people"),
    path("gio-hoc/danh-sach/xlsx/", hours.hours_people_xlsx, name="hours_people_xlsx"),
    path("cam-ket/", commitments.commitment_list, name="commitments"),
    path("cam-ket/xlsx/", commitments.commitments_xlsx, name="commitments_xlsx"),
    path("cam-ket/moi/", commitments.commitment_new, name="commitment_new"),
    path("cam-ket/<int:pk>/", commitments.commitment, name="commitment"),
]
