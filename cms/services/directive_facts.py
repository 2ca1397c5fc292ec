"""What a registrar says of a directive, and what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from cms.enums import Side
from cms.models import Directive, Issuer
from cms.rules.symbols import Form, Symbol, SymbolError, Wrong, parse_symbol, symbol_key
from hrm.kernel.dates import parse_date, show_date
from hrm.kernel.text import fold, nfc
from staff.access import rows_for
from staff.models import Unit, User
from staff.services.errors import DomainError

_DATED = re.compile(r"(?P<symbol>[^()]+)\((?P<day>[^()]*)\)?")
_LONGEST_BODY = 40


@dataclass(frozen=True)
class TargetFacts:
    """One addressee as chosen; `unit` None: the whole country."""

    unit: Unit | None
    with_below: bool
    level: str


@dataclass(frozen=True)
class Upload:
    """A file as it comes in."""

    source: BinaryIO
    name: str


@dataclass(frozen=True)
class DirectiveFacts:
    """A directive as typed. `kind` "": what the symbol says; `new_issuer` names one that is not listed.

    `implements` and `replaces` (with "only in part") name other directives by symbol, with the day in
    brackets where a symbol is not enough. Days are half-open: `in_force_until` is the first day no longer.
    """

    symbol: str
    issued_on: date
    title: str
    unit: Unit
    issuer: Issuer | None = None
    new_issuer: str = ""
    kind: str = ""
    summary: str = ""
    signer: str = ""
    in_force_from: date | None = None
    in_force_until: date | None = None
    implements: str = ""
    replaces: Sequence[tuple[str, bool]] = ()
    targets: Sequence[TargetFacts] = ()
    own: dict[str, Any] = field(default_factory=dict)


class DirectiveTwice(DomainError):  # noqa: N818  reads as what happened
    """The same document stands in the register already; `twin` is it."""

    def __init__(self, twin: Directive) -> None:
        message = _("%(symbol)s of %(day)s by %(issuer)s is registered already, kept by %(unit)s.")
        told = {"symbol": twin.symbol, "day": show_date(twin.issued_on), "issuer": twin.issuer.name}
        super().__init__(message % {**told, "unit": twin.unit.name}, "symbol")
        self.twin = twin


def symbol_of(text: str) -> Symbol:
    """The symbol taken apart, or DomainError that names what is expected."""
    try:
        return parse_symbol(text)
    except SymbolError as error:
        raise DomainError(_refusal(error), "symbol") from None


def _refusal(error: SymbolError) -> str:
    messages = {
        Wrong.EMPTY: _("Type the symbol of the document."),
        Wrong.LONG: _("The symbol is too long: 80 characters at most."),
        Wrong.NUMBER: _("“%(what)s” is no number of a document; numbers begin with 1."),
        Wrong.YEAR: _("“%(what)s” is no year that a document can have."),
        Wrong.PARTY_KIND: _(
            "“%(what)s” is no kind of Party document; known are NQ, CT, KL, QĐ, QC, QyĐ, HD, TT, TB, BC, KH, CTr, "
            "TTr, CV (33-CT/TU)."
        ),
        Wrong.SHAPE: _(
            "“%(what)s” is not written as a symbol. Expected: number-KIND/BODY for the Party (33-CT/TU), "
            "number/KIND-BODY for the State (05/CT-TTg, 5034/BTP-TCCB), number/year/KIND-BODY for legal norms "
            "(335/2025/NĐ-CP)."
        ),
    }
    return messages[error.wrong] % {"what": error.what[:60]}


def issuer_of(facts: DirectiveFacts, symbol: Symbol) -> Issuer:
    """The issuer chosen, or a new one; DomainError when its side is not that of the symbol."""
    name = nfc(facts.new_issuer)
    if facts.issuer is None and not name:
        raise DomainError(_("Choose the issuer, or type the name of a new one."), "issuer")
    if facts.issuer is not None and name:
        raise DomainError(_("Choose an issuer or type a new one, not both."), "new_issuer")
    issuer = facts.issuer or _known(name)
    if issuer is None:
        return Issuer(name=name, body=symbol.body[:_LONGEST_BODY], side=symbol.side)
    if issuer.side != symbol.side:
        message = _("The symbol %(symbol)s is one of the side %(side)s, but %(issuer)s belongs to %(other)s.")
        sides = {"side": symbol.side.label, "other": Side(issuer.side).label}
        raise DomainError(message % {"symbol": symbol.text, "issuer": issuer.name, **sides}, "symbol")
    return issuer


def _known(name: str) -> Issuer | None:
    """An issuer of that name, however it is capitalised."""
    return next((row for row in Issuer.objects.all() if row.name.casefold() == name.casefold()), None)


def require_days(facts: DirectiveFacts, symbol: Symbol) -> None:
    """Days that agree with each other and with the symbol."""
    if facts.issued_on > localdate():
        raise DomainError(_("The date of the document is in the future."), "issued_on")
    if symbol.form is Form.NORM and symbol.year != facts.issued_on.year:
        message = _("The symbol says %(year)s, but the document is dated %(day)s.")
        day = show_date(facts.issued_on)
        raise DomainError(message % {"year": symbol.year, "day": day}, "issued_on")
    start = facts.in_force_from or facts.issued_on
    if facts.in_force_from and facts.in_force_from < facts.issued_on:
        raise DomainError(_("In force before the document was issued."), "in_force_from")
    if facts.in_force_until and facts.in_force_until <= start:
        raise DomainError(_("It would end before it is in force."), "in_force_until")


def refuse_twin(issuer: Issuer, symbol: Symbol, day: date, but: int | None) -> None:
    """The key is symbol, date and issuer: numbers start again every year or term."""
    if issuer.pk is None:
        return
    same = Directive.objects.filter(symbol_key=symbol.key, issued_on=day, issuer=issuer).exclude(pk=but)
    twin = same.select_related("issuer", "unit").first()
    if twin is not None:
        raise DirectiveTwice(twin)


def directive_named(actor: User, typed: str, field_name: str) -> Directive:
    """The directive a registrar means by "33-CT/TU" or "33-CT/TU (25/09/2020)", among those in reach."""
    dated = _DATED.fullmatch(nfc(typed))
    text, day = (dated["symbol"], dated["day"]) if dated else (typed, "")
    rows = rows_for(actor, Directive, "view").filter(symbol_key=symbol_key(text))
    if day:
        try:
            rows = rows.filter(issued_on=parse_date(day).value)
        except ValueError:
            message = _("“%(day)s” is not a day; write it like 25/09/2020.")
            raise DomainError(message % {"day": day}, field_name) from None
    found: list[Directive] = list(rows.select_related("issuer")[:5])
    if not found:
        message = _("No directive “%(typed)s” is registered; register it first.")
        raise DomainError(message % {"typed": nfc(typed)[:80]}, field_name)
    if len(found) > 1:
        message = _("Several directives have this symbol; add the day: %(choices)s.")
        choices = "; ".join(reference_of(row) for row in found)
        raise DomainError(message % {"choices": choices}, field_name)
    return found[0]


def reference_of(row: Directive) -> str:
    """Symbol and day, as `directive_named` reads it."""
    return f"{row.symbol} ({show_date(row.issued_on)})"


def folded_of(title: str, symbol: Symbol, issuer: Issuer) -> str:
    """The copy that is searched."""
    return fold(f"{title} {symbol.text} {symbol.key} {issuer.name}")
