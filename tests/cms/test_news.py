"""Topics, what stands above the rest, schedules, related pages; guidance over time; blocks of the field."""

import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.test.utils.form_data import streamfield

from cms.models import GuidanceChange, GuidancePage, NewsPage, Topic
from cms.rules.cells import table_of
from cms.selectors.guidance import overdue_news
from cms.services.guidance import confirm_guidance
from staff.registries import Figure, figures
from staff.services.errors import DomainError
from tests.cms.test_publishing import add_url, news_form
from tests.cms.test_reading import titles
from tests.conftest import Cast

TODAY = timezone.localdate()
DAY = timedelta(days=1)


def test_news_is_found_by_topic_and_year_together(site: Cast, browse, add_news) -> None:
    training, party = Topic.objects.get(code="dao-tao"), Topic.objects.get(code="dang-doan-the")
    add_news("Cả hai", date=date(2026, 5, 1), topics=[training, party])
    add_news("Đào tạo cũ", date=date(2025, 5, 1), topics=[training])
    anh = browse(site.anh)
    assert titles(anh.get("/tin-tuc/?chu-de=dao-tao")) == ["Cả hai", "Đào tạo cũ"]
    assert titles(anh.get("/tin-tuc/?chu-de=dao-tao&nam=2025")) == ["Đào tạo cũ"]
    assert titles(anh.get("/tin-tuc/?chu-de=dang-doan-the")) == ["Cả hai"]
    assert titles(anh.get("/tin-tuc/?chu-de=khong-co")) == ["Cả hai", "Đào tạo cũ"]


def test_urgent_stands_above_pinned_and_pinned_above_the_rest_until_their_days(
    site: Cast, browse, add_news
) -> None:
    add_news("Thường", date=date(2026, 5, 4))
    add_news("Ghim", date=date(2026, 5, 3), pinned_until=TODAY)
    add_news("Khẩn", date=date(2026, 5, 2), urgent_until=TODAY)
    add_news("Hết ghim", date=date(2026, 5, 1), pinned_until=TODAY - DAY, urgent_until=TODAY - DAY)
    anh = browse(site.anh)
    assert titles(anh.get("/tin-tuc/")) == ["Khẩn", "Ghim", "Thường", "Hết ghim"]
    banner = anh.get("/").text.split('class="urgent"', 1)[1].split("</section>", 1)[0]
    assert "Khẩn" in banner
    assert "Hết ghim" not in banner


def test_home_without_urgent_news_has_no_banner(site: Cast, browse, add_news) -> None:
    add_news(urgent_until=TODAY - DAY)
    assert 'class="urgent"' not in browse(site.anh).get("/").text


def test_a_page_goes_live_at_its_hour_and_offline_at_its_end(site: Cast, browse, add_news) -> None:
    page, anh = add_news(publish=False), browse(site.anh)
    page.go_live_at = timezone.now() + DAY
    page.expire_at = timezone.now() + 2 * DAY
    page.save_revision(user=site.loan).publish(user=site.loan, skip_permission_checks=True)
    call_command("publish_scheduled")
    assert anh.get(page.url).status_code == 404
    revision = NewsPage.objects.get().latest_revision
    revision.approved_go_live_at = timezone.now() - DAY
    revision.content["go_live_at"] = (timezone.now() - DAY).isoformat()
    revision.save()
    call_command("publish_scheduled")
    assert anh.get(page.url).status_code == 200
    NewsPage.objects.update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert anh.get(page.url).status_code == 404


