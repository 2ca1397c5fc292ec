"""The site as `install` makes it."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client

from cms.models import GuidanceIndexPage, GuidancePage, NewsIndexPage, NewsPage, PageTarget
from cms.services.site import install_site
from staff.access import ReachCode, Role, grant
from staff.models import Unit, User
from tests.conftest import Cast
from tests.factories import OfficerFactory, PostingFactory, UnitFactory, UserFactory


@dataclass(frozen=True)
class Elsewhere:
    """Province U and its people."""

    unit: Unit
    reader: User
    editor: User
    approver: User


@pytest.fixture
def site(cast: Cast):
    # Wagtail keeps the roots of sites in the cache, which outlives a test's database.
    cache.clear()
    install_site()
    yield cast
    cache.clear()


@pytest.fixture
def approver(site: Cast) -> User:
    """The head of T's office, who approves what is written for T."""
    site.ngoc.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, Role.APPROVER.value]))
    grant(site.ngoc, ReachCode.MANAGE_CONTENT, site.t)
    return User.objects.get(pk=site.ngoc.pk)


@pytest.fixture
def elsewhere(site: Cast) -> Elsewhere:
    """Another province U, with a reader, an editor and an approver of its own."""
    unit = UnitFactory(code="U", name="Thi hành án dân sự tỉnh U", kind="thads_tinh")
    people = {}
    for name, roles in (("reader", ()), ("editor", (Role.EDITOR,)), ("approver", (Role.APPROVER,))):
        user = UserFactory(username=f"u-{name}")
        user.groups.set(Group.objects.filter(name__in=[Role.OFFICER.value, *(role.value for role in roles)]))
        officer = OfficerFactory(full_name=f"Người {name}", user=user, number=f"CC-U-{name}")
        PostingFactory(officer=officer, unit=unit, start=date(2020, 1, 1), post=None)
        if roles:
            grant(user, ReachCode.MANAGE_CONTENT, unit)
        people[name] = user
    return Elsewhere(unit, **people)


@pytest.fixture
def browse():
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def add_news(site: Cast):
    def add(title: str = "Tin thử", *, publish: bool = True, **fields) -> NewsPage:
        targets = fields.pop("targets", (PageTarget(unit=site.t),))
        topics = fields.pop("topics", ())
        fields = {"intro": "Lời dẫn", "body": [("text", "<p>Nội dung</p>")], "owner": site.loan, **fields}
        page = NewsPage(title=title, live=False, **fields)
        page.targets.set(targets)
        NewsIndexPage.objects.get().add_child(instance=page)
        if topics:
            page.topics.set(topics)
            page.save()
        if publish:
            page.save_revision(user=site.loan).publish(user=site.loan, skip_permission_checks=True)
        return NewsPage.objects.get(pk=page.pk)

    return add


@pytest.fixture
def add_guidance(site: Cast):
    def add(title: str = "Hướng dẫn thử", **fields) -> GuidancePage:
        fields = {
            "summary": "Tóm tắt",
            "body": [("text", "<p>Nội dung</p>")],
            "content_owner": "Phòng Tổ chức cán bộ",
            "review_due": "2099-01-01",
            **fields,
        }
        targets = fields.pop("targets", (PageTarget(unit=site.t),))
        page = GuidancePage(title=title, **fields)
        page.targets.set(targets)
        GuidanceIndexPage.objects.get().add_child(instance=page)
        page.save_revision(user=site.loan).publish(user=site.loan, skip_permission_checks=True)
        return GuidancePage.objects.get(pk=page.pk)

    return add
