"""Signing news: name, post and unit are kept as they were."""

from django.db import transaction
from django.utils.timezone import localdate

from cms.models import Byline, NewsPage
from cms.selectors.pages import signature_of


@transaction.atomic
def sign(*, page: NewsPage) -> Byline | None:
    """Keep who wrote a piece of news, once, at its first publishing; later publishing changes nothing."""
    kept = Byline.objects.filter(page_id=page.pk).first()
    if kept is not None or page.owner is None:
        return kept
    today = localdate()
    who = signature_of(page.owner, today)
    return Byline.objects.create(
        page_id=page.pk, author=page.owner, name=who.name, post=who.post, unit=who.unit, signed_on=today
    )
