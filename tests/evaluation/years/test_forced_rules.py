"""What forces "không hoàn thành nhiệm vụ" (articles 11.3 and 20.4)."""

from datetime import date

import pytest

from evaluation.rules.forced import ConclusionFact, DisciplineFact, findings

HERE, THERE = 1, 2


def discipline(row: int = 1, **more) -> DisciplineFact:
    facts = {
        "decided_on": date(2026, 5, 3),
        "act": "Chậm thi hành án",
        "acted_on": date(2026, 3, 1),
        "public_duty": True,
        "degradation": False,
        "home": HERE,
    }
    return DisciplineFact(row=row, **{**facts, **more})


def verdicts(*disciplines, year=2026, conclusions=(), leads=False, used=()):
    found = findings(year, disciplines, conclusions, agency=HERE, leads=leads, used=used)
    return [(item.verdict.value, item.article) for item in found]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(discipline(), [("forces", "11.3.a, 20.4.c")], id="20.4.c-public-duty"),
        pytest.param(
            discipline(public_duty=False, degradation=True), [("forces", "11.3.a")], id="11.3.a-degradation"
        ),
        pytest.param(discipline(public_duty=False), [("not_named", "11.3.a")], id="11.3.a-something-else"),
        pytest.param(discipline(decided_on=date(2025, 12, 31)), [], id="11.3.a-decided-the-year-before"),
        pytest.param(
            discipline(acted_on=date(2025, 1, 5)),
            [("forces", "11.3.a, 20.4.c")],
            id="11.3.a-acted-the-year-before",
        ),
        pytest.param(
            discipline(home=THERE),
            [("elsewhere", "11.3.c, 11.3.d")],
            id="11.3.c-breach-at-the-old-organisation",
        ),
        pytest.param(
            discipline(home=None, acted_on=None),
            [("forces", "11.3.a, 20.4.c")],
            id="day-of-the-breach-unknown",
        ),
    ],
)
def test_discipline_11_3(case: DisciplineFact, expected: list[tuple[str, str]]) -> None:
    assert verdicts(case) == expected


def test_party_and_state_for_one_act_count_in_one_year_only_11_3_a() -> None:
    party = discipline(1, decided_on=date(2025, 11, 1))
    state = discipline(2, decided_on=date(2026, 2, 1))
    assert verdicts(party, state) == [("other_year", "11.3.a")]
    assert verdicts(party, state, year=2025) == [("forces", "11.3.a, 20.4.c")]


def test_two_acts_are_two_acts_11_3_a() -> None:
    first = discipline(1, decided_on=date(2025, 11, 1), acted_on=date(2025, 5, 1))
    second = discipline(2, acted_on=date(2026, 1, 9))
    assert verdicts(first, second) == [("forces", "11.3.a, 20.4.c")]


def test_without_a_day_the_words_of_the_act_decide_11_3_a() -> None:
    party = discipline(1, decided_on=date(2025, 11, 1), acted_on=None)
    state = discipline(2, acted_on=None, act="CHẬM  thi hành án")
    assert verdicts(party, state) == [("other_year", "11.3.a")]


def test_an_act_used_before_its_discipline_counts_no_more_11_3_b() -> None:
    assert verdicts(discipline(), used={"2026-03-01"}) == [("used_before", "11.3.b")]


def test_breaches_at_both_count_where_each_happened_11_3_d() -> None:
    old = discipline(1, home=THERE, acted_on=date(2026, 1, 5))
    new = discipline(2, home=HERE, acted_on=date(2026, 4, 5), decided_on=date(2026, 6, 1))
    assert verdicts(old, new) == [("elsewhere", "11.3.c, 11.3.d"), ("forces", "11.3.a, 20.4.c")]


@pytest.mark.parametrize(
    ("ground", "leads", "expected"),
    [
        pytest.param("degradation", False, [("forces", "20.4.b")], id="20.4.b-degradation"),
        pytest.param("prohibited", False, [("forces", "20.4.b")], id="20.4.b-prohibited"),
        pytest.param("exemplary", True, [("forces", "20.4.b")], id="20.4.b-exemplary"),
        pytest.param("unit_corrupt", True, [("forces", "20.4.d")], id="20.4.d-leader"),
        pytest.param("unit_corrupt", False, [("not_leading", "20.4.d")], id="20.4.d-nobody-else"),
        pytest.param("other", True, [], id="another-conclusion"),
    ],
)
def test_conclusions_20_4(ground: str, leads: bool, expected: list[tuple[str, str]]) -> None:
    fact = ConclusionFact(1, date(2026, 8, 8), ground)
    assert verdicts(conclusions=[fact], leads=leads) == expected
    assert verdicts(conclusions=[fact], leads=leads, year=2027) == []
