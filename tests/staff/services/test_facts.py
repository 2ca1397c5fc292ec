"""Histories of the record: where an entry finds its place, what is refused, what needs a written reason."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hrm.kernel.dates import PartialDate, add_months
from staff.kinds import KINDS, kind_by_slug, kind_of
from staff.models import Officer, Post, Rank
from staff.services.editing import Overtaken, seen_of
from staff.services.errors import DomainError, ReasonNeeded
from staff.services.fact_book import load_books
from staff.services.fact_checks import kinds_read
from staff.services.fact_entry import enter as place
from staff.services.facts import DecisionFacts, correct_fact, record_fact, withdraw_fact
from staff.services.ledger import Ledger
from tests.conftest import Cast
from tests.factories import OfficerFactory, UnitFactory

pytestmark = pytest.mark.django_db


def day(y: int, m: int = 1, d: int = 1) -> PartialDate:
    return PartialDate(date(y, m, d), "day")


@pytest.fixture
def someone(cast: Cast) -> Officer:
    """Born 15/06/1985, in service since 01/01/2010, with an empty record."""
    return OfficerFactory(number="N1")


@pytest.fixture
def enter(cast: Cast, someone: Officer):
    def entering(slug: str, start: PartialDate, **facts: Any) -> Any:
        kind = kind_by_slug(slug)
        return record_fact(
            actor=cast.mai, officer=facts.pop("officer", someone), kind=kind, start=start, **facts
        )

    return entering


def spans(officer: Officer, slug: str) -> list[tuple]:
    kind = kind_by_slug(slug)
    rows = kind.model.objects.filter(kind.condition, officer=officer).order_by("start")
    return list(rows.values_list("start", "end"))


def rank(code: str) -> Rank:
    return Rank.objects.get(code=code)


# --- recording -----------------------------------------------------------------------------------


def test_a_fact_keeps_its_days_its_decision_and_who_entered_it(cast, someone, enter) -> None:
    decision = DecisionFacts("12/QĐ-THADS", date(2024, 3, 1), "THADS tỉnh T", "Nguyễn Văn Ký")
    row = enter("vi-tri", PartialDate(date(2024, 3, 1), "month"), unit=cast.a, decision=decision)
    row.refresh_from_db()
    assert (row.start, row.start_precision, row.end, row.unit) == (date(2024, 3, 1), "month", None, cast.a)
    assert (row.decision, row.decision_date) == ("12/QĐ-THADS", date(2024, 3, 1))
    assert (row.issuer, row.signer) == ("THADS tỉnh T", "Nguyễn Văn Ký")
    assert row.history.get().history_user == cast.mai


def test_a_new_home_closes_the_one_before(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.a)
    enter("vi-tri", day(2024), unit=cast.b)
    assert spans(someone, "vi-tri") == [(date(2020, 1, 1), date(2024, 1, 1)), (date(2024, 1, 1), None)]


def test_a_home_before_a_known_one_lasts_until_that(cast, someone, enter) -> None:
    enter("vi-tri", day(2024), unit=cast.b)
    enter("vi-tri", day(2020), unit=cast.a)
    assert spans(someone, "vi-tri") == [(date(2020, 1, 1), date(2024, 1, 1)), (date(2024, 1, 1), None)]


def test_the_same_first_day_corrects(cast, someone, enter) -> None:
    first = enter("vi-tri", day(2020), unit=cast.a, decision=DecisionFacts("1/QĐ"))
    again = enter("vi-tri", day(2020), unit=cast.b)
    assert again.pk == first.pk
    assert [(row.unit, row.decision) for row in someone.postings.all()] == [(cast.b, "1/QĐ")]


def test_entering_the_same_twice_changes_nothing(cast, someone, enter) -> None:
    row = enter("vi-tri", day(2020), unit=cast.a)
    enter("vi-tri", day(2020), unit=cast.a)
    assert row.history.count() == 1


def test_a_home_inside_a_closed_one_is_refused(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.a)
    enter("vi-tri", day(2024), unit=cast.b)
    with pytest.raises(DomainError) as refused:
        enter("vi-tri", day(2021), end=date(2022, 1, 1), unit=cast.t)
    assert refused.value.field == "start"
    assert len(spans(someone, "vi-tri")) == 2


def test_an_overlap_with_a_later_row_is_refused_at_the_end(cast, someone, enter) -> None:
    enter("vi-tri", day(2024), unit=cast.b)
    with pytest.raises(DomainError) as refused:
        enter("vi-tri", day(2020), end=date(2024, 6, 1), unit=cast.a)
    assert refused.value.field == "end"
    assert spans(someone, "vi-tri") == [(date(2024, 1, 1), None)]


def test_concurrent_posts_may_run_beside_each_other_but_not_twice_in_one_unit(cast, someone, enter) -> None:
    enter("kiem-nhiem", day(2020), unit=cast.a)
    enter("kiem-nhiem", day(2021), unit=cast.b)
    assert spans(someone, "kiem-nhiem") == [(date(2020, 1, 1), None), (date(2021, 1, 1), None)]
    enter("kiem-nhiem", day(2022), unit=cast.a)
    assert spans(someone, "kiem-nhiem")[0] == (date(2020, 1, 1), date(2022, 1, 1))


def test_a_gap_needs_a_reason_that_is_kept(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), end=date(2021, 1, 1), unit=cast.a)
    with pytest.raises(ReasonNeeded) as needed:
        enter("vi-tri", day(2022), unit=cast.b)
    assert needed.value.field == "start"
    assert "01/01/2021" in needed.value.findings[0]
    assert len(spans(someone, "vi-tri")) == 1
    row = enter("vi-tri", day(2022), unit=cast.b, reason="Đi làm ngoài ngành")
    row.refresh_from_db()
    assert row.reason == "Đi làm ngoài ngành"


def test_a_reason_nobody_asked_for_is_not_kept(cast, someone, enter) -> None:
    assert enter("vi-tri", day(2020), unit=cast.a, reason="thừa").reason == ""


def test_an_open_home_does_not_give_way_to_one_with_an_end_unasked(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.a)
    with pytest.raises(ReasonNeeded) as needed:
        enter("vi-tri", day(2024), end=date(2025, 1, 1), unit=cast.b)
    assert needed.value.field == "end"
    assert spans(someone, "vi-tri") == [(date(2020, 1, 1), None)]


def test_future_rows_are_entered_and_change_nothing_before_their_day(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.a)
    enter("vi-tri", day(2099), unit=cast.b)
    assert someone.postings.at(date(2098, 12, 31)).get().unit == cast.a
    assert someone.postings.at(date(2099, 1, 1)).get().unit == cast.b


def test_a_unit_has_to_be_open_on_the_day_and_to_the_end(cast, someone, enter) -> None:
    closed = UnitFactory(start=date(2015, 1, 1), end=date(2025, 7, 1))
    with pytest.raises(DomainError) as refused:
        enter("vi-tri", day(2025, 7), unit=closed)
    assert refused.value.field == "unit"
    with pytest.raises(DomainError) as refused:
        enter("vi-tri", day(2020), unit=closed)
    assert refused.value.field == "end"
    enter("vi-tri", day(2020), end=date(2025, 7, 1), unit=closed)
    assert spans(someone, "vi-tri") == [(date(2020, 1, 1), date(2025, 7, 1))]


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (day(2009, 12, 31), None, "start"),  # the day before service begins
        (day(2020), date(2020, 1, 1), "end"),
        (day(2020), date(2019, 12, 31), "end"),
        (day(1980), None, "start"),
    ],
)
def test_days_that_cannot_be_are_refused(cast, someone, enter, start, end, field) -> None:
    with pytest.raises(DomainError) as refused:
        enter("vi-tri", start, end=end, unit=cast.a)
    assert refused.value.field == field
    assert spans(someone, "vi-tri") == []


def test_service_ends_what_hangs_on_it(cast, enter) -> None:
    gone = OfficerFactory(service_end=date(2024, 5, 1))
    enter("vi-tri", day(2020), unit=cast.a, officer=gone)
    assert spans(gone, "vi-tri") == [(date(2020, 1, 1), date(2024, 5, 1))]
    with pytest.raises(DomainError):
        enter("vi-tri", day(2024, 5), unit=cast.b, officer=gone)
    # What is no service may come later: an award after retirement.
    enter("khen-thuong", day(2025), kind_="award", name="Kỷ niệm chương", officer=gone)


@pytest.mark.parametrize(
    ("slug", "missing"), [("vi-tri", "unit"), ("the", "number"), ("cap-uy", "committee")]
)
def test_what_a_kind_needs_is_asked_for_at_its_field(cast, someone, enter, slug, missing) -> None:
    values = {"the": {"kind_": "enforcer"}, "cap-uy": {"title": "Cấp ủy viên"}}.get(slug, {})
    with pytest.raises(DomainError) as refused:
        enter(slug, day(2020), **values)
    assert refused.value.field == missing


# --- rank and salary: Decree 204/2004 -------------------------------------------------------------


@pytest.fixture
def ranked(someone, enter) -> Officer:
    """Chấp hành viên sơ cấp (A1: 9 steps, 2,34 + 0,33 a step, 36 months) since 2015."""
    enter("ngach", day(2015), rank=rank("03.301"))
    return someone


def test_a_step_needs_a_rank(someone, enter) -> None:
    with pytest.raises(DomainError) as refused:
        enter("luong", day(2015), step=1)
    assert refused.value.field == "start"


@pytest.mark.parametrize("step", [10, 99])
def test_a_step_above_the_table_is_refused_whatever_the_reason(ranked, enter, step) -> None:
    with pytest.raises(DomainError) as refused:
        enter("luong", day(2015), step=step, reason="Vẫn muốn")
    assert refused.value.field == "step"
    assert "9 bậc" in refused.value.message


@pytest.mark.parametrize(("step", "coefficient"), [(1, "2.34"), (2, "2.67"), (9, "4.98")])
def test_the_coefficient_is_that_of_the_table(ranked, enter, step, coefficient) -> None:
    row = enter("luong", day(2015), step=step)
    row.refresh_from_db()
    assert row.coefficient == Decimal(coefficient)
    with pytest.raises(ReasonNeeded) as needed:
        enter("luong", day(2015), step=step, coefficient=Decimal("9.99"))
    assert needed.value.field == "coefficient"


def test_correcting_the_step_without_a_coefficient_takes_it_from_the_table(cast, ranked, enter) -> None:
    row = enter("luong", day(2015), step=1)
    facts = {"step": 3, "coefficient": None, "raised": "", "beyond_percent": 0, "delay_months": 0}
    correct_fact(actor=cast.mai, row=row, start=day(2015), **facts)
    row.refresh_from_db()
    assert (row.step, row.coefficient) == (3, Decimal("3.00"))


@pytest.mark.parametrize(
    ("start", "raised", "asked"),
    [
        (day(2018), "regular", False),  # 36 months
        (day(2017, 12, 31), "regular", True),
        (day(2017), "early", False),  # 12 months early for achievement
        (day(2016, 12, 31), "early", True),
        (day(2016), "rank", False),  # with another rank the table begins anew
    ],
)
def test_a_step_before_its_day_needs_a_reason(ranked, enter, start, raised, asked) -> None:
    enter("luong", day(2015), step=1)
    if asked:
        with pytest.raises(ReasonNeeded) as needed:
            enter("luong", start, step=2, raised=raised)
        assert needed.value.field == "start"
    else:
        assert enter("luong", start, step=2, raised=raised).pk


@pytest.mark.parametrize(("form", "months"), [("khien_trach", 3), ("canh_cao", 6), ("cach_chuc", 12)])
def test_a_discipline_moves_the_next_step(cast, ranked, enter, form, months, settings) -> None:
    """Khiển trách 3, cảnh cáo 6, cách chức 12 months (SALARY_DELAY_MONTHS)."""
    enter("luong", day(2015), step=1)
    enter("ky-luat", day(2016), form=form, act="Vi phạm", side="state", reason="Theo quyết định")
    due = date(2018 + (months == 12), 1 + months % 12, 1)
    with pytest.raises(ReasonNeeded):
        enter("luong", day(2018), step=2, raised="regular")
    assert enter("luong", PartialDate(due, "day"), step=2, raised="regular").pk


def test_days_in_messages_are_the_last_ones_as_people_say_them(cast, enter) -> None:
    """Stored half-open; nobody says “đến 01/01/2022” of what ended with the old year."""
    enter("vi-tri", day(2020), end=date(2022, 1, 1), unit=cast.a)
    with pytest.raises(DomainError) as refused:
        enter("vi-tri", day(2020, 6), end=date(2021, 1, 1), unit=cast.b)
    assert "(01/01/2020 – 31/12/2021)" in refused.value.message
    with pytest.raises(ReasonNeeded) as needed:
        enter("vi-tri", day(2023), unit=cast.b)
    assert needed.value.findings == ["để trống quãng từ 01/01/2022 đến 31/12/2022"]


@pytest.mark.parametrize("months", [1, 6, 12])
def test_no_early_step_for_achievement_after_a_discipline(ranked, enter, months) -> None:
    """TT 08/2013/TT-BNV: whoever was disciplined in the time has no step ahead of it."""
    enter("luong", day(2015), step=1)
    enter("ky-luat", day(2016), form="khien_trach", act="Vi phạm", side="state", reason="Theo quyết định")
    start = PartialDate(add_months(date(2018, 4, 1), -months), "day")
    with pytest.raises(ReasonNeeded):
        enter("luong", start, step=2, raised="early")


# --- conditions of a rank: Law 26/2008 art. 18 to 30/06/2026, Law 106/2025 art. 24 after it ---------------

JUNIOR, MIDDLE, SENIOR = "03.301", "03.300", "03.299"


@pytest.mark.parametrize(
    ("before", "since", "code", "start", "asked"),
    [
        (JUNIOR, day(2015), MIDDLE, day(2020), False),  # 5 years in the grade below
        (JUNIOR, day(2015), MIDDLE, day(2019, 12, 31), True),
        (MIDDLE, day(2020), SENIOR, day(2026, 7), False),
        (MIDDLE, day(2022), SENIOR, day(2026, 7), True),
        ("01.003", day(2011), MIDDLE, day(2026, 7), True),  # chuyên viên: never sơ cấp
        ("01.003", day(2010), JUNIOR, day(2013), False),  # 3 years of legal work
        ("01.003", day(2010), JUNIOR, day(2012, 12, 31), True),
        (None, None, SENIOR, day(2015), False),  # the record begins with it
    ],
)
def test_a_rank_without_its_conditions_needs_a_reason(
    cast, someone, enter, before, since, code, start, asked
) -> None:
    if before:
        enter("ngach", since, rank=rank(before))
    if asked:
        with pytest.raises(ReasonNeeded) as needed:
            enter("ngach", start, rank=rank(code))
        assert needed.value.field == "rank"
        assert "Luật" in needed.value.findings[0]
        assert not someone.ranks.filter(rank__code=code).exists()
        assert enter("ngach", start, rank=rank(code), reason="Theo quyết định của Bộ trưởng").reason
    else:
        assert enter("ngach", start, rank=rank(code)).reason == ""


@pytest.mark.parametrize(
    ("specialty", "asked"), [("Luật kinh tế", False), ("Kế toán", True), ("", False), (None, False)]
)
def test_an_enforcement_officer_has_a_law_degree(cast, someone, enter, specialty, asked) -> None:
    """Nothing recorded is held against nobody; another subject is."""
    if specialty is not None:
        enter("trinh-do-chuyen-mon", day(2009), title="Đại học", specialty=specialty)
    if asked:
        with pytest.raises(ReasonNeeded):
            enter("ngach", day(2015), rank=rank(JUNIOR))
    else:
        assert enter("ngach", day(2015), rank=rank(JUNIOR)).pk


@pytest.mark.parametrize(("start", "asked"), [(day(2026, 6, 30), True), (day(2026, 7, 1), False)])
def test_from_july_2026_the_head_of_an_office_may_be_promoted_earlier(
    cast, someone, enter, start, asked
) -> None:
    """Art. 24.2 of Law 106/2025: a sơ cấp appointed Trưởng phòng khu vực."""
    enter("vi-tri", day(2020), unit=cast.a, post=head())
    enter("ngach", day(2024), rank=rank(JUNIOR))
    if asked:
        with pytest.raises(ReasonNeeded):
            enter("ngach", start, rank=rank(MIDDLE))
    else:
        assert enter("ngach", start, rank=rank(MIDDLE)).pk


# --- leading posts: Decree 170/2025 ----------------------------------------------------------------


def head() -> Post:
    return Post.objects.get(name="Trưởng phòng")


@pytest.mark.parametrize(
    ("start", "end", "outcome"),
    [
        (day(2020), date(2025, 1, 1), "recorded"),
        (day(2020), date(2024, 12, 31), "reason"),
        (day(2020), date(2026, 1, 1), "reason"),
        (day(2020), None, "refused"),
    ],
)
def test_a_term_is_five_years(cast, someone, enter, start, end, outcome) -> None:
    facts = {"unit": cast.a, "post": head(), "act": "first", "end": end}
    if outcome == "recorded":
        assert enter("nhiem-ky", start, **facts).pk
        return
    with pytest.raises(ReasonNeeded if outcome == "reason" else DomainError) as told:
        enter("nhiem-ky", start, **facts)
    assert (told.value.field, isinstance(told.value, ReasonNeeded)) == ("end", outcome == "reason")


# A man born 15/06/1965 retires on 01/01/2027 (Decree 135/2020).
@pytest.mark.parametrize(
    ("start", "end", "act", "asked"),
    [
        (day(2025, 1, 2), date(2027, 1, 1), "extended", False),  # fewer than 2 years left
        (day(2025, 1, 1), date(2027, 1, 1), "extended", True),  # exactly 2 years
        (day(2022, 1, 1), date(2027, 1, 1), "first", False),  # just a full term
        (day(2022, 1, 2), date(2027, 1, 1), "first", True),
    ],
)
def test_the_end_of_a_term_near_retirement(cast, enter, start, end, act, asked) -> None:
    old = OfficerFactory(birth_date=date(1965, 6, 15), service_start=date(1990, 1, 1))
    facts = {"unit": cast.a, "post": head(), "act": act, "end": end, "officer": old}
    if asked:
        with pytest.raises(ReasonNeeded):
            enter("nhiem-ky", start, **facts)
    else:
        assert enter("nhiem-ky", start, **facts).pk


def test_only_a_leading_post_has_a_term(cast, enter) -> None:
    plain = Post.objects.filter(role="none").first() or Post.objects.create(
        name="Nhân viên", role="none", order=99
    )
    with pytest.raises(DomainError) as refused:
        enter("nhiem-ky", day(2020), end=date(2025, 1, 1), unit=cast.a, post=plain, act="first")
    assert refused.value.field == "post"


@pytest.mark.parametrize(("end", "asked"), [(date(2023, 1, 1), False), (date(2023, 1, 2), True)])
def test_a_secondment_longer_than_three_years_needs_a_reason(cast, someone, enter, end, asked) -> None:
    enter("vi-tri", day(2020), unit=cast.t)
    if asked:
        with pytest.raises(ReasonNeeded):
            enter("biet-phai", day(2020), end=end, unit=cast.b)
    else:
        row = enter("biet-phai", day(2020), end=end, unit=cast.b)
        assert (row.kind, row.act) == ("secondment", "seconded")


def test_nobody_is_seconded_to_the_own_unit(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.a)
    with pytest.raises(DomainError) as refused:
        enter("biet-phai", day(2021), end=date(2022, 1, 1), unit=cast.a)
    assert refused.value.field == "unit"


# --- discipline: Decree 112/2020 until 30/06/2025, Decree 172/2025 from 01/07/2025 -------------------

SIX = {"khien_trach", "canh_cao", "ha_bac_luong", "giang_chuc", "cach_chuc", "buoc_thoi_viec"}
FOUR = {"khien_trach", "canh_cao", "cach_chuc", "buoc_thoi_viec"}
PARTY = {"khien_trach", "canh_cao", "cach_chuc", "khai_tru"}


@pytest.mark.parametrize(
    ("start", "side", "allowed"),
    [
        (day(2025, 6, 30), "state", SIX),
        (day(2025, 7, 1), "state", FOUR),
        (day(2025, 6, 30), "party", PARTY),
        (day(2025, 7, 1), "party", PARTY),
    ],
)
@pytest.mark.parametrize("form", sorted(SIX | PARTY))
def test_forms_of_discipline_by_the_day(cast, someone, enter, start, side, allowed, form) -> None:
    facts = {"form": form, "side": side, "act": "Vi phạm", "reason": "Theo quyết định"}
    if form in allowed:
        assert enter("ky-luat", start, **facts).pk
    else:
        with pytest.raises(DomainError) as refused:
            enter("ky-luat", start, **facts)
        assert refused.value.field == "form"


def test_the_breach_does_not_come_after_its_discipline(cast, someone, enter) -> None:
    with pytest.raises(DomainError) as refused:
        enter("ky-luat", day(2026), form="khien_trach", side="state", act="x", acted_on=date(2026, 1, 2))
    assert refused.value.field == "acted_on"


# --- levels, party ----------------------------------------------------------------------------------


def test_a_level_is_known_by_its_code_whatever_the_spelling(cast, someone, enter) -> None:
    row = enter("trinh-do-chuyen-mon", day(2015), title="thạc SĨ")
    assert (row.level, row.title) == ("master", "Thạc sĩ")
    with pytest.raises(DomainError) as refused:
        enter("trinh-do-chuyen-mon", day(2016), title="Siêu cấp")
    assert refused.value.field == "title"


def test_correcting_a_level_corrects_its_code(cast, someone, enter) -> None:
    row = enter("trinh-do-chuyen-mon", day(2015), title="Đại học")
    correct_fact(actor=cast.mai, row=row, start=day(2015), title="Tiến sĩ")
    row.refresh_from_db()
    assert (row.title, row.level) == ("Tiến sĩ", "phd")


def test_the_officer_keeps_the_day_of_joining_the_party(cast, someone, enter) -> None:
    enter("dang-vien", day(2012), cell="Chi bộ 2")
    enter("dang-vien", PartialDate(date(2011, 1, 1), "year"), cell="Chi bộ 1")
    someone.refresh_from_db()
    assert (someone.party_joined, someone.party_joined_precision) == (date(2011, 1, 1), "year")


# --- correcting and withdrawing ------------------------------------------------------------------------


def test_moving_the_first_day_moves_the_end_of_the_row_before(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.a)
    row = enter("vi-tri", day(2024), unit=cast.b)
    facts = {"unit": cast.b, "post": None, "act": "", "acting": False, "engagement": "civil_servant"}
    correct_fact(actor=cast.mai, row=row, seen=seen_of(row), start=day(2023), **facts)
    assert spans(someone, "vi-tri") == [(date(2020, 1, 1), date(2023, 1, 1)), (date(2023, 1, 1), None)]


def test_correcting_across_another_row_is_refused(cast, someone, enter) -> None:
    row = enter("vi-tri", day(2020), unit=cast.a)
    enter("vi-tri", day(2024), unit=cast.b)
    facts = {"unit": cast.a, "post": None, "act": "", "acting": False, "engagement": "civil_servant"}
    with pytest.raises(DomainError) as refused:
        correct_fact(actor=cast.mai, row=row, start=day(2020), end=date(2025, 1, 1), **facts)
    assert refused.value.field == "end"
    assert spans(someone, "vi-tri")[0] == (date(2020, 1, 1), date(2024, 1, 1))


def test_a_correction_does_not_make_twins(cast, someone, enter) -> None:
    enter("ky-luat", day(2020), form="khien_trach", side="state", act="Một")
    row = enter("ky-luat", day(2021), form="khien_trach", side="state", act="Hai")
    facts = {"form": "khien_trach", "side": "state", "act": "Hai", "acted_on": None}
    with pytest.raises(DomainError) as refused:
        correct_fact(actor=cast.mai, row=row, start=day(2020), public_duty=False, degradation=False, **facts)
    assert refused.value.field == "start"


def test_withdrawing_needs_a_reason_that_the_history_keeps(cast, someone, enter) -> None:
    row = enter("khen-thuong", day(2024), kind_="award", name="Giấy khen")
    for reason in ("", "   ", "x" * 1_001):
        with pytest.raises(DomainError) as refused:
            withdraw_fact(actor=cast.mai, row=row, reason=reason)
        assert refused.value.field == "reason"
    pk, model = row.pk, type(row)
    withdraw_fact(actor=cast.mai, row=row, reason="Nhập nhầm người")
    assert not model.objects.filter(pk=pk).exists()
    last = model.history.filter(id=pk).latest("history_id")
    assert (last.history_type, last.history_change_reason) == ("-", "Nhập nhầm người")
    assert last.history_user == cast.mai


def test_withdrawing_a_home_lets_the_one_before_go_on_with_its_charges(cast, someone, enter) -> None:
    enter("vi-tri", day(2020), unit=cast.t)
    enter("phu-trach", day(2020), unit=cast.a)
    mistake = enter("vi-tri", day(2026), unit=cast.b)
    assert spans(someone, "phu-trach") == [(date(2020, 1, 1), date(2026, 1, 1))]
    withdraw_fact(actor=cast.mai, row=mistake, reason="Nhầm người")
    assert spans(someone, "vi-tri") == [(date(2020, 1, 1), None)]
    assert spans(someone, "phu-trach") == [(date(2020, 1, 1), None)]


def test_who_saves_second_is_told_what_changed_and_may_then_overwrite(cast, someone, enter) -> None:
    row = enter("cong-tac-khac", day(2005), organisation="UBND xã")
    seen = seen_of(row)
    correct_fact(actor=cast.an, row=row, seen=seen, start=day(2005), organisation="UBND phường", job="")
    with pytest.raises(Overtaken) as told:
        correct_fact(actor=cast.mai, row=row, seen=seen, start=day(2005), organisation="UBND huyện", job="")
    assert told.value.who == "Phạm Văn An"
    assert [(d.seen, d.now) for d in told.value.differences] == [("UBND xã", "UBND phường")]
    row.refresh_from_db()
    assert row.organisation == "UBND phường"
    correct_fact(
        actor=cast.mai, row=row, seen=seen_of(row), start=day(2005), organisation="UBND huyện", job=""
    )
    row.refresh_from_db()
    assert row.organisation == "UBND huyện"


def test_a_row_withdrawn_meanwhile_is_no_longer_there(cast, someone, enter) -> None:
    row = enter("cong-tac-khac", day(2005), organisation="UBND xã")
    copy = type(row).objects.get(pk=row.pk)
    withdraw_fact(actor=cast.an, row=row, reason="Nhầm")
    with pytest.raises(DomainError, match="đã được rút"):
        correct_fact(actor=cast.mai, row=copy, start=day(2005), organisation="UBND huyện", job="")


def test_a_stored_row_knows_its_kind(cast, someone, enter) -> None:
    assert kind_of(enter("vi-tri", day(2020), unit=cast.a)).slug == "vi-tri"
    assert kind_of(enter("kiem-nhiem", day(2020), unit=cast.b)).slug == "kiem-nhiem"
    assert kind_of(enter("ngoai-ngu", day(2020), title="Tiếng Anh B1")).slug == "ngoai-ngu"


@pytest.mark.parametrize("slug", ["vi-tri", "ngach", "luong", "nhiem-ky", "ky-luat", "hop-dong", "dang-vien"])
def test_books_read_beforehand_need_no_query_while_rows_are_entered(
    cast, someone, enter, slug, django_assert_num_queries
) -> None:
    """Workbooks enter thousands of rows: rules and effects read only what `kinds_read` names."""
    enter("vi-tri", day(2020), unit=cast.a, post=head())
    enter("ngach", day(2015), rank=rank("03.301"))
    enter("luong", day(2015), step=1)
    values = {
        "vi-tri": {"unit": cast.b},
        "ngach": {"rank": rank("03.300")},
        "luong": {"step": 2},
        "nhiem-ky": {"unit": cast.a, "post": head(), "act": "first", "end": date(2029, 1, 1)},
        "ky-luat": {"form": "khien_trach", "side": "state", "act": "x"},
        "hop-dong": {"kind": "indefinite"},
        "dang-vien": {"cell": "Chi bộ 1"},
    }[slug]
    kind = kind_by_slug(slug)
    kinds = [each for each in KINDS if each.slug in kinds_read([slug])]
    book = load_books([someone], kinds)[someone.pk]
    row = kind.model(officer=someone, start=date(2024, 1, 1), **kind.where, **values)
    with django_assert_num_queries(0):
        place(book, Ledger(None), kind, row, reason="Theo quyết định")
