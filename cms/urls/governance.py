"""Addresses of coordination rules, inspections and the steering committee."""

from django.urls import URLPattern, path

from cms.views import committees, committees_meetings, coordination, inspections, inspections_plans

_coordination: list[URLPattern] = [
    path("phoi-hop/", coordination.rule_list, name="coordination"),
    path("phoi-hop/danh-sach.xlsx", coordination.rule_xlsx, name="coordination_xlsx"),
    path("phoi-hop/moi/", coordination.rule_new, name="coordination_new"),
    path("phoi-hop/<int:pk>/", coordination.rule, name="coordination_rule"),
    path("phoi-hop/<int:pk>/sua/", coordination.rule_edit, name="coordination_edit"),
    path("phoi-hop/<int:pk>/het-hieu-luc/", coordination.rule_end, name="coordination_end"),
    path("phoi-hop/<int:pk>/tep/", coordination.rule_file, name="coordination_file"),
    path("phoi-hop/<int:pk>/trach-nhiem/", coordination.duty_new, name="coordination_duty_new"),
    path("phoi-hop/<int:pk>/hop/", coordination.meeting_new, name="coordination_meeting_new"),
    path("phoi-hop/trach-nhiem/<int:pk>/sua/", coordination.duty_edit, name="coordination_duty_edit"),
    path("phoi-hop/trach-nhiem/<int:pk>/giao-viec/", coordination.duty_task, name="coordination_duty_task"),
    path("phoi-hop/hop/<int:pk>/tep/", coordination.meeting_file, name="coordination_meeting_file"),
]

_inspections: list[URLPattern] = [
    path("kiem-tra/", inspections.inspection_list, name="inspections"),
    path("kiem-tra/danh-sach.xlsx", inspections.inspection_xlsx, name="inspections_xlsx"),
    path("kiem-tra/moi/", inspections.inspection_new, name="inspection_new"),
    path("kiem-tra/theo-don-vi/", inspections.inspection_board, name="inspection_board"),
    path("kiem-tra/theo-don-vi.xlsx", inspections.inspection_board_xlsx, name="inspection_board_xlsx"),
    path("kiem-tra/ke-hoach/", inspections_plans.plan_list, name="inspection_plans"),
    path("kiem-tra/ke-hoach/moi/", inspections_plans.plan_new, name="inspection_plan_new"),
    path("kiem-tra/ke-hoach/<int:pk>/", inspections_plans.plan, name="inspection_plan"),
    path("kiem-tra/ke-hoach/<int:pk>/sua/", inspections_plans.plan_edit, name="inspection_plan_edit"),
    path("kiem-tra/ke-hoach/<int:pk>/them/", inspections_plans.plan_add, name="inspection_plan_add"),
    path("kiem-tra/ke-hoach/<int:pk>/tep/", inspections_plans.plan_file, name="inspection_plan_file"),
    path(
        "kiem-tra/ke-hoach/<int:pk>/danh-sach.xlsx", inspections_plans.plan_xlsx, name="inspection_plan_xlsx"
    ),
    path("kiem-tra/<int:pk>/", inspections.inspection, name="inspection"),
    path("kiem-tra/<int:pk>/sua/", inspections.inspection_edit, name="inspection_edit"),
    path("kiem-tra/<int:pk>/bat-dau/", inspections.inspection_begin, name="inspection_begin"),
    path("kiem-tra/<int:pk>/ket-luan/", inspections.inspection_conclude, name="inspection_conclude"),
    path("kiem-tra/<int:pk>/ket-thuc/", inspections.inspection_close, name="inspection_close"),
    path("kiem-tra/<int:pk>/tep/", inspections.inspection_file, name="inspection_file"),
    path("kiem-tra/<int:pk>/thieu-sot/", inspections.finding_new, name="finding_new"),
    path("kiem-tra/thieu-sot/<int:pk>/sua/", inspections.finding_edit, name="finding_edit"),
    path("kiem-tra/thieu-sot/<int:pk>/giao-viec/", inspections.finding_task, name="finding_task"),
    path("kiem-tra/thieu-sot/<int:pk>/khac-phuc/", inspections.finding_close, name="finding_close"),
]

_committees: list[URLPattern] = [
    path("ban-chi-dao/", committees.committee_list, name="committees"),
    path("ban-chi-dao/moi/", committees.committee_new, name="committee_new"),
    path("ban-chi-dao/<int:pk>/", committees.committee, name="committee"),
    path("ban-chi-dao/<int:pk>/sua/", committees.committee_edit, name="committee_edit"),
    path("ban-chi-dao/<int:pk>/thanh-vien/", committees.member_new, name="committee_member_new"),
    path("ban-chi-dao/thanh-vien/<int:pk>/sua/", committees.member_edit, name="committee_member_edit"),
    path("ban-chi-dao/thanh-vien/<int:pk>/thoi/", committees.member_leave, name="committee_member_leave"),
    path("ban-chi-dao/<int:pk>/hop/", committees_meetings.meeting_new, name="committee_meeting_new"),
    path("ban-chi-dao/hop/<int:pk>/", committees_meetings.meeting, name="committee_meeting"),
    path("ban-chi-dao/hop/<int:pk>/sua/", committees_meetings.meeting_edit, name="committee_meeting_edit"),
    path("ban-chi-dao/hop/<int:pk>/tep/", committees_meetings.meeting_file, name="committee_meeting_file"),
    path("ban-chi-dao/<int:pk>/ket-luan/", committees_meetings.conclusion_list, name="conclusions"),
    path("ban-chi-dao/<int:pk>/ket-luan.xlsx", committees_meetings.conclusion_xlsx, name="conclusions_xlsx"),
    path("ban-chi-dao/hop/<int:pk>/ket-luan/", committees_meetings.conclusion_new, name="conclusion_new"),
    path("ban-chi-dao/ket-luan/<int:pk>/sua/", committees_meetings.conclusion_edit, name="conclusion_edit"),
    path(
        "ban-chi-dao/ket-luan/<int:pk>/bo/",
        committees_meetings.conclusion_withdraw,
        name="conclusion_withdraw",
    ),
    path(
        "ban-chi-dao/ket-luan/<int:pk>/giao-viec/",
        committees_meetings.conclusion_task,
        name="conclusion_task",
    ),
]

urlpatterns: list[URLPattern] = [*_coordination, *_inspections, *_committees]
