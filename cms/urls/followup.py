"""Addresses of what becomes of directives: study, plans, tasks, reviews."""

from django.urls import URLPattern, path

from cms.views.followup import boards, events, giving, plans, tasks

urlpatterns: list[URLPattern] = [
    path("chi-dao/theo-doi/", boards.board, name="followup_board"),
    path("chi-dao/theo-doi/danh-sach.xlsx", boards.board_xlsx, name="followup_xlsx"),
    path("chi-dao/theo-doi/bao-cao.pdf", boards.board_pdf, name="followup_pdf"),
    path("chi-dao/theo-doi/van-ban/", boards.directives, name="followup_directives"),
    path("chi-dao/theo-doi/van-ban/danh-sach.xlsx", boards.directives_xlsx, name="followup_directives_xlsx"),
    path("chi-dao/<int:pk>/thuc-hien/", events.followup, name="followup"),
    path("chi-dao/<int:pk>/quan-triet/", events.dissemination_new, name="dissemination_new"),
    path("chi-dao/quan-triet/<int:pk>/", events.dissemination, name="dissemination"),
    path("chi-dao/quan-triet/<int:pk>/sua/", events.dissemination_edit, name="dissemination_edit"),
    path("chi-dao/quan-triet/<int:pk>/diem-danh/", events.attendance, name="attendance"),
    path("chi-dao/quan-triet/<int:pk>/bien-ban/", events.minutes, name="dissemination_minutes"),
    path("chi-dao/<int:pk>/ke-hoach/", plans.plan_new, name="plan_new"),
    path("chi-dao/ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("chi-dao/ke-hoach/<int:pk>/sua/", plans.plan_edit, name="plan_edit"),
    path("chi-dao/ke-hoach/<int:pk>/tep/", plans.plan_file, name="plan_file"),
    path("chi-dao/ke-hoach/<int:pk>/giao-viec/", giving.tasks_of_plan, name="plan_tasks"),
    path("chi-dao/<int:pk>/so-ket/", plans.review_new, name="review_new"),
    path("chi-dao/so-ket/<int:pk>/", plans.review, name="review"),
    path("chi-dao/so-ket/<int:pk>/sua/", plans.review_edit, name="review_edit"),
    path("chi-dao/so-ket/<int:pk>/tep/", plans.review_file, name="review_file"),
    path("chi-dao/<int:pk>/giao-viec/", giving.task_new, name="task_new"),
    path("nhiem-vu/", tasks.tasks, name="tasks"),
    path("nhiem-vu/danh-sach.xlsx", tasks.tasks_xlsx, name="tasks_xlsx"),
    path("nhiem-vu/cua-toi/", tasks.my_tasks, name="my_tasks"),
    path("nhiem-vu/<int:pk>/", tasks.task, name="task"),
    path("nhiem-vu/<int:pk>/bao-cao/", tasks.task_report, name="task_report"),
    path("nhiem-vu/<int:pk>/sua/", giving.task_change, name="task_change"),
    path("nhiem-vu/<int:pk>/rut/", giving.task_withdraw, name="task_withdraw"),
    path("nhiem-vu/bao-cao/<int:pk>/chap-nhan/", tasks.report_accept, name="report_accept"),
    path("nhiem-vu/bao-cao/<int:pk>/tra-lai/", tasks.report_return, name="report_return"),
    path("nhiem-vu/bao-cao/<int:pk>/tep/", tasks.report_file, name="report_file"),
]
