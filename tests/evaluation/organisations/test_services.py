"""What the verbs on a sheet leave in the database (Decree 335/2025, art. 5 to 9)."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from evaluation.models import UnitCriterion, UnitRating
from evaluation.rules.organisation335 import Tasks
from evaluation.selectors.organisations.board import calibrations
from evaluation.selectors.organisations.criteria import CriterionLine, set_of
from evaluation.services.organisations.criteria import decide_criteria, install_unit_criteria
from evaluation.services.organisations.opening import open_unit_year
from evaluation.services.organisations.recognition import (
    Decision,
    give_points,
    inputs_hash,
    recognise,
    recognise_one,
    replace_recognition,
)
from evaluation.services.organisations.self_rating import note_letter, send_back, verify_letter
from staff.models import User
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.organisations.building import (
    YEAR,
    decided,
    given,
    head_of_province,
    offices,
    opened,
    pdf,
    recognised,
    self_rated,
    shared,
)


@pytest.fixture
def hoa(cast: Cast) -> User:
    return head_of_province(cast)


@pytest.fixture
def sheets(cast: Cast, hoa: User) -> dict[str, UnitRating]:
    return opened(cast)


# --- criteria (art. 6, 7)


def test_the_default_set_is_installed_once_and_says_that_it_is_one(db: None) -> None:
    install_unit_criteria()
    install_unit_criteria()
    found = set_of(YEAR)
    assert found is not None
    assert found.is_default
    assert [len([line for line in found.lines if line.part == part]) for part in (1, 2)] == [3, 8]
    assert UnitCriterion.objects.count() == 11


def lines(*maximums: str) -> list[CriterionLine]:
    head, *rest = maximums
    found = [CriterionLine("1", 1, "Chung", Decimal(head), "Điều 6")]
    return found + [CriterionLine(f"2.{n}", 2, "Kết quả", Decimal(m), "") for n, m in enumerate(rest)]


def test_article_7_2_a_new_set_closes_the_one_before_on_its_first_day(cast: Cast) -> None:
    install_unit_criteria()
    decide_criteria(
        lines=lines("30", "40", "30"), decision="9/QĐ-BTP", start=date(2027, 1, 1), actor=cast.mai
    )
    before, after = set_of(2026), set_of(2027)
    assert before is not None
    assert after is not None
    assert (before.end, before.is_default, len(before.lines)) == (date(2027, 1, 1), True, 11)
    assert (after.decision, len(after.lines)) == ("9/QĐ-BTP", 3)


@pytest.mark.parametrize("maximums", [("30", "69.99"), ("29", "70"), ("30", "35", "35.01")])
def test_articles_6_and_7_sums_other_than_30_and_70_are_refused(
    cast: Cast, maximums: tuple[str, ...]
) -> None:
    install_unit_criteria()
    with pytest.raises(DomainError, match="30"):
        decide_criteria(lines=lines(*maximums), decision="9", start=date(2027, 1, 1), actor=cast.mai)
    assert UnitCriterion.objects.filter(end=None).count() == 11


def test_a_set_once_used_is_closed_and_not_changed(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    self_rated(sheets["T-A"], cast.an)
    for start in (date(2026, 1, 1), date(2026, 12, 1)):
        with pytest.raises(DomainError, match="2026"):
            decide_criteria(lines=lines("30", "70"), decision="9", start=start, actor=cast.mai)
    decide_criteria(lines=lines("30", "70"), decision="9", start=date(2027, 1, 1), actor=cast.mai)
    assert UnitCriterion.objects.at(date(2026, 12, 31)).count() == 11


def test_a_set_nobody_was_rated_by_gives_way(cast: Cast) -> None:
    install_unit_criteria()
    decide_criteria(lines=lines("30", "70"), decision="9", start=date(2026, 1, 1), actor=cast.mai)
    assert UnitCriterion.objects.count() == 2


# --- opening (art. 5)


def test_article_5_each_unit_gets_its_head_and_the_head_above_as_recogniser(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    assert set(sheets) == {"T", "T-A", "T-B"}
    assert sheets["T-A"].head == cast.officer("an")
    assert sheets["T-A"].recogniser == hoa.officer
    assert sheets["T"].recogniser is None  # a cục is the Minister's


def test_opening_twice_changes_nothing_and_a_new_head_takes_over(
    cast: Cast, sheets: dict[str, UnitRating]
) -> None:
    again = open_unit_year(year=YEAR, unit_ids=None, actor=cast.mai)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 3)
    cast.officer("an").postings.update(post=None)
    moved = open_unit_year(year=YEAR, unit_ids={cast.a.pk}, actor=cast.mai)
    assert (moved.updated, UnitRating.objects.get(unit=cast.a).head) == (1, None)


def test_article_27_no_organisation_is_rated_before_2026(cast: Cast) -> None:
    with pytest.raises(DomainError, match="2026"):
        open_unit_year(year=2025, unit_ids=None, actor=cast.mai)


def test_a_closed_unit_gets_no_sheet(cast: Cast, hoa: User) -> None:
    cast.b.end = date(2026, 7, 1)
    cast.b.save()
    assert set(opened(cast)) == {"T", "T-A"}


# --- self-assessment (art. 9.2.a)


def test_the_self_assessment_keeps_points_figures_and_the_criteria_it_used(
    cast: Cast, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an, "0.95", band="xuat_sac")
    sheet.refresh_from_db()
    assert (sheet.general, sheet.result, sheet.total) == (Decimal("28.5"), Decimal("66.5"), Decimal(95))
    assert (sheet.state, sheet.self_band, sheet.earned) == ("self_rated", "xuat_sac", "xuat_sac")
    assert sheet.history.first().history_user == cast.an
    assert len(sheet.trace["criteria"]) == 11


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"tasks": Tasks(10, 11, 0, 0)}, "giao"),
        ({"tasks": Tasks(10, 8, 9, 0)}, "chậm"),
        ({"tasks": Tasks(10, 8, 0, 9)}, "vượt"),
        ({"text": " "}, "9.2.a"),
        ({"band": "rat_tot"}, "8"),
    ],
)
def test_a_broken_self_assessment_changes_nothing(
    cast: Cast, sheets: dict[str, UnitRating], more: dict[str, object], said: str
) -> None:
    with pytest.raises(DomainError):
        self_rated(sheets["T-A"], cast.an, **more)
    assert UnitRating.objects.get(unit=cast.a).state == "draft"


def test_points_above_a_criterion_name_its_article(cast: Cast, sheets: dict[str, UnitRating]) -> None:
    points = shared(sheets["T-A"], "0.8") | {"6.1": Decimal("10.01")}
    with pytest.raises(DomainError, match=r"6.1") as refusal:
        self_rated(sheets["T-A"], cast.an, points=points)
    assert refusal.value.field == "6.1"


def test_a_sheet_goes_back_with_a_reason_and_comes_again(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    with pytest.raises(DomainError):
        send_back(rating=sheet, reason=" ", actor=hoa)
    send_back(rating=sheet, reason="Thiếu số liệu", actor=hoa)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.trace["returns"][0]["reason"]) == ("draft", "Thiếu số liệu")
    assert self_rated(sheet, cast.an).state == "self_rated"


# --- recognition


def test_recognition_freezes_the_sheet_with_hash_and_file(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = recognised(sheets["T-A"], hoa)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.band, sheet.earned, sheet.decision) == ("signed", "tot", "tot", "12/QĐ-THADS")
    assert sheet.inputs_sha256 == inputs_hash(sheet)
    with sheet.pdf.open("rb") as kept:
        assert hashlib.sha256(kept.read()).hexdigest() == sheet.pdf_sha256
    assert sheet.trace["cap"]["quota"] == 0
    assert len(sheet.trace["judgement"]["conditions"]) == 13


def test_a_recognised_sheet_never_changes(cast: Cast, hoa: User, sheets: dict[str, UnitRating]) -> None:
    sheet = recognised(sheets["T-A"], hoa)
    before = UnitRating.objects.filter(pk=sheet.pk).values().get()
    for act in (
        lambda: self_rated(sheet, cast.an),
        lambda: send_back(rating=sheet, reason="x", actor=hoa),
        lambda: give_points(rating=sheet, given=given(sheet), actor=hoa),
        lambda: note_letter(rating=sheet, text="x", actor=hoa),
        lambda: recognise(ratings=[sheet], decision=decided(), actor=hoa, render=pdf),
    ):
        with pytest.raises(DomainError):
            act()
    open_unit_year(year=YEAR, unit_ids=None, actor=cast.mai)
    assert UnitRating.objects.filter(pk=sheet.pk).values().get() == before


def test_two_recognise_at_the_same_moment_and_the_second_is_told(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    first = self_rated(sheets["T-A"], cast.an)
    second = UnitRating.objects.get(pk=first.pk)
    recognise_one(rating=first, given=given(first), decision=decided(), actor=hoa, render=pdf)
    with pytest.raises(DomainError):
        recognise_one(rating=second, given=given(second), decision=decided("13"), actor=hoa, render=pdf)
    assert UnitRating.objects.get(pk=first.pk).decision == "12/QĐ-THADS"


def test_article_9_1_the_upper_organisation_waits_for_its_direct_sub_units(
    cast: Cast, sheets: dict[str, UnitRating]
) -> None:
    top = head_of_cuc(cast)
    sheet = self_rated(UnitRating.objects.get(unit=cast.t), cast.mai)
    with pytest.raises(DomainError, match=r"9.1"):
        recognise_one(rating=sheet, given=given(sheet), decision=decided(), actor=top, render=pdf)
    for code in ("T-A", "T-B"):
        recognised(UnitRating.objects.get(unit__code=code), cast.an)
    assert recognise_one(
        rating=sheet, given=given(sheet), decision=decided(), actor=top, render=pdf
    ).is_frozen


def head_of_cuc(cast: Cast) -> User:
    """T hangs below a cục whose head recognises it."""
    from tests.evaluation.organisations.building import head_post
    from tests.factories import OfficerFactory, PostingFactory, UnitFactory, UserFactory

    cuc = UnitFactory(code="CUC", name="Cục", kind="cuc_quan_ly")
    cast.t.parent = cuc
    cast.t.save()
    user = UserFactory(username="tong")
    PostingFactory(officer=OfficerFactory(user=user), unit=cuc, start=date(2020, 1, 1), post=head_post())
    open_unit_year(year=YEAR, unit_ids=None, actor=cast.mai)
    return user


def test_article_8_1_b_a_sub_unit_not_done_keeps_the_one_above_from_excellent(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    top = head_of_cuc(cast)
    recognised(sheets["T-A"], hoa)
    recognised(sheets["T-B"], hoa, "0.4", "khong_hoan_thanh")
    sheet = self_rated(UnitRating.objects.get(unit=cast.t), cast.mai, "0.95")
    with pytest.raises(DomainError, match=r"8.1.b"):
        give_points(rating=sheet, given=given(sheet, "0.95", "xuat_sac"), actor=top)
    assert give_points(rating=sheet, given=given(sheet, "0.95", "tot"), actor=top).earned == "tot"


def test_article_9_2_a_a_letter_is_verified_before_recognition(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    note_letter(rating=sheet, text="Đơn phản ánh", actor=hoa)
    with pytest.raises(DomainError, match=r"9.2.a"):
        recognise_one(rating=sheet, given=given(sheet), decision=decided(), actor=hoa, render=pdf)
    verify_letter(rating=sheet, number=1, outcome="Không đúng sự thật", actor=hoa)
    with pytest.raises(DomainError):
        verify_letter(rating=sheet, number=1, outcome="Khác", actor=hoa)
    with pytest.raises(DomainError):
        verify_letter(rating=sheet, number=2, outcome="Khác", actor=hoa)
    done = recognise_one(rating=sheet, given=given(sheet), decision=decided(), actor=hoa, render=pdf)
    assert done.trace["letters"][0]["outcome"] == "Không đúng sự thật"


@pytest.mark.parametrize(
    ("share", "band", "reason", "refused"),
    [
        ("0.8", "xuat_sac", "vì", "8.1"),
        ("0.8", "hoan_thanh", "", "8"),
        ("0.8", "hoan_thanh", "Có đơn vị chưa đạt", None),
        ("0.6", "tot", "vì", "8.2"),
        ("0.4", "hoan_thanh", "vì", "8.3"),
        ("0.8", "", "", "8"),
    ],
)
def test_article_8_the_band_given_never_lies_above_the_earned_one(
    cast: Cast,
    hoa: User,
    sheets: dict[str, UnitRating],
    share: str,
    band: str,
    reason: str,
    refused: str | None,
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an, share)
    what = given(sheet, share, band, move_reason=reason)
    if refused is None:
        assert give_points(rating=sheet, given=what, actor=hoa).band == band
        return
    with pytest.raises(DomainError, match=refused):
        give_points(rating=sheet, given=what, actor=hoa)


@pytest.mark.parametrize(
    ("band", "reason", "fine"),
    [
        ("tot", "vì", False),
        ("hoan_thanh", "", False),
        ("hoan_thanh", "Một nhiệm vụ do cấp trên hoãn", True),
        ("khong_hoan_thanh", "Chậm nhiều", True),
    ],
)
def test_article_8_where_no_band_fits_the_authority_decides_with_a_reason(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], band: str, reason: str, fine: bool
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an, "0.72", tasks=Tasks(10, 9, 0, 0))
    assert sheet.earned == ""
    what = given(sheet, "0.72", band, move_reason=reason)
    if not fine:
        with pytest.raises(DomainError, match="8"):
            give_points(rating=sheet, given=what, actor=hoa)
        return
    done = recognise_one(rating=sheet, given=what, decision=decided(), actor=hoa, render=pdf)
    assert (done.band, done.earned, done.move_reason) == (band, "", reason)


@pytest.mark.parametrize(
    ("number", "days", "field"),
    [(" ", 0, "decision"), ("12", 1, "decision_date"), ("12", -1, "decision_date")],
)
def test_a_decision_needs_a_number_and_a_day_that_fits(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating], number: str, days: int, field: str
) -> None:
    sheet = self_rated(sheets["T-A"], cast.an)
    decision = Decision(number, timezone.localdate() + timedelta(days=days))
    with pytest.raises(DomainError) as refusal:
        recognise_one(rating=sheet, given=given(sheet), decision=decision, actor=hoa, render=pdf)
    assert refusal.value.field == field
    assert UnitRating.objects.get(pk=sheet.pk).state == "self_rated"


# --- the cap (art. 8.5)


def prepared(sheet: UnitRating, actor: User, share: str, band: str, **more: object) -> UnitRating:
    rated = self_rated(sheet, actor, share)
    return give_points(rating=rated, given=given(rated, share, band, **more), actor=actor)


def test_article_8_5_a_one_excellent_needs_five_good_on_the_literal_reading(cast: Cast, hoa: User) -> None:
    offices(cast, 4)
    found = opened(cast)
    codes = sorted(set(found) - {"T"})
    rows = [prepared(found[codes[0]], hoa, "0.95", "xuat_sac")]
    rows += [prepared(found[code], hoa, "0.8", "tot") for code in codes[1:]]
    with pytest.raises(DomainError, match=r"8.5"):
        recognise(ratings=rows[:5], decision=decided(), actor=hoa, render=pdf)
    assert not UnitRating.objects.filter(state="signed").exists()
    assert len(recognise(ratings=rows, decision=decided(), actor=hoa, render=pdf)) == 6


def test_article_8_5_b_outstanding_achievement_with_grounds_lets_the_cap_be_25_per_cent(
    cast: Cast, hoa: User
) -> None:
    offices(cast, 3)
    found = opened(cast)
    codes = sorted(set(found) - {"T"})
    good = [prepared(found[code], hoa, "0.8", "tot") for code in codes[1:]]
    recognise(ratings=good, decision=decided(), actor=hoa, render=pdf)
    sheet = self_rated(found[codes[0]], hoa, "0.95")
    with pytest.raises(DomainError, match=r"8.5.b"):
        give_points(rating=sheet, given=given(sheet, "0.95", "xuat_sac", outstanding=True), actor=hoa)
    with pytest.raises(DomainError, match=r"8.5"):
        recognise_one(
            rating=sheet, given=given(sheet, "0.95", "xuat_sac"), decision=decided(), actor=hoa, render=pdf
        )
    what = given(sheet, "0.95", "xuat_sac", outstanding=True, outstanding_grounds="Báo cáo số 88")
    done = recognise_one(rating=sheet, given=what, decision=decided(), actor=hoa, render=pdf)
    assert done.trace["cap"] == {"excellent": 1, "good": 4, "percent": 25, "base": "tot", "quota": 1}


def test_article_8_5_the_other_reading_is_a_setting(cast: Cast, hoa: User, settings) -> None:
    settings.EXCELLENT_CAP_BASE = "tot_tro_len"
    offices(cast, 3)
    found = opened(cast)
    codes = sorted(set(found) - {"T"})
    rows = [prepared(found[codes[0]], hoa, "0.95", "xuat_sac")]
    rows += [prepared(found[code], hoa, "0.8", "tot") for code in codes[1:]]
    recognise(ratings=rows, decision=decided(), actor=hoa, render=pdf)
    assert UnitRating.objects.filter(band="xuat_sac", state="signed").count() == 1


def test_the_board_names_who_would_have_to_move(cast: Cast, hoa: User) -> None:
    found = opened(cast)
    prepared(found["T-A"], hoa, "0.95", "xuat_sac")
    prepared(found["T-B"], hoa, "0.92", "xuat_sac")
    board = next(b for b in calibrations(hoa, YEAR))
    assert (board.quotas, board.projected.over) == ((0, 0), 2)
    assert [c.rating.unit.code for c in board.to_move] == ["T-A", "T-B"]
    assert board.may_recognise


def test_the_board_is_hidden_where_only_a_part_of_the_organisations_is_seen(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    assert calibrations(cast.an, YEAR) == []
    assert len(calibrations(cast.mai, YEAR)) == 1


# --- a new decision


def test_a_new_decision_makes_a_successor_and_the_old_version_stays(
    cast: Cast, hoa: User, sheets: dict[str, UnitRating]
) -> None:
    old = recognised(sheets["T-A"], hoa)
    what = given(old, "0.6", "hoan_thanh")
    with pytest.raises(DomainError):
        replace_recognition(rating=old, given=what, reason=" ", decision=decided("20"), actor=hoa, render=pdf)
    new = replace_recognition(
        rating=old, given=what, reason="Số liệu sai", decision=decided("20"), actor=hoa, render=pdf
    )
    old.refresh_from_db()
    assert (old.current, old.band, old.decision) == (False, "tot", "12/QĐ-THADS")
    assert (new.version, new.predecessor, new.band, new.decision) == (2, old, "hoan_thanh", "20")
    assert old.inputs_sha256 == inputs_hash(old)
    with pytest.raises(DomainError):
        replace_recognition(rating=old, given=what, reason="x", decision=decided(), actor=hoa, render=pdf)


def test_article_8_5_a_new_decision_keeps_the_cap_too(cast: Cast, hoa: User) -> None:
    offices(cast, 4)
    found = opened(cast)
    codes = sorted(set(found) - {"T"})
    rows = [prepared(found[codes[0]], hoa, "0.95", "xuat_sac")]
    rows += [prepared(found[code], hoa, "0.8", "tot") for code in codes[1:]]
    recognise(ratings=rows, decision=decided(), actor=hoa, render=pdf)
    good = UnitRating.objects.get(pk=rows[1].pk)
    with pytest.raises(DomainError, match=r"8.5"):
        replace_recognition(
            rating=good,
            given=given(good, "0.6", "hoan_thanh"),
            reason="Số liệu sai",
            decision=decided("20"),
            actor=hoa,
            render=pdf,
        )
    good.refresh_from_db()
    assert good.current


def test_one_decision_is_of_one_recogniser(cast: Cast, hoa: User, sheets: dict[str, UnitRating]) -> None:
    rows = [prepared(sheets[code], hoa, "0.8", "tot") for code in ("T-A", "T-B")]
    UnitRating.objects.filter(pk=rows[1].pk).update(recogniser=None)
    with pytest.raises(DomainError, match="5"):
        recognise(ratings=rows, decision=decided(), actor=hoa, render=pdf)
