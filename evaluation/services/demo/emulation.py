"""Demonstration of emulation and awards: initiatives of 2026, proposals, a session with votes, a decision."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Final

from django.db import transaction

from evaluation.models import AwardProposal, Initiative
from evaluation.rules.emulation import Outcome
from evaluation.selectors.emulation.candidates import candidates
from evaluation.selectors.emulation.facts import people_on
from evaluation.selectors.emulation.types import type_on
from evaluation.services.emulation.decisions import AwardDecision, decide_awards
from evaluation.services.emulation.initiatives import keep_initiative
from evaluation.services.emulation.proposals import propose_collectives, propose_people
from evaluation.services.emulation.sessions import SessionFacts, close_session, hold_session, record_votes
from evaluation.services.emulation.types import install_award_types
from staff.models import Officer, Unit, User
from staff.selectors.tree import subtree_of
from staff.services.errors import DomainError

_PROVINCE: Final = "PT"
_YEAR: Final = 2026
# The demonstration tells its story as on this day, whenever it is loaded.
_DAY: Final = date(2026, 11, 16)
_INITIATIVES: Final = (
    ("Sổ tay xác minh điều kiện thi hành án theo Luật năm 2025", "co_so"),
    ("Bảng theo dõi thời hạn tự động trong quản lý việc thi hành án", "bo_tinh"),
    ("Quy trình phối hợp kê biên tài sản bảo đảm của tổ chức tín dụng", "co_so"),
    ("Mẫu biểu rút gọn khi tống đạt văn bản điện tử", "co_so"),
    ("Phân nhóm việc chưa có điều kiện để rà soát định kỳ", "co_so"),
    ("Hướng dẫn đương sự nộp tiền không dùng tiền mặt", "co_so"),
)
_DRIVE: Final = "Thành tích đột xuất trong đợt cao điểm thi hành án tháng 9 năm 2026 (hư cấu)"
_LATER: Final = "Đề nghị sớm để lấy ý kiến; bổ sung khi có kết quả xếp loại chất lượng năm 2026 (hư cấu)"
_SESSION: Final = SessionFacts(
    held_on=date(2026, 11, 12),
    chair="Trưởng THADS tỉnh, Chủ tịch Hội đồng",
    secretary="Chuyên viên Phòng Tổ chức cán bộ",
    members=9,
    present=8,
    course="Thư ký trình bày danh sách đề nghị khen thưởng đột xuất.\n"
    "Các thành viên thảo luận về thành tích của từng cá nhân, tập thể và bỏ phiếu kín.",
)
_DECISION: Final = AwardDecision("412/QĐ-THADS (hư cấu)", date(2026, 11, 16), "Trưởng THADS tỉnh Phú Thọ")
_VOTES: Final = (8, 8, 7, 8, 4, 8, 7)


@transaction.atomic
def load(accounts: Mapping[str, User]) -> None:
    """Fill the year 2026 of the province; nothing where it was filled before, or nobody serves there."""
    actor, unit = accounts.get("personnel"), Unit.objects.filter(code=_PROVINCE).first()
    if actor is None or unit is None or Initiative.objects.filter(year=_YEAR).exists():
        return
    install_award_types()
    units = subtree_of(_PROVINCE)
    people = [posting.officer for posting in people_on(_DAY, units)]
    people.sort(key=lambda officer: officer.number)
    if not people:
        return
    authors = _initiatives(actor, people, accounts.get("officer"))
    given = _sudden_achievements(actor, unit, authors, people)
    if given:
        _hold(actor, unit, given)
    _still_open(actor, authors, units)


def _initiatives(actor: User, people: list[Officer], officer: User | None) -> list[Officer]:
    """Every twelfth officer, and the one whose account the demonstration shows, has an initiative."""
    shown = [each for each in people if officer is not None and each.user_id == officer.pk]
    authors = [*shown, *(each for each in people[3::12] if each not in shown)][: len(_INITIATIVES)]
    for place, (author, (title, level)) in enumerate(zip(authors, _INITIATIVES, strict=False)):
        keep_initiative(
            actor=actor,
            officer=author,
            year=_YEAR,
            title=title,
            level=level,
            decision=f"{201 + place}/QĐ-THADS (hư cấu)",
            decision_date=date(2026, 10, 20),
            today=_DAY,
        )
    return authors


def _sudden_achievements(
    actor: User, unit: Unit, authors: list[Officer], people: list[Officer]
) -> list[AwardProposal]:
    """Certificates for a drive: no rating settles them, so each carries a written reason."""
    made: list[AwardProposal] = []
    for officer in [*authors[:4], *people[5:7]]:
        made += _proposed(actor, "GK", officer, _DRIVE)
    office = unit.children.filter(end=None).order_by("code").first()
    if office is not None:
        with suppress(DomainError), transaction.atomic():
            made += propose_collectives(
                actor=actor, code="GK-TT", year=_YEAR, units=[office], today=_DAY, reason=_DRIVE
            )
    return made


def _hold(actor: User, unit: Unit, proposals: list[AwardProposal]) -> None:
    """One closed session, and one decision on what it passed."""
    session = hold_session(actor=actor, unit=unit, year=_YEAR, facts=_SESSION, today=_DAY)
    votes: dict[int, int | None] = {
        row.pk: _VOTES[place % len(_VOTES)] for place, row in enumerate(proposals)
    }
    record_votes(actor=actor, session=session, votes=votes)
    close_session(actor=actor, session=session)
    passed = list(AwardProposal.objects.filter(session=session, stage="passed").order_by("pk"))
    # One of them still waits, for the screen that records decisions.
    with suppress(DomainError), transaction.atomic():
        decide_awards(actor=actor, proposals=passed[:-1], decision=_DECISION, today=_DAY)


def _still_open(actor: User, authors: list[Officer], units: frozenset[int]) -> None:
    """The titles of the year: who meets the conditions where ratings are signed, else a few with a reason."""
    award = type_on("LDTT", _DAY)
    assert award is not None  # noqa: S101  just installed; for the type checker
    found = candidates(award, _YEAR, _DAY, units)
    ready = [row.officer for row in found if row.verdict.outcome is Outcome.YES and row.officer]
    if ready:
        with suppress(DomainError), transaction.atomic():
            propose_people(actor=actor, code="LDTT", year=_YEAR, officers=ready[:40], today=_DAY)
    for officer in authors[:3]:
        _proposed(actor, "LDTT", officer, _LATER)
    for officer in authors[:2]:
        _proposed(actor, "CSTDCS", officer, _LATER)
    for officer in authors[1:2]:
        _proposed(actor, "BKB", officer, _DRIVE)


def _proposed(actor: User, code: str, officer: Officer, reason: str) -> list[AwardProposal]:
    """Proposed, or passed over: someone under discipline, or proposed already."""
    try:
        with transaction.atomic():
            return propose_people(
                actor=actor, code=code, year=_YEAR, officers=[officer], today=_DAY, reason=reason
            )
    except DomainError:
        return []
