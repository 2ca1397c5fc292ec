"""What a reorganisation enters: units, quotas and the rows of records, all into one ledger."""

from typing import Any

from staff.enums import PostingAct
from staff.models import (
    LeadershipTerm,
    Posting,
    Reorganisation,
    RotationDuty,
    StandIn,
    Unit,
    UnitCharge,
    UnitQuota,
)
from staff.selectors.reorganisation.changes import Act, Change, Changes, successors
from staff.selectors.reorganisation.situation import Situation
from staff.services.ledger import Ledger


def open_units(situation: Situation, ledger: Ledger) -> dict[str, Unit]:
    """Open the new units; returns every successor by code, those there already as well."""
    new: dict[str, Unit] = {}
    for opening in situation.outline.openings:
        parent = new.get(opening.parent) or situation.units[opening.parent]
        unit = Unit(
            code=opening.code, name=opening.name, kind=opening.kind, parent=parent, start=situation.day
        )
        ledger.create(unit)
        new[opening.code] = unit
    there = {code: situation.units[code] for code in successors(situation) if code not in new}
    return new | there


def close_units(situation: Situation, changes: Changes, opened: dict[str, Unit], ledger: Ledger) -> None:
    """Close the predecessors, remember who follows whom, and hand the seats over."""
    for unit in situation.closing:
        ledger.change(unit, end=situation.day)
        for code in situation.outline.closings[unit.code]:
            ledger.create(
                Reorganisation(
                    day=situation.day,
                    decision=situation.plan.decision,
                    predecessor=unit,
                    successor=opened[code],
                )
            )
    _end_quotas(situation, ledger)
    for code, spans in changes.quotas.items():
        for start, end, seats in spans:
            ledger.create(
                UnitQuota(
                    unit=opened[code], seats=seats, start=start, end=end, decision=situation.plan.decision
                )
            )


def pass_on(situation: Situation, changes: Changes, opened: dict[str, Unit], ledger: Ledger) -> None:
    """End every row of a record in the closing units; what goes on begins anew in the successor."""
    for change in changes.rows:
        row = change.row
        if change.act == Act.REMOVE:
            ledger.remove(row)
        elif change.act == Act.MOVE:
            ledger.change(row, unit=opened[change.to[0]])
            _enter_again(situation, change, change.to[1:], opened, ledger)
        else:
            goes_on = change.to if change.act == Act.CARRY else ()
            _enter_again(situation, change, goes_on, opened, ledger)
            ledger.change(row, end=situation.day)


def _end_quotas(situation: Situation, ledger: Ledger) -> None:
    """Quotas of all units concerned end on the day; those that would only begin are taken back."""
    for quota in situation.quotas:
        if quota.start >= situation.day:
            ledger.remove(quota)
        else:
            ledger.change(quota, end=situation.day)


def _enter_again(
    situation: Situation, change: Change, codes: tuple[str, ...], opened: dict[str, Unit], ledger: Ledger
) -> None:
    row = change.row
    for code in codes:
        ledger.create(
            type(row)(
                officer=row.officer,
                unit=opened[code],
                start=max(row.start, situation.day),
                end=row.end,
                decision=situation.plan.decision,
                **_facts(change),
            )
        )


def _facts(change: Change) -> dict[str, Any]:
    """What the row says besides who, where and when."""
    row = change.row
    if isinstance(row, Posting):
        return {
            "kind": row.kind,
            "engagement": row.engagement,
            "post_id": change.post_id,
            "acting": row.acting and change.keeps_post,
            "act": PostingAct.REORGANISED,
        }
    names: dict[type, tuple[str, ...]] = {
        UnitCharge: (),
        LeadershipTerm: ("post_id", "act"),
        StandIn: ("kind", "instead_of_id", "scope", "scores"),
        RotationDuty: ("position_id",),
    }
    return {name: getattr(row, name) for name in names[type(row)]}
