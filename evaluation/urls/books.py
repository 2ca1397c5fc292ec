"""Addresses of closed books, supplementary reports, special kinds, targets, drives, reconciliation."""

from django.urls import URLPattern, path

from evaluation.views.books import closings, drives, outside, sums, supplements, targets

urlpatterns: list[URLPattern] = [
    path("so/", closings.books, name="books"),
    path("so/khoa/", closings.closings, name="closings"),
    path("so/khoa/bang.xlsx", closings.closings_xlsx, name="closings_xlsx"),
    path("so/khoa/<int:year>-<int:months>/<path:code>/", closings.close, name="close_books"),
    path("so/bo-sung/", supplements.supplements, name="supplements"),
    path("so/bo-sung/bang.xlsx", supplements.supplements_xlsx, name="supplements_xlsx"),
    path("so/bo-sung/moi/", supplements.supplement_new, name="supplement_new"),
    path("so/bo-sung/xem-truoc/<int:run_id>/", supplements.supplement_preview, name="supplement_preview"),
    path("so/bo-sung/xem-truoc/<int:run_id>/ghi/", supplements.supplement_file, name="supplement_file"),
    path("so/bo-sung/xem-truoc/<int:run_id>/bo/", supplements.supplement_discard, name="supplement_discard"),
    path(
        "so/bo-sung/xem-truoc/<int:run_id>/loi.xlsx", supplements.supplement_errors, name="supplement_errors"
    ),
    path("so/bo-sung/<int:pk>/", supplements.supplement, name="supplement"),
    path("so/bo-sung/<int:pk>/bang.xlsx", supplements.supplement_xlsx, name="supplement_xlsx"),
    path("so/can-doi/", sums.sums, name="sums"),
    path("so/can-doi/bang.xlsx", sums.sums_xlsx, name="sums_xlsx"),
    path("so/chi-tieu/", targets.targets, name="targets"),
    path("so/chi-tieu/bang.xlsx", targets.targets_xlsx, name="targets_xlsx"),
    path("so/chi-tieu/moi/", targets.target_new, name="target_new"),
    path("so/chi-tieu/<int:pk>/doi/", targets.target_change, name="target_change"),
    path("so/dot-cao-diem/", drives.drives, name="drives"),
    path("so/dot-cao-diem/bang.xlsx", drives.drives_xlsx, name="drives_xlsx"),
    path("so/dot-cao-diem/moi/", drives.drive_new, name="drive_new"),
    path("so/dot-cao-diem/<int:pk>/", drives.drive, name="drive"),
    path("so/dot-cao-diem/<int:pk>/bang.xlsx", drives.drive_xlsx, name="drive_xlsx"),
    path("so/dot-cao-diem/<int:pk>/sua/", drives.drive_edit, name="drive_edit"),
    path("so/dot-cao-diem/<int:pk>/ket-qua/", drives.drive_report, name="drive_report"),
    path("so/doi-chieu/", outside.outside, name="outside"),
    path("so/doi-chieu/bang.xlsx", outside.outside_xlsx, name="outside_xlsx"),
]
