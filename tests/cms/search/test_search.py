"""The search page: rights, what keeps the texts, odd input, queries."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import PageViewRestriction

from cms.models import DirectiveTarget, NewsAttachment, SearchText
from cms.services.search import fill_search_once, rebuild_search
from hrm.kernel.plain_text import plain_text
from tests.conftest import Cast


def docx(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    return out.getvalue()


@pytest.fixture
def attach(add_news):
    def add(news_title: str, title: str, name: str, content: bytes):
        document = get_document_model().objects.create(title=title, file=ContentFile(content, name))
        page = add_news(news_title, publish=False)
        page.attachments.add(NewsAttachment(document=document))
        page.save_revision().publish()
        return page, document

    return add


# Rights


def test_a_directive_is_found_by_those_it_is_meant_for(site: Cast, add_directive, found) -> None:
    directive = add_directive("07-CT/TU", "Xuân Tân Sửu")
    DirectiveTarget.objects.create(directive=directive, unit=site.b)
    assert {name: found("07-CT/TU", who=getattr(site, name)) for name in ("anh", "bao", "loan")} == {
        "anh": [],
        "bao": ["07-CT/TU"],
        "loan": ["07-CT/TU"],
    }


def test_a_draft_is_found_by_those_who_keep_it_alone(site: Cast, add_directive, found) -> None:
    add_directive("08-CT/TU", published_at=None)
    assert found("08-CT/TU") == []
    assert found("08-CT/TU", who=site.loan) == ["08-CT/TU"]


def test_a_closed_page_is_neither_found_nor_counted(site: Cast, add_news, browse) -> None:
    page = add_news("Chuyện riêng")
    PageViewRestriction.objects.create(page=page, restriction_type="groups")
    answer = browse(site.anh).get("/tim-kiem/?q=chuyện riêng").context["answer"]
    assert (answer.total, answer.hits) == (0, ())


def test_a_document_is_found_with_a_page_that_is_open(site: Cast, attach, found) -> None:
    page, _document = attach("Tin", "Biểu mẫu kê khai", "mau.docx", docx("nội dung"))
    assert found("biểu mẫu kê khai", "document") == ["Biểu mẫu kê khai"]
    page.refresh_from_db()
    page.unpublish()
    assert found("biểu mẫu kê khai", "document") == []


def test_search_is_closed_before_sign_in(client, site: Cast) -> None:
    assert client.get("/tim-kiem/?q=an").status_code == 302


# What keeps the texts


def test_a_page_is_found_from_publishing_until_it_is_taken_back(site: Cast, add_news, found) -> None:
    page = add_news("Khởi công trụ sở", publish=False)
    assert found("trụ sở") == []
    page.save_revision().publish()
    assert found("trụ sở") == ["Khởi công trụ sở"]
    page.title = "Khánh thành nhà kho"
    page.save_revision()
    assert found("nhà kho") == []
    page.get_latest_revision().publish()
    assert (found("nhà kho"), found("trụ sở")) == (["Khánh thành nhà kho"], [])
    page.refresh_from_db()
    page.unpublish()
    assert found("nhà kho") == []
    page.delete()
    assert not SearchText.objects.exists()


def test_a_directive_follows_its_changes(site: Cast, add_directive, found) -> None:
    directive = add_directive("09-CT/TU", "Về trồng cây")
    directive.title = "Về phòng cháy"
    directive.save()
    assert (found("phòng cháy"), found("trồng cây")) == (["09-CT/TU"], [])
    directive.delete()
    assert found("phòng cháy") == []


def test_a_directive_is_found_by_what_it_asks_and_who_issued_it(site: Cast, add_directive, found) -> None:
    add_directive("10-CT/TU", summary="Giảm án tồn đọng", issuer="Tỉnh ủy Lào Cai")
    assert found("giảm án tồn") == found("tỉnh ủy lào cai") == found("chỉ thị 10") == ["10-CT/TU"]


@pytest.mark.parametrize("name", ["mau.docx"])
def test_the_text_of_a_document_is_found(site: Cast, attach, found, name: str) -> None:
    _page, document = attach("Tin", "Mẫu", name, docx("giấy ủy quyền &amp; phiếu"))
    assert found("giấy ủy quyền") == ["Mẫu"]
    document.title = "Mẫu mới"
    document.save()
    assert found("giấy ủy quyền") == ["Mẫu mới"]


def test_files_that_cannot_be_read_have_no_text() -> None:
    bad = {"a.pdf": b"%PDF-1.4 broken", "a.docx": b"no zip", "a.png": b"x", "a.xlsx": docx("x"), "a": b""}
    assert {name: plain_text(io.BytesIO(content), name) for name, content in bad.items()} == dict.fromkeys(
        bad, ""
    )


def test_a_workbook_tells_its_words() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/sharedStrings.xml", "<sst><si><t>Họ tên</t></si><si><t>Số án</t></si></sst>")
    assert plain_text(out, "a.xlsx") == "Họ tên Số án"


def test_rebuilding_makes_the_same_texts_again(
    site: Cast, attach, add_guidance, add_directive, capsys
) -> None:
    attach("Tin", "Mẫu", "mau.docx", docx("chữ"))
    add_guidance("Tra cứu")
    add_directive("11-CT/TU")
    texts = SearchText.objects.order_by("kind", "title")
    columns = ("kind", "page_id", "document_id", "directive_id", "date", "title", "text_folded", "symbol_key")
    before = list(texts.values_list(*columns))
    assert len(before) == 4
    assert rebuild_search() == {"news": 1, "document": 1, "guidance": 1, "directive": 1}
    call_command("rebuild_search")
    assert list(texts.values_list(*columns)) == before
    assert capsys.readouterr().out == "Nội dung tìm kiếm: 4\n"


def test_an_upgraded_installation_is_filled_once(site: Cast, add_news) -> None:
    add_news("Tin")
    SearchText.objects.all().delete()
    fill_search_once()
    first = SearchText.objects.get().pk
    fill_search_once()
    assert SearchText.objects.get().pk == first


# The screen


def test_the_page_explains_itself_until_something_is_asked(site: Cast, browse) -> None:
    text = browse(site.anh).get("/tim-kiem/").text
    assert "Bạn muốn tìm gì?" in text
    assert "Không tìm thấy" in browse(site.anh).get("/tim-kiem/?q=zzzz").text


def test_hits_are_marked_and_texts_escaped(site: Cast, add_news, browse) -> None:
    add_news("<script>alert(1)</script> kê biên", intro="A & B kê biên")
    text = browse(site.anh).get("/tim-kiem/", {"q": "kê biên"}).text
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>kê</mark> <mark>biên</mark>" in text
    assert "A &amp; B <mark>kê</mark>" in text


def test_each_kind_has_a_tab_with_its_count(
    site: Cast, add_news, add_guidance, add_directive, browse
) -> None:
    add_news("Ánh sáng")
    add_guidance("Ánh sáng")
    add_guidance("Ánh sáng 2")
    add_directive("12-CT/TU", "Ánh sáng")
    client = browse(site.anh)
    tabs = {tab["url"]: tab["count"] for tab in client.get("/tim-kiem/?q=anh").context["tabs"]}
    assert tabs == {
        "?q=anh": 5,
        "?q=anh&loai=news": 1,
        "?q=anh&loai=guidance": 2,
        "?q=anh&loai=document": 0,
        "?q=anh&loai=directive": 1,
        "?q=anh&loai=person": 1,
    }
    only = client.get("/tim-kiem/?q=anh&loai=guidance").context["answer"]
    assert {hit.kind for hit in only.hits} == {"guidance"}


def test_every_signed_in_page_has_the_field(site: Cast, browse) -> None:
    text = browse(site.anh).get("/thong-bao/").text
    assert 'action="/tim-kiem/"' in text
    assert 'id="header-search"' in text


@pytest.mark.parametrize(
    "params",
    [
        {"q": "x" * 100_000},
        {"q": "   "},
        {"q": "%"},
        {"q": "_"},
        {"q": "'\"\\;--"},
        {"q": "a\\b"},
        {"q": "án", "loai": "khong-co"},
        {"q": "án", "page": "0"},
        {"q": "án", "page": "999999999999999999999"},
        {"q": "án", "page": "x"},
        {"q": "٣٣-CT"},
        {"q": "33-CT/TU" * 30},
        {"q": "🙂 ﷺ"},
        {"q": "9" * 200},
    ],
)
def test_odd_input_is_answered(site: Cast, add_news, browse, params: dict[str, str]) -> None:
    add_news("Án phí")
    response = browse(site.anh).get("/tim-kiem/", params)
    assert response.status_code == 200


def test_signs_of_patterns_match_nothing_by_themselves(site: Cast, add_news, found) -> None:
    add_news("Án phí")
    assert found("%") == found("_") == found("p%í") == found("á_phí") == []


def test_a_nul_is_refused(site: Cast, browse) -> None:
    assert browse(site.anh).get("/tim-kiem/?q=a%00b").status_code == 400


def test_queries_do_not_grow_with_what_is_found(site: Cast, add_news, attach, add_directive, browse) -> None:
    client = browse(site.anh)

    def queries(kind: str) -> int:
        client.get(f"/tim-kiem/?q=thi&loai={kind}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/tim-kiem/?q=thi&loai={kind}").context["answer"].hits
        return len(captured)

    def add(n: int) -> None:
        add_news(f"Thi đua {n}", date=date(2026, 9, 1 + n))
        attach(f"Tin {n}", f"Thi {n}", "a.docx", docx("x"))
        add_directive(f"{20 + n}-CT/TU", f"Thi hành {n}")

    add(1)
    one = {kind: queries(kind) for kind in ("", "news", "document", "directive", "person")}
    for n in (2, 3):
        add(n)
    assert {kind: queries(kind) for kind in one} == one


def test_pages_of_the_answer_follow_each_other(site: Cast, add_directive, found) -> None:
    for n in range(25):
        add_directive(f"{100 + n}-CT/TU", f"Văn bản số {n}", issued_on=date(2026, 1, 1 + n))
    seen = found("văn bản số") + found("văn bản số", page=2)
    assert seen == [f"{100 + n}-CT/TU" for n in reversed(range(25))]
