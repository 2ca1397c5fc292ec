"""Addresses of documents made in the background and packages for the national database."""

from django.urls import URLPattern, path

from evaluation.views import packages, papers

urlpatterns: list[URLPattern] = [
    path("van-ban/", papers.papers, name="papers"),
    path("van-ban/lam/", papers.paper_ask, name="paper_ask"),
    path("van-ban/cua-toi/", papers.paper_list, name="paper_list"),
    path("van-ban/<int:pk>/huy/", papers.paper_cancel, name="paper_cancel"),
    path("van-ban/<int:pk>/lam-lai/", papers.paper_again, name="paper_again"),
    path("van-ban/<int:pk>/xoa/", papers.paper_remove, name="paper_remove"),
    path("van-ban/<int:pk>/tep/", papers.paper_file, name="paper_file"),
    path("goi-du-lieu/", packages.packages, name="packages"),
    path("goi-du-lieu/danh-sach.xlsx", packages.packages_xlsx, name="packages_xlsx"),
    path("goi-du-lieu/lap/", packages.package_new, name="package_new"),
    path("goi-du-lieu/<int:pk>/", packages.package, name="package"),
    path("goi-du-lieu/<int:pk>/duyet/", packages.package_sign_off, name="package_sign_off"),
    path("goi-du-lieu/<int:pk>/ban-giao/", packages.package_hand_over, name="package_hand_over"),
    path("goi-du-lieu/<int:pk>/tep/", packages.package_file, name="package_file"),
]
