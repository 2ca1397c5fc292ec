"""The frame of the site: home, the two sections, and what editors may do in them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from cms.models import GuidanceIndexPage, HomePage, NewsIndexPage
from staff.access import Role

# Titles are what readers see; addresses are known to cms.urls.
HOME = ("Trang chủ", "trang-chu")
NEWS = ("Tin tức", "tin-tuc")
GUIDANCE = ("Hướng dẫn", "huong-dan")
EDITOR_PAGE_VERBS = ("add_page", "change_page", "publish_page")
EDITOR_COLLECTION_VERBS = ("add_image", "choose_image", "add_document", "choose_document")
WAGTAIL_GROUPS = ("Moderators", "Editors")


@transaction.atomic
def install_site() -> None:
    """Make what is missing of the site and give editors their rights; safe to run again."""
    if not HomePage.objects.exists():
        _remove_what_wagtail_brings()
    home = _home()
    sections = (_section(home, NewsIndexPage, NEWS), _section(home, GuidanceIndexPage, GUIDANCE))
    _install_site_record(home)
    _let_editors_write(sections)


def _remove_what_wagtail_brings() -> None:
    """The welcome page, two groups with rights over every page, and their approval step."""
    GroupPagePermission.objects.filter(group__name__in=WAGTAIL_GROUPS).delete()
    GroupCollectionPermission.objects.filter(group__name__in=WAGTAIL_GROUPS).delete()
    Group.objects.filter(name__in=WAGTAIL_GROUPS, user__isnull=True).delete()
    root = Page.get_first_root_node()
    WorkflowPage.objects.filter(page=root).delete()
    Workflow.objects.filter(workflow_pages__isnull=True, workflow_content_types__isnull=True).update(
        active=False
    )
    for page in root.get_children().filter(slug="home", content_type__model="page"):
        page.delete()


def _home() -> HomePage:
    home: HomePage | None = HomePage.objects.first()
    if home is None:
        title, slug = HOME
        root = Page.get_first_root_node()
        home = HomePage(title=title, slug=slug)
        root.add_child(instance=home)
    return home


def _section(home: HomePage, model: type[Page], names: tuple[str, str]) -> Page:
    section = model.objects.first()
    if section is None:
        title, slug = names
        # Treebeard counts children on the object it holds, which may be old.
        section = Page.objects.get(pk=home.pk).add_child(instance=model(title=title, slug=slug))
    return section


def _install_site_record(home: HomePage) -> None:
    if Site.objects.filter(root_page=home).exists():
        return
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.filter(is_default_site=True).delete()
    Site.objects.create(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        root_page=home,
        is_default_site=True,
        site_name=settings.WAGTAIL_SITE_NAME,
    )


def _let_editors_write(sections: tuple[Page, ...]) -> None:
    editors, _made = Group.objects.get_or_create(name=Role.EDITOR.value)
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=EDITOR_PAGE_VERBS)
    for section in sections:
        for permission in pages:
            GroupPagePermission.objects.get_or_create(
                group=editors, page=Page.objects.get(pk=section.pk), permission=permission
            )
    files = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=EDITOR_COLLECTION_VERBS
    )
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=Collection.get_first_root_node(), permission=permission
        )
