"""Self-service: the officer proposes a correction of the own record, personnel approve or refuse it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import show_date
from hrm.kernel.text import nfc
from staff.access import keepers_of
from staff.enums import CorrectionState
from staff.models import CorrectionRequest, Disclosure, Officer, Posting, RecordFile, User
from staff.selectors.corrections import (
    DECISION_FIELDS,
    OFFICER,
    PROFILE,
    Target,
    groups_of,
    row_of,
    target_of,
    text_of,
    value_of,
)
from staff.selectors.masked import CITIZEN_ID
from staff.selectors.officers import name_of
from staff.services.amendments import amend_officer
from staff.services.editing import require_unchanged, seen_of
from staff.services.errors import DomainError
from staff.services.facts import DecisionFacts, correct_fact, record_fact
from staff.services.notices import tell
from staff.services.profile import keep_profile, set_citizen_id


class AlreadyDecidedError(DomainError):
    """Somebody was faster, or the officer withdrew: what was decided stays."""


@transaction.atomic
def propose(
    *,
    actor: User,
    officer: Officer,
    target: Target,
    row_id: int | None,
    new: Mapping[str, str],
    explanation: str = "",
    proof: RecordFile | None = None,
) -> CorrectionRequest:
    """Ask personnel to change the own record. `new`: field → text (`as_text`); what does not differ is left out.

    DomainError for a field that may not be proposed, for a row that is gone, and where nothing differs.
    """
    row = row_of(target, officer, row_id)
    if row is None and row_id is not None:
        raise DomainError(_("the entry no longer exists; somebody withdrew it meanwhile"))
    differing = _differing(target, row, new)
    request = CorrectionRequest(
        officer=officer,
        target=target.key,
        row=row_id,
        old={name: text_of(target, row, name) for name in differing},
        new=differing,
        explanation=explanation.strip(),
        proof=proof,
        asked_by=actor,
    )
    _save(request, actor)
    _tell_keepers(request)
    return request


@transaction.atomic
def withdraw(*, actor: User, request_id: int) -> CorrectionRequest:
    """The officer takes the own proposal back while it waits."""
    request = _waiting(request_id)
    if request.officer.user_id != actor.pk:
        raise DomainError(_("Only the person who proposed it may withdraw it."))
    return _decide(request, actor, CorrectionState.WITHDRAWN, "")


@transaction.atomic
def refuse(*, actor: User, request_id: int, answer: str) -> CorrectionRequest:
    """Turn a proposal down; the officer reads why."""
    if not answer.strip():
        raise DomainError(_("Say why the proposal is not accepted."), "answer")
    request = _waiting(request_id)
    _require_other(request, actor)
    decided = _decide(request, actor, CorrectionState.REFUSED, answer)
    _tell_officer(decided, _("Your proposed correction was not accepted: %(answer)s") % {"answer": answer})
    return decided


@transaction.atomic
def approve(
    *, actor: User, request_id: int, seen: int | None, reason: str = "", answer: str = ""
) -> CorrectionRequest:
    """Write a proposal into the record through the verb that the part of the record has.

    `seen`: newest version of the row that the decider was shown (`seen_of_row`). `reason`: kept with a
    change that a rule advises against. Whatever the verb refuses is refused here too; nothing is written then.
    """
    request = _waiting(request_id)
    _require_other(request, actor)
    target = target_of(request.target)
    if target is None:
        raise DomainError(_("This part of the record is not known any more."))
    row = row_of(target, request.officer, request.row)
    if row is None and request.row is not None:
        raise DomainError(_("the entry no longer exists; somebody withdrew it meanwhile"))
    _write(actor, request, target, row, seen, reason)
    decided = _decide(request, actor, CorrectionState.APPROVED, answer)
    _tell_officer(decided, _("Your proposed correction was accepted and stands in your record."))
    return decided


def seen_of_row(row: Any) -> int:
    """The version of the row that a decision page shows; 0 for a row that does not exist yet."""
    return (seen_of(row) or 0) if row is not None else 0


@transaction.atomic
def disclose_request(*, actor: User, request: CorrectionRequest) -> None:
    """Log that the actor sees the masked fields of a proposal in full."""
    target = target_of(request.target)
    groups = groups_of(target, request.new) if target is not None else set()
    for group in sorted(groups, key=lambda each: each.key):
        Disclosure.objects.create(viewer=actor, officer=request.officer, field=group.key)


def _differing(target: Target, row: Any, new: Mapping[str, str]) -> dict[str, str]:
    unknown = [name for name in new if name not in target.fields]
    if unknown:
        raise DomainError(_("“%(field)s” cannot be proposed") % {"field": unknown[0]}, unknown[0])
    found = {name: text for name, text in new.items() if text != text_of(target, row, name)}
    if not found:
        raise DomainError(_("Nothing differs from what is stored."))
    return found


def _waiting(request_id: int) -> CorrectionRequest:
    """The proposal under a lock, if nobody decided it yet."""
    request: CorrectionRequest = CorrectionRequest.objects.select_for_update().get(pk=request_id)
    if request.state != CorrectionState.WAITING:
        who = name_of(request.decided_by) if request.decided_by else "–"
        day = show_date(timezone.localdate(request.decided_at)) if request.decided_at else ""
        message = _("This proposal was decided already: %(state)s, %(who)s, %(day)s.")
        raise AlreadyDecidedError(message % {"state": request.get_state_display(), "who": who, "day": day})
    return request


def _require_other(request: CorrectionRequest, actor: User) -> None:
    if request.officer.user_id == actor.pk:
        raise DomainError(_("A proposal about the own record is decided by somebody else."))


def _decide(request: CorrectionRequest, actor: User, state: str, answer: str) -> CorrectionRequest:
    request.state = state
    request.answer = answer.strip()
    request.decided_by, request.decided_at = actor, timezone.now()
    _save(request, actor)
    return request


def _save(request: CorrectionRequest, actor: User) -> None:
    row: Any = request
    row._history_user = actor
    row.save()


def _write(
    actor: User, request: CorrectionRequest, target: Target, row: Any, seen: int | None, reason: str
) -> None:
    values = _values(target, request.new)
    if target.key == OFFICER:
        _write_officer(actor, row, seen, values)
    elif target.key == PROFILE:
        keep_profile(actor=actor, officer=request.officer, seen=seen, **values)
    else:
        _write_fact(actor, request.officer, target, row, seen, reason, values)


def _write_officer(actor: User, officer: Officer, seen: int | None, values: dict[str, Any]) -> None:
    require_unchanged(officer, seen)
    number = values.pop(CITIZEN_ID.key, None)
    if "full_name" in values:
        values["full_name"] = nfc(values["full_name"])
    if values:
        officer = amend_officer(actor=actor, officer=officer, **values)
    if number is not None:
        set_citizen_id(actor=actor, officer=officer, seen=None, number=number)


def _write_fact(
    actor: User,
    officer: Officer,
    target: Target,
    row: Any,
    seen: int | None,
    reason: str,
    values: dict[str, Any],
) -> None:
    """A new row from what was proposed alone; a stored one with what it says otherwise."""
    kind = target.kind
    assert kind is not None  # noqa: S101  the person and the profile were dealt with
    stored = _stored(target, row)
    said = stored | values
    decision = DecisionFacts(
        number=said["decision"],
        day=said["decision_date"],
        issuer=said["issuer"],
        signer=said["signer"],
        scan=row.scan if row is not None else None,
    )
    # `kind_`: see record_fact.
    facts = {"kind_" if name == "kind" else name: said[name] for name in kind.fields if name in said}
    days = {"start": said["start"], "end": said["end"]}
    if row is None:
        record_fact(
            actor=actor, officer=officer, kind=kind, decision=decision, reason=reason, **days, **facts
        )
    else:
        correct_fact(actor=actor, row=row, seen=seen, decision=decision, reason=reason, **days, **facts)


def _stored(target: Target, row: Any) -> dict[str, Any]:
    """What the row says of every field that may be proposed; for a new one, what an empty form says."""
    empty: dict[str, Any] = {"end": None, **dict.fromkeys(DECISION_FIELDS, ""), "decision_date": None}
    if row is None:
        return empty
    return {name: _read(target, name, text_of(target, row, name)) for name in target.fields}


def _values(target: Target, texts: Mapping[str, str]) -> dict[str, Any]:
    return {name: _read(target, name, text) for name, text in texts.items()}


def _read(target: Target, name: str, text: str) -> Any:
    """A stored text as the record keeps it."""
    try:
        return value_of(target, name, text)
    except ValueError as error:
        label = target.label_of(name)
        raise DomainError(_("“%(field)s” can no longer be entered so") % {"field": label}, name) from error


def _tell_keepers(request: CorrectionRequest) -> None:
    homes = Posting.objects.primary().filter(officer=request.officer)
    current = homes.filter(end__isnull=True) | homes.filter(end__gt=timezone.localdate())
    newest = homes.order_by("-start")[:1]
    units = list(current.values_list("unit_id", flat=True)) or list(newest.values_list("unit_id", flat=True))
    keepers = keepers_of(units, CorrectionRequest, "change")
    text = _("%(name)s (%(number)s) proposes a correction of the own record.")
    tell(
        users=keepers.exclude(pk=request.asked_by_id),
        key=f"correction-{request.pk}",
        text=text % {"name": request.officer.full_name, "number": request.officer.number},
        url=reverse("staff:correction", args=[request.pk]),
    )


def _tell_officer(request: CorrectionRequest, text: str) -> None:
    tell(
        users=[request.asked_by],
        key=f"correction-{request.pk}-{request.state}",
        text=text,
        url=reverse("staff:correction", args=[request.pk]),
    )
