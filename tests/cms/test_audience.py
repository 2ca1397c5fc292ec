"""Pages meant for one province exist for nobody else: not for readers, and not for its editors."""

import json
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Page

from cms.enums import Level
from cms.models import NewsAttachment, NewsIndexPage, NewsPage, PageTarget, RelatedPage
from staff.access import ReachCode, grant
from staff.models import Unit
from tests.cms.conftest import Elsewhere
from tests.cms.test_publishing import add_url, guidance_form, meant_for, news_form
from tests.conftest import Cast

SECRET = "Chỉ tỉnh U được biết"


@pytest.fixture
def secret(add_news, elsewhere: Elsewhere) -> NewsPage:
    return add_news(
        SECRET, slug="chi-tinh-u", targets=[PageTarget(unit=elsewhere.unit)], owner=elsewhere.editor
    )


def shows(client: Client, path: str) -> bool:
    response = client.get(path)
    if "json" in response["Content-Type"]:
        return SECRET in json.dumps(response.json(), ensure_ascii=False)
    return SECRET in response.text


# Readers


@pytest.mark.parametrize("path", ["/", "/tin-tuc/", "/tin-tuc/?nam=2026"])
def test_lists_show_it_to_its_province_only(site: Cast, browse, secret, elsewhere, path: str) -> None:
    secret.date = date(2026, 5, 1)
    secret.save()
    assert shows(browse(elsewhere.reader), path)
    for user in (site.anh, site.loan, site.mai, site.kim):
        assert not shows(browse(user), path)


def test_its_address_looks_unknown_to_others(site: Cast, browse, secret, elsewhere) -> None:
    assert browse(elsewhere.reader).get(secret.url).status_code == 200
    assert [browse(u).get(secret.url).status_code for u in (site.anh, site.loan, site.kim)] == [404] * 3


def test_years_and_topics_do_not_count_what_one_may_not_read(site: Cast, browse, secret, elsewhere) -> None:
    from cms.models import Topic

    secret.topics.set([Topic.objects.get(code="dao-tao")])
    secret.save()
    assert "Đào tạo, tập huấn" in browse(elsewhere.reader).get("/tin-tuc/").text
    assert "Đào tạo, tập huấn" not in browse(site.anh).get("/tin-tuc/").text


@pytest.mark.parametrize(
    ("level", "below", "readers"),
    [
        ("", True, ["loan", "anh", "bao"]),
        ("", False, ["loan"]),
        (Level.PROVINCE, True, ["loan"]),
    ],
)
def test_levels_and_units_below(site: Cast, browse, add_news, level: str, below: bool, readers) -> None:
    page = add_news(targets=[PageTarget(unit=site.t, with_below=below, level=level)])
    # Who looks after T's content reads all of it; of the others only those whom it is meant for.
    asked = {name: browse(getattr(site, name)).get(page.url).status_code for name in ("loan", "anh", "bao")}
    assert [name for name, code in asked.items() if code == 200] == readers


def test_a_page_without_targets_is_for_everyone(site: Cast, browse, add_news, elsewhere) -> None:
    page = add_news(targets=())
    assert [browse(u).get(page.url).status_code for u in (site.anh, elsewhere.reader)] == [200, 200]


def test_links_in_texts_keep_their_words_and_lead_nowhere(
    site: Cast, browse, secret, add_news, elsewhere
) -> None:
    text = f'<p>Xem <a linktype="page" id="{secret.pk}">trang này</a></p>'
    page = add_news(body=[("text", text)], targets=())
    assert f'href="{secret.url}"' in browse(elsewhere.reader).get(page.url).text
    foreign = browse(site.anh).get(page.url).text
    assert "trang này" in foreign
    assert "chi-tinh-u" not in foreign


def test_related_pages_are_those_that_reach_the_reader(
    site: Cast, browse, secret, add_news, elsewhere
) -> None:
    page = add_news(targets=())
    page.related.add(RelatedPage(target=secret))
    page.save()
    assert shows(browse(elsewhere.reader), page.url)
    assert not shows(browse(site.anh), page.url)


