"""The screens of directives: filters, page, form, board, workbooks."""

import io
from datetime import date

import pandas as pd
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.models import Acknowledgement, Directive
from cms.receivers.directives import waiting_card
from cms.selectors.directive_sections import sections
from staff.models import Notice
from staff.services.editing import seen_of
from tests.cms.directives.conftest import PDF, in_days, only
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def text(response) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def posted(**values) -> dict:
    lines = {
        f"{name}-{key}": n
        for name in ("targets", "replaces")
        for key, n in (("TOTAL_FORMS", 1), ("INITIAL_FORMS", 0))
    }
    given = {
        "symbol": "33-CT/TU",
        "issued_on": "25/09/2020",
        "new_issuer": "Tỉnh ủy",
        "title": "Lãnh đạo công tác thi hành án",
        "unit": "T",
        "asks": "on",
        "file": SimpleUploadedFile("chi-thi.pdf", PDF),
    }
    return lines | given | values


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_from_the_form_to_the_reader(cast: Cast, browse) -> None:
    registrar = browse(cast.loan)
    answer = registrar.post(reverse("cms:directive_new"), posted())
    row = Directive.objects.get()
    assert answer.headers["Location"] == reverse("cms:directive", args=[row.pk])
    registrar.post(reverse("cms:directive_publish", args=[row.pk]), {"seen": seen_of(row)})

    page = text(browse(cast.bao).get(reverse("cms:directive", args=[row.pk])))

    assert "Tôi đã đọc văn bản này" in page
    assert "chi-thi.pdf" in page


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"symbol": "chỉ thị 33"}, "chưa đúng cách viết"),
        ({"issued_on": "31/02/2020"}, "dd/mm/yyyy"),
        ({"targets-0-unit": "KHONG-CO"}, "Nothing was kept yet"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "Chỉ nhận tệp"),
        ({"acknowledge_by": "01/01/2019"}, "trước ngày ban hành"),
        ({"replaces-0-older": "99-CT/TU"}, "Chưa có văn bản"),
        ({"new_issuer": ""}, "Hãy chọn cơ quan ban hành"),
    ],
)
def test_bad_input_is_told_and_nothing_is_kept(cast: Cast, browse, values: dict, message: str) -> None:
    page = text(browse(cast.loan).post(reverse("cms:directive_new"), posted(**values)))

    assert "errorlist" in page or "alert-danger" in page
    if message.isascii() is False:
        assert message in page
    assert not Directive.objects.exists()


def test_the_twin_is_linked(cast: Cast, browse, draft) -> None:
    row = draft()

    page = text(
        browse(cast.loan).post(reverse("cms:directive_new"), posted(issuer=row.issuer_id, new_issuer=""))
    )

    assert f'href="{reverse("cms:directive", args=[row.pk])}"' in page


def test_the_second_editor_sees_the_change_and_may_save_then(cast: Cast, browse, draft) -> None:
    row = draft()
    seen = seen_of(row)
    url = reverse("cms:directive_edit", args=[row.pk])
    given = posted(issuer=row.issuer_id, new_issuer="", seen=seen, file="")
    browse(cast.loan).post(url, given | {"title": "Tên của Mai"})

    page = text(browse(cast.loan).post(url, given | {"title": "Tên của Loan"}))

    assert "Tên của Mai" in page
    assert "Tên của Loan" in page
    newest = seen_of(row)
    assert f'name="seen" value="{newest}"' in page
    browse(cast.loan).post(url, given | {"title": "Tên của Loan", "seen": newest})
    row.refresh_from_db()
    assert row.title == "Tên của Loan"


def test_confirming_twice_keeps_one(cast: Cast, browse, known) -> None:
    row = known()
    client = browse(cast.bao)
    url, given = reverse("cms:directive_confirm", args=[row.pk]), {"version": row.versions.get().pk}
    client.post(url, given)
    client.post(url, given)

    assert Acknowledgement.objects.count() == 1
    assert "Bạn đã xác nhận" in text(client.get(reverse("cms:directive", args=[row.pk])))


@pytest.mark.parametrize("given", [{}, {"version": "x"}, {"version": "9" * 40}])
def test_a_confirmation_made_by_hand_is_refused(cast: Cast, browse, known, given: dict) -> None:
    row = known()

    browse(cast.bao).post(reverse("cms:directive_confirm", args=[row.pk]), given)

    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"33-CT/TU", "01-CT/TU", "05/CT-TTg"}),
        ("q=33 – ct/tu", {"33-CT/TU"}),
        ("q=5/ct-ttg", {"05/CT-TTg"}),
        ("q=thi hanh an", {"33-CT/TU", "01-CT/TU", "05/CT-TTg"}),
        ("q=thu tuong", {"05/CT-TTg"}),
        ("side=state", {"05/CT-TTg"}),
        ("year=2011", {"01-CT/TU"}),
        ("standing=replaced", {"01-CT/TU"}),
        ("standing=in_force", {"33-CT/TU", "05/CT-TTg"}),
        ("standing=in_force&at=01/01/2012", {"01-CT/TU"}),
        ("standing=not_yet&at=01/01/2012", {"33-CT/TU", "05/CT-TTg"}),
        ("waiting=1", {"33-CT/TU"}),
        ("kind=NQ", set()),
        ("year=nam", set()),
        ("at=31/02/2020", {"33-CT/TU", "01-CT/TU", "05/CT-TTg"}),
    ],
)
def test_the_list_is_filtered(cast: Cast, browse, known, query: str, found: set[str]) -> None:
    old = known("01-CT/TU", issued_on=date(2011, 1, 4), asks=False)
    known("33-CT/TU", issuer=old.issuer, replaces=[("01-CT/TU", False)])
    known("05/CT-TTg", issued_on=date(2023, 1, 6), asks=False)

    page = text(browse(cast.bao).get(f"{reverse('cms:directives')}?{query}"))
    body = page.partition("<tbody")[2]

    assert {symbol for symbol in ("33-CT/TU", "01-CT/TU", "05/CT-TTg") if f">{symbol}<" in body} == found


