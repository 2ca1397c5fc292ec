"""What crosses apps upwards: the app that knows registers, the app below shows.

Every renderer receives the request and starts at the gate itself; a registry never passes rows on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

from hrm.kernel.workbook.guides import SheetGuide

if TYPE_CHECKING:
    from staff.models import Officer


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation: shown when `visible(request)` holds."""

    label: str
    url_name: str
    icon: str
    visible: Callable[[HttpRequest], bool]
    order: int = 50
    prefix: str | tuple[str, ...] = ""
    # What fits under the thumb on a phone; "" = the label.
    short_label: str = ""


@dataclass(frozen=True)
class HomeCard:
    """A card of the home page. `render` returns HTML, or "" when it has nothing for this person."""

    key: str
    render: Callable[[HttpRequest], str]
    order: int = 50
    wide: bool = False


@dataclass(frozen=True)
class OfficerTab:
    """A tab of the officer page. `render` returns HTML, or "" when the asker may not see it."""

    key: str
    label: str
    render: Callable[[HttpRequest, "Officer"], str]
    order: int = 50


@dataclass(frozen=True)
class Importer:
    """A kind of workbook that may be brought in on the web.

    `run(source, *, name, actor, dry_run)` returns an `ImportReport`. `permission` is a verb on a table
    behind the gate, whose reach must not be empty. `sheets` explains the headings and makes the blank
    workbook. `keeps_run`: stored rows point to their ImportRun, so `run` takes it as `run=` as well.
    """

    kind: str
    label: str
    help_text: str
    permission: str
    run: Callable[..., object]
    order: int = 50
    sheets: tuple[SheetGuide, ...] = ()
    keeps_run: bool = False


nav_items: list[NavItem] = []
home_cards: list[HomeCard] = []
officer_tabs: list[OfficerTab] = []
importers: dict[str, Importer] = {}
# What `manage.py install` runs after the migrations, in order; each is safe to run again.
installers: list[Callable[[], None]] = []