def test_a_document_follows_the_pages_it_stands_on(site: Cast, browse, secret, add_news, elsewhere) -> None:
    document = Document.objects.create(title="Kèm", file=ContentFile(b"%PDF-1.4", name="kem.pdf"))
    secret.attachments.add(NewsAttachment(document=document))
    secret.save()
    people = (elsewhere.reader, site.anh, site.loan)
    assert [browse(u).get(document.url).status_code for u in people] == [200, 404, 404]
    add_news(body=[("text", f'<p><a linktype="document" id="{document.pk}">tệp</a></p>')])
    assert [browse(u).get(document.url).status_code for u in people] == [200, 200, 200]


def test_a_document_of_a_draft_is_for_those_who_write_it(site: Cast, browse, add_news) -> None:
    document = Document.objects.create(title="Kèm", file=ContentFile(b"%PDF-1.4", name="kem.pdf"))
    add_news(body=[("file", {"document": document, "title": ""})], publish=False)
    assert [browse(u).get(document.url).status_code for u in (site.anh, site.loan)] == [404, 200]


# Editors of another province


def screens(page: NewsPage) -> list[str]:
    """Every screen of Wagtail's that names one page."""
    revision = page.latest_revision_id
    one = "edit delete copy move unpublish history usage view_draft set_privacy preview_on_edit workflow_history"
    urls = [reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in one.split()]
    urls += [
        reverse("wagtailadmin_pages:revisions_view", args=[page.pk, revision]),
        reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, revision]),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
        reverse("wagtailadmin_pages:history_results", args=[page.pk]),
        reverse("wagtailadmin_explore", args=[page.pk]),
        reverse("wagtailadmin_api:pages:detail", args=[page.pk]),
        reverse("wagtailadmin_choose_page_child", args=[page.pk]),
        reverse("wagtailadmin_choose_page_chosen_multiple") + f"?id={page.pk}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}",
        reverse("wagtail_bulk_action", args=["cms", "newspage", "publish"]) + f"?id={page.pk}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + "?id=all",
    ]
    return urls


def test_no_screen_of_another_provinces_page_opens(site: Cast, browse, secret, approver) -> None:
    for user in (site.loan, approver):
        client = browse(user)
        assert {url: client.get(url).status_code for url in screens(secret)} == dict.fromkeys(
            screens(secret), 404
        )


def test_the_own_editor_opens_them(browse, secret, elsewhere) -> None:
    """Without this the test above could refuse everything."""
    edit, history = (reverse(f"wagtailadmin_pages:{n}", args=[secret.pk]) for n in ("edit", "history"))
    client = browse(elsewhere.editor)
    assert [client.get(url).status_code for url in (edit, history)] == [200, 200]


def lists() -> list[str]:
    section = NewsIndexPage.objects.get().pk
    return [
        reverse("wagtailadmin_explore", args=[section]),
        reverse("wagtailadmin_explore", args=[section]) + "?q=tỉnh",
        reverse("wagtailadmin_pages:search") + "?q=Chỉ",
        reverse("wagtailadmin_pages:type_use", args=["cms", "newspage"]),
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={section}&for_explorer=1",
        reverse("wagtailadmin_choose_page_child", args=[section]),
        reverse("wagtailadmin_choose_page_search") + "?q=Chỉ",
        reverse("wagtailadmin_home"),
    ]


def test_no_list_or_search_or_chooser_names_it(site: Cast, browse, secret, approver) -> None:
    for user in (site.loan, approver):
        client = browse(user)
        assert [url for url in lists() if shows(client, url)] == []


def test_the_lists_name_it_to_its_own_editor(browse, secret, elsewhere) -> None:
    client = browse(elsewhere.editor)
    assert [url for url in lists()[:-1] if not shows(client, url)] == []


def test_where_a_document_is_used_does_not_name_it(site: Cast, browse, secret) -> None:
    document = Document.objects.create(
        title="Kèm", file=ContentFile(b"%PDF-1.4", name="kem.pdf"), uploaded_by_user=site.loan
    )
    secret.attachments.add(NewsAttachment(document=document))
    secret.save()
    assert not shows(browse(site.loan), reverse("wagtaildocs:document_usage", args=[document.pk]))


