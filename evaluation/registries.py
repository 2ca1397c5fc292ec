"""What kinds of document can be made in the background: a registry that each part of the app adds to.

A maker chooses the rows through the gate, as the person who asked, at the moment the work begins; it renders one
part at a time. `evaluation.documents.makers` and `evaluation.documents.year_makers` fill the registry at start.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db.models import Model
from django.utils.translation import gettext as _

from staff.models import User
from staff.services.errors import DomainError

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Wanted = Mapping[str, Any]
"""What was asked for: `unit` (code), `below` (with everything below it), and `period` (code) or `year`."""


class Subject(StrEnum):
    """What a document is about."""

    PERIOD = "period"
    YEAR = "year"


@dataclass(frozen=True)
class Part:
    """One form of a booklet or archive; `render` gives its PDF and runs only when its turn comes.

    `sha256` is the hash of the kept file, "" for a draft that is rendered now. `name` is a file name without ending.
    """

    name: str
    title: str
    detail: str
    unit_code: str
    unit_name: str
    render: Callable[[], bytes]
    state: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything a maker needs to know before the first part: titles, the name of the file, the parts in order."""

    title: str
    file_name: str
    cover: Sequence[str]
    parts: Sequence[Part] = field(default_factory=tuple)


Step = Callable[[], None]
"""Called after each part: tells how far it is, and raises Cancelled when the person no longer wants it."""


@dataclass(frozen=True)
class Maker:
    """A kind of document. `model` and `action` name the right at the gate that its rows need.

    `plan(user, wanted)` chooses the rows; `write(plan, target, step)` makes the file. `below` says whether it may
    take in the units below as well.
    """

    kind: str
    label: "StrOrPromise"
    subject: Subject
    model: type[Model]
    action: str
    plan: Callable[[User, Wanted], Plan]
    write: Callable[[Plan, BinaryIO, Step], None]
    content_type: str = "application/pdf"
    below: bool = True
    order: int = 50


class Cancelled(Exception):  # noqa: N818  reads as what happened
    """The person cancelled, or removed, what is being made."""


makers: dict[str, Maker] = {}


def register(*found: Maker) -> None:
    """Add kinds of document."""
    makers.update({maker.kind: maker for maker in found})


def maker_of(kind: str) -> Maker:
    """The maker of a kind; DomainError for one that there is not."""
    if kind not in makers:
        raise DomainError(_("There is no such kind of document."), "kind")
    return makers[kind]


def listed() -> list[Maker]:
    """Every maker in the order shown."""
    return sorted(makers.values(), key=lambda maker: (maker.order, maker.kind))
