"""Opening a year: who gets a draft, where, in which group, by whom rated, on what it rests (articles 10, 11, 19)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evaluation.models import DutyGroup, YearRating
from evaluation.services.years.drafts import open_year
from evaluation.services.years.reference import install_duty_groups
from staff.models import Absence, Conclusion, Discipline, Posting, StandIn
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.years.building import (
    TODAY,
    head_of_province,
    newcomer,
    opened,
    organisation,
    rating_of,
    ready,
    scored,
    sign,
    whole_year,
)

pytestmark = pytest.mark.django_db


def test_everyone_in_service_gets_a_draft_with_seat_group_agency_and_rater(cast: Cast) -> None:
    huy = head_of_province(cast)
    enforcer = newcomer(cast.a, 1)
    opened()
    mine = rating_of(enforcer)
    assert (mine.seat, mine.group.code, mine.agency, mine.rater.user) == (
        "staff",
        "chap_hanh_vien",
        cast.t,
        huy,
    )
    head = rating_of(cast.officer("an"))
    assert (head.seat, head.group.code, head.rater.user) == ("head", "lanh_dao", huy)
    assert rating_of(cast.officer("anh")).group.code == "khac"
    assert rating_of(huy.officer).rater is None  # nobody is above T here (art. 10.2.a)


def test_mean_band_and_trace_are_kept_exact(cast: Cast) -> None:
    anh = cast.officer("anh")
    whole_year(anh, cast.a, "80", "80", "80", "80.00000000000000000001")
    opened()
    rating = rating_of(anh)
    assert rating.mean == Decimal("80.0000000000")
    assert rating.trace["mean"] == "32000000000000000000001/400000000000000000000"
    assert rating.earned == "tot"
    assert rating.flags == ["missing_rater"]


def test_the_unit_of_the_day_rates_and_old_results_come_along_19_1(cast: Cast) -> None:
    anh = cast.officer("anh")
    scored(anh, cast.a, "2026-Q1", "90")
    Posting.objects.filter(officer=anh).update(end=date(2026, 6, 1))
    Posting.objects.create(officer=anh, unit=cast.b, start=date(2026, 6, 1))
    scored(anh, cast.b, "2026-Q3", "70")
    opened()
    rating = rating_of(anh)
    assert (rating.unit, rating.mean) == (cast.b, Decimal(80))
    assert [item["earned_in"] for item in rating.trace["periods"]] == [cast.a.name, "", "", ""]


def test_less_than_six_months_is_not_rated_11_1(cast: Cast) -> None:
    anh = cast.officer("anh")
    Posting.objects.filter(officer=anh).update(start=date(2026, 8, 1))
    scored(anh, cast.a, "2026-Q4", "95")
    opened()
    rating = rating_of(anh)
    assert (rating.exempt, rating.earned) == ("too_short", "")


def test_maternity_leave_is_dropped_and_rated_11_2(cast: Cast) -> None:
    anh = cast.officer("anh")
    Absence.objects.create(officer=anh, kind="maternity", start=date(2026, 1, 1), end=date(2026, 7, 1))
    whole_year(anh, cast.a, "10", "10", "90", "92")
    opened()
    rating = rating_of(anh)
    assert (rating.exempt, rating.mean, rating.earned) == ("", Decimal(91), "xuat_sac")
    assert [item["standing"] for item in rating.trace["periods"]] == [
        "absent",
        "absent",
        "counted",
        "counted",
    ]


def test_reasons_of_the_record_beat_the_score_and_name_row_and_article_11_3_20_4(cast: Cast) -> None:
    anh = cast.officer("anh")
    whole_year(anh, cast.a, "99")
    row = Discipline.objects.create(
        officer=anh,
        form="khien_trach",
        act="Chậm gửi hồ sơ",
        acted_on=date(2026, 2, 2),
        public_duty=True,
        start=date(2026, 5, 3),
        decision="7/QĐ",
    )
    opened()
    rating = rating_of(anh)
    assert rating.earned == "khong_hoan_thanh"
    assert [(item["kind"], item["row"], item["article"]) for item in rating.forced] == [
        ("discipline", row.pk, "11.3.a, 20.4.c")
    ]


def test_a_breach_at_another_agency_counts_there_11_3_c(cast: Cast) -> None:
    from tests.factories import UnitFactory

    other = UnitFactory(code="S", name="Thi hành án dân sự tỉnh S", kind="thads_tinh")
    anh = cast.officer("anh")
    Posting.objects.filter(officer=anh).update(start=date(2026, 2, 1))
    Posting.objects.create(officer=anh, unit=other, start=date(2020, 1, 1), end=date(2026, 2, 1))
    whole_year(anh, cast.a, "99")
    Discipline.objects.create(
        officer=anh,
        form="canh_cao",
        act="x",
        acted_on=date(2026, 1, 5),
        public_duty=True,
        start=date(2026, 5, 3),
    )
    opened()
    rating = rating_of(anh)
    assert (rating.forced, rating.earned) == ([], "xuat_sac")
    assert rating.trace["findings"][0]["verdict"] == "elsewhere"


def test_an_agency_closed_since_passes_the_breach_on(cast: Cast) -> None:
    from tests.factories import UnitFactory

    closed = UnitFactory(code="S", name="Cục THADS tỉnh S", kind="cuc_tinh", end=date(2026, 2, 1))
    anh = cast.officer("anh")
    Posting.objects.filter(officer=anh).update(start=date(2026, 2, 1))
    Posting.objects.create(officer=anh, unit=closed, start=date(2020, 1, 1), end=date(2026, 2, 1))
    Discipline.objects.create(
        officer=anh,
        form="canh_cao",
        act="x",
        acted_on=date(2026, 1, 5),
        public_duty=True,
        start=date(2026, 5, 3),
    )
    opened()
    assert rating_of(anh).earned == "khong_hoan_thanh"


def test_unit_corruption_forces_leaders_only_20_4_d(cast: Cast) -> None:
    for name in ("an", "anh"):
        Conclusion.objects.create(
            officer=cast.officer(name),
            ground="unit_corrupt",
            summary="x",
            authority="TTCP",
            start=date(2026, 3, 3),
        )
    opened()
    assert rating_of(cast.officer("an")).earned == "khong_hoan_thanh"
    assert rating_of(cast.officer("anh")).forced == []


def test_the_head_waits_for_the_organisation_and_is_held_to_it_20_6(cast: Cast) -> None:
    an = cast.officer("an")
    whole_year(an, cast.a, "95")
    opened()
    assert "organisation_waits" in rating_of(an).flags
    organisation(cast.a, "tot")
    opened()
    assert rating_of(an).earned == "tot"
    assert "organisation_waits" not in rating_of(an).flags


def test_who_acts_for_a_missing_head_rates(cast: Cast) -> None:
    StandIn.objects.create(
        officer=cast.officer("mai"), kind="acting_head", unit=cast.t, start=date(2026, 1, 1)
    )
    opened()
    assert rating_of(cast.officer("anh")).rater == cast.officer("mai")


def test_opening_again_refreshes_and_leaves_the_rest_alone(cast: Cast) -> None:
    head_of_province(cast)
    anh = cast.officer("anh")
    whole_year(anh, cast.a, "80")
    opened()
    ready(rating_of(anh))
    sign(rating_of(anh).rater.user, (rating_of(anh), "tot"))
    before = YearRating.objects.filter(pk=rating_of(anh).pk).values().get()
    whole_year(cast.officer("bao"), cast.b, "60")
    again = open_year(year=2026, unit_ids=None, actor=None, today=TODAY)
    assert (again.created, again.updated, again.signed) == (0, 1, 1)
    assert YearRating.objects.filter(pk=rating_of(anh).pk).values().get() == before


def test_a_draft_of_someone_who_left_is_withdrawn_and_numbered_on(cast: Cast) -> None:
    opened()
    bao = cast.officer("bao")
    Posting.objects.filter(officer=bao).update(end=date(2026, 11, 1))
    assert open_year(year=2026, unit_ids=None, actor=None, today=TODAY).withdrawn == 1
    Posting.objects.filter(officer=bao).update(end=None)
    opened()
    assert (rating_of(bao).version, YearRating.objects.filter(officer=bao).count()) == (2, 2)


def test_only_the_units_asked_for(cast: Cast) -> None:
    install_duty_groups()
    open_year(year=2026, unit_ids={cast.a.pk}, actor=None, today=TODAY)
    assert set(YearRating.objects.values_list("unit__code", flat=True)) == {"T-A"}


@pytest.mark.parametrize(("year", "part"), [(2025, "90/2020"), (2027, r"19\.1|khoản 1 Điều 19")])
def test_years_of_the_old_decree_and_years_to_come_are_refused(cast: Cast, year: int, part: str) -> None:
    with pytest.raises(DomainError, match=part):
        open_year(year=year, unit_ids=None, actor=None, today=TODAY)
    assert not YearRating.objects.exists()


def test_more_people_take_no_more_queries(cast: Cast) -> None:
    opened()
    counts = []
    for number in (1, 2):
        newcomer(cast.a, number)
        with CaptureQueriesContext(connection) as caught:
            open_year(year=2026, unit_ids=None, actor=None, today=TODAY)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_an_agency_may_change_the_groups(cast: Cast) -> None:
    install_duty_groups()
    DutyGroup.objects.filter(code="khac").update(name="Nhóm khác")
    install_duty_groups()
    assert DutyGroup.objects.get(code="khac").name == "Nhóm khác"
