"""The identities between the columns of the caseload forms, on published figures (domain: T1, T3, T5)."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.caseload import (
    COLUMN_CODES,
    FIELDS,
    FLOWS,
    FORMULAS,
    TIEN,
    VIEC,
    Breach,
    Figures,
    Rate,
    add,
    check_identities,
    check_progress,
    check_total,
    check_two_way,
    complete,
    completion_rate,
    difference,
    executable_rate,
)

# Hồ Chí Minh City, 6 months of 2019: an old two-way report, opening and new cases not told apart.
T1 = complete(
    {
        "accepted": 79_177,
        "entrusted": 580,
        "recalled": 4,
        "to_enforce": 78_593,
        "executable": 54_681,
        "not_executable": 23_912,
        "completed": 26_515,
    }
)
# The nation, 2022 ("out" of 35.004 is published as one figure).
T3 = complete(
    {
        "brought_forward": 349_412,
        "accepted": 547_121,
        "withdrawn": 35_004,
        "to_enforce": 861_529,
        "executable": 653_719,
        "not_executable": 195_675,
        "suspended": 12_135,
        "completed": 539_290,
    }
)
# Đồng Tháp, 9 months of 2025.
T5 = complete(
    {
        "brought_forward": 23_775,
        "accepted": 29_865,
        "entrusted": 368,
        "withdrawn": 6,
        "to_enforce": 53_266,
        "executable": 34_110,
        "not_executable": 17_034,
        "suspended": 2_122,
        "completed": 21_468,
    }
)


def test_columns_carry_the_codes_of_the_schema_in_its_order():
    assert list(COLUMN_CODES.values()) == [f"C{number}" for number in range(1, 18)]
    assert COLUMN_CODES["to_enforce"] == "C7"
    assert COLUMN_CODES["resolved"] == "C12"
    assert [COLUMN_CODES[name] for name in FLOWS] == [
        "C2",
        "C3",
        "C4",
        "C5",
        "C6",
        "C9",
        "C10",
        "C11",
        "C12",
    ]


@pytest.mark.parametrize(("published", "figures"), [("T1", T1), ("T3", T3), ("T5", T5)])
def test_published_figures_keep_every_identity(published, figures):
    assert check_identities(figures, VIEC) == [], published


@pytest.mark.parametrize(
    ("figures", "field", "value"),
    [
        (T1, "total_accepted", 79_177),
        (T1, "in_progress", 28_166),
        (T3, "total_accepted", 896_533),
        (T3, "carried_forward", 322_239),
        (T5, "total_accepted", 53_640),
        (T5, "in_progress", 12_642),
        (T5, "carried_forward", 31_798),
    ],
)
def test_absent_columns_are_computed(figures, field, value):
    assert getattr(figures, field) == value


@pytest.mark.parametrize(
    ("figures", "completion", "executable"),
    [(T1, "48.49", "69.57"), (T3, "82.50", "75.88"), (T5, "62.94", "64.04")],
)
def test_rates_are_exact_and_show_their_counts(figures, completion, executable):
    assert completion_rate(figures) == Rate(
        Fraction(figures.resolved, figures.executable), figures.resolved, figures.executable
    )
    assert f"{float(completion_rate(figures).percent):.2f}" == completion
    assert f"{float(executable_rate(figures).percent):.2f}" == executable


def test_a_rate_of_nothing_is_not_known():
    assert completion_rate(Figures()) == Rate(None, 0, 0)
    assert completion_rate(Figures()).percent is None


def test_nothing_given_is_a_row_of_zeros():
    assert complete({}) == Figures()
    assert complete(dict.fromkeys(FIELDS)) == Figures()


def test_given_values_are_never_replaced_by_computed_ones():
    given_row = dict(zip(FIELDS, range(100, 117), strict=True))

    assert complete(given_row) == Figures(**given_row)


def test_resolved_money_includes_reductions():
    money = complete({"executable": 10, "completed": 3, "terminated": 2, "reduced": 1})

    assert (money.resolved, money.in_progress) == (6, 4)


@pytest.mark.parametrize(
    ("change", "breaches"),
    [
        ({"total_accepted": 53_641}, [("I1", "C3", 53_640), ("I2", "C7", 53_267)]),
        ({"entrusted": 367}, [("I2", "C7", 53_267)]),
        ({"withdrawn": 7}, [("I2", "C7", 53_265)]),
        ({"recalled": 1}, [("I2", "C7", 53_265)]),
        ({"suspended": 2_121}, [("I3", "C7", 53_265)]),
        ({"not_executable": 17_035}, [("I3", "C7", 53_267)]),
        ({"in_progress": 12_641}, [("I4", "C8", 34_109)]),
        ({"postponed": 1}, [("I4", "C8", 34_111)]),
        ({"completed": 21_469}, [("C12", "C12", 21_469)]),
        ({"carried_forward": 31_799}, [("I5", "C17", 31_798)]),
        (
            {"reduced": 1, "resolved": 21_469, "in_progress": 12_641, "carried_forward": 31_797},
            [("C11", "C11", 0)],
        ),
    ],
)
def test_each_identity_broken_once_is_named_with_what_was_expected(change, breaches):
    found = check_identities(replace(T5, **change), VIEC)

    assert [(one.rule, COLUMN_CODES[one.field], one.expected) for one in found] == breaches
    assert all(one.found == getattr(replace(T5, **change), one.field) for one in found)
    assert all(one.rule in FORMULAS for one in found)


def test_a_breach_carries_both_figures():
    assert check_identities(replace(T5, to_enforce=53_267, carried_forward=31_799), VIEC) == [
        Breach(rule="I2", field="to_enforce", expected=53_266, found=53_267),
        Breach(rule="I3", field="to_enforce", expected=53_266, found=53_267),
    ]


def test_a_reduction_is_fine_in_money():
    money = complete({"accepted": 9, "to_enforce": 9, "executable": 9, "completed": 3, "reduced": 2})

    assert check_identities(money, TIEN) == []
    assert [breach.rule for breach in check_identities(money, VIEC)] == ["C11"]


def test_more_resolved_than_executable_breaks_the_identity_that_the_remainder_came_from():
    figures = complete({"accepted": 5, "to_enforce": 5, "executable": 5, "completed": 6})

    assert check_identities(figures, VIEC) == [
        Breach("I4", "in_progress", 0, -1),
        Breach("I5", "carried_forward", 0, -1),
    ]


@pytest.mark.parametrize("measure", [VIEC, TIEN])
def test_nothing_is_negative(measure):
    figures = complete({"brought_forward": -1, "accepted": 1})

    assert check_identities(figures, measure) == [Breach("NEG", "brought_forward", 0, -1)]


def test_a_negative_reduction_of_cases_is_told_once():
    figures = replace(Figures(), reduced=-1, resolved=-1, in_progress=1, carried_forward=1)

    assert [(one.rule, one.field) for one in check_identities(figures, VIEC)] == [
        ("C11", "reduced"),
        ("NEG", "resolved"),
    ]


def test_a_measure_is_cases_or_money():
    with pytest.raises(ValueError):
        check_identities(T5, "người")


def test_an_old_two_way_report_balances_without_a_third_class():
    assert check_two_way(T1) == []
    assert check_two_way(replace(T1, not_executable=23_911)) == [Breach("I3", "to_enforce", 78_592, 78_593)]


def test_own_initiative_and_on_request_add_up_to_the_total_row():
    """I8."""
    total = add([T3, T5])

    assert check_total([T3, T5], total) == []
    assert check_total([T3, T5], replace(total, completed=1)) == [Breach("I8", "completed", 560_758, 1)]
    assert check_total([], Figures()) == []


@pytest.mark.parametrize("field", FLOWS)
def test_between_months_flows_never_fall(field):
    """I9: C2 to C6 and C9 to C12."""
    earlier = Figures(**dict.fromkeys(FIELDS, 10))

    assert check_progress(earlier, replace(earlier, **{field: 11})) == []
    assert check_progress(earlier, replace(earlier, **{field: 9})) == [Breach("I9", field, 10, 9)]


@pytest.mark.parametrize("value", [9, 11])
def test_between_months_the_opening_stays_equal(value):
    """I9: C1."""
    earlier = Figures(brought_forward=10)

    assert check_progress(earlier, Figures(brought_forward=value)) == [
        Breach("I9", "brought_forward", 10, value)
    ]


@pytest.mark.parametrize("field", [name for name in FIELDS[1:] if name not in FLOWS])
def test_between_months_stocks_may_fall(field):
    """I9: C7, C8, C13 to C17."""
    earlier = Figures(**dict.fromkeys(FIELDS, 10))

    assert check_progress(earlier, replace(earlier, **{field: 0})) == []


def test_the_figures_of_a_quarter_are_differences():
    nine = complete({"brought_forward": 4, "accepted": 6, "to_enforce": 10, "executable": 9, "completed": 5})
    twelve = complete(
        {"brought_forward": 4, "accepted": 8, "to_enforce": 12, "executable": 8, "completed": 7}
    )

    quarter = difference(twelve, nine)

    assert (quarter.accepted, quarter.completed, quarter.resolved) == (2, 2, 2)
    assert (quarter.brought_forward, quarter.executable, quarter.carried_forward) == (4, 8, 5)


def test_the_first_quarter_of_a_statistical_year_counts_as_it_stands():
    assert difference(T5, None) == T5


ROWS = st.builds(
    lambda **given: complete(given),
    **{
        name: st.integers(0, 10**15)
        for name in FIELDS
        if name not in ("total_accepted", "resolved", "in_progress", "carried_forward")
    },
)


@given(st.lists(ROWS, max_size=4))
def test_a_computed_total_always_agrees_with_its_parts(rows):
    assert check_total(rows, add(rows)) == []


@given(ROWS, ROWS)
def test_earlier_and_the_difference_make_the_later_flows(earlier, later):
    flows = difference(later, earlier)

    assert all(getattr(earlier, n) + getattr(flows, n) == getattr(later, n) for n in FLOWS)


@given(ROWS)
def test_computed_columns_break_nothing_but_by_their_sign(figures):
    by_value = [one for one in check_identities(figures, TIEN) if one.expected != 0]

    assert {one.rule for one in by_value} <= {"I2", "I3"}
