"""Registering directives: drafts, corrections, making known, new versions, withdrawal of drafts."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from cms.models import Directive, DirectiveTarget, DirectiveVersion, KeptFile, Replacement
from cms.rules.validity import circle
from cms.selectors.directives import replaces_of_all
from cms.services.directive_facts import (
    DirectiveFacts,
    TargetFacts,
    Upload,
    directive_named,
    folded_of,
    issuer_of,
    refuse_twin,
    require_days,
    symbol_of,
)
from cms.services.kept_files import keep_document
from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.access import reach_for
from staff.models import Unit, User
from staff.services.editing import Overtaken, require_unchanged
from staff.services.errors import DomainError

# Copies that serve the search; who edits never typed them.
_COPIES = frozenset({"folded", "symbol key"})


@transaction.atomic
def register_directive(
    *,
    actor: User,
    facts: DirectiveFacts,
    upload: Upload | None,
    acknowledge_by: date | None,
    asks: bool = True,
) -> Directive:
    """Enter a directive as a draft with its first version; nobody but those who keep it sees it yet.

    DomainError with the field for a wrong symbol, contradictions, a closed unit, a circle of replacements;
    `DirectiveTwice` when symbol, date and issuer stand in the register already.
    """
    directive = Directive(created_by=actor)
    _write(actor, directive, facts)
    deadline = _deadline(asks, acknowledge_by, directive)
    DirectiveVersion.objects.create(
        directive=directive,
        number=1,
        # Taken in last: bytes already stored would outlive a refusal.
        file=_kept(actor, upload),
        asks=asks,
        acknowledge_by=deadline,
        published_by=actor,
    )
    return directive


@transaction.atomic
def correct_directive(
    *, actor: User, directive: Directive, seen: int | None, facts: DirectiveFacts
) -> Directive:
    """Correct what stands in the register. `seen`: the version the editor saw; `Overtaken` if there is a newer."""
    row = _locked(directive, seen)
    _write(actor, row, facts)
    return row


@transaction.atomic
def correct_draft(
    *,
    actor: User,
    directive: Directive,
    seen: int | None,
    facts: DirectiveFacts,
    upload: Upload | None,
    acknowledge_by: date | None,
    asks: bool,
) -> Directive:
    """Correct a draft, its file and its deadline; without an upload the file stays."""
    row = correct_directive(actor=actor, directive=directive, seen=seen, facts=facts)
    _require_draft(row)
    first: DirectiveVersion = row.versions.get()
    before = first.file
    first.asks, first.acknowledge_by = asks, _deadline(asks, acknowledge_by, row)
    first.file = _kept(actor, upload) or before
    first.save()
    if before is not None and before != first.file:
        _discard([before])
    return row


@transaction.atomic
def publish_directive(*, actor: User, directive: Directive, seen: int | None) -> Directive:
    """Make a draft known: from now on those addressed read it, and are asked to confirm."""
    row = _locked(directive, seen)
    _require_draft(row)
    first: DirectiveVersion = row.versions.get()
    if first.file is None:
        raise DomainError(_("Add the file of the document first: there would be nothing to read."))
    if first.acknowledge_by and first.acknowledge_by < localdate():
        message = _("The deadline of confirmation, %(day)s, has passed; set a later one first.")
        raise DomainError(message % {"day": show_date(first.acknowledge_by)})
    moment = now()
    row.published_at = moment
    _save(row, actor)
    first.published_at, first.published_by = moment, actor
    first.save(update_fields=["published_at", "published_by"])
    return row


@transaction.atomic
def withdraw_draft(*, actor: User, directive: Directive, seen: int | None) -> None:
    """Take a draft out of the register with its file; what was made known stays."""
    row = _locked(directive, seen)
    _require_draft(row)
    if row.implemented_by.exists() or row.replacements.exists():
        raise DomainError(_("Other directives refer to this draft; change them first."))
    files = [version.file for version in row.versions.select_related("file") if version.file]
    row.versions.all().delete()
    removed: Any = row
    removed._history_user = actor
    row.delete()
    _discard(files)


@transaction.atomic
def add_version(
    *,
    actor: User,
    directive: Directive,
    last_seen: int,
    upload: Upload | None,
    note: str,
    asks: bool,
    acknowledge_by: date | None,
) -> DirectiveVersion:
    """Make a new version known; one that asks makes earlier confirmations old.

    `last_seen`: number of the newest version the editor saw; a newer one is a DomainError.
    """
    row = _locked(directive, None)
    if row.published_at is None:
        raise DomainError(_("Make the draft known first; a draft is corrected, not versioned."))
    newest: DirectiveVersion = row.versions.order_by("-number")[:1].get()
    if newest.number != last_seen:
        raise DomainError(_("Somebody else added a version meanwhile; look at it first."))
    if upload is None:
        raise DomainError(_("Choose a file."), "file")
    if not nfc(note):
        raise DomainError(_("Say what changed."), "note")
    deadline = _deadline(asks, acknowledge_by, row)
    if deadline and deadline < localdate():
        raise DomainError(_("The deadline has passed already."), "acknowledge_by")
    return DirectiveVersion.objects.create(
        directive=row,
        number=newest.number + 1,
        file=_kept(actor, upload),
        note=nfc(note),
        asks=asks,
        acknowledge_by=deadline,
        published_by=actor,
    )


def _write(actor: User, row: Directive, facts: DirectiveFacts) -> None:
    """Check everything, then write the row, its addressees and what it replaces."""
    symbol = symbol_of(facts.symbol)
    issuer = issuer_of(facts, symbol)
    require_days(facts, symbol)
    refuse_twin(issuer, symbol, facts.issued_on, row.pk)
    older = [(directive_named(actor, text, "replaces"), partly) for text, partly in facts.replaces]
    parent = directive_named(actor, facts.implements, "implements") if facts.implements else None
    targets = _addressees(actor, row, facts)
    _require_open_keeper(row, facts.unit)
    if issuer.pk is None:
        issuer.save()
    row.symbol, row.symbol_key, row.issuer = symbol.text, symbol.key, issuer
    row.kind = facts.kind or symbol.kind
    row.title, row.summary, row.signer = nfc(facts.title), facts.summary, nfc(facts.signer)
    row.issued_on, row.unit, row.implements = facts.issued_on, facts.unit, parent
    row.in_force_from, row.in_force_until = facts.in_force_from, facts.in_force_until
    row.folded = folded_of(row.title, symbol, issuer)
    _refuse_own_parent(row, parent)
    _save(row, actor)
    _replace(row, older)
    row.targets.all().delete()
    DirectiveTarget.objects.bulk_create(
        DirectiveTarget(directive=row, unit=each.unit, with_below=each.with_below, level=each.level)
        for each in targets
    )


def _save(row: Directive, actor: User) -> None:
    changed: Any = row
    changed._history_user = actor
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        # Two registrars at once: the constraint lets one of them through.
        raise DomainError(_("Somebody else registered this document at the same moment."), "symbol") from None


def _addressees(actor: User, row: Directive, facts: DirectiveFacts) -> list[TargetFacts]:
    """Those chosen, each once; nobody chosen: the unit that keeps it with all below."""
    today, reach = localdate(), reach_for(actor, Directive, "add")
    before = set(row.targets.values_list("unit_id", flat=True)) if row.pk else set()
    chosen = list(dict.fromkeys(facts.targets)) or [TargetFacts(facts.unit, with_below=True, level="")]
    for each in chosen:
        unit = each.unit
        if (unit.pk if unit else None) in before:
            continue
        if unit is not None and unit.end is not None and unit.end <= today:
            message = _("%(unit)s closed on %(day)s; choose its successor.")
            raise DomainError(message % {"unit": unit.name, "day": show_date(unit.end)}, "targets")
        if not (reach.everything or _covers(reach.unit_ids, unit)):
            raise DomainError(_("You may address only units whose directives you keep."), "targets")
    return chosen


def _covers(unit_ids: Collection[int], unit: Unit | None) -> bool:
    """Whether someone may address a unit; the whole country needs every unit at the top."""
    if unit is not None:
        return unit.pk in unit_ids
    tops = set(Unit.objects.at(localdate()).filter(parent=None).values_list("pk", flat=True))
    return bool(tops) and tops <= set(unit_ids)


def _require_open_keeper(row: Directive, unit: Unit) -> None:
    kept_there = row.pk is not None and row.unit_id == unit.pk
    if unit.end is not None and unit.end <= localdate() and not kept_there:
        message = _("%(unit)s closed on %(day)s; choose its successor.")
        raise DomainError(message % {"unit": unit.name, "day": show_date(unit.end)}, "unit")


def _refuse_own_parent(row: Directive, parent: Directive | None) -> None:
    """A directive carries out neither itself nor anything that carries it out."""
    way, here = [row.symbol], parent
    while here is not None and row.pk is not None:
        way.append(here.symbol)
        if here.pk == row.pk:
            message = _("It would carry out itself: %(chain)s.")
            raise DomainError(message % {"chain": " → ".join(way)}, "implements")
        here = here.implements


def _replace(row: Directive, older: list[tuple[Directive, bool]]) -> None:
    """Write what it replaces; a circle is refused with the chain named."""
    row.replacing.all().delete()
    known = replaces_of_all()
    for each, partly in dict(older).items():
        way = circle(row.pk, each.pk, known)
        if way:
            symbols = dict(Directive.objects.filter(pk__in=way).values_list("pk", "symbol"))
            chain = " → ".join(symbols[pk] for pk in way)
            raise DomainError(_("They would replace each other: %(chain)s.") % {"chain": chain}, "replaces")
        Replacement.objects.create(newer=row, older=each, partly=partly)


def _locked(directive: Directive, seen: int | None) -> Directive:
    """The row for writing; `Overtaken` when somebody else was faster, DomainError when it is gone."""
    row = Directive.objects.select_for_update(of=("self",)).filter(pk=directive.pk).first()
    if row is None:
        raise DomainError(_("Somebody withdrew this draft meanwhile."))
    try:
        require_unchanged(row, seen)
    except Overtaken as late:
        told = [each for each in late.differences if each.label not in _COPIES]
        raise Overtaken(late.who, late.when, told) from None
    return row  # type: ignore[no-any-return]


def _require_draft(row: Directive) -> None:
    if row.published_at is not None:
        raise DomainError(_("This directive was made known already."))


def _deadline(asks: bool, day: date | None, row: Directive) -> date | None:
    """The day until which readers confirm; none where nobody is asked."""
    if not asks or day is None:
        return None
    if day < row.issued_on:
        raise DomainError(_("The deadline is before the date of the document."), "acknowledge_by")
    return day


def _kept(actor: User, upload: Upload | None) -> KeptFile | None:
    return keep_document(actor=actor, source=upload.source, name=upload.name) if upload else None


def _discard(files: list[KeptFile]) -> None:
    """Delete files nothing refers to any more; the bytes go once the change stands."""
    for file in files:
        storage, name = file.file.storage, str(file.file.name)
        file.delete()
        transaction.on_commit(partial(storage.delete, name))
