"""Pictures and documents of one province are nobody else's; the first screen names only pages one keeps."""

import json

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from cms.models import NewsPage, PageTarget
from tests.cms.conftest import Elsewhere
from tests.cms.test_publishing import news_form
from tests.conftest import Cast

SECRET = "Chỉ tỉnh U được biết"
Files = tuple[Image, Document]


@pytest.fixture
def files(site: Cast, elsewhere: Elsewhere) -> Files:
    """A picture and a document that an editor of U brought; they stand nowhere yet."""
    image = Image.objects.create(title=SECRET, file=get_test_image_file(), uploaded_by_user=elsewhere.editor)
    document = Document.objects.create(
        title=SECRET, file=ContentFile(b"%PDF-1.4", name="u.pdf"), uploaded_by_user=elsewhere.editor
    )
    return image, document


def shows(client: Client, path: str) -> bool:
    response = client.get(path)
    assert response.status_code == 200, path
    if "json" in response["Content-Type"]:
        return SECRET in json.dumps(response.json(), ensure_ascii=False)
    return SECRET in response.text


LISTS = [
    reverse_name + query
    for reverse_name in (
        "wagtailimages:index",
        "wagtailimages:index_results",
        "wagtaildocs:index",
        "wagtaildocs:index_results",
        "wagtailimages_chooser:choose",
        "wagtailimages_chooser:choose_results",
        "wagtaildocs_chooser:choose",
        "wagtaildocs_chooser:choose_results",
    )
    for query in ("", "?q=Chỉ")
] + ["wagtailadmin_api:images:listing", "wagtailadmin_api:documents:listing"]


def lists() -> list[str]:
    return [reverse(name.partition("?")[0]) + "".join(name.partition("?")[1:]) for name in LISTS]


def screens(files: Files) -> list[str]:
    image, document = files
    urls = [
        reverse(f"wagtailimages:{name}", args=[image.pk])
        for name in ("edit", "delete", "image_usage", "url_generator")
    ]
    urls += [
        reverse(f"wagtaildocs:{name}", args=[document.pk]) for name in ("edit", "delete", "document_usage")
    ]
    for kind, file in (("image", image), ("doc", document)):
        urls.append(reverse(f"wagtail{kind}s_chooser:chosen", args=[file.pk]))
        urls.append(reverse(f"wagtail{kind}s_chooser:chosen_multiple") + f"?id={file.pk}")
    urls += [
        reverse("wagtailimages_chooser:select_format", args=[image.pk]),
        reverse("wagtailimages:preview", args=[image.pk, "width-100"]),
        reverse("wagtailadmin_api:images:detail", args=[image.pk]),
        reverse("wagtailadmin_api:documents:detail", args=[document.pk]),
        reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"]) + f"?id={image.pk}",
        reverse("wagtail_bulk_action", args=["wagtaildocs", "document", "delete"]) + f"?id={document.pk}",
    ]
    return urls


def test_no_list_search_or_chooser_of_files_crosses_provinces(site: Cast, browse, files, approver) -> None:
    for user in (site.loan, approver):
        client = browse(user)
        assert [url for url in lists() if shows(client, url)] == []


def test_the_lists_name_files_to_their_editor_and_choosers_to_colleagues(browse, files, elsewhere) -> None:
    """Without this the test above could pass on empty lists. The approver brought neither file.

    Wagtail's index shows what one may change, for editors what they brought; choosers show what one may use.
    """
    client = browse(elsewhere.editor)
    assert [url for url in lists() if not shows(client, url)] == []
    choosers = [url for url in lists() if "chooser" in url]
    colleague = browse(elsewhere.approver)
    assert len(choosers) == 8
    assert [url for url in choosers if not shows(colleague, url)] == []


def test_no_screen_of_a_foreign_file_opens(site: Cast, browse, files) -> None:
    client, urls = browse(site.loan), screens(files)
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 404)


def test_the_own_editor_opens_them(browse, files, elsewhere) -> None:
    client, urls = browse(elsewhere.editor), screens(files)
    assert {url: client.get(url).status_code for url in urls if "generate_url" not in url} == {
        url: 200 for url in urls if "generate_url" not in url
    }


