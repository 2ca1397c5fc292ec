"""Articles 6 to 8 of Decree 335/2025 for organisations: tables of values at the borders; and invariants."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.nd335 import Band
from evaluation.rules.organisation335 import (
    Facts,
    Line,
    Tasks,
    allowed,
    faulty_sums,
    judge,
    points_fault,
    sums,
    task_fault,
)
from evaluation.rules.quota import excellent_quota, within_quota

XS, T, HT, KHT = Band
BEST = Facts(Decimal(95), Tasks(10, 10, 0, 3), quality_met=True, mended=True)


def band_of(**changes: object) -> Band | None:
    return judge(replace(BEST, **changes)).band  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, XS, id="8.1 all conditions"),
        pytest.param({"total": Decimal(90)}, XS, id="8.1 exactly 90"),
        pytest.param({"total": Decimal("89.995")}, T, id="8.2 89.995 is tốt, never rounded"),
        pytest.param({"tasks": Tasks(100, 100, 0, 30)}, XS, id="8.1.a exactly 30% beyond"),
        pytest.param({"tasks": Tasks(100, 100, 0, 29)}, T, id="8.1.a 29% beyond"),
        pytest.param({"tasks": Tasks(7, 7, 0, 2)}, T, id="8.1.a 28.57% beyond"),
        pytest.param({"not_done_below": 1}, T, id="8.1.b a direct sub-unit không hoàn thành"),
        pytest.param({"mended": False}, T, id="8.1.c shortcomings not mended"),
        pytest.param({"quality_met": False}, HT, id="8.2 quality not met: next lower band"),
        pytest.param({"total": Decimal(70)}, T, id="8.2 exactly 70"),
        pytest.param({"total": Decimal("69.999")}, HT, id="8.3 69.999"),
        pytest.param({"total": Decimal(75), "tasks": Tasks(10, 10, 1, 3)}, HT, id="8.2 one late task"),
        pytest.param({"total": Decimal(60), "tasks": Tasks(10, 10, 2, 0)}, HT, id="8.3 exactly 20% late"),
        pytest.param({"total": Decimal(60), "tasks": Tasks(100, 100, 21, 0)}, None, id="8.3 21% late"),
        pytest.param({"total": Decimal(50), "tasks": Tasks(10, 10, 0, 0)}, HT, id="8.3 exactly 50"),
        pytest.param({"total": Decimal("49.999")}, KHT, id="8.4 below 50"),
        pytest.param({"wrongdoing": True}, KHT, id="8.4.a wrongdoing concluded beats 95 points"),
        pytest.param({"tasks": Tasks(100, 69, 0, 30)}, KHT, id="8.4.b 69% done"),
        pytest.param({"tasks": Tasks(100, 70, 0, 30)}, None, id="8.4.b exactly 70% done fits no band"),
        pytest.param(
            {"total": Decimal(72), "tasks": Tasks(10, 9, 0, 0)}, None, id="8 72 points, 90% done: none"
        ),
        pytest.param(
            {"tasks": Tasks(10, 5, 0, 0), "force_majeure": True}, None, id="8.4.b force majeure: considered"
        ),
        pytest.param(
            {"total": Decimal(40), "force_majeure": True}, KHT, id="8.4 force majeure does not lift points"
        ),
    ],
)
def test_the_band_of_an_organisation(changes: dict[str, object], expected: Band | None) -> None:
    assert band_of(**changes) == expected


def test_every_condition_says_article_figures_and_yes_or_no() -> None:
    found = judge(replace(BEST, tasks=Tasks(7, 7, 0, 2)))
    beyond = next(c for c in found.conditions if "30%" in c.text)
    assert (beyond.article, beyond.figures, beyond.holds) == ("Điều 8.1.a", "2/7 = 28,57%", False)
    assert {c.article for c in found.conditions} == {
        "Điều 8.1", "Điều 8.1.a", "Điều 8.1.b", "Điều 8.1.c", "Điều 8.2", "Điều 8.3",
        "Điều 8.4", "Điều 8.4.a", "Điều 8.4.b",
    }  # fmt: skip


def test_the_readings_are_named_where_they_decide() -> None:
    assert judge(BEST).reading == ""
    assert "8.1–8.3" in judge(replace(BEST, mended=False)).reading
    assert "kèm lý do" in judge(replace(BEST, tasks=Tasks(10, 9, 0, 0))).reading


@pytest.mark.parametrize(
    ("earned", "bands"), [(XS, (XS, T, HT, KHT)), (T, (T, HT, KHT)), (KHT, (KHT,)), (None, (HT, KHT))]
)
def test_article_8_nobody_gives_a_band_above_the_earned_one(
    earned: Band | None, bands: tuple[Band, ...]
) -> None:
    assert allowed(earned) == bands


@pytest.mark.parametrize(
    ("tasks", "fault"),
    [
        (Tasks(10, 10, 10, 10), ""),
        (Tasks(0, 0, 0, 0), "given"),
        (Tasks(10, 11, 0, 0), "done"),
        (Tasks(10, 8, 9, 0), "late"),
        (Tasks(10, 8, 0, 9), "beyond"),
    ],
)
def test_identities_of_the_task_figures(tasks: Tasks, fault: str) -> None:
    assert task_fault(tasks) == fault


def test_articles_6_and_7_the_parts_add_up_to_exactly_30_and_70() -> None:
    lines = [Line("a", 1, Decimal(30)), Line("b", 2, Decimal("69.99"))]
    assert faulty_sums(lines) == (Decimal(30), Decimal("69.99"))
    assert faulty_sums([*lines, Line("c", 2, Decimal("0.01"))]) is None
    points = {"a": Decimal("29.5"), "b": Decimal("60.25")}
    assert sums(lines, points) == (Decimal("29.5"), Decimal("60.25"), Decimal("89.75"))


@pytest.mark.parametrize(
    ("points", "wrong"), [(None, True), ("-0.01", True), ("0", False), ("10", False), ("10.01", True)]
)
def test_points_stay_within_a_criterion(points: str | None, wrong: bool) -> None:
    value = None if points is None else Decimal(points)
    assert points_fault(Line("6.1", 1, Decimal(10)), value) is wrong


@pytest.mark.parametrize(
    ("reached", "percent", "base", "quota"),
    [
        (5, 20, "tot", 0),
        (6, 20, "tot", 1),
        (26, 20, "tot", 4),
        (5, 25, "tot", 1),
        (26, 25, "tot", 5),
        (5, 20, "tot_tro_len", 1),
        (26, 20, "tot_tro_len", 5),
        (26, 25, "tot_tro_len", 6),
        (0, 20, "tot", 0),
    ],
)
def test_article_8_5_the_cap_in_both_readings(reached: int, percent: int, base: str, quota: int) -> None:
    assert excellent_quota(reached, percent, base) == quota  # type: ignore[arg-type]


counts = st.integers(min_value=0, max_value=400)
percents = st.sampled_from((20, 25))


@given(excellent=counts, good=counts, percent=percents)
def test_article_8_5_literal_the_share_of_good_is_never_exceeded(
    excellent: int, good: int, percent: int
) -> None:
    assert within_quota(excellent, good, percent, "tot") == (excellent * 100 <= good * percent)


@given(excellent=counts, good=counts, percent=percents)
def test_article_8_5_other_reading_the_share_of_all_is_never_exceeded(
    excellent: int, good: int, percent: int
) -> None:
    whole = excellent + good
    assert within_quota(excellent, good, percent, "tot_tro_len") == (excellent * 100 <= whole * percent)


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    asked = draw(st.integers(1, 60))
    done = draw(st.integers(0, asked))
    tasks = Tasks(asked, done, draw(st.integers(0, done)), draw(st.integers(0, done)))
    return Facts(
        Decimal(draw(st.integers(0, 10_000))) / 100,
        tasks,
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.booleans()),
    )


def standing(found: Facts) -> float:
    """The band as a number; no band lies between the two lowest."""
    band = judge(found).band
    return 2.5 if band is None else float(list(Band).index(band))


@given(found=facts(), drop=st.integers(0, 4000))
def test_a_worse_condition_never_raises_the_band(found: Facts, drop: int) -> None:
    tasks = found.tasks
    worse = [
        replace(found, total=max(found.total - Decimal(drop) / 100, Decimal(0))),
        replace(found, quality_met=False),
        replace(found, mended=False),
        replace(found, not_done_below=found.not_done_below + 1),
        replace(found, wrongdoing=True),
        replace(found, force_majeure=False),
        replace(found, tasks=replace(tasks, beyond=0)),
        replace(found, tasks=replace(tasks, late=tasks.done)),
    ]
    if tasks.done:
        less = tasks.done - 1
        worse.append(
            replace(found, tasks=Tasks(tasks.given, less, min(tasks.late, less), min(tasks.beyond, less)))
        )
    assert all(standing(each) >= standing(found) for each in worse)
