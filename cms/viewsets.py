"""The list of directives that an editor chooses from: those within the own reach, in every view of it."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.models import Directive
from hrm.kernel.text import fold
from staff.access import rows_for
from staff.models import User


def directives_of(user: User) -> Any:
    """Published directives the person may see, the newest first."""
    mine = rows_for(user, Directive, "view").filter(published_at__isnull=False)
    return mine.select_related("issuer").order_by("-issued_on", "-pk")


class DirectiveSearch(SearchFilterMixin, BaseFilterForm):
    """Finds directives by symbol or words, with marks or without."""

    def filter(self, objects: Any) -> Any:
        """Those that hold what was typed."""
        typed = self.cleaned_data.get("q") or ""
        if not typed.strip():
            return objects
        self.is_searching, self.search_query = True, typed
        return objects.filter(Q(folded__contains=fold(typed)) | Q(symbol__icontains=typed.strip()))


class _Listed:
    """What both lists share."""

    filter_form_class = DirectiveSearch
    request: Any

    def get_object_list(self) -> Any:
        """Directives within the person's reach."""
        return directives_of(self.request.user)

    @property
    def columns(self) -> list[Column]:
        """Symbol, title and date."""
        return [
            *super().columns,  # type: ignore[misc]
            Column("title", label=_("Title"), accessor="title"),
            Column("issuer", label=_("Issuer"), accessor="issuer"),
        ]


class ChooseDirective(_Listed, chooser.ChooseView):
    """The window."""


class ChooseDirectiveResults(_Listed, chooser.ChooseResultsView):
    """Its list."""


class ChosenDirective(chooser.ChosenView):
    """What was chosen."""

    def get_object(self, pk: str) -> Any:
        """One within reach."""
        return directives_of(self.request.user).get(pk=int(pk) if pk.isdecimal() else 0)


class ChosenDirectives(chooser.ChosenMultipleView):
    """What was chosen, several at once."""

    def get_objects(self, pks: list[str]) -> Any:
        """Those within reach."""
        return directives_of(self.request.user).filter(pk__in=[int(pk) for pk in pks if pk.isdecimal()])


class DirectiveChooserViewSet(ChooserViewSet):
    """Mounted under Wagtail's admin; nothing is made here."""

    model = Directive
    icon = "doc-full-inverse"
    choose_one_text = _("Choose a directive")
    register_widget = False
    choose_view_class = ChooseDirective
    choose_results_view_class = ChooseDirectiveResults
    chosen_view_class = ChosenDirective
    chosen_multiple_view_class = ChosenDirectives

    def get_urlpatterns(self) -> list[Any]:
        """Without the screen that makes new rows."""
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "create"]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No address to make a new row."""
        common: dict[str, Any] = super().get_common_view_kwargs(**kwargs)
        return {**common, "create_url_name": None}


directive_chooser = DirectiveChooserViewSet("directive_chooser", url_prefix="chon-van-ban")
