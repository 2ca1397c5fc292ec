"""Telling approvers what waits for them, and writers what became of it, inside the system."""

from typing import Any

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState, WorkflowState

from cms.selectors.audience import keeps
from staff.models import User
from staff.services.notices import tell


def approvers_of(state: TaskState, *, besides: User | None = None) -> list[User]:
    """Members of the step's groups in whose reach the page lies, without the one who handed it in."""
    task, page = state.task.specific, state.workflow_state.content_object
    groups: Any = Group.objects.filter(pk__in=task.groups.values("pk"))
    members = User.objects.filter(is_active=True, groups__in=groups).distinct().order_by("pk")
    return [user for user in members if keeps(user, page) and (besides is None or user.pk != besides.pk)]


def tell_approvers(*, state: TaskState, actor: User | None) -> int:
    """Tell the approvers that a page waits; gives how many were told."""
    page = state.workflow_state.content_object
    text = _("A page waits for your approval: %(title)s") % {"title": _title(page)}
    return tell(
        users=approvers_of(state, besides=actor), key=f"approval:{state.pk}", text=text, url=_edit_url(page)
    )


def tell_writer(*, state: WorkflowState, actor: User | None, approved: bool) -> int:
    """Tell whoever handed a page in what was decided; gives how many were told."""
    writer = state.requested_by
    if writer is None or (actor is not None and actor.pk == writer.pk):
        return 0
    page = state.content_object
    if approved:
        text = _("Your page was approved and published: %(title)s") % {"title": _title(page)}
    else:
        text = _("Your page was sent back with a request for changes: %(title)s") % {"title": _title(page)}
    # A page may go round more than once: each round is told.
    key = f"approval:{state.pk}:{state.current_task_state_id}:{'yes' if approved else 'no'}"
    return tell(users=[writer], key=key, text=text, url=_edit_url(page))


def _title(page: Page) -> str:
    return str(page.draft_title or page.title)


def _edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
