"""The step of a workflow in which a page waits for somebody who may publish it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class ReachApprovalTask(AbstractGroupApprovalTask):
    """A group of approvers, of whom only those in whose reach the page lies see and decide it.

    Wagtail's own step shows every page that waits to every member of the group, across provinces.
    `cms.receivers.moderation` gives `keeper` at start: models stay below selectors.
    """

    keeper: Any = None

    class Meta:
        verbose_name = _("approval within reach")
        verbose_name_plural = _("approvals within reach")

    def _may(self, obj: Any, user: Any) -> bool:
        return bool(user.is_superuser) or (self._user_in_groups(user) and type(self).keeper.keeps(user, obj))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Whether the approver may open the page."""
        return self._may(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """While it waits, only the approvers change the page."""
        return not self._may(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Approvers may lock what they look at."""
        return self._may(obj, user)

    def get_actions(self, obj: Any, user: Any) -> Any:
        """What an approver may do; a page for a closed unit can only be sent back."""
        if not self._may(obj, user):
            return []
        actions = super().get_actions(obj, user)
        closed = type(self).keeper.closed_units(obj)
        return [action for action in actions if action[0] != "approve"] if closed else actions

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """What waits for this person."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        kept = [s.pk for s in states if self._may(s.workflow_state.content_object, user)]
        return states.filter(pk__in=kept)
