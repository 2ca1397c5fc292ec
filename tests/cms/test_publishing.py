"""An editor writes, an officer reads."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms.models import Byline, GuidanceIndexPage, GuidancePage, NewsIndexPage, NewsPage
from staff.models import Post, Posting, Unit
from tests.conftest import Cast


def meant_for(*units) -> dict[str, str]:
    """The panel of audiences as an editor fills it."""
    units = units or (Unit.objects.get(code="T"),)
    return inline_formset([{"unit": unit.pk, "with_below": "on", "level": ""} for unit in units])


def news_form(**fields) -> dict[str, str]:
    data = {
        "targets": meant_for(),
        "topics": [],
        "pinned_until": "",
        "urgent_until": "",
        "related": inline_formset([]),
        "title": "Hội nghị sơ kết quý III",
        "slug": "hoi-nghi-so-ket",
        "date": "20/11/2026",
        "on_behalf_of": "",
        "intro": "Hội nghị sơ kết công tác quý III/2026.",
        "lead_picture": "",
        "body": streamfield([("text", rich_text("<p>Nội dung hội nghị.</p>", features=["bold", "link"]))]),
        "attachments": inline_formset([]),
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data)


def guidance_form(**fields) -> dict[str, str]:
    data = {
        "targets": meant_for(),
        "change_note": "",
        "owner_officer": "",
        "title": "Cách nộp hồ sơ",
        "slug": "cach-nop-ho-so",
        "summary": "Dành cho công chức.",
        "body": streamfield(
            [("heading", {"text": "Bước 1", "level": "2"}), ("quote", {"text": "Lời", "source": ""})]
        ),
        "content_owner": "Văn phòng",
        "owner_unit": "",
        "confirmed_on": "03/04/2026",
        "review_due": "03/04/2027",
        "comments": inline_formset([]),
        **fields,
    }
    return nested_form_data(data)


def add_url(kind: str) -> str:
    parent = {"newspage": NewsIndexPage, "guidancepage": GuidanceIndexPage}[kind].objects.get()
    return reverse("wagtailadmin_pages:add", args=["cms", kind, parent.pk])


def test_a_draft_is_seen_by_nobody_and_published_news_by_every_officer(site: Cast, browse, approver) -> None:
    loan, anh = browse(site.loan), browse(site.anh)
    loan.post(add_url("newspage"), news_form())
    page = NewsPage.objects.get()
    assert (page.live, page.owner) == (False, site.loan)
    assert anh.get("/tin-tuc/hoi-nghi-so-ket/").status_code == 404

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browse(approver).post(edit, news_form(title="Hội nghị sơ kết quý III/2026") | {"action-publish": "1"})
    response = anh.get("/tin-tuc/hoi-nghi-so-ket/")
    assert response.status_code == 200
    for text in ("Hội nghị sơ kết quý III/2026", "20/11/2026", "Nội dung hội nghị.", "Lý Thị Loan"):
        assert text in response.text
    assert "Hội nghị sơ kết quý III/2026" in anh.get("/tin-tuc/").text
    assert "Hội nghị sơ kết quý III/2026" in anh.get("/").text


def test_the_byline_stays_as_it_was_at_first_publishing(site: Cast, add_news) -> None:
    posting = Posting.objects.get(officer=site.officer("loan"))
    posting.post = Post.objects.get(name="Chánh Văn phòng")
    posting.save()
    page = add_news()
    posting.post, posting.unit = Post.objects.get(name="Trưởng phòng"), site.a
    posting.save()
    page.save_revision(user=site.loan).publish(user=site.loan, skip_permission_checks=True)
    signed = Byline.objects.get(page=page)
    assert (signed.name, signed.post, signed.unit) == ("Lý Thị Loan", "Chánh Văn phòng", site.t.name)


def test_an_author_without_a_record_signs_with_the_accounts_name(site: Cast, add_news) -> None:
    site.officer("loan").delete()
    add_news()
    assert list(Byline.objects.values_list("name", "post", "unit")) == [(site.loan.get_full_name(), "", "")]


def test_news_on_behalf_of_a_unit_says_so(site: Cast, browse, add_news) -> None:
    page = add_news(on_behalf_of=site.a)
    assert f"thay mặt {site.a.name}" in browse(site.anh).get(page.url).text


def test_a_unit_that_closed_is_not_offered(site: Cast, browse) -> None:
    site.b.end = date(2021, 1, 1)
    site.b.save()
    form = browse(site.loan).get(add_url("newspage")).context["form"]
    assert sorted(unit.pk for unit in form.fields["on_behalf_of"].queryset) == sorted([site.t.pk, site.a.pk])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("03/04/2026", date(2026, 4, 3)),
        ("15/06/1965", date(1965, 6, 15)),
        ("31/12/2026", date(2026, 12, 31)),
    ],
)
def test_dates_are_read_and_shown_day_first(site: Cast, browse, typed: str, meant: date) -> None:
    loan = browse(site.loan)
    loan.post(add_url("newspage"), news_form(date=typed))
    page = NewsPage.objects.get()
    assert page.date == meant
    form = loan.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert re.findall(r'<input type="text" name="date" value="([^"]*)"', form) == [typed]


def test_31_02_is_refused(site: Cast, browse) -> None:
    response = browse(site.loan).post(
        add_url("newspage"), news_form(date="31/02/2026") | {"action-publish": "1"}
    )
    assert list(response.context["form"].errors) == ["date"]
    assert not NewsPage.objects.exists()


def test_guidance_shows_contents_owner_and_dates(site: Cast, browse, approver) -> None:
    browse(approver).post(add_url("guidancepage"), guidance_form() | {"action-publish": "1"})
    page = GuidancePage.objects.get()
    assert (page.confirmed_on, page.review_due) == (date(2026, 4, 3), date(2027, 4, 3))
    text = browse(site.anh).get("/huong-dan/cach-nop-ho-so/").text
    assert '<a href="#buoc-1">Bước 1</a>' in text
    assert '<h2 id="buoc-1">Bước 1</h2>' in text
    for shown in ("Văn phòng", "03/04/2026", "03/04/2027"):
        assert shown in text


def test_a_review_before_the_confirmation_is_refused_in_vietnamese(site: Cast, browse) -> None:
    form = guidance_form(review_due="03/04/2026") | {"action-publish": "1"}
    response = browse(site.loan).post(add_url("guidancepage"), form)
    assert response.context["form"].errors == {
        "review_due": ["Ngày rà soát tiếp theo phải sau ngày xác nhận gần nhất."]
    }


def test_guidance_past_its_review_warns_the_reader(site: Cast, browse, add_guidance) -> None:
    page = add_guidance(confirmed_on=date(2020, 1, 1), review_due=date(2021, 1, 1))
    assert "quá hạn rà soát" in browse(site.anh).get(page.url).text
    assert "Quá hạn rà soát" in browse(site.anh).get("/huong-dan/").text


def crafted(text: str, link: str) -> str:
    """What a hostile script would send instead of the editor's own data."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": text,
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 0, "length": len(text), "key": 0}],
                }
            ],
            "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": link}}},
        }
    )


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>1</script>"]
)
def test_a_script_in_rich_text_is_neutralised(site: Cast, browse, approver, link: str) -> None:
    body = streamfield([("text", crafted("<script>alert(1)</script>", link))])
    browse(approver).post(add_url("newspage"), news_form(body=body) | {"action-publish": "1"})
    response = browse(site.anh).get(NewsPage.objects.get().url)
    article = response.text.split("<article", 1)[1].split("</article>", 1)[0]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in article
    assert "<script" not in article
    assert re.findall(r'href="([^"]*)"', article) == []
    assert "script-src 'self'" in response["Content-Security-Policy"]


