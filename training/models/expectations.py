"""What a rank or a post is expected to have: reference rows, a reading to be set by the installation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from staff.models import Post, Rank
from training.enums import NeedKind


class Expectation(models.Model):
    """The lowest level of one kind that holders of a rank, or of a post, are expected to have."""

    rank = models.ForeignKey(
        Rank, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("rank")
    )
    post = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("post")
    )
    kind = models.CharField(_("kind of qualification"), max_length=16, choices=NeedKind)
    level = models.CharField(_("lowest level"), max_length=80)
    basis = models.CharField(_("legal basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("expected qualification")
        verbose_name_plural = _("expected qualifications")
        ordering = ["rank__order", "post__order", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rank__isnull=False, post__isnull=True)
                | models.Q(rank__isnull=True, post__isnull=False),
                name="training_expectation_of_one",
            ),
            models.UniqueConstraint(
                fields=["rank", "kind"],
                condition=models.Q(rank__isnull=False),
                name="training_expectation_of_rank",
            ),
            models.UniqueConstraint(
                fields=["post", "kind"],
                condition=models.Q(post__isnull=False),
                name="training_expectation_of_post",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank or self.post}: {self.level}"
