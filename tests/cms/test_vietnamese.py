"""Wagtail's screens as editors, approvers, personnel and the administrator meet them: no English left."""

import re
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Workflow

from cms.models import NewsIndexPage, NewsPage
from tests.cms.test_publishing import add_url, news_form
from tests.conftest import Cast

# Words that stand on nearly every untranslated screen; none is a Vietnamese syllable or a name of ours.
TELLTALE = [
    "the",
    "this",
    "that",
    "you",
    "your",
    "are",
    "with",
    "from",
    "have",
    "been",
    "will",
    "cannot",
    "please",
    "choose",
    "search",
    "publish",
    "unpublish",
    "delete",
    "edit",
    "save",
    "draft",
    "page",
    "pages",
    "image",
    "images",
    "document",
    "documents",
    "history",
    "comment",
    "comments",
    "status",
    "settings",
    "workflow",
    "task",
    "tasks",
    "approve",
    "reject",
    "submit",
    "schedule",
    "upload",
    "title",
    "description",
    "collection",
    "collections",
    "lock",
    "locked",
    "unlock",
    "revision",
    "version",
    "compare",
    "filter",
    "results",
    "account",
    "password",
    "language",
    "theme",
    "user",
    "users",
    "group",
    "groups",
    "report",
    "reports",
    "locked",
    "copy",
    "move",
    "usage",
    "close",
    "cancel",
    "add",
    "remove",
    "more",
    "actions",
    "options",
    "toggle",
    "sort",
]
WORDS = re.compile(r"\b(?:" + "|".join(TELLTALE) + r")\b", re.IGNORECASE)
_SPOKEN = frozenset({"aria-label", "title", "placeholder", "alt"})
_UNSEEN = frozenset({"script", "style", "svg"})


class _Said(HTMLParser):
    """Collects what a person reads or hears on a screen."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs) -> None:
        self.unseen += tag in _UNSEEN
        self.words += [value or "" for name, value in attrs if name in _SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)


def said(html: str) -> str:
    parser = _Said()
    parser.feed(html)
    return " ".join(" ".join(parser.words).split())


def english_in(html: str) -> list[str]:
    text = said(html)
    return [text[max(0, m.start() - 30) : m.end() + 30] for m in WORDS.finditer(text)][:5]


@pytest.fixture
def page(site: Cast, browse) -> NewsPage:
    loan = browse(site.loan)
    loan.post(add_url("newspage"), news_form())
    found = NewsPage.objects.get()
    loan.post(reverse("wagtailadmin_pages:edit", args=[found.pk]), news_form(intro="Lời dẫn khác"))
    return NewsPage.objects.get()


def screens(page: NewsPage, site: Cast) -> list[str]:
    section = NewsIndexPage.objects.get().pk
    document = Document.objects.create(
        title="Tệp", file=ContentFile(b"%PDF", name="a.pdf"), uploaded_by_user=site.loan
    )
    image = Image.objects.create(title="Ảnh", file=get_test_image_file(), uploaded_by_user=site.loan)
    pages = [
        reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        for name in ("edit", "history", "delete", "copy", "move", "usage", "workflow_history")
    ]
    return [
        *pages,
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[section]),
        reverse("wagtailadmin_explore", args=[section]) + "?q=zzz",
        reverse("wagtailadmin_pages:add", args=["cms", "newspage", section]),
        reverse("wagtailadmin_pages:search") + "?q=zzz",
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
        reverse("wagtailadmin_account"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add"),
        reverse("wagtailimages:add_multiple"),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse("wagtailimages:delete", args=[image.pk]),
        reverse("wagtaildocs:index"),
        reverse("wagtaildocs:add"),
        reverse("wagtaildocs:add_multiple"),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse("wagtaildocs:delete", args=[document.pk]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"]) + f"?id={page.pk}",
    ]


CHOOSERS = (
    "wagtailadmin_choose_page",
    "wagtailadmin_choose_page_external_link",
    "wagtailadmin_choose_page_email_link",
    "wagtailadmin_choose_page_phone_link",
    "wagtailadmin_choose_page_anchor_link",
    "wagtailimages_chooser:choose",
    "wagtaildocs_chooser:choose",
    "directive_chooser:choose",
)
ADMINISTRATORS = (
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailadmin_workflows:task_index",
    "wagtailadmin_collections:index",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_reports:workflow_tasks",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:page_types_usage",
    "wagtailusers_users:index",
    "wagtailusers_groups:index",
)


def faults(client, urls) -> dict[str, list[str]]:
    found = {}
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        body = response.json().get("html", "") if "json" in response["Content-Type"] else response.text
        if words := english_in(body):
            found[url] = words
    return found


def test_editors_read_vietnamese(site: Cast, browse, page) -> None:
    assert faults(browse(site.loan), screens(page, site)) == {}


def test_choosers_speak_vietnamese(site: Cast, browse) -> None:
    assert faults(browse(site.loan), [reverse(name) for name in CHOOSERS]) == {}


def test_approvers_read_vietnamese(site: Cast, browse, page, approver) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    browse(site.loan).post(edit, news_form() | {"action-submit": "1"})
    client, state = browse(approver), page.workflow_states.get().current_task_state
    urls = [reverse("wagtailadmin_home"), edit]
    urls += [
        reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
        for action in ("approve", "reject")
    ]
    urls += [reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk])]
    assert faults(client, urls) == {}


def test_administrators_read_vietnamese(site: Cast, browse, page) -> None:
    site.ngoc.is_superuser = True
    site.ngoc.save()
    urls = [reverse(name) for name in ADMINISTRATORS]
    urls += [reverse("wagtailadmin_workflows:edit", args=[Workflow.objects.get(name="Duyệt tin bài").pk])]
    urls += [reverse("wagtailadmin_pages:set_privacy", args=[page.pk])]
    assert faults(browse(site.ngoc), urls) == {}


def test_personnel_read_vietnamese(site: Cast, browse) -> None:
    urls = [reverse("wagtailadmin_home"), reverse("console_officers:index"), reverse("console_units:index")]
    assert faults(browse(site.mai), urls) == {}


def test_the_list_of_words_would_find_english() -> None:
    assert english_in("<p>Please choose a page</p>")
    assert english_in('<button aria-label="Toggle sidebar">x</button>')
    assert not english_in("<p>Chọn trang</p>")
