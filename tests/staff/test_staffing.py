"""The gap board: figures of subtrees on a day, from postings, quotas, secondments and birth dates."""

from datetime import date

import pytest

from staff.models import Posting, Unit, UnitQuota
from staff.selectors.people_behind import Figure, people_behind
from staff.selectors.staffing import staffing, staffing_board
from tests.factories import OfficerFactory, PostingFactory, UnitFactory

DAY = date(2026, 9, 30)


@pytest.fixture
def tree(db: None) -> dict[str, Unit]:
    """T with offices A and B; A has a section A1; O is another province."""
    t = UnitFactory(code="T", kind="thads_tinh")
    a = UnitFactory(code="T-A", parent=t)
    b = UnitFactory(code="T-B", parent=t)
    a1 = UnitFactory(code="T-A-1", parent=a)
    o = UnitFactory(code="O", kind="thads_tinh")
    return {unit.code: unit for unit in (t, a, b, a1, o)}


def serve(unit: Unit, number: str = "", **kwargs) -> Posting:
    officer_fields = {k: kwargs.pop(k) for k in ("birth_date", "sex", "service_end") if k in kwargs}
    officer = OfficerFactory(**({"number": number} if number else {}), **officer_fields)
    return PostingFactory(officer=officer, unit=unit, **kwargs)


def lend(posting: Posting, to: Unit, **kwargs) -> Posting:
    return PostingFactory(
        officer=posting.officer, unit=to, kind="secondment", **{"start": date(2026, 1, 1), **kwargs}
    )


def figures(at: date = DAY, units=None) -> dict[str, tuple]:
    """code → quota, present, vacant, in, out, leaving."""
    return {
        r.code: (r.quota, r.present, r.vacant, r.seconded_in, r.seconded_out, r.leaving_12_months)
        for r in staffing(at, units)
    }


def test_one_row_for_each_open_unit_by_code_even_without_anybody(tree) -> None:
    assert list(figures()) == ["O", "T", "T-A", "T-A-1", "T-B"]
    assert figures()["O"] == (None, 0, None, 0, 0, 0)


def test_quota_and_people_add_up_the_tree_and_vacant_keeps_its_sign(tree) -> None:
    UnitQuota.objects.create(unit=tree["T"], seats=2, start=date(2020, 1, 1))
    UnitQuota.objects.create(unit=tree["T-A-1"], seats=0, start=date(2020, 1, 1))
    serve(tree["T"])
    serve(tree["T-A-1"])
    serve(tree["T-B"])
    assert figures() == {
        "O": (None, 0, None, 0, 0, 0),
        "T": (2, 3, -1, 0, 0, 0),
        "T-A": (0, 1, -1, 0, 0, 0),
        "T-A-1": (0, 1, -1, 0, 0, 0),
        "T-B": (None, 1, None, 0, 0, 0),
    }


def test_the_own_figures_leave_out_the_units_below(tree) -> None:
    UnitQuota.objects.create(unit=tree["T"], seats=5, start=date(2020, 1, 1))
    UnitQuota.objects.create(unit=tree["T-A"], seats=3, start=date(2020, 1, 1))
    serve(tree["T"])
    serve(tree["T-A"])
    row = next(row for row in staffing(DAY, None) if row.code == "T")
    assert (row.quota, row.present) == (8, 2)
    assert (row.own.quota, row.own.present, row.own.gap) == (5, 1, -4)


def test_contract_staff_are_not_counted(tree) -> None:
    serve(tree["T-A"], engagement="contract")
    assert figures()["T-A"] == (None, 0, None, 0, 0, 0)


@pytest.mark.parametrize(
    ("start", "end", "present"),
    [
        (date(2026, 9, 30), None, 1),  # the first day counts
        (date(2026, 10, 1), None, 0),
        (date(2020, 1, 1), date(2026, 9, 30), 0),  # the end is the first day no longer
        (date(2020, 1, 1), date(2026, 10, 1), 1),
        (date.min, None, 1),  # always
    ],
)
def test_a_posting_counts_from_its_first_day_to_the_day_before_its_end(tree, start, end, present) -> None:
    serve(tree["T-A"], start=start, end=end)
    assert figures()["T-A"][1] == present