def test_the_workbook_has_the_rows_of_the_filter(cast: Cast, browse, known) -> None:
    first = known()
    known("34-CT/TU", issuer=first.issuer, asks=False)

    answer = browse(cast.bao).get(f"{reverse('cms:directives_xlsx')}?waiting=1")

    cells = pd.read_excel(io.BytesIO(answer.content), header=None).to_numpy().ravel().tolist()
    assert "33-CT/TU" in cells
    assert "34-CT/TU" not in cells


def test_lists_ask_as_often_for_three_rows_as_for_one(cast: Cast, browse, known) -> None:
    first = known()
    reader, leader = browse(cast.bao), browse(cast.binh)
    urls = reverse("cms:directives"), reverse("cms:acknowledgements")
    before = [queries(reader, urls[0]), queries(leader, urls[1])]
    known("34-CT/TU", issuer=first.issuer, replaces=[("33-CT/TU", True)])
    known("35-CT/TU", issuer=first.issuer)

    assert [queries(reader, urls[0]), queries(leader, urls[1])] == before


def test_a_pdf_is_read_in_the_browser_or_saved(cast: Cast, browse, known) -> None:
    url = reverse("cms:directive_file", args=[known().versions.get().pk])
    client = browse(cast.bao)

    read, saved = client.get(url), client.get(f"{url}?luu=1")

    assert b"".join(read.streaming_content) == PDF
    assert read.headers["Content-Disposition"].startswith("inline")
    assert saved.headers["Content-Disposition"].startswith("attachment")


def test_what_the_reader_may_not_see_is_named_but_not_linked(cast: Cast, browse, known) -> None:
    old = known("01-CT/TU", issued_on=date(2011, 1, 4), targets=only(cast.a))
    row = known("33-CT/TU", issuer=old.issuer, replaces=[("01-CT/TU", False)])

    page = text(browse(cast.bao).get(reverse("cms:directive", args=[row.pk])))

    assert "01-CT/TU" in page
    assert reverse("cms:directive", args=[old.pk]) not in page


def test_sections_of_other_parts_stand_on_the_page(cast: Cast, browse, known, monkeypatch) -> None:
    row = known()
    monkeypatch.setattr(
        "cms.views.directives.page.sections", [*sections, lambda request, found: "<b>phần</b>"]
    )

    assert "<b>phần</b>" in text(browse(cast.bao).get(reverse("cms:directive", args=[row.pk])))


def test_a_leader_sees_who_of_the_own_unit_has_not_confirmed(cast: Cast, browse, known) -> None:
    row = known(within=0)
    client = browse(cast.binh)

    board = text(client.get(reverse("cms:acknowledgements")))
    page = text(client.get(reverse("cms:acknowledgement", args=[row.pk])))
    done = text(client.get(f"{reverse('cms:acknowledgement', args=[row.pk])}?state=done"))

    assert "0/2" in board
    assert "Đỗ Quốc Bảo" in page
    assert "Nguyễn Thị Ánh" not in page
    assert "Đỗ Quốc Bảo" not in done.partition("<main")[2]


def test_the_names_go_into_a_workbook(cast: Cast, browse, known) -> None:
    row = known(targets=only(cast.b))

    answer = browse(cast.binh).get(reverse("cms:acknowledgement_xlsx", args=[row.pk]))

    cells = set(pd.read_excel(io.BytesIO(answer.content), header=None).to_numpy().ravel().tolist())
    assert {"Đỗ Quốc Bảo", "Vũ Đức Bình"} <= cells
    assert "Nguyễn Thị Ánh" not in cells


def test_an_auditor_looks_but_does_not_remind(cast: Cast, browse, known) -> None:
    row = known()
    auditor = browse(cast.kim)

    assert auditor.get(reverse("cms:acknowledgement", args=[row.pk])).status_code == 200
    assert auditor.post(reverse("cms:acknowledgement_remind", args=[row.pk])).status_code == 403
    assert not Notice.objects.exists()


def test_a_leader_reminds_the_own_unit_only(cast: Cast, browse, known) -> None:
    row = known()

    browse(cast.binh).post(reverse("cms:acknowledgement_remind", args=[row.pk]))

    assert set(Notice.objects.values_list("user", flat=True)) == {cast.bao.pk, cast.binh.pk}


def test_the_card_shows_what_waits_and_nothing_otherwise(cast: Cast, known, rf) -> None:
    row = known(within=None)
    known("34-CT/TU", issuer=row.issuer, within=2)
    request = rf.get("/")
    request.user = cast.bao

    card = waiting_card(request)

    assert "33-CT/TU" in card
    assert in_days(2).strftime("%d/%m/%Y") in card
    request.user = cast.kim.__class__.objects.create(username="khach")
    assert waiting_card(request) == ""
