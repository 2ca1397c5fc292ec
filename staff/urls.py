"""Addresses of the personnel screens."""

from django.urls import URLPattern, path

from staff.views import imports, officer, officers, quality, staffing

app_name = "staff"
urlpatterns: list[URLPattern] = [
    path("bien-che/", staffing.staffing, name="staffing"),
    path("bien-che/xlsx/", staffing.staffing_xlsx, name="staffing_xlsx"),
    # Codes and numbers are the agencies' own and may hold a slash.
    path("bien-che/<path:code>/<str:what>/", staffing.staffing_people, name="staffing_people"),
    path("chat-luong/", quality.quality, name="quality"),
    path("chat-luong/<str:dimension>.svg", quality.quality_chart, name="quality_chart"),
    path("ho-so-cua-toi/", officer.my_record, name="my_record"),
    path("can-bo/", officers.officers, name="officers"),
    path("can-bo/xlsx/", officers.officers_xlsx, name="officers_xlsx"),
    path("can-bo/<path:number>/cccd/", officer.citizen_id, name="officer_citizen_id"),
    path("can-bo/<path:number>/", officer.officer, name="officer"),
    path("nhap/", imports.imports, name="imports"),
    path("nhap/phien/<int:run_id>/", imports.import_run, name="import_run"),
    path("nhap/phien/<int:run_id>/ghi/", imports.import_confirm, name="import_confirm"),
    path("nhap/phien/<int:run_id>/bo/", imports.import_discard, name="import_discard"),
    path("nhap/phien/<int:run_id>/tep-loi/", imports.import_errors, name="import_errors"),
    path("nhap/<slug:kind>/", imports.import_upload, name="import_upload"),
    path("nhap/<slug:kind>/mau/", imports.import_blank, name="import_blank"),
]
