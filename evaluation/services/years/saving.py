"""What every change of a rating shares: the row held, the person in the history, the hash of the inputs."""

import hashlib
import json
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import Meeting, YearRating
from staff.models import User
from staff.services.errors import DomainError

_HASHED = (
    "officer_id", "year", "version", "unit_id", "agency_id", "post_id", "seat", "group_id", "rater_id",
    "rule_set", "exempt", "forced", "flags", "trace", "earned", "self_band", "proposed", "band", "self_text",
    "meeting_id", "comments", "party_opinion", "move_reason", "handling", "decision", "rerate_reason",
)  # fmt: skip


def locked(pk: int) -> YearRating:
    """The rating as it stands now, held against a second person; refused when signed or replaced."""
    rows = YearRating.objects.select_for_update(of=("self",)).select_related("officer", "unit")
    rating: YearRating = rows.get(pk=pk)
    if rating.is_frozen:
        raise DomainError(signed_sentence(rating))
    if not rating.current:
        raise DomainError(_("This rating was replaced or withdrawn and no longer changes."))
    return rating


def signed_sentence(rating: YearRating) -> str:
    """Who is told that someone was first."""
    day = timezone.localtime(rating.signed_at).strftime("%d/%m/%Y %H:%M") if rating.signed_at else "…"
    return _(
        "The rating of %(name)s was signed on %(day)s (decision %(decision)s) and no longer changes; only a new "
        "decision replaces it (art. 21.3)."
    ) % {"name": rating.officer.full_name, "day": day, "decision": rating.decision}


def save(row: YearRating | Meeting, actor: User | None) -> None:
    """Save with the person who did it in the history; None for what came on paper."""
    vars(row)["_history_user"] = actor
    row.save()


def fingerprint(rating: YearRating) -> str:
    """SHA-256 over everything a signed rating says and rests on."""
    content: dict[str, Any] = {name: getattr(rating, name) for name in _HASHED}
    content["mean"] = None if rating.mean is None else format(rating.mean, ".10f")
    content["decision_date"] = rating.decision_date.isoformat() if rating.decision_date else None
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
