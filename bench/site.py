"""Home, the news section and search at 10 and 10,000 pages, against a bare Wagtail page of the same process.

python -m bench.site              200 officers, 10 and 10,000 pages
python -m bench.site 10000        as many officers
"""

import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

FEW, MANY = 10, 10_000
_BATCH = 1_000
BARE = "/tron/"
SCREENS = (
    ("home", "/"),
    ("news section", "/tin-tuc/"),
    ("search, words in every page", "/tim-kiem/?q=thi+hanh+an"),
    ("search, words in one page", "/tim-kiem/?q=b%E1%BA%A3n+tin+s%E1%BB%91+7"),
    ("search, nothing found", "/tim-kiem/?q=kh%C3%B4ng+c%C3%B3+g%C3%AC+ngo%C3%A0i"),
    ("directory", "/danh-ba/"),
    ("organisation chart", "/danh-ba/so-do/"),
)


def run(seconds: Callable[..., float], report: Callable[..., None]) -> None:
    """A line for each screen and number of pages: queries, time, and the ratio to the bare page."""
    from bench.screens import _get, _queries
    from cms.services.search import rebuild_search

    client = _reader()
    _bare_page()
    for pages in (FEW, MANY):
        _fill(pages)
        rebuild_search()
        bare = seconds(lambda: _get(client, BARE))
        print(f"{pages} pages; the bare page takes {_queries(client, BARE)} queries")
        for name, address in SCREENS:
            queries = _queries(client, address)
            ours = seconds(lambda address=address: _get(client, address))
            report(f"{name} ({queries} queries)", ours, bare, "bare Wagtail page")


def _reader() -> Any:
    """Somebody who serves in an office and holds what every officer holds."""
    from django.contrib.auth.models import Group
    from django.test import Client

    from staff.access import Role
    from staff.models import Officer, User

    user = User.objects.create_user("reader")
    user.groups.add(Group.objects.get(name=Role.OFFICER.value))
    Officer.objects.filter(pk=Officer.objects.order_by("-pk").values("pk")[:1]).update(user=user)
    client = Client()
    client.force_login(user)
    return client


def _bare_page() -> None:
    from wagtail.models import Page

    from cms.models import HomePage

    HomePage.objects.get().add_child(instance=Page(title="Trang trơn", slug="tron"))


def _fill(pages: int) -> None:
    """News up to that many pages, inserted in bulk: Wagtail's own way takes minutes."""
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Locale, Page

    from cms.models import NewsIndexPage, NewsPage

    index = NewsIndexPage.objects.get()
    common = {
        "depth": index.depth + 1,
        "content_type": ContentType.objects.get_for_model(NewsPage),
        "locale": Locale.get_default(),
    }
    for start in range(index.numchild, pages, _BATCH):
        rows = Page.objects.bulk_create(
            Page(
                path=Page._get_path(index.path, index.depth + 1, n + 1),
                title=f"Bản tin số {n}",
                draft_title=f"Bản tin số {n}",
                slug=f"ban-tin-{n}",
                url_path=f"{index.url_path}ban-tin-{n}/",
                **common,
            )
            for n in range(start, min(start + _BATCH, pages))
        )
        news = [_news(NewsPage, row, start + n) for n, row in enumerate(rows)]
        fields = NewsPage._meta.local_concrete_fields
        NewsPage._base_manager._insert(news, fields=fields, using="default")
    NewsIndexPage.objects.filter(pk=index.pk).update(numchild=pages)


def _news(model: Any, page: Any, number: int) -> Any:
    """About a page of text, the words of the field in each."""
    text = f"<p>Kết quả thi hành án dân sự tuần {number}. {'Chấp hành viên xác minh điều kiện. ' * 40}</p>"
    return model(
        page_ptr_id=page.pk,
        date=date(2026, 9, 30) - timedelta(days=number % 1_500),
        intro=f"Tin tuần {number}",
        body=[("text", text)],
    )


def main(people: int) -> None:
    """Make an agency and a site in a temporary database and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hrm.settings.test")
        import django

        django.setup()
        from bench import agency
        from bench.run import RUNS, report, seconds

        agency.build(people)
        print(f"{people} officers; median of {RUNS} runs")
        run(seconds, report)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
