"""Notices: told once, read by their owner only, counted in the header, the daily e-mail switched."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from staff.models import Notice, User
from staff.services.notices import tell
from tests.conftest import Cast
from tests.staff.screens import text, url


def said(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).values_list("text", flat=True))


def page(client: Client, **query: str) -> str:
    return text(client.get(reverse("notices:list", query=query or None)))


def test_the_same_thing_is_told_once_to_each(cast: Cast) -> None:
    assert tell(users=[cast.an, cast.anh], key="k", text="Một", url="/") == 2
    assert tell(users=[cast.an, cast.binh], key="k", text="Hai", url="/") == 1
    assert (said(cast.an), said(cast.anh), said(cast.binh)) == (["Một"], ["Một"], ["Hai"])
    assert tell(users=[cast.an, cast.an], key="k2", text="Ba", url="/") == 1


def test_a_long_text_is_cut_at_a_word(cast: Cast) -> None:
    tell(users=[cast.an], key="k", text="chữ " * 200, url="/")
    [kept] = said(cast.an)
    assert len(kept) <= 300
    assert kept.endswith("chữ…")


def test_unread_come_first_then_the_newest(cast: Cast, as_) -> None:
    for name in ("Cũ nhất", "Giữa", "Mới nhất"):
        tell(users=[cast.an], key=name, text=name, url="/")
    middle = Notice.objects.get(text="Mới nhất")
    as_(cast.an).post(reverse("notices:open", args=[middle.pk]), {"stay": "1"})
    shown = page(as_(cast.an))
    assert shown.index("Giữa") < shown.index("Cũ nhất") < shown.index("Mới nhất")


def test_opening_marks_as_read_and_leads_to_its_page(cast: Cast, as_) -> None:
    tell(users=[cast.an], key="k", text="x", url=url("due"))
    notice = Notice.objects.get()
    response = as_(cast.an).post(reverse("notices:open", args=[notice.pk]))
    assert (response.status_code, response.url) == (302, url("due"))
    notice.refresh_from_db()
    assert notice.read_at is not None


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "", "javascript:x"])
def test_a_notice_leads_nowhere_else(cast: Cast, as_, address: str) -> None:
    tell(users=[cast.an], key="k", text="x", url=address)
    response = as_(cast.an).post(reverse("notices:open", args=[Notice.objects.get().pk]))
    assert response.url == reverse("notices:list")


def test_nobody_reads_or_marks_those_of_another(cast: Cast, as_) -> None:
    tell(users=[cast.binh], key="k", text="Chỉ cho Bình", url="/")
    assert "Chỉ cho Bình" not in page(as_(cast.an))
    assert as_(cast.an).post(reverse("notices:open", args=[Notice.objects.get().pk])).status_code == 404
    as_(cast.an).post(reverse("notices:all_read"))
    assert Notice.objects.get().read_at is None


def test_all_are_marked_at_once(cast: Cast, as_) -> None:
    for key in "abc":
        tell(users=[cast.an], key=key, text=key, url="/")
    tell(users=[cast.binh], key="a", text="a", url="/")
    as_(cast.an).post(reverse("notices:all_read"))
    assert set(Notice.objects.unread().values_list("user__username", flat=True)) == {"binh"}
    assert "Đã đọc hết" in page(as_(cast.an))


@pytest.mark.parametrize("name", ["notices:all_read", "notices:daily_mail"])
def test_nothing_changes_by_a_link(cast: Cast, as_, name: str) -> None:
    assert as_(cast.an).get(reverse(name)).status_code == 405


def test_the_header_counts_what_is_unread_in_one_query(cast: Cast, as_) -> None:
    client = as_(cast.an)

    def queries_of_notices() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(url("my_record"))
        return sum("staff_notice" in query["sql"] for query in captured)

    assert 'aria-label="Thông báo"' in text(client.get(url("my_record")))
    for n in range(3):
        tell(users=[cast.an], key=str(n), text="x", url="/")
    assert "Thông báo: 3 chưa đọc" in text(client.get(url("my_record")))
    assert queries_of_notices() == 1


def test_the_daily_mail_is_switched_off_and_on(cast: Cast, as_) -> None:
    client = as_(cast.an)
    client.post(reverse("notices:daily_mail"), {"daily_mail": "off"})
    assert not User.objects.get(pk=cast.an.pk).daily_mail
    assert "Bật thư điện tử hằng ngày" in page(client)
    client.post(reverse("notices:daily_mail"), {"daily_mail": "on"})
    assert User.objects.get(pk=cast.an.pk).daily_mail


def test_an_account_without_an_address_is_told_so(cast: Cast, as_) -> None:
    assert "chưa có địa chỉ thư điện tử" in page(as_(cast.an))
    User.objects.filter(pk=cast.an.pk).update(email="an@example.vn")
    assert "an@example.vn" in page(as_(cast.an))


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999"])
def test_odd_pages_show_the_nearest(cast: Cast, as_, number: str) -> None:
    tell(users=[cast.an], key="k", text="Có đây", url="/")
    assert "Có đây" in page(as_(cast.an), page=number)


def test_an_empty_list_says_what_comes_here(cast: Cast, as_) -> None:
    assert "Chưa có thông báo" in page(as_(cast.an))
