"""The screens of giving work: what they show, what they refuse, whom they let in."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from evaluation.models import (
    Evaluation,
    HandOver,
    JointWork,
    Product,
    ProductProposal,
    Target,
    WorkInstance,
    WorkItem,
)
from staff.access import ReachCode, grant
from staff.registries import home_cards
from tests.conftest import Cast
from tests.evaluation.screens import said, signed_in
from tests.evaluation.test_screens_lists import asking
from tests.factories import OfficerFactory, PostingFactory
from tests.factories.scoring import caseload, product, work

Q3 = "/danh-gia/giao-viec/2026-Q3/"
MINE = "/danh-gia/viec-cua-toi/"


def text(response) -> str:
    return response.content.decode()


def of(item: WorkItem, end: str = "") -> str:
    return f"/danh-gia/giao-viec/viec/{item.pk}/{end}"


def post(client: Client, url: str, **data):
    return client.post(url, data)


@pytest.fixture
def head(cast: Cast) -> Client:
    return signed_in(cast.an)


def test_the_board_lists_everyone_in_reach_with_and_without_work(cast: Cast, head: Client) -> None:
    work(cast.officer("anh"), cast.a, "10", "6", product=product("SP02", "2"))
    page = text(head.get(Q3))
    assert "Nguyễn Thị Ánh" in page
    assert "Phạm Văn An" in page
    assert "CC-bao" not in page
    assert "60,00%" in page
    assert "12 / 20 đơn vị quy đổi" in page
    assert "chưa giao" in page
    assert "Nguyễn Thị Ánh" not in text(head.get(Q3, {"without": "on"}))
    assert "cong-chuc/CC-an/" not in text(head.get(Q3, {"q": "nguyen thi"}))


def test_the_board_as_a_workbook(cast: Cast, head: Client) -> None:
    work(cast.officer("anh"), cast.a, "10", "6")
    response = head.get(f"{Q3}xlsx/")
    assert response.status_code == 200
    assert response.content[:2] == b"PK"


@pytest.mark.parametrize("period", ["2025-Q4", "2025-12"])
def test_periods_before_the_decree_do_not_exist(head: Client, period: str) -> None:
    assert head.get(f"/danh-gia/giao-viec/{period}/").status_code == 404


def test_giving_by_form(cast: Cast, head: Client) -> None:
    made = product()
    url = f"{Q3}giao/"
    assert "CC-bao" not in text(head.get(url))
    given = post(head, url, officer="CC-anh", product=str(made.pk), quantity="2,5")
    assert given.status_code == 302
    assert WorkItem.objects.get().assigned == Decimal("2.5")
    again = post(head, url, officer="CC-anh", product=str(made.pk), quantity="1")
    assert "sửa số lượng" in text(again)
    assert WorkItem.objects.count() == 1


@pytest.mark.parametrize("quantity", ["-1", "abc", "99999", "0,12345", "", "0", "1\x00"])
def test_a_broken_quantity_is_named_at_its_field(cast: Cast, head: Client, quantity: str) -> None:
    response = post(head, f"{Q3}giao/", officer="CC-anh", product=str(product().pk), quantity=quantity)
    assert response.status_code in (200, 400)
    assert not WorkItem.objects.exists()


def test_an_officer_out_of_reach_cannot_be_chosen(cast: Cast, head: Client) -> None:
    response = post(head, f"{Q3}giao/", officer="CC-bao", product=str(product().pk), quantity="1")
    assert response.status_code == 200
    assert not WorkItem.objects.exists()


def test_the_item_page_tells_hand_overs_instances_and_history(cast: Cast, head: Client) -> None:
    colleague = OfficerFactory(number="CC-hai", full_name="Lê Văn Hai")
    PostingFactory(officer=colleague, unit=cast.a)
    item = work(cast.officer("anh"), cast.a, "10", "2", delays=1)
    passed = post(
        head, of(item, "chuyen-giao/"), officer="CC-hai", quantity="3", day="03/08/2026", reason="Đi học"
    )
    assert passed.status_code == 302
    noted = post(head, of(item, "ghi-loi/"), kind="khong_dat", day="04/08/2026", reason="Thiếu chữ ký")
    assert noted.status_code == 302
    page = text(head.get(of(item)))
    assert "Lê Văn Hai" in page
    assert "Thiếu chữ ký" in page
    assert "1 lần chưa ghi chi tiết" in page
    assert "Nguyễn Thị Ánh" in text(head.get(of(HandOver.objects.get().taken)))
    post(head, of(item, "so-luong/"), quantity="9", reason="Giảm theo kế hoạch")
    assert "Giảm theo kế hoạch" in text(head.get(of(item)))
    refused = post(head, of(item, "so-luong/"), quantity="1", reason="Giảm nữa")
    assert refused.status_code == 200
    item.refresh_from_db()
    assert item.assigned == 9


def test_too_much_handed_over_is_refused_at_the_quantity(cast: Cast, head: Client) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "8")
    facts = {"officer": "CC-an", "day": "03/08/2026", "reason": "Đi học"}
    page = post(head, of(item, "chuyen-giao/"), quantity="3", **facts)
    assert page.context["form"].errors["quantity"]
    assert not HandOver.objects.exists()


def test_the_own_work_is_reported_and_the_caseload_fills_itself(cast: Cast) -> None:
    anh = cast.officer("anh")
    typed = work(anh, cast.a, "10", None)
    fed = work(anh, cast.a, "20", None, product=product("AN", "1", "viec_xong_chu_dong"))
    caseload(anh, cast.a, 9, 100)
    caseload(anh, cast.a, 12, 118)
    client = signed_in(cast.anh)
    page = text(client.get(MINE))
    assert "12 tháng năm 2026 − 9 tháng năm 2026" in page
    assert f'name="d{fed.pk}"' not in page
    assert post(client, MINE, **{f"d{typed.pk}": "7,5"}).status_code == 302
    typed.refresh_from_db()
    assert typed.done == Decimal("7.5")
    assert text(post(client, MINE, **{f"d{typed.pk}": "-1"})).count("không được âm") == 1


def test_a_line_nobody_touched_does_not_overwrite_a_correction(cast: Cast, head: Client) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "7")
    other = work(cast.officer("anh"), cast.a, "10", None, product=product("SP02"))
    post(head, of(item, "ket-qua/"), done="6", reason="Một bản trả lại")
    shown = {f"d{item.pk}": "7", f"initial-d{item.pk}": "7", f"d{other.pk}": "1", f"initial-d{other.pk}": ""}
    post(signed_in(cast.anh), MINE, **shown)
    item.refresh_from_db()
    other.refresh_from_db()
    assert (item.done, other.done) == (6, 1)


def test_a_confirmed_period_takes_no_input(cast: Cast) -> None:
    from evaluation.rules.periods import Quarter
    from evaluation.services.drafts import open_period

    item = work(cast.officer("anh"), cast.a, "10", "7")
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    Evaluation.objects.update(state="confirmed")
    client = signed_in(cast.anh)
    assert f'name="d{item.pk}"' not in text(client.get(MINE))
    assert "đã được xác nhận" in text(post(client, MINE, **{f"d{item.pk}": "9"}))
    item.refresh_from_db()
    assert item.done == 7


def test_a_claim_goes_from_the_officer_to_the_head(cast: Cast, head: Client) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "10")
    post(head, of(item, "ghi-loi/"), kind="cham", day="04/08/2026", reason="Chậm 2 ngày")
    instance = WorkInstance.objects.get()
    base = f"/danh-gia/giao-viec/loi/{instance.pk}/"
    assert head.get(f"{base}nguyen-nhan/").status_code in (403, 404)
    officer = signed_in(cast.anh)
    assert post(officer, f"{base}nguyen-nhan/", claim="Mưa lũ").status_code == 302
    assert post(officer, f"{base}xac-nhan/", verdict="dong_y").status_code in (403, 404)
    post(head, f"{base}xac-nhan/", verdict="bua")
    post(head, f"{base}xac-nhan/", verdict="dong_y")
    again = head.post(f"{base}xac-nhan/", {"verdict": "khong"}, follow=True)
    assert "vừa quyết định" in said(again)[-1]
    item.refresh_from_db()
    instance.refresh_from_db()
    assert (item.delays, instance.objective) == (0, "dong_y")


def test_a_joint_product_is_split_on_one_page(cast: Cast, head: Client) -> None:
    made = product("LON", "8")
    facts = {"unit": "T-A", "title": "Đề án", "product": str(made.pk), "quantity": "1"}
    shares = {"officer1": "CC-anh", "share1": "0,6", "officer2": "CC-an", "share2": "0,5"}
    page = text(post(head, f"{Q3}san-pham-chung/moi/", **facts, **shares))
    assert "1,1" in page
    assert not JointWork.objects.exists()
    assert post(head, f"{Q3}san-pham-chung/moi/", **facts, **{**shares, "share2": "0,4"}).status_code == 302
    joint = JointWork.objects.get()
    assert "Đề án" in text(head.get(f"{Q3}san-pham-chung/"))
    assert "0,6" in text(head.get(f"/danh-gia/giao-viec/san-pham-chung/{joint.pk}/"))


def test_quantities_from_the_targets_are_shown_changed_and_given(cast: Cast, head: Client) -> None:
    anh = cast.officer("anh")
    fed = product("AN", "1", "viec_xong_chu_dong")
    caseload(anh, cast.a, 6, 40)
    figure = caseload(anh, cast.a, 9, 60)
    type(figure).objects.filter(pk=figure.pk).update(
        accepted=100, total_accepted=100, to_enforce=100, executable=100, in_progress=40, carried_forward=40
    )
    Target.objects.create(
        year=2026, unit=cast.a, measure="viec", percent=80, decision="1", decision_date=date(2025, 12, 1),
        start=date(2025, 10, 1),
    )  # fmt: skip
    url = f"{Q3}theo-chi-tieu/?unit=T-A"
    page = text(head.get(url))
    key = f"q_{anh.pk}_{fed.pk}"
    assert f'name="{key}"' in page
    assert 'value="20"' in page
    assert not WorkItem.objects.exists()
    assert post(head, url, **{key: "18"}).status_code == 302
    item = WorkItem.objects.get()
    assert (item.assigned, item.history.get().history_change_reason) == (18, "Giao từ chỉ tiêu án")
    assert "đã giao" in text(head.get(url))


def test_without_a_target_the_share_waits_for_a_percentage(cast: Cast, head: Client) -> None:
    product("AN", "1", "viec_xong_chu_dong")
    caseload(cast.officer("anh"), cast.a, 9, 60)
    assert 'value="48"' not in text(head.get(f"{Q3}theo-chi-tieu/"))
    # 12 months of 2026 open the new year with what was executable and unresolved: here nothing is left.
    assert "C8 − C12" in text(head.get("/danh-gia/giao-viec/2026-Q4/theo-chi-tieu/?percent=80"))
    assert "không quá 100" in text(head.get(f"{Q3}theo-chi-tieu/?unit=T-A&percent=101"))


def test_the_catalogue_as_at_a_day_with_versions_and_the_way_to_the_coefficient(
    cast: Cast, head: Client
) -> None:
    standard = product("CHUAN", "1")
    Product.objects.filter(pk=standard.pk).update(points=20)
    old = product("SP02", "1.4")
    Product.objects.filter(pk=old.pk).update(end=date(2026, 7, 1), points=28)
    new = Product.objects.create(
        code="SP02",
        name="Bản mới",
        coefficient=Decimal("1.5"),
        points=30,
        start=date(2026, 7, 1),
        decision="2/QĐ",
    )
    page = text(head.get("/danh-gia/danh-muc/?at=30/06/2026"))
    assert "1,4" in page
    assert "Bản mới" not in page
    assert "Bản mới" in text(head.get("/danh-gia/danh-muc/?at=01/07/2026&q=ban+moi"))
    one = text(head.get(f"/danh-gia/danh-muc/{new.pk}/"))
    assert "30 điểm của sản phẩm" in one
    assert "1,4" in one
    assert "CHUAN" in one
    assert head.get("/danh-gia/danh-muc/xlsx/").content[:2] == b"PK"
    assert head.get("/danh-gia/danh-muc/?at=32/13/2026").status_code == 200


def test_a_product_is_proposed_by_the_head_and_decided_by_personnel(cast: Cast, head: Client) -> None:
    base = "/danh-gia/danh-muc/de-xuat/"
    facts = {"unit": "T-A", "code": "MOI", "name": "Đơn điện tử", "coefficient": "1,5", "grounds": "Chưa có"}
    assert post(head, f"{base}moi/", **{**facts, "unit": "T-B"}).status_code == 200
    assert post(head, f"{base}moi/", **facts).status_code == 302
    row = ProductProposal.objects.get()
    assert "Chờ xem xét" in text(head.get(base))
    assert head.get(f"{base}{row.pk}/dong-y/").status_code == 403
    mai = signed_in(cast.mai)
    decided = {"decision": "9/QĐ", "start": "01/10/2026", "coefficient": "1,2"}
    assert post(mai, f"{base}{row.pk}/dong-y/", **{**decided, "coefficient": "0"}).status_code == 200
    assert post(mai, f"{base}{row.pk}/dong-y/", **decided).status_code == 302
    assert Product.objects.get().coefficient == Decimal("1.2")
    assert "vừa làm việc này" in text(post(mai, f"{base}{row.pk}/khong-dong-y/", answer="Không"))


def test_work_of_b_is_not_found_from_a(cast: Cast, head: Client) -> None:
    item = work(cast.officer("bao"), cast.b, "10", "4")
    assert signed_in(cast.binh).get(of(item)).status_code == 200
    for end in ("", "so-luong/", "thu-hoi/", "ket-qua/", "chuyen-giao/", "ghi-loi/"):
        assert head.get(of(item, end)).status_code == 404
    assert head.get(f"{Q3}cong-chuc/CC-bao/").status_code == 404


def test_the_auditor_sees_and_changes_nothing(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "4")
    kim = signed_in(cast.kim)
    page = text(kim.get(of(item)))
    assert kim.get(Q3).status_code == 200
    assert "chuyen-giao/" not in page
    assert post(kim, of(item, "so-luong/"), quantity="1", reason="x").status_code == 403
    assert kim.get(f"{Q3}giao/").status_code == 403


def test_the_home_card_and_the_tab_of_the_officer_page(cast: Cast) -> None:
    item = work(cast.officer("anh"), cast.a, "10", "4", period=current())
    cards = "".join(card.render(asking(cast.anh)) for card in home_cards)
    assert "40,00%" in cards
    page = text(signed_in(cast.an).get(reverse("staff:officer", args=["CC-anh"]), {"tab": "viec"}))
    assert "Việc được giao" in page
    assert f"/giao-viec/viec/{item.pk}/" in page


def current() -> str:
    from evaluation.rules.periods import Quarter

    return Quarter.containing(timezone.localdate()).code


def counted(client: Client, url: str, queries) -> int:
    with queries() as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_the_number_of_queries_does_not_grow(cast: Cast, django_assert_max_num_queries) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mai = signed_in(cast.mai)
    fed = product("AN", "1", "viec_xong_chu_dong")
    urls = (
        Q3,
        f"{Q3}cong-chuc/CC-anh/",
        f"{Q3}theo-chi-tieu/?unit=T-A",
        "/danh-gia/danh-muc/",
        f"{Q3}san-pham-chung/",
    )
    work(cast.officer("anh"), cast.a, "10", None, product=fed)
    caseload(cast.officer("anh"), cast.a, 9, 10)
    for url in urls:
        mai.get(url)
    first = {url: counted(mai, url, lambda: CaptureQueriesContext(connection)) for url in urls}
    for n in range(3):
        officer = OfficerFactory(number=f"CC-{n}")
        PostingFactory(officer=officer, unit=cast.a)
        work(officer, cast.a, "10", None, product=fed)
        work(cast.officer("anh"), cast.a, "10", "1", product=product(f"SP{n}"))
        caseload(officer, cast.a, 9, 10)
    for url in urls:
        assert counted(mai, url, lambda: CaptureQueriesContext(connection)) <= first[url], url


def test_personnel_of_the_province_gives_work_in_every_office(cast: Cast) -> None:
    client = signed_in(cast.mai)
    post(client, f"{Q3}giao/", officer="CC-bao", product=str(product().pk), quantity="1")
    assert WorkItem.objects.get().unit == cast.b


def test_reach_without_the_verb_opens_nothing(cast: Cast) -> None:
    grant(cast.loan, ReachCode.VIEW_EVALUATIONS, cast.a)
    work(cast.officer("anh"), cast.a, "10", "4")
    loan = signed_in(cast.loan)
    assert loan.get(f"{Q3}giao/").status_code == 403


def test_the_own_work_leads_to_the_own_targets_and_the_catalogue(cast: Cast) -> None:
    officer = signed_in(cast.anh)
    page = officer.get("/danh-gia/viec-cua-toi/").content.decode()
    for address in ("/danh-gia/so/chi-tieu/", "/danh-gia/danh-muc/"):
        assert f'href="{address}"' in page
        assert officer.get(address).status_code == 200