@pytest.mark.parametrize(
    ("start", "end", "quota"),
    [
        (date(2026, 9, 30), None, 7),
        (date(2026, 10, 1), None, None),
        (date(2020, 1, 1), date(2026, 9, 30), None),
        (date(2020, 1, 1), date(2026, 10, 1), 7),
    ],
)
def test_a_quota_is_in_force_within_its_dates(tree, start, end, quota) -> None:
    UnitQuota.objects.create(unit=tree["T-A"], seats=7, start=start, end=end)
    assert figures()["T-A"][0] == quota


def test_a_closed_unit_has_no_row_and_no_quota_before_and_after_a_reorganisation(tree) -> None:
    old = UnitFactory(code="CC", parent=tree["T"], kind="chi_cuc", end=date(2025, 7, 1))
    UnitQuota.objects.create(unit=old, seats=4, start=date(2020, 1, 1))
    assert figures(date(2025, 6, 30))["CC"][0] == 4
    assert figures(date(2025, 6, 30))["T"][0] == 4
    assert "CC" not in figures(date(2025, 7, 1))
    assert figures(date(2025, 7, 1))["T"][0] is None


def test_only_the_subtree_asked_for(tree) -> None:
    assert list(figures(units=[tree["T-A"].pk])) == ["T-A", "T-A-1"]
    assert figures(units=[]) == {}


# who lends → who receives: (in, out) of T, T-A, T-A-1, T-B, O
BORDERS = [
    ("T-A", "T-B", {"T": (0, 0), "T-A": (0, 1), "T-A-1": (0, 0), "T-B": (1, 0), "O": (0, 0)}),
    ("T-A-1", "T-A", {"T": (0, 0), "T-A": (0, 0), "T-A-1": (0, 1), "T-B": (0, 0), "O": (0, 0)}),
    ("T-A-1", "O", {"T": (0, 1), "T-A": (0, 1), "T-A-1": (0, 1), "T-B": (0, 0), "O": (1, 0)}),
    ("O", "T-B", {"T": (1, 0), "T-A": (0, 0), "T-A-1": (0, 0), "T-B": (1, 0), "O": (0, 1)}),
]


@pytest.mark.parametrize(("home", "seat", "expected"), BORDERS)
def test_a_secondment_counts_where_it_crosses_the_border_of_the_subtree(tree, home, seat, expected) -> None:
    lend(serve(tree[home]), tree[seat])
    assert {code: row[3:5] for code, row in figures().items()} == expected
    assert figures()[home][1] == 1, "still present at home"
    assert figures(units=[tree[seat].pk])[seat][3:5] == expected[seat], "the same when asked for alone"


@pytest.mark.parametrize(
    ("start", "end", "counted"),
    [
        (date(2026, 9, 30), date(2026, 10, 1), 1),
        (date(2026, 1, 1), date(2026, 9, 30), 0),
        (date(2026, 10, 1), None, 0),
    ],
)
def test_a_secondment_counts_within_its_dates(tree, start, end, counted) -> None:
    lend(serve(tree["T-A"]), tree["T-B"], start=start, end=end)
    assert figures()["T-A"][4] == counted


# NĐ 135/2020: a man born 15/06/1965 retires on 01/01/2027, a woman born 01/01/1970 on 01/06/2027.
MAN, WOMAN = (date(1965, 6, 15), "male"), (date(1970, 1, 1), "female")


@pytest.mark.parametrize(
    ("at", "who", "end", "leaving"),
    [
        (date(2025, 12, 31), MAN, None, 0),
        (date(2026, 1, 1), MAN, None, 1),
        (date(2026, 12, 31), MAN, None, 1),
        (date(2027, 1, 1), MAN, None, 0),
        (date(2026, 5, 31), WOMAN, None, 0),
        (date(2026, 6, 1), WOMAN, None, 1),
        (DAY, (date(1990, 1, 1), "male"), date(2026, 9, 30), 0),
        (DAY, (date(1990, 1, 1), "male"), date(2026, 10, 1), 1),
        (DAY, (date(1990, 1, 1), "male"), date(2027, 9, 30), 1),
        (DAY, (date(1990, 1, 1), "male"), date(2027, 10, 1), 0),
        (DAY, MAN, date(2026, 11, 1), 1),  # both causes, one person
    ],
)
def test_who_leaves_after_the_day_and_within_twelve_months(tree, at, who, end, leaving) -> None:
    serve(tree["T-A-1"], birth_date=who[0], sex=who[1], service_end=end)
    assert {c: r[5] for c, r in figures(at).items() if c.startswith("T-A")} == {
        "T-A": leaving,
        "T-A-1": leaving,
    }


