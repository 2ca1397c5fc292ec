"""The site as `install` makes it."""

import pytest
from django.core.cache import cache
from django.test import Client

from cms.models import GuidanceIndexPage, GuidancePage, NewsIndexPage, NewsPage
from cms.services.site import install_site
from staff.models import User
from tests.conftest import Cast


@pytest.fixture
def site(cast: Cast):
    # Wagtail keeps the roots of sites in the cache, which outlives a test's database.
    cache.clear()
    install_site()
    yield cast
    cache.clear()


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
        fields = {"intro": "Lời dẫn", "body": [("text", "<p>Nội dung</p>")], "owner": site.loan, **fields}
        page = NewsIndexPage.objects.get().add_child(instance=NewsPage(title=title, live=False, **fields))
        if publish:
            page.save_revision(user=site.loan).publish(user=site.loan)
        return page

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
        page = GuidanceIndexPage.objects.get().add_child(instance=GuidancePage(title=title, **fields))
        page.save_revision(user=site.loan).publish(user=site.loan)
        return GuidancePage.objects.get(pk=page.pk)

    return add
