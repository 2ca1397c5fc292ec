"""Why people leave: causes on the board, terms and contracts that run out, month by month."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staff.models import LabourContract, LeadershipTerm, Post, Posting, Unit
from staff.reports.staffing_charts import board_bars
from staff.rules.leaving import LeavingCause, leaving_within_year
from staff.selectors.leaving import EVERY_CAUSE, by_month, leavers, leaving_cause
from staff.selectors.people_behind import Figure, people_behind
from staff.selectors.staffing import staffing_board
from tests.factories import OfficerFactory, PostingFactory, UnitFactory

DAY = date(2026, 9, 30)
RETIRING = date(1965, 6, 15)  # a man: retires on 01/01/2027 (Decree 135/2020)


@pytest.fixture
def t(db: None) -> Unit:
    return UnitFactory(code="T", kind="thads_tinh")


@pytest.fixture
def a(t: Unit) -> Unit:
    return UnitFactory(code="T-A", parent=t)


@pytest.fixture
def head(db: None) -> Post:
    return Post.objects.get(name="Trưởng phòng")


def serve(unit: Unit, number: str, engagement: str = "civil_servant", **facts) -> Posting:
    return PostingFactory(officer=OfficerFactory(number=number, **facts), unit=unit, engagement=engagement)


def term(posting: Posting, head: Post, end: date | None, start: date = date(2022, 1, 1)) -> None:
    LeadershipTerm.objects.create(officer=posting.officer, unit=posting.unit, post=head, start=start, end=end)


def contract(posting: Posting, end: date | None, start: date = date(2022, 1, 1)) -> None:
    LabourContract.objects.create(officer=posting.officer, kind="definite", start=start, end=end)


def causes(unit: Unit, at: date = DAY) -> tuple[int, ...]:
    """leaving, retiring, ending, terms, contracts of the subtree."""
    row = next(r for r in staffing_board(at, [unit.pk], EVERY_CAUSE).rows if r.unit_id == unit.pk)
    return (row.leaving_12_months, row.retiring, row.ending, row.terms_ending, row.contracts_ending)


def test_the_causes_stand_apart_and_add_up_the_tree(t: Unit, a: Unit, head: Post) -> None:
    serve(a, "CC-1", birth_date=RETIRING)
    serve(a, "CC-2", service_end=date(2026, 12, 1))
    term(serve(a, "CC-3"), head, date(2027, 1, 1))
    contract(serve(a, "HD-1", "contract"), date(2027, 3, 1))
    serve(t, "CC-4", birth_date=RETIRING)
    assert causes(a) == (2, 1, 1, 1, 1)
    assert causes(t) == (3, 2, 1, 1, 1)


def test_someone_with_several_causes_counts_once(a: Unit, head: Post) -> None:
    """The term of somebody who retires anyway is not counted again."""
    term(serve(a, "CC-1", birth_date=RETIRING), head, date(2026, 12, 1))
    both = serve(a, "CC-2", birth_date=RETIRING, service_end=date(2026, 11, 1))
    assert causes(a) == (2, 1, 1, 0, 0)
    found = leavers(DAY, [a.pk])
    assert len(found) == len({leaver.officer_id for leaver in found}) == 2
    assert next(x for x in found if x.officer_id == both.officer_id).leaving.cause is LeavingCause.KNOWN_END


def test_a_reappointment_on_record_carries_the_term_on(a: Unit, head: Post) -> None:
    posting = serve(a, "CC-1")
    term(posting, head, date(2027, 1, 1))
    assert causes(a)[3] == 1
    term(posting, head, date(2032, 1, 1), start=date(2027, 1, 1))
    assert causes(a)[3] == 0


@pytest.mark.parametrize(
    ("end", "counted"), [(DAY, 0), (date(2026, 10, 1), 1), (date(2027, 10, 1), 0), (None, 0)]
)
def test_contracts_count_within_twelve_months_and_never_as_present(a: Unit, end, counted) -> None:
    contract(serve(a, "HD-1", "contract"), end)
    row = staffing_board(DAY, [a.pk], EVERY_CAUSE).rows[0]
    assert (row.contracts_ending, row.present, row.leaving_12_months) == (counted, 0, 0)


def test_terms_of_people_at_home_elsewhere_or_on_contract_are_not_counted(a: Unit, head: Post) -> None:
    term(serve(UnitFactory(code="O"), "CC-1"), head, date(2027, 1, 1))
    term(serve(a, "HD-1", "contract"), head, date(2027, 1, 1))
    contract(serve(a, "CC-2"), date(2027, 1, 1))  # a civil servant's old contract
    assert causes(a) == (0, 0, 0, 0, 0)


def test_the_figures_of_the_command_need_no_terms_and_stay_as_they_are(a: Unit, head: Post) -> None:
    term(serve(a, "CC-1"), head, date(2027, 1, 1))
    row = staffing_board(DAY, [a.pk]).rows[0]
    assert (row.leaving_12_months, row.terms_ending) == (0, 0)


def test_names_with_day_reason_and_the_band_of_the_birth(a: Unit, head: Post) -> None:
    serve(a, "CC-1", birth_date=RETIRING)
    term(serve(a, "CC-2"), head, date(2027, 2, 1))
    contract(serve(a, "HD-1", "contract"), date(2027, 3, 1))

    def told(what: Figure) -> list[tuple]:
        return [(p.number, p.day, p.reason, p.band) for p in people_behind(DAY, a.pk, what).shown]

    assert told(Figure.LEAVING) == [
        ("CC-1", date(2027, 1, 1), "Đến tuổi nghỉ hưu", "61 tuổi 6 tháng · sinh 10/1964–06/1965")
    ]
    assert told(Figure.TERMS) == [("CC-2", date(2027, 2, 1), "hết nhiệm kỳ: Trưởng phòng", "")]
    assert told(Figure.CONTRACTS) == [("HD-1", date(2027, 3, 1), "hết hạn hợp đồng: Xác định thời hạn", "")]


def test_of_those_who_leave_one_cause_may_be_chosen(a: Unit) -> None:
    serve(a, "CC-1", birth_date=RETIRING)
    serve(a, "CC-2", service_end=date(2026, 12, 1))
    found = people_behind(DAY, a.pk, Figure.LEAVING, causes={LeavingCause.KNOWN_END})
    assert [person.number for person in found.shown] == ["CC-2"]


def test_month_by_month(a: Unit, head: Post) -> None:
    serve(a, "CC-1", birth_date=RETIRING)
    term(serve(a, "CC-2"), head, date(2027, 1, 20))
    months = by_month(leavers(DAY, [a.pk]), DAY)
    told = {m.first_day: {c: n for c, n in m.counts.items() if n} for m in months if any(m.counts.values())}
    assert len(months) == 12
    assert told == {date(2027, 1, 1): {LeavingCause.RETIREMENT: 1, LeavingCause.TERM: 1}}


@pytest.mark.django_db
@settings(max_examples=40)
@given(
    birth=st.dates(date(1955, 1, 1), date(1985, 12, 31)),
    sex=st.sampled_from(["male", "female"]),
    end=st.none() | st.dates(date(2025, 1, 1), date(2029, 1, 1)),
    at=st.dates(date(2021, 1, 1), date(2028, 12, 31)),
)
def test_the_database_finds_the_cause_that_the_rule_finds(birth, sex, end, at) -> None:
    officer = OfficerFactory(birth_date=birth, sex=sex, service_end=end)
    posting = PostingFactory(officer=officer)
    expected = leaving_within_year(birth, sex, end, at)
    found = Posting.objects.filter(pk=posting.pk).values_list(leaving_cause(at), flat=True).get()
    assert found == (expected.cause if expected else "")


@pytest.mark.parametrize("people", [1, 3])
def test_six_queries_with_all_causes_whatever_the_size(t, head, people, django_assert_num_queries) -> None:
    for n in range(people):
        unit = UnitFactory(code=f"X{n}", parent=t)
        term(serve(unit, f"CC-{n}"), head, date(2027, 1, 1))
        contract(serve(unit, f"HD-{n}", "contract"), date(2027, 1, 1))
        serve(unit, f"CC-R{n}", birth_date=RETIRING)
    with django_assert_num_queries(6):
        staffing_board(DAY, None, EVERY_CAUSE)


def test_bars_add_up_to_the_board_and_a_big_board_shows_its_upper_units(t: Unit, a: Unit) -> None:
    b = UnitFactory(code="T-B", parent=t)
    for unit, number in ((t, "1"), (a, "2"), (a, "3"), (b, "4")):
        serve(unit, number)
    board = staffing_board(DAY, [t.pk])
    assert [bar.present for bar in board_bars(board)] == [1, 2, 1]
    assert [bar.present for bar in board_bars(board, most=2)] == [4]
