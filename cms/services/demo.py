"""Demonstration content of the site; it says that it is one."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Page

from cms.models import GuidanceIndexPage, GuidancePage, NewsIndexPage, NewsPage, PageTarget, Topic
from cms.selectors.audience import default_audience
from cms.services import demo_texts as texts
from cms.services.demo_week import GUIDES, STORIES, Guide, Story
from staff.models import Officer, Posting, Unit, User

PLAN_DAY = date(2026, 10, 1)
TRAINING_DAY = date(2026, 11, 20)
GUIDANCE_DAY = date(2026, 9, 28)
A_YEAR = timedelta(days=365)


@transaction.atomic
def load_demo_content(author: User) -> None:
    """Publish the news and guidance of a first week; safe to run again.

    `install_site` must have run. Pages that exist are left as they are.
    """
    news = NewsIndexPage.objects.get()
    _publish(news, _plan(), author, "chi-dao-dieu-hanh", "to-chuc-can-bo")
    _publish(news, _training(), author, "dao-tao", "chuyen-doi-so")
    guidance = GuidanceIndexPage.objects.get()
    _publish(guidance, _guide(author), author)
    for story in STORIES:
        _publish(news, _story(story), author, *story.topics)
    for guide in GUIDES:
        _publish(guidance, _short_guide(guide, author), author)


def _story(story: Story) -> NewsPage:
    return NewsPage(title=story.title, slug=story.slug, date=story.day, intro=story.intro, body=story.body)


def _short_guide(guide: Guide, author: User) -> GuidancePage:
    return GuidancePage(
        title=guide.title,
        slug=guide.slug,
        summary=guide.summary,
        body=guide.body,
        content_owner=texts.GUIDE_OWNER,
        owner_unit=_province_of(author),
        owner_officer=Officer.objects.filter(user=author).first(),
        confirmed_on=GUIDANCE_DAY,
        review_due=GUIDANCE_DAY + A_YEAR,
    )


def _plan() -> NewsPage:
    return NewsPage(
        title=texts.PLAN_TITLE,
        slug="ke-hoach-danh-gia-quy-3-2026",
        date=PLAN_DAY,
        pinned_until=PLAN_DAY + A_YEAR,
        intro=texts.PLAN_INTRO,
        body=texts.PLAN_BODY,
    )


def _training() -> NewsPage:
    return NewsPage(
        title=texts.TRAINING_TITLE,
        slug="tap-huan-phan-mem-thang-11-2026",
        date=TRAINING_DAY,
        intro=texts.TRAINING_INTRO,
        body=texts.TRAINING_BODY,
    )


def _guide(author: User) -> GuidancePage:
    return GuidancePage(
        title=texts.GUIDE_TITLE,
        slug="tu-cham-diem-mau-01",
        summary=texts.GUIDE_SUMMARY,
        body=texts.GUIDE_BODY,
        content_owner=texts.GUIDE_OWNER,
        owner_unit=_province_of(author),
        owner_officer=Officer.objects.filter(user=author).first(),
        confirmed_on=GUIDANCE_DAY,
        review_due=GUIDANCE_DAY + A_YEAR,
    )


def _province_of(author: User) -> Unit | None:
    """The agency at the top of the author's branch."""
    posting = Posting.objects.primary().filter(officer__user=author, end__isnull=True).first()
    unit: Unit | None = posting.unit if posting else None
    while unit is not None and unit.parent is not None:
        unit = unit.parent
    return unit


def _publish(parent: Page, page: Any, author: User, *topics: str) -> None:
    """Publish for the author's agency, as a service: the demonstration begins with what was approved already."""
    if parent.get_children().filter(slug=page.slug).exists():
        return
    page.owner = author
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    unit = default_audience(author)
    if unit is not None:
        page.targets.add(PageTarget(unit=unit))
    if topics:
        page.topics.set(Topic.objects.filter(code__in=topics))
    page.save()
    page.save_revision(user=author).publish(user=author, skip_permission_checks=True)
