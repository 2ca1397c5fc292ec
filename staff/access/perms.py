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
    VIEW_CONTENT = "view_content_in_unit"
    MANAGE_CONTENT = "manage_content_in_unit"


class Role(StrEnum):
    """Groups that `install` makes; their names are what administrators see."""

    OFFICER = "Công chức"
    PERSONNEL = "Tổ chức cán bộ"
    LEADER = "Lãnh đạo"
    CASELOAD_CLERK = "Thống kê án"
    EDITOR = "Biên tập"
    APPROVER = "Duyệt tin bài"
    REGISTRAR = "Văn thư, theo dõi chỉ đạo"
    AUDITOR = "Kiểm tra (chỉ xem)"


# Tables of the record, one permission each to see and to keep (staff.kinds says what they are).
_RECORD = (
    "posting",
    "unitcharge",
    "rankholding",
    "salarystep",
    "qualification",
    "leadershipterm",
    "labourcontract",
    "card",
    "absence",
    "standin",
    "rotationduty",
    "hindrance",
    "priorwork",
    "allowance",
    "partymembership",
    "partypost",
    "planning",
    "discipline",
    "conclusion",
    "assetduty",
    "awardheld",
)
# Relatives, files and the facts of the curriculum vitae are for those who keep the record.
_PRIVATE = ("relation", "profile", "recordfile")
_SEE_RECORD = tuple(f"staff.view_{name}" for name in _RECORD)
_SEE_PRIVATE = tuple(f"staff.view_{name}" for name in _PRIVATE)
_KEEP_RECORD = tuple(
    f"staff.{verb}_{name}" for name in (*_RECORD, *_PRIVATE) for verb in ("add", "change", "delete")
)
_SEE_COURSES = ("training.view_programme", "training.view_course", "training.view_session")
# Who enrols people and keeps what came of it.
_TRAIN = tuple(
    f"training.{verb}_{name}"
    for name in ("programme", "course", "session", "enrolment", "attendance", "result", "studycommitment")
    for verb in ("add", "change")
)
# What everyone reads of the site: what is addressed to the own unit, and the own tasks.
_READ_SITE = (
    "cms.view_colleague",
    "cms.change_colleague",
    "cms.view_directive",
    "cms.acknowledge_directiveversion",
    "cms.view_directiveversion",
    "cms.view_task",
    "cms.report_task",
)
# How a unit follows what it was told: who read it, what was given, what came of it.
_FOLLOW_UP = (
    "cms.view_acknowledgement",
    "cms.view_dissemination",
    "cms.view_actionplan",
    "cms.view_review",
    "cms.view_coordinationrule",
    "cms.view_inspection",
    "cms.view_inspectionplan",
    "cms.view_committee",
)
# Who sees to it: attendance, plans, tasks, reviews. Leaders do it for what they lead.
_LEAD_FOLLOW_UP = (
    *_FOLLOW_UP,
    "cms.add_task",
    "cms.change_task",
    "cms.add_dissemination",
    "cms.change_dissemination",
    "cms.add_actionplan",
    "cms.change_actionplan",
    "cms.add_review",
    "cms.change_review",
)
_OWN = (
    "staff.view_officer",
    "staff.add_correctionrequest",
    "staff.add_pledge",
    "staff.view_pledgetext",
    "evaluation.view_evaluation",
    "evaluation.self_score_evaluation",
    "evaluation.view_caseloadfigure",
    "evaluation.view_workitem",
    "evaluation.print_evaluation",
    "evaluation.report_workitem",
    "evaluation.view_complaint",
    "evaluation.add_complaint",
    "evaluation.view_yearrating",
    "evaluation.self_rate_yearrating",
    "evaluation.view_handover",
    "evaluation.view_jointshare",
    "evaluation.view_workinstance",
    # Everybody may read by which catalogue the own work is counted (art. 13 of Decree 335/2025).
    "evaluation.read_product",
    "evaluation.view_target",
    "evaluation.view_drive",
    "evaluation.view_driveresult",
    "evaluation.view_awardtype",
    "evaluation.view_awardproposal",
    "evaluation.view_initiative",
    "evaluation.view_unitrating",
    "evaluation.view_unitcriterion",
    "evaluation.view_dutygroup",
    *_SEE_COURSES,
    "training.propose_enrolment",
    *_READ_SITE,
)
_SEE_STAFF = (
    "staff.view_unit",
    "staff.view_officer",
    "staff.view_unitquota",
    "staff.view_reorganisation",
    *_SEE_RECORD,
    "staff.view_pledgeplan",
    "staff.view_pledgetext",
    "staff.view_pledge",
    "staff.view_qualitycampaign",
    "staff.view_campaignstanding",
    "staff.view_reorganisationplan",
    *_SEE_COURSES,
    "training.view_enrolment",
    "training.view_attendance",
    "training.view_result",
    "training.view_studycommitment",
    "training.view_expectation",
)
_SEE_RESULTS = (
    "evaluation.view_evaluation",
    "evaluation.view_caseloadfigure",
    "evaluation.view_workitem",
    "evaluation.view_product",
    "evaluation.view_productproposal",
    "evaluation.view_handover",
    "evaluation.view_jointwork",
    "evaluation.view_jointshare",
    "evaluation.view_workinstance",
    "evaluation.view_periodopening",
    "evaluation.view_complaint",
    "evaluation.view_yearrating",
    "evaluation.view_meeting",
    "evaluation.view_dutygroup",
    "evaluation.view_unitrating",
    "evaluation.view_unitcriterion",
    "evaluation.view_awardtype",
    "evaluation.view_awardproposal",
    "evaluation.view_initiative",
    "evaluation.view_councilsession",
    "evaluation.view_nationalpackage",
)
_SEE_BOOKS = (
    "evaluation.view_caseloadfigure",
    "evaluation.view_bookclosing",
    "evaluation.view_supplementaryreport",
    "evaluation.view_supplementaryline",
    "evaluation.view_specialfigure",
    "evaluation.view_endingfigure",
    "evaluation.view_outsidefigure",
    "evaluation.view_target",
    "evaluation.view_drive",
    "evaluation.view_driveresult",
)
# Who keeps the caseload figures: workbooks, closing the books, supplementary reports, targets, drives.
_KEEP_BOOKS = (
    "evaluation.import_caseloadfigure",
    "evaluation.import_specialfigure",
    "evaluation.import_outsidefigure",
    "evaluation.add_bookclosing",
    "evaluation.add_supplementaryreport",
    "evaluation.add_target",
    "evaluation.change_target",
    "evaluation.add_drive",
    "evaluation.change_drive",
    "evaluation.add_driveresult",
)
# Who gives work and notes what came of it (art. 18.1), and proposes products (art. 13.3).
_GIVE_WORK = ("evaluation.give_workitem", "evaluation.add_productproposal")

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
        *_SEE_PRIVATE,
        *_KEEP_RECORD,
        *_TRAIN,
        "staff.view_correctionrequest",
        "staff.change_correctionrequest",
        "staff.add_pledgeplan",
        "staff.change_pledgeplan",
        "staff.add_pledgetext",
        "staff.change_pledge",
        "staff.add_qualitycampaign",
        "staff.change_qualitycampaign",
        "staff.add_reorganisationplan",
        "staff.change_reorganisationplan",
        "staff.view_importrun",
        "evaluation.import_workitem",
        "evaluation.import_product",
        *_SEE_BOOKS,
        *_KEEP_BOOKS,
        *_GIVE_WORK,
        "evaluation.change_productproposal",
        "evaluation.open_evaluation",
        "evaluation.print_evaluation",
        "evaluation.propose_yearrating",
        "evaluation.record_unitrating",
        "evaluation.add_meeting",
        "evaluation.change_meeting",
        "evaluation.change_unitcriterion",
        "evaluation.change_dutygroup",
        "evaluation.change_awardtype",
        "evaluation.add_initiative",
        "evaluation.change_initiative",
        "evaluation.add_councilsession",
        "evaluation.change_councilsession",
        "evaluation.add_awardproposal",
        "evaluation.change_awardproposal",
        "evaluation.decide_awardproposal",
        "evaluation.add_nationalpackage",
        "cms.change_colleague",
        *_FOLLOW_UP,
    ),
    Role.LEADER: (
        *_SEE_STAFF,
        *_SEE_RESULTS,
        *_SEE_BOOKS,
        *_GIVE_WORK,
        "evaluation.confirm_evaluation",
        "evaluation.reopen_evaluation",
        "evaluation.print_evaluation",
        "evaluation.answer_complaint",
        "evaluation.rate_yearrating",
        "evaluation.rerate_yearrating",
        "evaluation.self_rate_unitrating",
        "evaluation.recognise_unitrating",
        "evaluation.add_meeting",
        "evaluation.change_meeting",
        "evaluation.sign_off_nationalpackage",
        *_LEAD_FOLLOW_UP,
    ),
    Role.CASELOAD_CLERK: (
        "staff.view_unit",
        "staff.view_officer",
        *_SEE_BOOKS,
        *_KEEP_BOOKS,
        "staff.view_importrun",
    ),
    Role.EDITOR: ("wagtailadmin.access_admin",),
    Role.APPROVER: ("wagtailadmin.access_admin",),
    Role.REGISTRAR: (
        *_LEAD_FOLLOW_UP,
        "cms.add_directive",
        "cms.change_directive",
        "cms.add_coordinationrule",
        "cms.change_coordinationrule",
        "cms.add_inspectionplan",
        "cms.change_inspectionplan",
        "cms.add_inspection",
        "cms.change_inspection",
        "cms.add_committee",
        "cms.change_committee",
    ),
    Role.AUDITOR: (
        "wagtailadmin.access_admin",
        *_SEE_STAFF,
        *_SEE_RESULTS,
        *_SEE_BOOKS,
        "staff.view_importrun",
        "evaluation.print_evaluation",
        *_FOLLOW_UP,
    ),
}
