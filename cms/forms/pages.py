"""The editing form of news and guidance: whom a page may be meant for, and tables from workbooks."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.models import Directive, PageTarget
from cms.selectors.audience import default_audience, publishes_to_everyone, units_to_publish_to
from cms.services.sheets import fill_sheets
from staff.access import rows_for
from staff.models import Officer
from staff.services.errors import DomainError

_Key = tuple[int | None, bool, str]


class TargetedPageForm(WagtailAdminPageForm):
    """Narrows the audience to the editor's reach; a new page begins with the editor's own agency."""

    # Wagtail asks more than once whether a form is valid; the sentence is said once.
    _said = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        instance = kwargs.get("instance")
        user = kwargs.get("for_user")
        data = args[0] if args else kwargs.get("data")
        if data is None and user is not None and instance is not None and instance.pk is None:
            unit = default_audience(user)
            if unit is not None and not publishes_to_everyone(user):
                instance.targets.add(PageTarget(unit=unit))
        super().__init__(*args, **kwargs)
        if user is not None and "targets" in self.formsets:
            self._offer_units_of(user)
        if user is not None and "owner_officer" in self.fields:
            self._offer_officers_of(user)
        if "change_note" in self.fields and not self.is_bound:
            # The note belongs to the version it was written for.
            self.initial["change_note"] = ""

    def _offer_units_of(self, user: Any) -> None:
        formset = self.formsets["targets"]
        add_fields = formset.add_fields

        def narrowed(form: Any, index: Any) -> None:
            add_fields(form, index)
            form.fields["unit"].queryset = units_to_publish_to(user)

        formset.add_fields = narrowed

    def _offer_officers_of(self, user: Any) -> None:
        """Officers who serve in the units one publishes to; names are what every colleague may see."""
        units = units_to_publish_to(user).values("pk")
        serving = Officer.objects.filter(postings__unit__in=units, postings__end__isnull=True)
        kept = Officer.objects.filter(pk=self.instance.owner_officer_id or 0)
        self.fields["owner_officer"].queryset = (serving | kept).distinct().order_by("full_name", "pk")

    def is_valid(self) -> bool:
        """Besides Wagtail's own checks: the audience lies in reach, exists, and does not change unseen."""
        valid = super().is_valid()
        if "targets" in self.formsets and self.formsets["targets"].is_valid():
            message = self._wrong_audience()
            if message and not self._said:
                self._said = True
                self.add_error(None, message)
            valid = valid and not message
        return bool(valid)

    def _wrong_audience(self) -> str:
        rows = [
            f.cleaned_data for f in self.formsets["targets"].forms if f.cleaned_data.get("DELETE") is False
        ]
        rows = [row for row in rows if row]
        if not publishes_to_everyone(self.for_user) and not all(row.get("unit") for row in rows or [{}]):
            return _(
                "Say for which unit the page is meant; only editors at national level publish for everyone."
            )
        if self.instance.pk and self.instance.live and not self._publishes():
            before = {
                (t.unit_id, t.with_below, t.level)
                for t in PageTarget.objects.filter(page_id=self.instance.pk)
            }
            if before != {_key(row) for row in rows}:
                return _(
                    "The page is published: whom it is meant for changes only together with publishing it, at "
                    "once and not by a schedule. Take it offline first, or let an approver publish it."
                )
        return ""

    def _publishes(self) -> bool:
        return "action-publish" in self.data and not self.data.get("go_live_at")

    def clean(self) -> dict[str, Any]:
        """Tables read from a workbook are filled in; a workbook that cannot be read is named."""
        cleaned: dict[str, Any] = super().clean()
        body = cleaned.get("body")
        if body is not None:
            try:
                fill_sheets(body)
            except DomainError as refusal:
                self.add_error("body", str(refusal))
            if self._names_foreign_directive(body):
                self.add_error("body", _("One of the directives named is not within your reach."))
        return cleaned

    def _names_foreign_directive(self, body: Any) -> bool:
        """Whether a directive was added that the editor may not see; those that stood there before may stay."""
        named = _directives_in(body)
        if not named:
            return False
        stored = type(self.instance).objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        before: set[int] = set()
        if stored is not None:
            draft: Any = stored.get_latest_revision_as_object()
            before = _directives_in(stored.body) | _directives_in(draft.body)
        mine = rows_for(self.for_user, Directive, "view").filter(pk__in=named - before)
        return mine.count() < len(named - before)


def _directives_in(body: Any) -> set[int]:
    chosen = [block.value.get("directive") for block in body if block.block_type == "directive"]
    return {directive.pk for directive in chosen if directive is not None}


def _key(row: dict[str, Any]) -> _Key:
    unit = row.get("unit")
    return (unit.pk if unit else None, bool(row.get("with_below")), row.get("level") or "")
