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
    PageLogEntry,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.models import GuidanceIndexPage, HomePage, NewsIndexPage, ReachApprovalTask, Topic
from staff.access import Role

# Titles are what readers see; addresses are known to cms.urls.
HOME = ("Trang chủ", "trang-chu")
NEWS = ("Tin tức", "tin-tuc")
GUIDANCE = ("Hướng dẫn", "huong-dan")
EDITOR_PAGE_VERBS = ("add_page", "change_page")
# Who answers for what is published: the head of the office.
APPROVER_PAGE_VERBS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
WORKFLOW = "Duyệt tin bài"
APPROVAL = "Chánh Văn phòng duyệt"
# Topics of news; administrators may add others.
TOPICS = (
    ("chi-dao-dieu-hanh", "Chỉ đạo, điều hành"),
    ("nghiep-vu", "Nghiệp vụ thi hành án"),
    ("to-chuc-can-bo", "Tổ chức cán bộ"),
    ("thi-dua-khen-thuong", "Thi đua, khen thưởng"),
    ("dang-doan-the", "Công tác Đảng, đoàn thể"),
    ("dao-tao", "Đào tạo, tập huấn"),
    ("chuyen-doi-so", "Chuyển đổi số"),
    ("hoat-dong-don-vi", "Hoạt động của đơn vị"),
)
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
    for role, verbs in ((Role.EDITOR, EDITOR_PAGE_VERBS), (Role.APPROVER, APPROVER_PAGE_VERBS)):
        _let_write(role, sections, verbs)
    _moderate(sections)
    for number, (code, name) in enumerate(TOPICS, start=1):
        Topic.objects.get_or_create(code=code, defaults={"name": name, "order": number * 10})


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
        key = page.pk
        page.delete()
        # Nobody of ours wrote or removed it; its English title would stand in the site history for ever.
        PageLogEntry.objects.filter(page_id=key).delete()


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


def _let_write(role: Role, sections: tuple[Page, ...], verbs: tuple[str, ...]) -> None:
    group, _made = Group.objects.get_or_create(name=role.value)
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=verbs)
    # Earlier installations let editors publish by themselves.
    surplus = GroupPagePermission.objects.filter(group=group, page__in=[section.pk for section in sections])
    surplus.exclude(permission__in=pages).delete()
    for section in sections:
        for permission in pages:
            GroupPagePermission.objects.get_or_create(
                group=group, page=Page.objects.get(pk=section.pk), permission=permission
            )
    files = Permission.objects.filter(
        content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=EDITOR_COLLECTION_VERBS
    )
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )


def _moderate(sections: tuple[Page, ...]) -> None:
    """What editors write waits for an approver in whose reach it lies; sections that have a workflow keep theirs."""
    task = ReachApprovalTask.objects.filter(name=APPROVAL).first()
    if task is None:
        task = ReachApprovalTask.objects.create(name=APPROVAL, active=True)
        task.groups.add(Group.objects.get(name=Role.APPROVER.value))
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW, defaults={"active": True})
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr, defaults={"sort_order": 0})
    for section in sections:
        page = Page.objects.get(pk=section.pk)
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})
