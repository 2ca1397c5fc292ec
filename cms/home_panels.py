"""The panels of Wagtail's first screen without pages that are not, or no longer, in the person's keeping."""

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.admin.views import home
from wagtail.models import Page

from cms.selectors.audience import keeping

Context = Mapping[str, Any]


class KeptToModerate(home.WorkflowObjectsToModeratePanel):
    """What awaits the own review."""

    def get_context_data(self, parent_context: Context) -> Any:
        """Only kept pages."""
        context = super().get_context_data(parent_context)
        states = context["states"]
        kept = _kept(parent_context, [state["obj"] for state in states])
        return {**context, "states": [state for state in states if state["obj"].pk in kept]}


class KeptInModeration(home.UserObjectsInWorkflowModerationPanel):
    """The own pages that await somebody's review."""

    def get_context_data(self, parent_context: Context) -> Any:
        """Only kept pages."""
        context = super().get_context_data(parent_context)
        states = context["workflow_states"]
        kept = _kept(parent_context, [state.content_object for state in states])
        return {**context, "workflow_states": [s for s in states if s.content_object.pk in kept]}


class KeptRecentEdits(home.RecentEditsPanel):
    """What the person edited last."""

    def get_context_data(self, parent_context: Context) -> Any:
        """Only kept pages."""
        context = super().get_context_data(parent_context)
        edits = context["last_edits"]
        kept = _kept(parent_context, [page for _when, page in edits])
        return {**context, "last_edits": [edit for edit in edits if edit[1].pk in kept]}


class KeptLockedPages(home.LockedPagesPanel):
    """What the person locked."""

    def get_context_data(self, parent_context: Context) -> Any:
        """Only kept pages."""
        context = super().get_context_data(parent_context)
        pages = context["locked_pages"].filter(keeping(parent_context["request"].user))
        return {**context, "locked_pages": pages}


NARROWED = {
    home.WorkflowObjectsToModeratePanel: KeptToModerate,
    home.UserObjectsInWorkflowModerationPanel: KeptInModeration,
    home.RecentEditsPanel: KeptRecentEdits,
    home.LockedPagesPanel: KeptLockedPages,
}


def _kept(parent_context: Context, pages: Iterable[Any]) -> set[int]:
    ids = [page.pk for page in pages]
    user = parent_context["request"].user
    return set(Page.objects.filter(keeping(user), pk__in=ids).values_list("pk", flat=True))
