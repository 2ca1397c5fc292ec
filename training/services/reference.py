"""Reference data of training: the levels expected of ranks and posts."""

import csv
from pathlib import Path

from django.conf import settings
from django.db import transaction

from staff.models import Post, Rank
from staff.services.reference import install_reference_data
from training.models import Expectation

FILE = Path("fixtures") / "reference" / "expectations.csv"


@transaction.atomic
def install_expectations() -> None:
    """Add the expectations that are missing; those an installation changed stay as they are.

    Apps are started from the top down, so ranks and posts are installed here first.
    """
    install_reference_data()
    ranks = {rank.code: rank for rank in Rank.objects.exclude(code="")}
    posts = {post.name: post for post in Post.objects.all()}
    with (Path(settings.BASE_DIR) / FILE).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            Expectation.objects.get_or_create(
                rank=ranks[row["rank"]] if row["rank"] else None,
                post=posts[row["post"]] if row["post"] else None,
                kind=row["kind"],
                defaults={"level": row["level"], "basis": row["basis"]},
            )