def test_the_worker_publishes_what_is_due_and_outlives_a_failure(site: Cast, monkeypatch, caplog) -> None:
    from hrm.management.commands import worker

    called = []
    monkeypatch.setattr(worker, "call_command", lambda name, **options: called.append(name))
    assert worker.publish_due() is True
    assert called == ["publish_scheduled"]

    def fails(name: str, **options: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(worker, "call_command", fails)
    assert worker.publish_due() is False
    assert "publishing scheduled pages failed" in caplog.text


# Guidance


def test_who_is_in_charge_confirms_and_readers_see_the_days(site: Cast, browse, add_guidance) -> None:
    page = add_guidance(
        confirmed_on=date(2020, 1, 1), review_due=date(2021, 1, 1), owner_officer=site.officer("anh")
    )
    url, next_year = reverse("cms:guidance_confirm", args=[page.pk]), TODAY + timedelta(days=365)
    assert url in browse(site.anh).get(page.url).text
    assert url not in browse(site.bao).get(page.url).text
    assert browse(site.bao).post(url, {"next_review": "01/01/2099"}).status_code == 403
    browse(site.anh).post(url, {"next_review": next_year.strftime("%d/%m/%Y")})
    page = GuidancePage.objects.get()
    assert (page.confirmed_on, page.review_due) == (TODAY, next_year)


def test_confirming_keeps_a_draft_in_the_making(site: Cast, add_guidance) -> None:
    page = add_guidance(owner_officer=site.officer("anh"))
    page.title = "Bản nháp mới"
    page.save_revision(user=site.loan)
    confirm_guidance(page_id=page.pk, next_review=TODAY + DAY, actor=site.anh)
    page = GuidancePage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert (page.title, draft.title) == ("Hướng dẫn thử", "Bản nháp mới")
    assert (page.review_due, draft.review_due) == (TODAY + DAY, TODAY + DAY)


@pytest.mark.parametrize("days", [0, -1, 3 * 366 + 1])
def test_a_review_that_is_not_ahead_is_refused(site: Cast, add_guidance, days: int) -> None:
    page = add_guidance(owner_officer=site.officer("anh"))
    with pytest.raises(DomainError, match="Ngày rà soát tiếp theo phải ở phía trước"):
        confirm_guidance(page_id=page.pk, next_review=TODAY + days * DAY, actor=site.anh)


def test_a_date_that_is_none_is_answered_and_changes_nothing(site: Cast, browse, add_guidance) -> None:
    page = add_guidance(owner_officer=site.officer("anh"))
    url = reverse("cms:guidance_confirm", args=[page.pk])
    response = browse(site.anh).post(url, {"next_review": "31/02/2027"}, follow=True)
    assert "Hãy ghi ngày rà soát tiếp theo" in response.text


def test_changes_with_a_note_are_listed_and_others_not(site: Cast, browse, add_guidance) -> None:
    page = add_guidance()
    for note in ("Sửa bước 3 theo Thông tư mới", ""):
        page.change_note = note
        page.save_revision(user=site.loan).publish(user=site.loan, skip_permission_checks=True)
    assert sorted(GuidanceChange.objects.values_list("note", flat=True)) == [
        "Sửa bước 3 theo Thông tư mới",
        "Đăng lần đầu",
    ]
    assert "Sửa bước 3 theo Thông tư mới" in browse(site.anh).get(page.url).text


def test_overdue_reviews_are_told_to_who_is_in_charge(site: Cast, browse, add_guidance) -> None:
    add_guidance(
        "Quá hạn",
        confirmed_on=date(2020, 1, 1),
        review_due=date(2021, 1, 1),
        owner_officer=site.officer("anh"),
    )
    add_guidance("Còn hạn", owner_officer=site.officer("anh"))
    assert [(news.user_id, "Quá hạn" in news.text) for news in overdue_news(TODAY)] == [(site.anh.pk, True)]
    assert "Hướng dẫn cần rà soát" in browse(site.anh).get("/").text
    assert "Hướng dẫn cần rà soát" not in browse(site.bao).get("/").text


# Blocks


def workbook(*rows: list[object]) -> Document:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return Document.objects.create(title="Số liệu", file=ContentFile(out.getvalue(), name="so-lieu.xlsx"))


def sheet(document: Document | None = None, cells: str = "") -> str:
    return streamfield(
        [("sheet", {"caption": "", "workbook": document.pk if document else "", "cells": cells})]
    )


def test_a_workbook_becomes_a_table_with_figures_on_the_right(site: Cast, browse, approver) -> None:
    body = sheet(workbook(["Đơn vị", "Số việc"], ["Phòng A", 12], ["Phòng <b>", 7]))
    browse(approver).post(add_url("newspage"), news_form(body=body) | {"action-publish": "1"})
    text = browse(site.anh).get(NewsPage.objects.get().url).text
    assert '<th scope="col" class="num">Số việc</th>' in text
    assert '<td class="num">12</td>' in text
    assert "<td>Phòng &lt;b&gt;</td>" in text


def test_a_file_that_is_no_workbook_is_refused_in_vietnamese(site: Cast, browse) -> None:
    document = Document.objects.create(title="x", file=ContentFile(b"PK\x03\x04 hong", name="hong.xlsx"))
    response = browse(site.loan).post(add_url("newspage"), news_form(body=sheet(document)))
    assert "Không đọc được tệp Excel" in str(response.context["form"].errors["body"])
    assert not NewsPage.objects.exists()


def test_pasted_cells_fill_short_rows_and_tell_figures_from_words() -> None:
    table = table_of("Tên\tSố\tTỷ lệ\nA\t1.234\t12,5%\nB\t-")
    assert table is not None
    assert (table.headings, table.rows, table.figures) == (
        ("Tên", "Số", "Tỷ lệ"),
        (("A", "1.234", "12,5%"), ("B", "-", "")),
        frozenset({1, 2}),
    )
    assert table_of(" \n") is None


def test_a_figure_is_made_for_whoever_reads(site: Cast, browse, add_news) -> None:
    figure = Figure("thu", "Thử", lambda request: f"<p>Số của {request.user.username}</p>")
    figures.append(figure)
    try:
        page = add_news(body=[("figure", {"figure": "thu"})])
        assert "Số của anh" in browse(site.anh).get(page.url).text
        assert "Số của bao" in browse(site.bao).get(page.url).text
    finally:
        figures.remove(figure)


def test_the_registered_figures_start_at_the_gate(site: Cast, browse, add_news) -> None:
    assert {figure.key for figure in figures} >= {"bien-che", "ty-le-thi-hanh-an"}
    page = add_news(body=[("figure", {"figure": "bien-che"}), ("figure", {"figure": "ty-le-thi-hanh-an"})])
    assert "grid-stats" in browse(site.an).get(page.url).text
    assert "grid-stats" not in browse(site.anh).get(page.url).text


def test_a_directive_shows_its_title_only_to_whom_it_is_addressed(site: Cast, browse, add_news) -> None:
    from cms.models import Directive, DirectiveTarget, Issuer

    issuer = Issuer.objects.create(name="Tỉnh ủy", body="TU", side="party")
    directive = Directive.objects.create(
        symbol="33-CT/TU",
        symbol_key="33-CT/TU",
        kind="CT",
        issuer=issuer,
        issued_on=date(2026, 1, 1),
        title="Về công tác thi hành án",
        unit=site.t,
        published_at=timezone.now(),
    )
    DirectiveTarget.objects.create(directive=directive, unit=site.a)
    page = add_news(body=[("directive", {"directive": directive})])
    assert "Về công tác thi hành án" in browse(site.anh).get(page.url).text
    other = browse(site.bao).get(page.url).text
    assert "33-CT/TU" in other
    assert "Về công tác thi hành án" not in other


@pytest.mark.parametrize(("name", "size"), [("x.exe", 10), ("x.html", 10), ("x.pdf", 20 * 1024 * 1024 + 1)])
def test_documents_of_a_forbidden_type_or_too_big_are_refused(
    site: Cast, browse, name: str, size: int
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile(name, b"x" * size)
    response = browse(site.loan).post(reverse("wagtaildocs:add_multiple"), {"files[]": file})
    assert response.json()["success"] is False
    assert any(
        word in response.json()["error_message"] for word in ("không được", "quá lớn", "Không", "tối đa")
    )
    assert not Document.objects.exists()


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/huong-dan/"])
def test_lists_take_as_many_queries_for_thirty_pages_as_for_ten(
    site: Cast, browse, add_news, add_guidance, monkeypatch, path: str
) -> None:
    monkeypatch.setattr("cms.selectors.pages.home_cards", [])
    topic, client, counts = Topic.objects.get(code="dao-tao"), browse(site.anh), []
    for number in range(30):
        add_news(f"Tin {number}", slug=f"tin-{number}", topics=[topic], pinned_until=TODAY)
        add_guidance(f"Hướng dẫn {number}", slug=f"hd-{number}")
        if number in (9, 29):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_directive_out_of_the_editors_reach_cannot_be_named(site: Cast, browse, elsewhere) -> None:
    from cms.models import Directive, DirectiveTarget, Issuer

    issuer = Issuer.objects.create(name="Tỉnh ủy U", body="TU", side="party")
    directive = Directive.objects.create(
        symbol="1-CT/TU",
        symbol_key="1-CT/TU",
        kind="CT",
        issuer=issuer,
        issued_on=date(2026, 1, 1),
        title="Của tỉnh U",
        unit=elsewhere.unit,
        published_at=timezone.now(),
    )
    DirectiveTarget.objects.create(directive=directive, unit=elsewhere.unit)
    loan = browse(site.loan)
    assert "Của tỉnh U" not in loan.get(reverse("directive_chooser:choose")).text
    assert loan.get(reverse("directive_chooser:chosen", args=[directive.pk])).status_code == 404
    body = streamfield([("directive", {"directive": directive.pk})])
    response = loan.post(add_url("newspage"), news_form(body=body))
    assert "ngoài phạm vi" in str(response.context["form"].errors["body"])
    assert not NewsPage.objects.exists()
