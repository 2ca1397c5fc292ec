"""What `install` makes of the site, and what it takes away."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site, WorkflowPage

from cms.models import HomePage
from cms.services.demo import load_demo_content
from cms.services.site import install_site
from hrm import demo
from staff.access import Role
from tests.conftest import Cast


def state() -> dict[str, object]:
    page_rights = GroupPagePermission.objects.values_list("group__name", "page__slug", "permission__codename")
    file_rights = GroupCollectionPermission.objects.values_list("group__name", "permission__codename")
    return {
        "pages": sorted(Page.objects.values_list("depth", "slug")),
        "sites": sorted(Site.objects.values_list("root_page__slug", "is_default_site")),
        "page rights": sorted(page_rights),
        "file rights": sorted(file_rights),
    }


def test_the_site_has_home_news_and_guidance_and_nothing_of_wagtails_welcome(site: Cast) -> None:
    assert state()["pages"] == [(1, "root"), (2, "trang-chu"), (3, "huong-dan"), (3, "tin-tuc")]
    assert state()["sites"] == [("trang-chu", True)]
    assert list(WorkflowPage.objects.all()) == []
    assert list(Group.objects.filter(name__in=["Moderators", "Editors"])) == []


def test_editors_write_in_news_and_guidance_and_add_files_and_nothing_else(site: Cast) -> None:
    editors = Role.EDITOR.value
    verbs = ("add_page", "change_page", "publish_page")
    assert state()["page rights"] == [(editors, slug, v) for slug in ("huong-dan", "tin-tuc") for v in verbs]
    files = ("add_document", "add_image", "choose_document", "choose_image")
    assert state()["file rights"] == [(editors, verb) for verb in files]


def test_installing_twice_changes_nothing(site: Cast) -> None:
    before = state()
    install_site()
    assert state() == before


def test_a_group_with_people_in_it_is_kept_without_its_rights(cast: Cast) -> None:
    cast.anh.groups.add(Group.objects.get(name="Moderators"))
    install_site()
    assert list(Group.objects.filter(name="Moderators").values_list("page_permissions", flat=True)) == [None]


@pytest.mark.parametrize(
    ("model", "parent", "allowed"),
    [
        ("NewsPage", "NewsIndexPage", True),
        ("NewsPage", "GuidanceIndexPage", False),
        ("NewsPage", "HomePage", False),
        ("GuidancePage", "GuidanceIndexPage", True),
        ("GuidancePage", "NewsIndexPage", False),
        ("GuidancePage", "NewsPage", False),
    ],
)
def test_each_kind_of_page_has_its_place(site: Cast, model: str, parent: str, allowed: bool) -> None:
    from cms import models

    assert getattr(models, model).can_exist_under(getattr(models, parent)()) is allowed


def test_the_demonstration_pages_say_that_they_are_one_and_load_once(site: Cast) -> None:
    load_demo_content(site.loan)
    load_demo_content(site.loan)
    pages = Page.objects.filter(depth=4)
    assert sorted(pages.values_list("slug", flat=True)) == [
        "ke-hoach-danh-gia-quy-3-2026",
        "tap-huan-phan-mem-thang-11-2026",
        "tu-cham-diem-mau-01",
    ]
    for page in pages.specific():
        assert "dữ liệu minh họa" in str(page.body)
        assert page.live


def test_there_is_one_home(site: Cast) -> None:
    assert HomePage.can_create_at(Page.get_first_root_node()) is False


def test_links_of_the_demonstration_lead_to_the_port_it_listens_on(site: Cast) -> None:
    demo.settle_at(9123)
    assert Site.objects.get().root_url == "http://127.0.0.1:9123"
    assert HomePage.objects.get().full_url == "http://127.0.0.1:9123/"
