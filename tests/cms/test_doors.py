"""The whole site is internal, and Wagtail's screens are open to few."""

from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.models import HomePage, NewsIndexPage
from staff.access import Role
from tests.conftest import Cast

SIGN_IN = "/tai-khoan/login/"
REPORTS = (
    "locked",
    "workflow",
    "workflow_tasks",
    "site-history",
    "aging-pages",
    "page-types-usage",
)


def document() -> Document:
    return Document.objects.create(title="Quy chế", file=ContentFile(b"%PDF-1.4", name="quy-che.pdf"))


def picture() -> Image:
    return Image.objects.create(title="Trụ sở", file=get_test_image_file())


def picture_url(image: Image) -> str:
    return image.get_rendition("width-100").url


@pytest.mark.parametrize(
    "path", ["/", "/tin-tuc/", "/huong-dan/", "/quan-tri/", "/quan-tri/login/", "/khong-co/"]
)
def test_anonymous_gets_the_sign_in_page(site: Cast, client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.url) == (302, f"{SIGN_IN}?next={path}")


def test_anonymous_gets_no_news_document_or_picture(site: Cast, client: Client, add_news) -> None:
    for url in (add_news().url, document().url, picture_url(picture())):
        assert (client.get(url).status_code, client.get(url).url) == (302, f"{SIGN_IN}?next={url}")


def test_an_officer_reads_documents_and_pictures_of_pages(site: Cast, browse, add_news) -> None:
    anh, kept, image = browse(site.anh), document(), picture()
    add_news(body=[("file", {"document": kept, "title": ""})], lead_picture=image)
    assert b"".join(anh.get(kept.url).streaming_content) == b"%PDF-1.4"
    response = anh.get(picture_url(image))
    assert (response.status_code, response["Cache-Control"]) == (200, "private, max-age=86400")


@pytest.mark.parametrize("name", ["khong-co.png", "../documents/quy-che.pdf", "../../db.sqlite3"])
def test_nothing_but_sizes_of_pictures_is_served(site: Cast, browse, name: str) -> None:
    document()
    assert browse(site.anh).get(f"/media/images/{name}").status_code == 404


def test_an_officer_has_no_admin_and_is_told_so(site: Cast, browse) -> None:
    anh = browse(site.anh)
    for path in ("/quan-tri/", "/quan-tri/pages/", "/quan-tri/images/", "/quan-tri/reports/site-history/"):
        assert anh.get(path).status_code == 403


def test_wagtails_own_sign_in_form_leads_to_ours(site: Cast, browse) -> None:
    response = browse(site.loan).get("/quan-tri/login/")
    assert (response.status_code, response.url) == (302, SIGN_IN)


@pytest.mark.parametrize("results", ["", "results/"])
@pytest.mark.parametrize("report", REPORTS)
def test_reports_are_closed_to_editors_and_personnel_and_open_to_administrators(
    site: Cast, browse, report: str, results: str
) -> None:
    url = f"/quan-tri/reports/{report}/{results}"
    for user in (site.loan, site.mai):
        response = browse(user).get(url)
        assert (response.status_code, response.url) == (302, "/quan-tri/")
    site.ngoc.is_superuser = True
    site.ngoc.save()
    assert browse(site.ngoc).get(url).status_code == 200


@pytest.mark.parametrize("results", ["", "results/"])
def test_auditors_read_the_site_history_and_no_report_about_pages_they_may_not_edit(
    site: Cast, browse, results: str
) -> None:
    kim = browse(site.kim)
    assert kim.get(f"/quan-tri/reports/site-history/{results}").status_code == 200
    assert kim.get(f"/quan-tri/reports/locked/{results}").status_code == 302


def test_a_script_asking_for_a_report_gets_403(site: Cast, browse) -> None:
    url = reverse("wagtailadmin_reports:site_history_results")
    assert browse(site.loan).get(url, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403


def test_every_report_of_this_wagtail_is_in_the_list_above(site: Cast) -> None:
    from wagtail.admin.urls import reports

    known = {f"{report}/{part}" for report in REPORTS for part in ("", "results/")}
    assert {str(pattern.pattern) for pattern in reports.urlpatterns} == known


def menu(response) -> list[str]:
    from wagtail.admin.menu import admin_menu

    return [item.name for item in admin_menu.menu_items_for_request(response.wsgi_request)]


def test_menus_show_what_is_open(site: Cast, browse) -> None:
    assert sorted(menu(browse(site.loan).get("/quan-tri/"))) == [
        "documents",
        "explorer",
        "images",
        "portal",
    ]
    assert "reports" in menu(browse(site.kim).get("/quan-tri/"))


def test_an_editor_cannot_touch_home_settings_or_users(site: Cast, browse) -> None:
    loan = browse(site.loan)
    home = HomePage.objects.get()
    for url in (
        reverse("wagtailadmin_pages:edit", args=[home.pk]),
        reverse("wagtailadmin_pages:delete", args=[home.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[home.pk]),
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_groups:index"),
        reverse("wagtailsites:index"),
        reverse("wagtailadmin_workflows:index"),
        reverse("wagtailadmin_collections:index"),
    ):
        response = loan.get(url)
        assert (url, response.status_code, response.headers.get("Location")) == (url, 302, "/quan-tri/")


@pytest.mark.parametrize("verb", ["delete", "unpublish", "copy", "move"])
def test_an_editor_cannot_take_a_section_away(site: Cast, browse, verb: str) -> None:
    section = NewsIndexPage.objects.get()
    response = browse(site.loan).post(reverse(f"wagtailadmin_pages:{verb}", args=[section.pk]))
    assert (response.status_code, response.url) == (302, "/quan-tri/")
    assert NewsIndexPage.objects.get().live


def test_an_editor_deletes_a_draft_and_nothing_published(site: Cast, browse, add_news) -> None:
    published, page = add_news(), add_news("Nháp", publish=False)
    browse(site.loan).post(reverse("wagtailadmin_pages:delete", args=[published.pk]))
    assert Page.objects.filter(pk=published.pk).exists()
    browse(site.loan).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert not Page.objects.filter(pk=page.pk).exists()


def test_news_closed_to_a_group_is_neither_listed_nor_counted_for_others(
    site: Cast, browse, add_news
) -> None:
    from wagtail.models import PageViewRestriction

    restriction = PageViewRestriction.objects.create(
        page=Page.objects.get(pk=add_news("Chỉ cho lãnh đạo", date=date(2026, 1, 1)).pk),
        restriction_type="groups",
    )
    restriction.groups.add(Group.objects.get(name=Role.LEADER.value))
    for path in ("/", "/tin-tuc/"):
        assert "Chỉ cho lãnh đạo" not in browse(site.anh).get(path).text
        assert "Chỉ cho lãnh đạo" in browse(site.an).get(path).text
