"""Demonstration of ratings of the year: 2026 opened, self-ratings, one meeting, proposals, some signed."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.module_loading import import_string

from evaluation.enums import Band, RatingState
from evaluation.models import YearRating
from evaluation.services.years.drafts import open_year
from evaluation.services.years.entries import propose, self_rate, write_opinions
from evaluation.services.years.meetings import Minutes, hold_meeting
from evaluation.services.years.reference import install_duty_groups
from evaluation.services.years.signing import Decision, Render, Ruling, sign_ratings
from staff.models import Unit, User

YEAR = 2026
PROVINCE = "PT"
# The offices with proposals; the first one held its meeting and is partly signed.
OFFICES = ("PT-KV8", "PT-KV9")
_GROUND = (
    "Xếp loại trước ngày 15/12 (khoản 2 Điều 19 Nghị định 335/2025/NĐ-CP) theo các quý đã xác nhận; quý IV chưa "
    "chấm xong vào ngày xếp loại."
)
_REPORT = (
    "Đã hoàn thành nhiệm vụ được giao trong năm; chấp hành nội quy, quy chế của cơ quan. Hạn chế: một số hồ sơ "
    "còn chậm, đã khắc phục trong quý III."
)
_COURSE = (
    "Chủ tọa nêu mục đích cuộc họp. Từng công chức trình bày báo cáo tự đánh giá. Các thành viên tham dự đóng góp "
    "ý kiến; các ý kiến được ghi tại mục III và thông qua."
)


def load(accounts: Mapping[str, User]) -> None:
    """Open the year of the province and take two offices further; safe to run again."""
    province = Unit.objects.filter(code=PROVINCE).first()
    if province is None or YearRating.objects.filter(year=YEAR).exists():
        return
    install_duty_groups()
    units = {province.pk, *province.children.filter(end=None).values_list("pk", flat=True)}
    open_year(year=YEAR, unit_ids=units, actor=accounts["personnel"])
    offices = [_rated(code) for code in OFFICES]
    for ratings in offices:
        _rate_themselves(ratings, {account.pk for account in accounts.values()})
        _propose(ratings, accounts["personnel"])
    if offices[0]:
        _meet(offices[0], accounts["leader"])
        _sign(offices[0], accounts["head"])


def _rated(code: str) -> list[YearRating]:
    rows = YearRating.objects.filter(year=YEAR, current=True, unit__code=code, exempt="")
    return list(rows.select_related("officer__user", "unit").order_by("officer__name_key"))


def _rate_themselves(ratings: Sequence[YearRating], shown: set[int]) -> None:
    """Everyone but the accounts of the demonstration, who show the card that waits."""
    for rating in ratings:
        if rating.earned and rating.officer.user_id not in shown:
            self_rate(rating=rating, band=rating.earned, text=_REPORT, actor=rating.officer.user)


def _propose(ratings: Sequence[YearRating], personnel: User) -> None:
    ready = [rating for rating in ratings if rating.earned]
    propose(proposals={rating.pk: (rating.earned, "") for rating in ready}, actor=personnel)
    for rating in ready:
        if rating.seat != "staff":
            fresh = YearRating.objects.get(pk=rating.pk)
            write_opinions(
                rating=fresh,
                comments="",
                party_opinion="Cấp ủy nhất trí với báo cáo tự đánh giá; đề nghị phát huy vai trò nêu gương.",
                handling="",
                act_days=[],
                actor=personnel,
            )


def _meet(ratings: Sequence[YearRating], leader: User) -> None:
    people = [rating.officer for rating in ratings]
    chair = next((rating.officer for rating in ratings if rating.seat == "head"), people[0])
    secretary = next(person for person in people if person != chair)
    minutes = Minutes(
        held_on=timezone.localdate(),
        place="Phòng họp trụ sở đơn vị",
        chair=chair,
        secretary=secretary,
        summoned=len(people) + 1,
        present=len(people),
        absent="01 hợp đồng lao động nghỉ phép",
        course=_COURSE,
        conclusion="Cuộc họp nhất trí với mức tự xếp loại của công chức.",
    )
    comments = {rating.pk: "Nhất trí với báo cáo tự đánh giá." for rating in ratings}
    hold_meeting(unit=ratings[0].unit, year=YEAR, minutes=minutes, comments=comments, actor=leader)


def _sign(ratings: Sequence[YearRating], head: User) -> None:
    """Those without a leading post who earned tốt or less: no place of the quota is used."""
    ids = [rating.pk for rating in ratings]
    rows = YearRating.objects.filter(pk__in=ids, seat="staff", state=RatingState.PROPOSED)
    ready = rows.exclude(proposed=Band.EXCELLENT).exclude(self_rated_at=None)
    # Whose third quarter is still open waits for it.
    rulings = [Ruling(row.pk, row.proposed) for row in ready if "waiting:2026-Q3" not in row.flags]
    if rulings:
        day = timezone.localdate()
        # Documents stand above services: the one that the screens hand in is asked for by name.
        render: Render = import_string("evaluation.documents.form02.render_form02")
        sign_ratings(
            rulings=rulings, decision=Decision("215/QĐ-THADS", day, _GROUND), actor=head, render=render
        )
