"""An editor writes, the approver of the own agency decides."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from cms.models import NewsPage
from staff.models import Notice
from tests.cms.conftest import Elsewhere
from tests.cms.test_publishing import add_url, news_form
from tests.conftest import Cast


@pytest.fixture
def handed_in(site: Cast, browse, approver) -> NewsPage:
    browse(site.loan).post(add_url("newspage"), news_form() | {"action-submit": "1"})
    return NewsPage.objects.get()


def act(client, page: NewsPage, action: str, **data):
    state = TaskState.objects.get(workflow_state__object_id=str(page.pk), status="in_progress")
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]), data)


def test_an_editor_cannot_publish(site: Cast, browse) -> None:
    browse(site.loan).post(add_url("newspage"), news_form() | {"action-publish": "1"})
    assert list(NewsPage.objects.values_list("live", flat=True)) == [False]


def test_what_is_handed_in_waits_for_the_approver_who_publishes_it(browse, site, handed_in, approver) -> None:
    assert not handed_in.live
    client = browse(approver)
    assert handed_in.title in client.get("/quan-tri/").text
    act(client, handed_in, "approve", comment="Đồng ý")
    assert NewsPage.objects.get().live
    assert browse(site.anh).get("/tin-tuc/hoi-nghi-so-ket/").status_code == 200


def test_sent_back_with_a_comment_it_is_the_editors_again(browse, site, handed_in, approver) -> None:
    act(browse(approver), handed_in, "reject", comment="Sửa lời dẫn")
    assert WorkflowState.objects.get().status == "needs_changes"
    edit = browse(site.loan).get(reverse("wagtailadmin_pages:edit", args=[handed_in.pk]))
    assert edit.status_code == 200
    told = Notice.objects.get(user=site.loan)
    assert told.text.startswith("Trang của bạn được trả lại")


def test_approvers_in_reach_are_told_and_nobody_else(browse, site, approver, elsewhere: Elsewhere) -> None:
    for user in (approver, elsewhere.approver):
        user.email = f"{user.username}@example.vn"
        user.save()
    browse(site.loan).post(add_url("newspage"), news_form() | {"action-submit": "1"})
    assert list(Notice.objects.values_list("user__username", flat=True)) == [approver.username]
    assert [message.to for message in mail.outbox] == [[approver.email]]
    assert "chờ duyệt" in mail.outbox[0].subject


def test_an_approver_elsewhere_neither_sees_nor_decides(browse, handed_in, elsewhere: Elsewhere) -> None:
    client = browse(elsewhere.approver)
    assert handed_in.title not in client.get("/quan-tri/").text
    assert act(client, handed_in, "approve", comment="").status_code == 404
    assert not NewsPage.objects.get().live


def test_the_editor_sees_the_state_and_does_not_edit_meanwhile(browse, site, handed_in) -> None:
    text = browse(site.loan).get(reverse("wagtailadmin_pages:edit", args=[handed_in.pk])).text
    assert "Chánh Văn phòng duyệt" in text
    browse(site.loan).post(
        reverse("wagtailadmin_pages:edit", args=[handed_in.pk]), news_form(title="Sửa lén")
    )
    assert NewsPage.objects.get().get_latest_revision_as_object().title == "Hội nghị sơ kết quý III"


def test_a_page_for_a_closed_unit_can_only_be_sent_back(browse, site, handed_in, approver) -> None:
    from datetime import date

    site.t.end = date(2021, 1, 1)
    site.t.save()
    act(browse(approver), handed_in, "approve", comment="")
    assert not NewsPage.objects.get().live
