"""Months beside quarters (articles 3.4 and 17.3): drafts, refusals, commands, forms, means."""

import csv
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from evaluation.models import Evaluation, PeriodOpening
from evaluation.rules.periods import Month, Quarter
from evaluation.services.drafts import open_period, redraft
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.cycle.building import confirmed, drafted, form_of, opened, scored
from tests.evaluation.screens import address, signed_in
from tests.factories.scoring import caseload, product, work


def test_article_3_4_a_month_takes_the_caseload_of_that_month_alone(cast: Cast) -> None:
    anh = cast.officer("anh")
    caseload(anh, cast.a, 9, 50)
    caseload(anh, cast.a, 10, 62)
    work(anh, cast.a, "20", None, product=product("CV01", "1", "viec_xong_chu_dong"), period="2026-07")
    open_period(quarter=Month(2026, 7), unit_ids=None, actor=None)
    assert form_of(cast, "anh", "2026-07").done == 12


@pytest.mark.parametrize(
    ("first", "second"), [("2026-07", "2026-Q3"), ("2026-Q3", "2026-07"), ("2026-Q3", "2026-09")]
)
def test_nobody_is_drafted_for_a_month_and_its_quarter(cast: Cast, first: str, second: str) -> None:
    drafted(cast, first)
    before = Evaluation.objects.count()
    with pytest.raises(DomainError) as refusal:
        opened(cast, cast.a, period=_period(second))
    assert "khoản 4 Điều 3 Nghị định 335/2025/NĐ-CP" in refusal.value.message
    assert "Nguyễn Thị Ánh (CC-anh)" in refusal.value.message
    assert Evaluation.objects.count() == before
    assert not PeriodOpening.objects.exists()


def test_other_units_may_be_scored_by_quarter_while_a_is_scored_by_month(cast: Cast) -> None:
    opened(cast, cast.a, period=Month(2026, 7))
    opened(cast, cast.b, period=Quarter(2026, 3))
    by_unit = Evaluation.objects.values_list("unit__code", "period__code").distinct()
    assert set(by_unit) == {("T-A", "2026-07"), ("T-B", "2026-Q3")}


def test_a_refresh_leaves_out_who_is_scored_by_month(cast: Cast) -> None:
    opened(cast, cast.a, period=Month(2026, 7))
    redraft(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    assert not Evaluation.objects.filter(unit=cast.a, period__code="2026-Q3").exists()
    assert Evaluation.objects.filter(unit=cast.b, period__code="2026-Q3").exists()


def test_the_commands_take_a_month(cast: Cast, capsys, tmp_path) -> None:
    work(cast.officer("anh"), cast.a, "10", "9", period="2026-07")
    call_command("evaluate", "--period", "2026-07")
    assert capsys.readouterr().out.startswith("created 9, updated 0")
    call_command("evaluation_scores", "--period", "2026-07", "--unit", "T-A", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["officer"]: row["a"] for row in rows}["CC-anh"] == "0.9000000000"
    with pytest.raises(CommandError, match="2026-Q3"):
        call_command("evaluate", "--period", "2026-13")


def test_the_form_of_a_month_is_scored_confirmed_and_printed(cast: Cast) -> None:
    form = drafted(cast, "2026-07")
    scored(cast, form)
    after = confirmed(cast, form)
    assert (after.state, after.total) == ("confirmed", 93)
    page = signed_in(cast.anh).get(address(form)).content.decode()
    assert "tháng 7 năm 2026" in page
    assert signed_in(cast.mai).get("/danh-gia/ky/2026-07/").status_code == 200


def test_article_17_3_the_quarter_and_six_months_are_means_exact_and_cut(cast: Cast) -> None:
    totals = {7: "89.99", 8: "90", 9: "90", 10: "80", 11: "70", 12: "60"}
    for number, total in totals.items():
        open_period(quarter=Month(2026, number), unit_ids={cast.a.pk}, actor=None)
        rows = Evaluation.objects.filter(officer=cast.officer("anh"), period__code=f"2026-{number:02}")
        rows.update(total=Decimal(total), state="confirmed")
    response = signed_in(cast.an).get("/danh-gia/ket-qua-ca-nhan/CC-anh/")
    (year,) = response.context["years"]
    third, fourth = year.quarters
    assert (third.title, third.exact_text, third.cut_text, third.band) == (
        "Quý III năm 2026",
        "89,9966666666…",
        "89,99",
        "tot",
    )
    assert (fourth.cut_text, fourth.provisional) == ("70,00", False)
    (half,) = year.halves
    assert (half.title, half.formula, half.cut_text) == (
        "06 tháng cuối năm 2026",
        "479,99 / 6",
        "79,99",
    )


def test_where_quarters_are_scored_six_months_are_the_mean_of_two(cast: Cast) -> None:
    for number, total in ((3, "80"), (4, "91")):
        open_period(quarter=Quarter(2026, number), unit_ids={cast.a.pk}, actor=None)
        Evaluation.objects.filter(officer=cast.officer("anh"), period__code=f"2026-Q{number}").update(
            total=Decimal(total)
        )
    (year,) = signed_in(cast.anh).get("/danh-gia/ket-qua-ca-nhan/CC-anh/").context["years"]
    (half,) = year.halves
    assert (half.formula, half.cut_text, half.provisional) == ("171 / 2", "85,50", True)
    assert year.quarters == []


def test_the_results_are_for_the_officer_and_those_above(cast: Cast) -> None:
    drafted(cast)
    statuses = {
        name: signed_in(getattr(cast, name)).get("/danh-gia/ket-qua-ca-nhan/CC-anh/").status_code
        for name in ("anh", "an", "mai", "kim", "binh", "bao")
    }
    assert statuses == {"anh": 200, "an": 200, "mai": 200, "kim": 200, "binh": 404, "bao": 404}
    own = signed_in(cast.anh).get("/danh-gia/ket-qua-ca-nhan/")
    assert own["Location"] == "/danh-gia/ket-qua-ca-nhan/CC-anh/"


def _period(code: str) -> Quarter | Month:
    return Quarter.parse(code) if "Q" in code else Month.parse(code)
