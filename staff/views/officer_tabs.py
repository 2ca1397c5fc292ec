"""The tabs of the officer page: which there are for the asker, and what the open one shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from staff.access import rows_for
from staff.kinds import Chapter
from staff.models import Officer, Profile, RecordFile, User
from staff.registries import OfficerTab, officer_tabs
from staff.rules.masking import masked
from staff.selectors.changes import HISTORY_TABLES, changes_of, table_name
from staff.selectors.chapters import chapter_of, chapters_open
from staff.selectors.masked import CITIZEN_ID, RELATIONS, MaskedGroup
from staff.selectors.officers import disclosures_of, standing_of, tables_open
from staff.selectors.profiles import BLOCKS, profile_of, shown_block
from staff.selectors.timeline import timeline_of
from staff.views.days import AsAt

RECORD_TAB: Final = "ho-so"
TIMELINE_TAB: Final = "dong-thoi-gian"
FILES_TAB: Final = "tai-lieu"
HISTORY_TAB: Final = "lich-su"
CHANGES_PER_PAGE: Final = 40


@dataclass(frozen=True)
class Page:
    """What is asked: whose record, for which day, by whom, and what they may see of it.

    `revealed`: the group of masked fields that was just shown in full, and logged.
    """

    request: HttpRequest
    viewer: User
    officer: Officer
    asked: AsAt
    day: date
    own: bool
    tables: frozenset[type[Model]]
    revealed: MaskedGroup | None = None

    def address(self, tab: str, **query: str) -> str:
        """The page at a tab, for the same day."""
        text = self.request.GET.get("at", "")
        asked = {"tab": tab} | ({"at": text} if text else {}) | query
        return f"{reverse('staff:officer', args=[self.officer.number])}?{urlencode(asked)}"

    @property
    def citizen_id(self) -> str:
        """The identity number as it may be shown."""
        return self.officer.citizen_id if self.revealed is CITIZEN_ID else masked(self.officer.citizen_id)

    @property
    def citizen_id_revealed(self) -> bool:
        """Whether it stands there in full."""
        return self.revealed is CITIZEN_ID


@dataclass(frozen=True)
class Tab:
    """A tab the asker may open. `fill` gives what its template needs, when it is open."""

    key: str
    label: str
    template: str
    fill: Callable[[Page, dict[str, Any]], dict[str, Any]]


def tabs_of(page: Page) -> list[Tab]:
    """The tabs of this asker in their order; none of them is loaded."""
    chapters = chapters_open(page.tables)
    found = [Tab(RECORD_TAB, _("Record"), "staff/_record.html", _record)]
    found += [
        Tab(each.value, str(each.label), "staff/_chapter.html", _chapter_filler(each)) for each in chapters
    ]
    if chapters:
        found.append(Tab(TIMELINE_TAB, _("Timeline"), "staff/_timeline.html", _timeline))
    if RecordFile in page.tables:
        found.append(Tab(FILES_TAB, _("Files"), "staff/_files.html", _files))
    found += [_of_other_app(tab) for tab in _visible(page)]
    found.append(Tab(HISTORY_TAB, _("Change history"), "staff/_changes.html", _changes))
    return found


def tab_context(page: Page, tab: Tab, context: dict[str, Any]) -> dict[str, Any]:
    """What the open tab shows; the only one whose rows are read."""
    return {"tab_template": tab.template, **tab.fill(page, context)}


def parts_of_group(page: Page, group: MaskedGroup) -> list[Any]:
    """The part of the page that shows a group of masked fields; empty where the asker may not see it."""
    if group is RELATIONS:
        return [part for part in _parts(page, Chapter.FAMILY) if part.kind.masked]
    if Profile not in page.tables:
        return []
    profile = profile_of(page.viewer, page.officer)
    return [
        shown_block(profile, block, in_full=group is page.revealed)
        for block in BLOCKS
        if block.group is group
    ]


def _record(page: Page, context: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "standing": standing_of(page.viewer, page.officer, page.day),
        "blocks": None,
        "disclosures": disclosures_of(page.officer) if context["may_unmask"] else None,
    }
    if Profile in page.tables:
        profile = profile_of(page.viewer, page.officer)
        found["blocks"] = [
            shown_block(profile, block, in_full=block.group is not None and block.group is page.revealed)
            for block in BLOCKS
        ]
    return found


def _chapter_filler(chapter: Chapter) -> Callable[[Page, dict[str, Any]], dict[str, Any]]:
    def fill(page: Page, context: dict[str, Any]) -> dict[str, Any]:
        parts = _parts(page, chapter)
        return {"chapter": chapter, "parts": parts, "empty_parts": [part for part in parts if not part.lines]}

    return fill


def _parts(page: Page, chapter: Chapter) -> list[Any]:
    return chapter_of(
        page.viewer,
        page.officer,
        chapter,
        page.day,
        tables=page.tables,
        may_add=tables_open(page.viewer, page.officer, "add"),
        in_full=page.revealed is RELATIONS,
    )


def _timeline(page: Page, context: dict[str, Any]) -> dict[str, Any]:
    asked = page.request.GET.get("phan", "")
    open_ones = chapters_open(page.tables)
    chapter = next((each for each in open_ones if each.value == asked), None)
    years = timeline_of(page.viewer, page.officer, page.day, tables=page.tables, chapter=chapter)
    choices = [(_("Everything"), page.address(TIMELINE_TAB), chapter is None)]
    choices += [
        (str(each.label), page.address(TIMELINE_TAB, phan=each.value), each is chapter) for each in open_ones
    ]
    return {"years": years, "choices": choices, "total": sum(len(year.lines) for year in years)}


def _files(page: Page, context: dict[str, Any]) -> dict[str, Any]:
    files = rows_for(page.viewer, RecordFile, "view").filter(officer=page.officer)
    keeps = tables_open(page.viewer, page.officer, "add", [RecordFile])
    drops = tables_open(page.viewer, page.officer, "delete", [RecordFile])
    named = files.select_related("uploaded_by__officer").order_by("-uploaded_at", "-pk")
    return {"files": list(named), "may_upload": bool(keeps), "may_remove": bool(drops)}


def _visible(page: Page) -> list[OfficerTab]:
    return [
        tab for tab in sorted(officer_tabs, key=lambda t: t.order) if tab.visible(page.request, page.officer)
    ]


def _of_other_app(tab: OfficerTab) -> Tab:
    def fill(page: Page, context: dict[str, Any]) -> dict[str, Any]:
        return {"tab_html": tab.render(page.request, page.officer)}

    return Tab(tab.key, str(tab.label), "staff/_other_tab.html", fill)


def _changes(page: Page, context: dict[str, Any]) -> dict[str, Any]:
    """Who changed what, all tables or one."""
    tables = {str(m._meta.model_name): m for m in HISTORY_TABLES if m is Officer or m in page.tables}
    asked = page.request.GET.get("bang", "")
    wanted = [tables[asked]] if asked in tables else list(tables.values())
    found = changes_of(page.officer, tables=wanted, with_private=context["may_manage"])
    page_obj = Paginator(found, CHANGES_PER_PAGE).get_page(page.request.GET.get("page"))
    return {
        "page_obj": page_obj,
        "changes": page_obj.object_list,
        "table_choices": sorted(
            ((key, table_name(model)) for key, model in tables.items()), key=lambda pair: pair[1]
        ),
        "chosen_table": asked if asked in tables else "",
    }
