"""Entries, meeting, signing, re-rating: what is refused by which article, what the database then holds."""

import contextlib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evaluation.models import Meeting, UnitRating, YearRating
from evaluation.rules.quota import excellent_quota
from evaluation.services.years.entries import propose, self_rate, write_opinions
from evaluation.services.years.meetings import Minutes, change_meeting, hold_meeting
from evaluation.services.years.saving import fingerprint
from evaluation.services.years.signing import Decision, Ruling, rerate
from staff.models import Discipline, Notice, Officer
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.evaluation.years.building import (
    DECISION,
    TODAY,
    head_of_province,
    newcomer,
    opened,
    organisation,
    rating_of,
    ready,
    sign,
    whole_year,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def huy(cast: Cast):
    return head_of_province(cast)


def people(cast: Cast, *points: str) -> list[YearRating]:
    """Enforcement officers of A with these points all year, ready to sign."""
    officers = [newcomer(cast.a, number) for number in range(len(points))]
    for officer, value in zip(officers, points, strict=True):
        whole_year(officer, cast.a, value)
    opened()
    ratings = [rating_of(officer) for officer in officers]
    ready(*ratings)
    return [rating_of(officer) for officer in officers]


def again(user, rating: YearRating, band: str, **more) -> YearRating:
    decision = more.pop("decision", Decision("30/QĐ", date(2026, 12, 10)))
    return rerate(
        rating=rating,
        ruling=Ruling(rating.pk, band, more.pop("reason", "")),
        decision=decision,
        why=more.pop("why", "Phát hiện sai sót"),
        actor=user,
        render=lambda rating: b"%PDF",
        today=TODAY,
    )


def test_signing_freezes_with_decision_hash_pdf_and_notice_21(cast: Cast, huy) -> None:
    anh = cast.officer("anh")
    whole_year(anh, cast.a, "80")
    opened()
    ready(rating_of(anh))
    sign(huy, (rating_of(anh), "tot"))
    rating = rating_of(anh)
    assert (rating.state, rating.band, rating.decision, rating.signed_by) == (
        "signed",
        "tot",
        "12/QĐ-THADS",
        huy,
    )
    assert rating.inputs_sha256 == fingerprint(rating)
    assert rating.pdf.read() == f"%PDF {anh.pk}".encode()
    assert Notice.objects.get(user=cast.anh).url == f"/danh-gia/nam/phieu/{rating.pk}/"


@pytest.mark.parametrize(
    ("change", "article"),
    [
        pytest.param({"meeting": None}, "21.1.b", id="no-meeting"),
        pytest.param({"self_rated_at": None}, "21.1.a", id="no-self-rating"),
    ],
)
def test_the_steps_of_article_21_come_first(cast: Cast, huy, change, article) -> None:
    (rating,) = people(cast, "80")
    YearRating.objects.filter(pk=rating.pk).update(**change)
    with pytest.raises(DomainError, match=article):
        sign(huy, (rating, "tot"))
    assert rating_of(rating.officer).state != "signed"


def test_absence_on_good_grounds_is_a_reason_19_3(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    YearRating.objects.filter(pk=rating.pk).update(self_rated_at=None)
    sign(huy, (rating, "tot", "Đang nghỉ thai sản"))
    assert rating_of(rating.officer).state == "signed"


def test_leaders_need_the_party_committees_opinion_21_1_c(cast: Cast, huy) -> None:
    an = cast.officer("an")
    whole_year(an, cast.a, "80")
    organisation(cast.a, "tot")
    opened()
    ready(rating_of(an))
    YearRating.objects.filter(officer=an).update(party_opinion="")
    with pytest.raises(DomainError, match=r"21\.1\.c"):
        sign(huy, (rating_of(an), "tot"))


def test_the_organisation_goes_first_and_the_head_stays_below_it_20_6(cast: Cast, huy) -> None:
    an = cast.officer("an")
    whole_year(an, cast.a, "80")
    opened()
    ready(rating_of(an))
    with pytest.raises(DomainError, match=r"20\.6"):
        sign(huy, (rating_of(an), "tot"))
    organisation(cast.a, "hoan_thanh")
    with pytest.raises(DomainError, match=r"20\.6"):
        sign(huy, (rating_of(an), "tot"))
    sign(huy, (rating_of(an), "hoan_thanh"))
    assert rating_of(an).band == "hoan_thanh"


def test_periods_not_scored_need_the_ground_of_the_decision_17_3(cast: Cast, huy) -> None:
    anh = cast.officer("anh")
    from tests.evaluation.years.building import scored

    scored(anh, cast.a, "2026-Q3", "80")
    opened()
    ready(rating_of(anh))
    with pytest.raises(DomainError, match=r"17\.3"):
        sign(huy, (rating_of(anh), "tot"), decision=replace(DECISION, open_ground=" "))
    sign(huy, (rating_of(anh), "tot"))
    assert rating_of(anh).trace["open_ground"].startswith("Danh mục")


def test_another_band_than_earned_needs_a_reason(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    with pytest.raises(DomainError, match="Hoàn thành tốt"):
        sign(huy, (rating, "hoan_thanh"))
    sign(huy, (rating, "hoan_thanh", "Chậm báo cáo nhiều lần"))
    assert rating_of(rating.officer).move_reason == "Chậm báo cáo nhiều lần"


@pytest.mark.parametrize("points", ["99", "75", "40"])
@pytest.mark.parametrize("wanted", ["xuat_sac", "tot", "hoan_thanh"])
def test_forced_reasons_always_beat_the_score_20_4(cast: Cast, huy, points: str, wanted: str) -> None:
    (rating,) = people(cast, points)
    Discipline.objects.create(
        officer=rating.officer, form="khien_trach", act="x", public_duty=True, start=date(2026, 4, 4)
    )
    # The draft is older than the discipline: signing looks at the record of the moment.
    with pytest.raises(DomainError, match=r"11\.3\.a"):
        sign(huy, (rating, wanted, "Lý do nào cũng vậy"))
    sign(huy, (rating, "khong_hoan_thanh"))
    assert rating_of(rating.officer).band == "khong_hoan_thanh"


def test_over_the_cap_nothing_is_signed_and_the_message_says_by_how_many_20_5_a(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "94", "80", "80", "80", "80", "80")
    bands = ["xuat_sac", "xuat_sac", *["tot"] * 5]
    with pytest.raises(DomainError, match=r"20\.5\.a.*7.*1.*20%.*2.*1"):
        sign(huy, *zip(ratings, bands, strict=True))
    assert not YearRating.objects.filter(state="signed").exists()
    moved = [(ratings[1], "tot", "Điều chuyển để bảo đảm tỷ lệ"), *zip(ratings[2:], bands[2:], strict=True)]
    sign(huy, (ratings[0], "xuat_sac"), *moved)
    assert YearRating.objects.filter(state="signed", band="xuat_sac").count() == 1


def test_what_is_signed_before_counts_20_5_a(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "80", "80", "80", "80", "80")
    with pytest.raises(DomainError, match=r"20\.5\.a"):
        sign(huy, (ratings[0], "xuat_sac"))
    sign(huy, *((rating, "tot") for rating in ratings[1:]))
    sign(huy, (ratings[0], "xuat_sac"))
    assert rating_of(ratings[0].officer).band == "xuat_sac"


def test_25_per_cent_where_the_agency_is_outstanding_20_5_b(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "80", "80", "80", "80")
    organisation(cast.t, "tot", outstanding=True)
    sign(huy, (ratings[0], "xuat_sac"), *((rating, "tot") for rating in ratings[1:]))
    assert YearRating.objects.filter(state="signed").count() == 5


def test_an_outstanding_office_is_not_the_agency_20_5_b(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "80", "80", "80", "80")
    organisation(cast.a, "tot", outstanding=True)
    with pytest.raises(DomainError, match=r"20\.5\.a"):
        sign(huy, (ratings[0], "xuat_sac"), *((rating, "tot") for rating in ratings[1:]))


def test_the_other_reading_is_a_setting(cast: Cast, huy, settings) -> None:
    settings.EXCELLENT_CAP_BASE = "tot_tro_len"
    ratings = people(cast, "95", "80", "80", "80", "80")
    sign(huy, (ratings[0], "xuat_sac"), *((rating, "tot") for rating in ratings[1:]))
    assert YearRating.objects.filter(state="signed").count() == 5


def test_only_the_authority_signs_10_2(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    with pytest.raises(DomainError, match=r"10\.2|khoản 2 Điều 10"):
        sign(cast.an, (rating, "tot"))


def test_the_second_signer_is_told(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    sign(huy, (rating, "tot"))
    with pytest.raises(DomainError, match="12/QĐ-THADS"):
        sign(huy, (rating, "hoan_thanh", "khác"))
    assert rating_of(rating.officer).band == "tot"


def test_who_is_not_rated_is_not_signed_11_1(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    rating.officer.postings.update(start=date(2026, 8, 1))
    with pytest.raises(DomainError, match=r"11\.1"):
        sign(huy, (rating, "tot"))


@pytest.mark.parametrize(
    "decision",
    [Decision(" ", date(2026, 12, 1)), Decision("1/QĐ", date(2026, 12, 11))],
    ids=["number", "future"],
)
def test_a_decision_has_a_number_and_a_day_gone_by(cast: Cast, huy, decision: Decision) -> None:
    (rating,) = people(cast, "80")
    with pytest.raises(DomainError):
        sign(huy, (rating, "tot"), decision=decision)


def test_a_new_decision_makes_a_signed_successor_21_3(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    sign(huy, (rating, "tot"))
    old = YearRating.objects.filter(pk=rating.pk).values().get()
    successor = again(huy, rating_of(rating.officer), "hoan_thanh", reason="Sai sót")
    kept = YearRating.objects.filter(pk=rating.pk).values().get()
    assert {key for key in old if old[key] != kept[key]} == {"current"}
    assert (successor.version, successor.predecessor_id, successor.band) == (2, rating.pk, "hoan_thanh")
    assert (successor.decision, successor.rerate_reason) == ("30/QĐ", "Phát hiện sai sót")


def test_the_cap_holds_for_a_new_decision_too_20_5(cast: Cast, huy) -> None:
    ratings = people(cast, "95", "80", "80", "80", "80", "80")
    sign(huy, (ratings[0], "xuat_sac"), *((rating, "tot") for rating in ratings[1:]))
    with pytest.raises(DomainError, match=r"20\.5\.a"):
        again(huy, rating_of(ratings[1].officer), "hoan_thanh", reason="Sai sót")
    with pytest.raises(DomainError, match=r"20\.5\.a"):
        again(huy, rating_of(ratings[1].officer), "xuat_sac", reason="Sáng kiến")
    assert rating_of(ratings[1].officer).version == 1


@pytest.mark.parametrize(
    "change", [{"why": " "}, {"band": "tot"}, {"decision": Decision("9/QĐ", date(2026, 1, 1))}]
)
def test_a_new_decision_says_why_changes_something_and_is_newer_21_3(cast: Cast, huy, change) -> None:
    (rating,) = people(cast, "80")
    sign(huy, (rating, "tot"))
    with pytest.raises(DomainError):
        again(huy, rating_of(rating.officer), **{"band": "hoan_thanh", "reason": "x", **change})
    assert rating_of(rating.officer).version == 1


def test_an_act_used_for_the_rating_is_not_used_again_11_3_b(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    write_opinions(
        rating=rating, comments="", party_opinion="", handling="", act_days=[date(2026, 3, 1)], actor=cast.mai
    )
    sign(huy, (rating, "khong_hoan_thanh", "Vi phạm đang xem xét kỷ luật"))
    assert rating_of(rating.officer).trace["acts_used"] == ["2026-03-01"]
    # The next year's record: the discipline for that act has come.
    from evaluation.selectors.years.inputs import Subject, gather_year

    Discipline.objects.create(
        officer=rating.officer,
        form="canh_cao",
        act="x",
        acted_on=date(2026, 3, 1),
        public_duty=True,
        start=date(2027, 2, 1),
    )
    subject = {rating.officer_id: Subject(cast.t.pk, False)}
    found = gather_year(2027, subject, date(2027, 12, 1), lambda unit_id: cast.t.pk)[rating.officer_id]
    assert [item.verdict.value for item in found.findings] == ["used_before"]


def test_self_rating_moves_the_draft_on_and_needs_a_report_21(cast: Cast) -> None:
    (rating,) = people(cast, "80")
    with pytest.raises(DomainError):
        self_rate(rating=rating, band="tot", text=" ", actor=cast.anh)
    self_rate(rating=rating, band="xuat_sac", text="Báo cáo", actor=cast.anh)
    assert (rating_of(rating.officer).state, rating_of(rating.officer).self_band) == (
        "self_rated",
        "xuat_sac",
    )


def test_proposals_are_kept_all_or_none_21_1_d(cast: Cast) -> None:
    first, second = people(cast, "80", "95")
    with pytest.raises(DomainError, match="20"):
        propose(proposals={first.pk: ("tot", ""), second.pk: ("tot", "")}, actor=cast.mai)
    assert rating_of(first.officer).proposed == ""
    changed = propose(proposals={first.pk: ("tot", ""), second.pk: ("tot", "Giữ tỷ lệ")}, actor=cast.mai)
    assert (changed, rating_of(second.officer).state, rating_of(second.officer).move_reason) == (
        2,
        "proposed",
        "Giữ tỷ lệ",
    )


def test_the_party_committee_speaks_of_leaders_only_21_2_c(cast: Cast) -> None:
    (rating,) = people(cast, "80")
    with pytest.raises(DomainError, match=r"21\.2\.c|khoản 2 Điều 21"):
        write_opinions(
            rating=rating, comments="", party_opinion="Tốt", handling="", act_days=[], actor=cast.mai
        )


def minutes(cast: Cast, **more) -> Minutes:
    given = Minutes(
        date(2026, 11, 20),
        "Phòng họp",
        cast.officer("an"),
        cast.officer("anh"),
        3,
        2,
        "Bà X ốm",
        "Nội dung",
        "",
    )
    return replace(given, **more)


def test_minutes_keep_the_comments_and_freeze_with_the_first_signature_21_24(cast: Cast, huy) -> None:
    (rating,) = people(cast, "80")
    held = hold_meeting(
        unit=cast.a, year=2026, minutes=minutes(cast), comments={rating.pk: "Nhất trí"}, actor=cast.an
    )
    assert (rating_of(rating.officer).meeting, rating_of(rating.officer).comments) == (held, "Nhất trí")
    sign(huy, (rating, "tot"))
    with pytest.raises(DomainError, match="24"):
        change_meeting(meeting=held, minutes=minutes(cast, course="Khác"), comments={}, actor=cast.an)
    assert Meeting.objects.get(pk=held.pk).course == "Nội dung"


@pytest.mark.parametrize(
    "change",
    [
        {"present": 4},
        {"present": 0},
        {"absent": ""},
        {"held_on": date(2030, 1, 1)},
        {"held_on": date(2025, 12, 31)},
        {"secretary": "chair"},
    ],
)
def test_minutes_that_cannot_be(cast: Cast, change) -> None:
    if change.get("secretary"):
        change = {"secretary": cast.officer("an")}
    with pytest.raises(DomainError):
        hold_meeting(unit=cast.a, year=2026, minutes=minutes(cast, **change), comments={}, actor=cast.an)
    assert not Meeting.objects.exists()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_cap_is_never_exceeded_and_frozen_never_changes(cast: Cast, data) -> None:
    """Whatever is signed or rated anew in whatever order (art. 20.5)."""
    from django.db import transaction

    with transaction.atomic():
        huy = Officer.objects.filter(number="CC-huy").first()
        actor = huy.user if huy else head_of_province(cast)
        ratings = people(cast, *["95"] * 8)
        UnitRating.objects.filter(unit=cast.t).delete()
        frozen: dict[int, dict] = {}
        for _step in range(6):
            open_ones = [r for r in ratings if not rating_of(r.officer).is_frozen]
            if open_ones and data.draw(st.booleans()):
                batch = data.draw(st.lists(st.sampled_from(open_ones), min_size=1, unique_by=lambda r: r.pk))
                rulings = [
                    (r, data.draw(st.sampled_from(["xuat_sac", "tot", "hoan_thanh"])), "lý do") for r in batch
                ]
                _quietly(lambda rulings=rulings: sign(actor, *rulings))
            elif frozen:
                one = data.draw(st.sampled_from([r for r in ratings if rating_of(r.officer).is_frozen]))
                band = data.draw(st.sampled_from(["xuat_sac", "tot", "hoan_thanh"]))
                _quietly(
                    lambda one=one, band=band: again(actor, rating_of(one.officer), band, reason="lý do")
                )
            bands = list(
                YearRating.objects.filter(state="signed", current=True).values_list("band", flat=True)
            )
            excellent, good = bands.count("xuat_sac"), bands.count("tot")
            assert excellent <= excellent_quota(excellent + good, 20, "tot")
            for pk, before in frozen.items():
                after = YearRating.objects.filter(pk=pk).values().get()
                assert {key for key in before if before[key] != after[key]} <= {"current"}
            frozen = {row["id"]: row for row in YearRating.objects.filter(state="signed").values()}
        transaction.set_rollback(True)


def _quietly(act) -> None:
    with contextlib.suppress(DomainError):
        act()