def test_a_post_changes_nothing(site: Cast, browse, secret, approver) -> None:
    client = browse(approver)
    for name in ("edit", "delete", "unpublish", "copy"):
        client.post(reverse(f"wagtailadmin_pages:{name}", args=[secret.pk]), news_form())
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    assert client.post(bulk + f"?id={secret.pk}").status_code == 404
    page = Page.objects.get(pk=secret.pk)
    assert (page.title, page.live, Page.objects.filter(title=SECRET).count()) == (SECRET, True, 1)


# What an editor may say


def test_a_new_page_begins_with_the_editors_agency(site: Cast, browse) -> None:
    form = browse(site.loan).get(add_url("newspage")).context["form"]
    assert [f.instance.unit for f in form.formsets["targets"].forms] == [site.t]


def test_only_units_in_reach_may_be_named(site: Cast, browse, elsewhere) -> None:
    response = browse(site.loan).post(add_url("newspage"), news_form(targets=meant_for(elsewhere.unit)))
    assert "unit" in response.context["form"].formsets["targets"].errors[0]
    assert not NewsPage.objects.exists()


@pytest.mark.parametrize("targets", ["none", "level"])
def test_an_editor_of_a_province_publishes_for_nobody_else(site: Cast, browse, targets: str) -> None:
    from wagtail.test.utils.form_data import inline_formset

    rows = [{"unit": "", "with_below": "on", "level": "region"}] if targets == "level" else []
    response = browse(site.loan).post(add_url("newspage"), news_form(targets=inline_formset(rows)))
    assert response.context["form"].non_field_errors() == [
        "Hãy chọn đơn vị được đọc trang; chỉ biên tập viên cấp trung ương được đăng cho mọi cơ quan."
    ]
    assert not NewsPage.objects.exists()


def test_an_editor_at_national_level_publishes_for_everyone(site: Cast, browse) -> None:
    from wagtail.test.utils.form_data import inline_formset

    from tests.factories import UnitFactory

    grant(site.loan, ReachCode.MANAGE_CONTENT, UnitFactory(code="CUC", name="Cục", kind="cuc_quan_ly"))
    browse(site.loan).post(add_url("newspage"), news_form(targets=inline_formset([])))
    assert list(NewsPage.objects.values_list("targets", flat=True)) == [None]


def test_the_setting_lets_every_editor_publish_for_everyone(site: Cast, browse, settings) -> None:
    from wagtail.test.utils.form_data import inline_formset

    settings.PUBLISH_TO_EVERYONE = "any"
    browse(site.loan).post(add_url("newspage"), news_form(targets=inline_formset([])))
    assert NewsPage.objects.count() == 1


def test_a_unit_that_closed_is_refused_with_a_message(site: Cast, browse, approver) -> None:
    Unit.objects.filter(pk=site.b.pk).update(end=date(2021, 1, 1))
    form = news_form(targets=meant_for(site.b)) | {"action-publish": "1"}
    response = browse(approver).post(add_url("newspage"), form)
    assert "unit" in response.context["form"].formsets["targets"].errors[0]
    assert not NewsPage.objects.exists()


def test_whom_a_published_page_reaches_changes_only_by_publishing(
    site: Cast, browse, add_news, approver
) -> None:
    page = add_news()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = browse(site.loan).post(edit, news_form(targets=meant_for(site.a)))
    assert response.context["form"].non_field_errors()
    assert list(PageTarget.objects.filter(page=page).values_list("unit", flat=True)) == [site.t.pk]
    browse(approver).post(edit, news_form(targets=meant_for(site.a)) | {"action-publish": "1"})
    assert site.a.pk in PageTarget.objects.filter(page=page).values_list("unit", flat=True)


def test_guidance_is_meant_for_somebody_as_well(site: Cast, browse, add_guidance, elsewhere) -> None:
    page = add_guidance(SECRET, targets=[PageTarget(unit=elsewhere.unit)])
    assert shows(browse(elsewhere.reader), "/huong-dan/")
    assert not shows(browse(site.anh), "/huong-dan/")
    assert browse(site.loan).get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 404
    assert guidance_form()["targets-TOTAL_FORMS"] == "1"