def test_someone_who_is_not_present_does_not_leave(tree) -> None:
    serve(tree["T-A"], birth_date=MAN[0], end=date(2026, 9, 30))
    serve(tree["T-A"], birth_date=MAN[0], engagement="contract")
    assert figures()["T-A"][5] == 0


def test_the_board_reads_as_the_tree_and_its_total_sees_the_border_of_all_units_asked_for(tree) -> None:
    for code in ("T-A", "T-B"):
        UnitQuota.objects.create(unit=tree[code], seats=2, start=date(2020, 1, 1))
    lend(serve(tree["T-A"]), tree["T-B"])
    lend(serve(tree["T-B"]), tree["O"])
    board = staffing_board(DAY, [tree["T-A"].pk, tree["T-B"].pk])
    assert [(row.code, row.depth) for row in board.rows] == [("T-A", 0), ("T-A-1", 1), ("T-B", 0)]
    total = board.total
    assert (total.quota, total.present, total.gap) == (4, 2, -2)
    assert (total.seconded_in, total.seconded_out) == (0, 1)


@pytest.mark.parametrize("people", [1, 3])
def test_four_queries_whatever_the_size(tree, people, django_assert_num_queries) -> None:
    for n in range(people):
        lend(serve(UnitFactory(code=f"X{n}", parent=tree["T"])), tree["O"])
        UnitQuota.objects.create(unit=tree["T"], seats=n + 1, start=date(2026 + n, 1, 1))
    with django_assert_num_queries(4):
        staffing(DAY, None)


def names(unit: Unit, what: Figure, at: date = DAY) -> list[str]:
    return [person.number for person in people_behind(at, unit.pk, what).shown]


def test_every_figure_opens_to_exactly_the_names_it_counts(tree) -> None:
    serve(tree["T-A"], "CC-1")
    lend(serve(tree["T-A-1"], "CC-2"), tree["T-B"])
    lend(serve(tree["O"], "CC-3"), tree["T-A"])
    serve(tree["T-A"], "CC-4", birth_date=MAN[0])
    serve(tree["T-A"], "CC-HD", engagement="contract")
    found = {figure: set(names(tree["T-A"], figure)) for figure in Figure}
    assert found == {
        Figure.PRESENT: {"CC-1", "CC-2", "CC-4"},
        Figure.SECONDED_IN: {"CC-3"},
        Figure.SECONDED_OUT: {"CC-2"},
        Figure.LEAVING: {"CC-4"},
        Figure.TERMS: set(),
        Figure.CONTRACTS: set(),
    }
    row = figures()["T-A"]
    assert (row[1], row[3], row[4], row[5]) == tuple(len(found[f]) for f in list(Figure)[:4])


def test_names_of_those_who_leave_say_when_and_why(tree) -> None:
    serve(tree["T-A"], "CC-1", birth_date=MAN[0])
    gone = serve(tree["T-A"], "CC-2", service_end=date(2026, 12, 1))
    gone.officer.service_end_reason = "Chuyển công tác"
    gone.officer.save()
    people = people_behind(DAY, tree["T-A"].pk, Figure.LEAVING).shown
    assert {(p.number, p.day, p.reason) for p in people} == {
        ("CC-1", date(2027, 1, 1), "Đến tuổi nghỉ hưu"),
        ("CC-2", date(2026, 12, 1), "Chuyển công tác"),
    }


def test_names_come_in_the_order_of_vietnamese_given_names(tree) -> None:
    for name in ("Nguyễn Thị Ánh", "Đặng Văn An", "Bùi Đức Ân", "Lê Văn Ấn"):
        PostingFactory(officer=OfficerFactory(full_name=name), unit=tree["T-A"])
    shown = people_behind(DAY, tree["T-A"].pk, Figure.PRESENT).shown
    assert [p.full_name for p in shown] == ["Đặng Văn An", "Nguyễn Thị Ánh", "Bùi Đức Ân", "Lê Văn Ấn"]
