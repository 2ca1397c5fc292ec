"""Every role, verb and reach of the system in one list, each with a sentence."""

from enum import StrEnum


class ReachCode(StrEnum):
    """What may be granted on a unit; it flows down the tree."""

    VIEW_PEOPLE = "view_people_in_unit"
    MANAGE_PEOPLE = "manage_people_in_unit"
    VIEW_CASELOAD = "view_caseload_in_unit"
    MANAGE_CASELOAD = "manage_caseload_in_unit"
    VIEW_EVALUATIONS = "view_evaluations_in_unit"
    MANAGE_EVALUATIONS = "manage_evaluations_in_unit"


class Role(StrEnum):
    """Groups that `install` makes; their names are what administrators see."""

    OFFICER = "Công chức"
    PERSONNEL = "Tổ chức cán bộ"
    LEADER = "Lãnh đạo"
    CASELOAD_CLERK = "Thống kê án"
    EDITOR = "Biên tập"
    AUDITOR = "Kiểm tra (chỉ xem)"


_OWN = (
    "staff.view_officer",
    "evaluation.view_evaluation",
    "evaluation.self_score_evaluation",
    "evaluation.view_caseloadfigure",
    "evaluation.view_workitem",
    "evaluation.print_evaluation",
)
_SEE_STAFF = (
    "staff.view_unit",
    "staff.view_officer",
    "staff.view_posting",
    "staff.view_unitquota",
    "staff.view_reorganisation",
)
_SEE_RESULTS = (
    "evaluation.view_evaluation",
    "evaluation.view_caseloadfigure",
    "evaluation.view_workitem",
    "evaluation.view_product",
)

# Verbs by role. Reach is granted apart, on units; an officer's own rows need none.
GROUPS: dict[Role, tuple[str, ...]] = {
    Role.OFFICER: _OWN,
    Role.PERSONNEL: (
        "wagtailadmin.access_admin",
        *_SEE_STAFF,
        *_SEE_RESULTS,
        "staff.add_unit",
        "staff.change_unit",
        "staff.add_unitquota",
        "staff.change_unitquota",
        "staff.add_officer",
        "staff.change_officer",
        "staff.import_officer",
        "staff.unmask_officer",
        "staff.view_importrun",
        "evaluation.import_workitem",
        "evaluation.import_product",
        "evaluation.import_caseloadfigure",
        "evaluation.open_evaluation",
        "evaluation.print_evaluation",
    ),
    Role.LEADER: (
        *_SEE_STAFF,
        *_SEE_RESULTS,
        "evaluation.confirm_evaluation",
        "evaluation.reopen_evaluation",
        "evaluation.print_evaluation",
    ),
    Role.CASELOAD_CLERK: (
        "staff.view_unit",
        "staff.view_officer",
        "evaluation.view_caseloadfigure",
        "evaluation.import_caseloadfigure",
        "staff.view_importrun",
    ),
    Role.EDITOR: ("wagtailadmin.access_admin",),
    Role.AUDITOR: (
        "wagtailadmin.access_admin",
        *_SEE_STAFF,
        *_SEE_RESULTS,
        "staff.view_importrun",
        "evaluation.print_evaluation",
    ),
}
