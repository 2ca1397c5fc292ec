"""The windows in which editors choose pages, links, files and directives: no English left."""

import re
from html.parser import HTMLParser

from django.urls import reverse

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


def faults(client, urls) -> dict[str, list[str]]:
    found = {}
    for url in urls:
        response = client.get(url)
        assert response.status_code == 200, url
        body = response.json().get("html", "") if "json" in response["Content-Type"] else response.text
        if words := english_in(body):
            found[url] = words
    return found


def test_choosers_speak_vietnamese(site: Cast, browse) -> None:
    assert faults(browse(site.loan), [reverse(name) for name in CHOOSERS]) == {}


def test_the_list_of_words_would_find_english() -> None:
    assert english_in("<p>Please choose a page</p>")
    assert english_in('<button aria-label="Toggle sidebar">x</button>')
    assert not english_in("<p>Chọn trang</p>")
