"""What crosses apps upwards: the app that knows registers, the app below shows.

Every renderer receives the request and starts at the gate itself; a registry never passes rows on.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from hrm.kernel.workbook.guides import SheetGuide
from staff.reach import Reach

if TYPE_CHECKING:
    from staff.models import Officer, User


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
    # The heading it stands under; "" = none. Headings keep the order of their first entry.
    group: str = ""


class HomePart(StrEnum):
    """The parts of the home page, in the order they are read."""

    WAITING = "waiting"
    MINE = "mine"
    UNIT = "unit"


@dataclass(frozen=True)
class HomeCard:
    """A card of the home page. `render` returns HTML, or "" when it has nothing for this person.

    `part`: what the card is to the reader, and so where it stands.
    """

    key: str
    render: Callable[[HttpRequest], str]
    order: int = 50
    wide: bool = False
    part: HomePart = HomePart.UNIT


@dataclass(frozen=True)
class Figure:
    """A figure of a board that an editor may put into a page.

    `render` returns HTML for whoever reads the page, from the own reach, or "" when there is nothing to show.
    """

    key: str
    label: str
    render: Callable[[HttpRequest], str]
    order: int = 50


@dataclass(frozen=True)
class OfficerTab:
    """A tab of the officer page.

    `visible` says, for the price of one query at most, whether the asker has anything there: it is asked
    for every page. `render` makes the HTML and runs only when the tab is open; it starts at the gate too.
    """

    key: str
    label: str
    render: Callable[[HttpRequest, "Officer"], str]
    visible: Callable[[HttpRequest, "Officer"], bool]
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


@dataclass(frozen=True)
class UnitLoad:
    """What a unit itself has to enforce: cases (C7 việc) and money (C7 tiền, whole đồng)."""

    cases: int = 0
    money: int = 0


@dataclass(frozen=True)
class Workload:
    """Loads of every unit with figures in one statistical month, by unit id.

    `period` is the month's name, `until` the last day it counts. Whoever shows it leaves out units out of
    the asker's reach: only means over all of them may be told.
    """

    period: str
    until: date
    units: Mapping[int, UnitLoad]


@dataclass(frozen=True)
class WorkloadSource:
    """Where the pressure boards take the work from.

    `require(user)` refuses with 403 whoever lacks the verb; `reach(user)` says of which units the person
    may see the work (empty without the verb); `on(day, unit_ids)` gives the newest month closed by the day
    in which one of the units has figures, or None.
    """

    require: Callable[[Any], None]
    reach: Callable[[Any], Reach]
    on: Callable[[date, Collection[int]], Workload | None]


# At most one: the app that keeps the caseload.
workload_sources: list[WorkloadSource] = []


@dataclass(frozen=True)
class OfferedWork:
    """One piece of work an app knows of, which may become work given in evaluation.

    `key` names it within its source. `deadline` is the last day; `done_on` empty: not finished.
    """

    key: str
    officer_id: int
    title: str
    product: str
    deadline: date
    done_on: date | None
    url: str


@dataclass(frozen=True)
class WorkSource:
    """Where evaluation may take over work from.

    `offered(user, unit_ids, first, after)` starts at the gate: work of people of these units from `first`
    until the day before `after`, as far as the person may see it. Who reads it stores (source, key).
    """

    key: str
    label: str
    offered: Callable[["User", Collection[int], date, date], list[OfferedWork]]


work_sources: list[WorkSource] = []


@dataclass(frozen=True)
class Reorganised:
    """What a reorganisation does, as an app above needs it to follow.

    `closing`: ids of the units that close on `day`. `homes`: officer id → code of the unit that is the
    home from that day on. `unit_ids`: code → id of the successors; before they open, of those there are.
    """

    day: date
    closing: frozenset[int]
    homes: Mapping[int, str]
    unit_ids: Mapping[str, int]


@dataclass(frozen=True)
class Foreseen:
    """What an app will do: sentences for the preview, and facts whose change makes it stale."""

    lines: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReorganisationFollower:
    """An app above whose own rows follow a reorganisation: foreseen on its preview, then carried out.

    `follow` runs inside the transaction of the reorganisation and returns how many rows it carried.
    """

    key: str
    label: str
    foresee: Callable[[Reorganised], Foreseen]
    follow: Callable[[Reorganised, "User"], int]


@dataclass(frozen=True)
class News:
    """One thing to tell one account. `key` names the thing: whoever was told it is not told again."""

    user_id: int
    key: str
    text: str
    url: str


@dataclass(frozen=True)
class DigestSource:
    """What the daily digest tells: `collect(day)` says what there is to know, told before or not.

    `summary(count, day)` is the one message (text, address) an account gets instead of very many new ones.
    """

    key: str
    collect: Callable[[date], Iterable[News]]
    summary: Callable[[int, date], tuple[str, str]]
    order: int = 50


nav_items: list[NavItem] = []
home_cards: list[HomeCard] = []
figures: list[Figure] = []
officer_tabs: list[OfficerTab] = []
digest_sources: list[DigestSource] = []
reorganisation_followers: list[ReorganisationFollower] = []
importers: dict[str, Importer] = {}
# What `manage.py install` runs after the migrations, in order; each is safe to run again.
installers: list[Callable[[], None]] = []
