"""Entries of directives and their acknowledgement in the registries."""

from typing import cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from cms.models import Acknowledgement, Directive
from cms.selectors.directives import waiting_for
from cms.services.directive_moves import follow_directives, foresee_directives
from cms.services.directive_news import directive_news, directive_summary
from staff.access import held_reach, may
from staff.models import User
from staff.registries import (
    DigestSource,
    HomeCard,
    HomePart,
    NavItem,
    ReorganisationFollower,
    digest_sources,
    home_cards,
    nav_items,
    reorganisation_followers,
)

# So many stand on the card; the rest is one click away.
_ON_CARD = 5


def connect() -> None:
    """Called once at start."""
    group = cast(str, _("Direction"))
    nav_items.append(
        NavItem(
            cast(str, _("Directives")),
            "cms:directives",
            "file",
            _sees,
            50,
            group=group,
            short_label=cast(str, _("Directives")),
        )
    )
    nav_items.append(
        NavItem(
            cast(str, _("Confirmations")), "cms:acknowledgements", "check-double", _follows, 51, group=group
        )
    )
    home_cards.append(HomeCard("directives", waiting_card, 5, part=HomePart.WAITING))
    digest_sources.append(DigestSource("directives", directive_news, directive_summary, 20))
    label = cast(str, _("Directives"))
    reorganisation_followers.append(
        ReorganisationFollower("directives", label, foresee_directives, follow_directives)
    )


def waiting_card(request: HttpRequest) -> str:
    """Directives that wait for the reader's confirmation, those due first."""
    found = list(waiting_for(cast(User, request.user), localdate())[: _ON_CARD + 1])
    if not found:
        return ""
    today = localdate()
    context = {
        "rows": [
            (row, row.acknowledge_by is not None and row.acknowledge_by < today) for row in found[:_ON_CARD]
        ],
        "more": len(found) > _ON_CARD,
    }
    return render_to_string("cms/directives/parts/card.html", context, request)


def _sees(request: HttpRequest) -> bool:
    return may(request.user, Directive, "view")


def _follows(request: HttpRequest) -> bool:
    reach = held_reach(request.user, Acknowledgement, "view")
    return reach.everything or bool(reach.unit_ids)
