"""The verbs of the personnel record: dated, atomic, with the acting user in the history."""

from datetime import date
from decimal import Decimal

import pytest

from hrm.kernel.dates import PartialDate
from staff.enums import PostingKind
from staff.models import Officer, Post, Rank, Unit
from staff.services import officers, units
from staff.services.errors import DomainError
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def day(y, m=1, d=1):
    return PartialDate(date(y, m, d), "day")


@pytest.fixture
def recruit(cast):
    return officers.recruit(
        actor=cast.mai,
        number="N1",
        full_name="Lê Thị Mới",
        birth_date=day(1990),
        sex="female",
        service_start=day(2020),
        unit=cast.a,
        rank=Rank.objects.get(code="03.302"),
    )


def _spans(rows):
    return list(rows.order_by("start").values_list("start", "end"))


def test_recruiting_gives_a_posting_and_a_rank_and_a_sortable_name(cast, recruit):
    assert (recruit.postings.get().unit, recruit.ranks.get().rank.code) == (cast.a, "03.302")
    assert recruit.folded_name == "le thi moi"
    assert recruit.history.get().history_user == cast.mai
    with pytest.raises(DomainError):
        officers.recruit(
            actor=None,
            number="N1",
            full_name="X",
            birth_date=day(1990),
            sex="male",
            service_start=day(2020),
            unit=cast.a,
            rank=Rank.objects.first(),
        )


def test_a_transfer_follows_on_the_same_day_corrects_an_earlier_one_is_refused(cast, recruit):
    head = Post.objects.get(name="Trưởng phòng")
    officers.transfer(actor=cast.mai, officer=recruit, unit=cast.b, start=day(2024), post=head)
    assert _spans(recruit.postings) == [(date(2020, 1, 1), date(2024, 1, 1)), (date(2024, 1, 1), None)]
    officers.transfer(actor=cast.mai, officer=recruit, unit=cast.t, start=day(2024))
    assert recruit.postings.get(end=None).unit == cast.t
    with pytest.raises(DomainError) as refused:
        officers.transfer(actor=cast.mai, officer=recruit, unit=cast.a, start=day(2023))
    assert refused.value.field == "start"


def test_a_unit_has_to_be_open(cast, recruit):
    closed = UnitFactory(start=date(2015, 1, 1), end=date(2022, 1, 1))
    with pytest.raises(DomainError):
        officers.transfer(actor=None, officer=recruit, unit=closed, start=day(2022))


def test_rank_step_qualification_secondment_charge(cast, recruit):
    officers.appoint_rank(actor=None, officer=recruit, rank=Rank.objects.get(code="03.301"), start=day(2023))
    officers.raise_step(actor=None, officer=recruit, step=2, start=day(2023), coefficient=Decimal("2.67"))
    officers.record_qualification(
        actor=None, officer=recruit, kind="education", level="master", title="Thạc sĩ", start=day(2025)
    )
    officers.second(actor=None, officer=recruit, unit=cast.b, start=day(2025), end=date(2026, 1, 1))
    officers.put_in_charge(actor=None, officer=recruit, units=[cast.b])
    assert _spans(recruit.ranks) == [(date(2020, 1, 1), date(2023, 1, 1)), (date(2023, 1, 1), None)]
    assert _spans(recruit.salary_steps) == [(date(2023, 1, 1), None)]
    assert recruit.qualifications.get().start == date(2025, 1, 1)
    loan = recruit.postings.get(kind=PostingKind.SECONDMENT)
    assert (loan.unit, loan.end) == (cast.b, date(2026, 1, 1))
    assert recruit.charges.get().unit == cast.b
    officers.transfer(actor=None, officer=recruit, unit=cast.t, start=day(2026))
    assert _spans(recruit.charges) == [(date(2020, 1, 1), date(2026, 1, 1))]


def test_leaving_closes_postings_ranks_and_steps_that_day(cast, recruit):
    officers.raise_step(actor=None, officer=recruit, step=1, start=day(2020))
    officers.leave_service(actor=cast.mai, officer=recruit, day=date(2026, 10, 1), reason="Nghỉ hưu")
    for rows in (recruit.postings, recruit.ranks, recruit.salary_steps):
        assert _spans(rows) == [(date(2020, 1, 1), date(2026, 10, 1))]
    assert Officer.objects.get(pk=recruit.pk).service_end_reason == "Nghỉ hưu"
    with pytest.raises(DomainError):
        officers.transfer(actor=None, officer=recruit, unit=cast.b, start=day(2027))
    with pytest.raises(DomainError):
        officers.leave_service(actor=None, officer=recruit, day=date(2020, 1, 1))


def test_correcting_the_first_day_moves_what_hung_on_it(recruit):
    officers.correct(actor=None, officer=recruit, service_start=date(2019, 6, 1), full_name="Lê Thị Mới Mẻ")
    assert (_spans(recruit.postings), _spans(recruit.ranks)) == ([(date(2019, 6, 1), None)],) * 2
    assert Officer.objects.get(pk=recruit.pk).folded_name == "le thi moi me"


def test_a_unit_closes_only_when_nobody_is_left(cast):
    new = units.open_unit(
        actor=cast.mai, code="T-C", name="Khu vực C", kind="phong_khu_vuc", parent=cast.t, start=day(2025)
    )
    units.set_quota(actor=cast.mai, unit=new, seats=5)
    with pytest.raises(DomainError, match="Đỗ Quốc Bảo"):
        units.close_unit(actor=cast.mai, unit=cast.b, day=date(2026, 1, 1))
    with pytest.raises(DomainError):
        units.reorganise(actor=cast.mai, successor=new, predecessors=[cast.b])
    for name in ("binh", "bao"):
        officers.transfer(actor=None, officer=cast.officer(name), unit=new, start=day(2025))
    units.reorganise(actor=cast.mai, successor=new, predecessors=[cast.b], decision="1/QĐ")
    assert Unit.objects.get(code="T-B").end == date(2025, 1, 1)
    link = new.succeeds.get()
    assert (link.day, link.predecessor, link.decision) == (date(2025, 1, 1), cast.b, "1/QĐ")
    assert Unit.objects.get(code="T-B").history.latest().history_user == cast.mai
    units.close_unit(actor=None, unit=UnitFactory(code="L"), day=date(2026, 1, 1))
    with pytest.raises(DomainError):
        units.open_unit(actor=None, code="T-C", name="x", kind="phong")
