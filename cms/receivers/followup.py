"""Entries of what becomes of directives: study, plans, tasks, reviews in the registries."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from cms.reports import followup_panels as panels
from cms.selectors.directive_sections import sections
from cms.selectors.tasks_news import TASK_DIGEST
from cms.selectors.tasks_work import TASK_WORK
from cms.services.followup_reorganised import follow, foresee
from staff.registries import (
    HomeCard,
    HomePart,
    NavItem,
    ReorganisationFollower,
    digest_sources,
    home_cards,
    nav_items,
    reorganisation_followers,
    work_sources,
)

# Pages of one task belong to the list; the own tasks have an entry of their own.
_ONE_TASK = tuple(f"/nhiem-vu/{digit}" for digit in range(1, 10))


def connect() -> None:
    """Called once at start."""
    group = cast(str, _("Direction and follow-up"))
    nav_items.append(
        NavItem(
            cast(str, _("My tasks")),
            "cms:my_tasks",
            "check",
            panels.has_record,
            21,
            "/nhiem-vu/cua-toi/",
            group=group,
        )
    )
    nav_items.append(
        NavItem(
            cast(str, _("List of tasks")), "cms:tasks", "list", panels.sees_board, 22, _ONE_TASK, group=group
        )
    )
    nav_items.append(
        NavItem(
            cast(str, _("Follow-up of directives")),
            "cms:followup_board",
            "board",
            panels.sees_board,
            23,
            ("/chi-dao/theo-doi/",),
            cast(str, _("Follow-up")),
            group=group,
        )
    )
    home_cards.append(HomeCard("my-tasks", panels.my_tasks_card, 8, part=HomePart.WAITING))
    digest_sources.append(TASK_DIGEST)
    sections.append(panels.directive_section)
    work_sources.append(TASK_WORK)
    label = cast(str, _("Tasks and plans"))
    reorganisation_followers.append(ReorganisationFollower("cms.followup", label, foresee, follow))