@pytest.mark.parametrize("name", ["edit", "delete", "edit_multiple", "delete_multiple"])
def test_a_post_changes_no_foreign_file(site: Cast, browse, files, name: str) -> None:
    ajax = {"x-requested-with": "XMLHttpRequest"}
    for kind, file in (("images", files[0]), ("docs", files[1])):
        url = reverse(f"wagtail{kind}:{name}", args=[file.pk])
        assert browse(site.loan).post(url, {"title": "x"}, headers=ajax).status_code == 404
        file.refresh_from_db()
        assert file.title == SECRET


def test_all_in_the_listing_means_the_own_files(site: Cast, browse, files) -> None:
    own = Image.objects.create(title="Của T", file=get_test_image_file(), uploaded_by_user=site.loan)
    url = reverse("wagtail_bulk_action", args=["wagtailimages", "image", "delete"]) + "?id=all"
    client = browse(site.loan)
    assert not shows(client, url)
    client.post(url)
    assert list(Image.objects.values_list("title", flat=True)) == [SECRET]
    assert own.pk


def test_a_file_on_a_kept_page_is_kept_though_its_uploader_left(site: Cast, browse, add_news) -> None:
    image = Image.objects.create(title=SECRET, file=get_test_image_file())
    chooser = reverse("wagtailimages_chooser:choose")
    assert not shows(browse(site.loan), chooser)
    add_news(lead_picture=image)
    assert shows(browse(site.loan), chooser)


# Readers


def served(client: Client, image: Image) -> int:
    return client.get(image.get_rendition("width-100").url).status_code


def test_a_picture_is_served_to_readers_of_its_page_only(
    site: Cast, browse, files, add_news, elsewhere
) -> None:
    add_news("Của U", targets=[PageTarget(unit=elsewhere.unit)], lead_picture=files[0])
    people = (elsewhere.reader, elsewhere.editor, site.anh, site.loan, site.kim)
    assert [served(browse(user), files[0]) for user in people] == [200, 200, 404, 404, 404]


def test_a_picture_that_stands_nowhere_is_for_those_who_may_use_it(
    site: Cast, browse, files, elsewhere
) -> None:
    people = (elsewhere.reader, elsewhere.editor, elsewhere.approver, site.anh, site.loan)
    assert [served(browse(user), files[0]) for user in people] == [404, 200, 200, 404, 404]


def test_a_picture_of_several_pages_is_served_to_readers_of_any(
    site: Cast, browse, files, add_news, elsewhere
) -> None:
    add_news("Của U", targets=[PageTarget(unit=elsewhere.unit)], lead_picture=files[0])
    add_news("Của T", lead_picture=files[0])
    assert [served(browse(user), files[0]) for user in (elsewhere.reader, site.anh)] == [200, 200]


# The first screen


@pytest.fixture
def left(site: Cast, browse, add_news, elsewhere) -> NewsPage:
    """A page that loan edited, locked and handed in while she kept it; now it is U's alone."""
    page = add_news(SECRET, publish=False)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browse(site.loan).post(edit, news_form(title=SECRET, slug="cua-u") | {"action-submit": "1"})
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=site.loan, locked_at=now())
    return page


def give_to_u(page: NewsPage, elsewhere: Elsewhere) -> None:
    PageTarget.objects.filter(page=page).update(unit=elsewhere.unit)


def test_the_first_screen_forgets_a_page_that_went_elsewhere(
    site: Cast, browse, left, elsewhere, approver
) -> None:
    people = (browse(site.loan), browse(approver))
    home = reverse("wagtailadmin_home")
    assert [shows(client, home) for client in people] == [True, True]
    give_to_u(left, elsewhere)
    assert [shows(client, home) for client in people] == [False, False]


def test_every_panel_of_the_first_screen_was_looked_at(site: Cast, browse) -> None:
    from cms.home_panels import NARROWED

    panels = browse(site.loan).get(reverse("wagtailadmin_home")).context["panels"]
    assert {type(panel) for panel in panels} == set(NARROWED.values())
