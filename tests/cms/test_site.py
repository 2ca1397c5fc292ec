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
    workflows = WorkflowPage.objects.values_list("page__slug", "workflow__name")
    assert sorted(workflows) == [("huong-dan", "Duyệt tin bài"), ("tin-tuc", "Duyệt tin bài")]
    assert list(Group.objects.filter(name__in=["Moderators", "Editors"])) == []


def test_editors_write_approvers_publish_and_both_add_files_and_nothing_else(site: Cast) -> None:
    verbs = {
        Role.EDITOR.value: ("add_page", "change_page"),
        Role.APPROVER.value: ("add_page", "change_page", "lock_page", "publish_page", "unlock_page"),
    }
    assert state()["page rights"] == sorted(
        (group, slug, verb) for group in verbs for slug in ("huong-dan", "tin-tuc") for verb in verbs[group]
    )
    files = ("add_document", "add_image", "choose_document", "choose_image")
    assert state()["file rights"] == sorted((group, verb) for group in verbs for verb in files)


def test_an_older_installation_takes_publishing_from_editors(site: Cast) -> None:
    from django.contrib.auth.models import Permission

    GroupPagePermission.objects.create(
        group=Group.objects.get(name=Role.EDITOR.value),
        page=Page.objects.get(slug="tin-tuc"),
        permission=Permission.objects.get(codename="publish_page"),
    )
    before = len(state()["page rights"])
    install_site()
    assert len(state()["page rights"]) == before - 1


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
        "doc-va-xac-nhan-van-ban-chi-dao",
        "hoi-nghi-quan-triet-12-ct-tu",
        "hop-lien-nganh-doi-chieu-so-lieu",
        "ke-hoach-danh-gia-quy-3-2026",
        "nhan-va-bao-cao-nhiem-vu",
        "ra-quan-dot-cao-diem-cuoi-nam-2026",
        "tap-huan-phan-mem-thang-11-2026",
        "tu-cham-diem-mau-01",
        "viec-keo-dai-sau-nam-thi-hanh-xong",
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