def test_text_fields_and_tables_show_markup_as_text(site: Cast, browse, add_news) -> None:
    bad = "<img src=x onerror=alert(1)>"
    table = {
        "data": [[bad]],
        "table_caption": bad,
        "first_row_is_table_header": False,
        "table_header_choice": "neither",
    }
    body = [
        ("heading", {"text": bad, "level": "2"}),
        ("quote", {"text": bad, "source": bad}),
        ("table", table),
    ]
    page = add_news(bad, slug="xau", intro=bad, body=body)
    for path in (page.url, "/tin-tuc/", "/"):
        text = browse(site.anh).get(path).text
        assert bad not in text
        assert "&lt;img" in text


def test_attachments_are_links_to_the_closed_document_view(site: Cast, browse, add_news) -> None:
    from django.core.files.base import ContentFile
    from wagtail.documents.models import Document

    from cms.models import NewsAttachment

    page = add_news(publish=False)
    document = Document.objects.create(title="Biểu mẫu", file=ContentFile(b"abc", name="bieu-mau.xlsx"))
    page.attachments.add(NewsAttachment(document=document))
    page.save_revision(user=site.loan).publish(user=site.loan, skip_permission_checks=True)
    text = browse(site.anh).get(page.url).text
    assert f'href="{document.url}"' in text
    assert document.url.startswith("/tai-lieu/")
    assert "Biểu mẫu" in text
    assert "XLSX" in text


def test_editors_get_an_edit_button_and_officers_none(site: Cast, browse, add_news) -> None:
    page = add_news()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert edit in browse(site.loan).get(page.url).text
    assert edit not in browse(site.anh).get(page.url).text


def test_the_editors_preview_works_before_publishing(site: Cast, browse) -> None:
    loan = browse(site.loan)
    url = reverse(
        "wagtailadmin_pages:preview_on_add", args=["cms", "newspage", NewsIndexPage.objects.get().pk]
    )
    loan.post(url, news_form())
    text = loan.get(url).text
    assert "Hội nghị sơ kết quý III" in text
    assert "Lý Thị Loan" in text
