"""Addresses of emulation and awards."""

from django.urls import URLPattern, path

from evaluation.views.emulation import board, candidates, decisions, initiatives, proposals, sessions

_ONE = "thi-dua/de-nghi/<int:pk>/"
_SESSION = "thi-dua/phien-hop/<int:pk>/"
_YEAR = "thi-dua/<int:year>/"
_TITLE = "thi-dua/<int:year>/xet/<str:code>/"

urlpatterns: list[URLPattern] = [
    path("thi-dua/", board.home, name="emulation"),
    path("thi-dua/danh-hieu/", board.award_types, name="award_types"),
    path("thi-dua/danh-hieu/danh-sach.xlsx", board.award_types_xlsx, name="award_types_xlsx"),
    path("thi-dua/sang-kien/", initiatives.initiative_list, name="initiatives"),
    path("thi-dua/sang-kien/danh-sach.xlsx", initiatives.initiative_xlsx, name="initiatives_xlsx"),
    path("thi-dua/sang-kien/moi/", initiatives.initiative_new, name="initiative_new"),
    path("thi-dua/sang-kien/<int:pk>/", initiatives.initiative_edit, name="initiative_edit"),
    path(_ONE, proposals.proposal, name="award_proposal"),
    path(f"{_ONE}rut/", proposals.withdraw, name="award_proposal_withdraw"),
    path(f"{_ONE}khong-tang/", proposals.refuse, name="award_proposal_refuse"),
    path(_SESSION, sessions.session, name="council_session"),
    path(f"{_SESSION}sua/", sessions.session_edit, name="council_session_edit"),
    path(f"{_SESSION}ket-thuc/", sessions.session_close, name="council_session_close"),
    path(f"{_SESSION}bien-ban.pdf", sessions.minutes, name="council_minutes"),
    path(_YEAR, board.year_board, name="emulation_year"),
    path(f"{_YEAR}tong-hop.xlsx", board.year_xlsx, name="emulation_year_xlsx"),
    path(f"{_YEAR}de-nghi/", proposals.proposal_list, name="award_proposals"),
    path(f"{_YEAR}de-nghi/danh-sach.xlsx", proposals.proposal_xlsx, name="award_proposals_xlsx"),
    path(f"{_YEAR}de-nghi/danh-sach.pdf", proposals.proposal_pdf, name="award_proposals_pdf"),
    path(f"{_YEAR}phien-hop/", sessions.session_list, name="council_sessions"),
    path(f"{_YEAR}phien-hop/danh-sach.xlsx", sessions.session_xlsx, name="council_sessions_xlsx"),
    path(f"{_YEAR}phien-hop/moi/", sessions.session_new, name="council_session_new"),
    path(f"{_YEAR}quyet-dinh/", decisions.decide, name="award_decision"),
    path(_TITLE, candidates.candidate_list, name="emulation_candidates"),
    path(f"{_TITLE}danh-sach.xlsx", candidates.candidate_xlsx, name="emulation_candidates_xlsx"),
    path(f"{_TITLE}de-nghi/", candidates.propose_ticked, name="emulation_propose"),
    path(f"{_TITLE}ca-nhan/<int:pk>/", candidates.propose_person, name="emulation_propose_person"),
    path(f"{_TITLE}tap-the/<int:pk>/", candidates.propose_unit, name="emulation_propose_unit"),
]
