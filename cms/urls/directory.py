"""Addresses of the directory and the organisation chart."""

from django.urls import URLPattern, path

from cms.views import directory, orgchart

urlpatterns: list[URLPattern] = [
    path("danh-ba/", directory.directory, name="directory"),
    path("danh-ba/xlsx/", directory.directory_xlsx, name="directory_xlsx"),
    path("danh-ba/so-do/", orgchart.orgchart, name="orgchart"),
    path("danh-ba/don-vi/<path:code>/", directory.unit_page, name="unit"),
    path("danh-ba/cua-toi/", directory.my_contact, name="my_contact"),
    # Numbers may hold a stroke, so they come last.
    path("danh-ba/<path:number>/lien-he/", directory.contact_edit, name="contact_edit"),
    path("danh-ba/<path:number>/", directory.colleague, name="colleague"),
]
