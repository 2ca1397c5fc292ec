"""Addresses of directives and their acknowledgement."""

from django.urls import URLPattern, path

from cms.views.directives import board, lists, page, register

urlpatterns: list[URLPattern] = [
    path("chi-dao/", lists.directive_list, name="directives"),
    path("chi-dao/xlsx/", lists.directives_xlsx, name="directives_xlsx"),
    path("chi-dao/moi/", register.directive_new, name="directive_new"),
    path("chi-dao/ban/<int:pk>/tep/", page.version_file, name="directive_file"),
    path("chi-dao/xac-nhan/", board.acknowledgements, name="acknowledgements"),
    path("chi-dao/xac-nhan/xlsx/", board.acknowledgements_xlsx, name="acknowledgements_xlsx"),
    path("chi-dao/xac-nhan/<int:pk>/", board.acknowledgement, name="acknowledgement"),
    path("chi-dao/xac-nhan/<int:pk>/xlsx/", board.acknowledgement_xlsx, name="acknowledgement_xlsx"),
    path("chi-dao/xac-nhan/<int:pk>/nhac/", board.remind, name="acknowledgement_remind"),
    path("chi-dao/<int:pk>/", page.directive, name="directive"),
    path("chi-dao/<int:pk>/sua/", register.directive_edit, name="directive_edit"),
    path("chi-dao/<int:pk>/ban-hanh/", page.publish, name="directive_publish"),
    path("chi-dao/<int:pk>/rut/", page.withdraw, name="directive_withdraw"),
    path("chi-dao/<int:pk>/ban-moi/", register.version_new, name="directive_version"),
    path("chi-dao/<int:pk>/da-doc/", page.confirm, name="directive_confirm"),
]
