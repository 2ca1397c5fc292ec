"""Fills titles and awards from the reference data: one row for each title and law, dated."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from evaluation.models import AwardType

_FILE: Final = ("fixtures", "reference", "award_types.json")


@transaction.atomic
def install_award_types() -> None:
    """Store the titles of every law kept in `award_types.json`; safe to run again, unchanged rows stay."""
    content = json.loads(Path(settings.BASE_DIR, *_FILE).read_text(encoding="utf-8"))
    stored = {(row.code, row.start): row for row in AwardType.objects.all()}
    for order, entry in enumerate(content["types"], start=1):
        for law in content["laws"]:
            start, values = date.fromisoformat(law["start"]), _values(entry, law, order)
            _store(stored.get((entry["code"], start)), entry["code"], start, values)


def _store(row: AwardType | None, code: str, start: date, values: dict[str, Any]) -> None:
    if row is None:
        AwardType.objects.create(code=code, start=start, **values)
        return
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(row, name, value)
        row.save()


def _values(entry: dict[str, Any], law: dict[str, Any], order: int) -> dict[str, Any]:
    unsure = law["unsure"].get(entry["code"], law["unsure"].get("*", ""))
    return {
        "end": date.fromisoformat(law["end"]) if law["end"] else None,
        "name": entry["name"],
        "kind": entry["kind"],
        "level": entry["level"],
        "collective": entry.get("collective", False),
        "conditions": {
            "all": entry["conditions"],
            "aliases": entry.get("aliases", []),
            "unsure": unsure,
        },
        "cap_percent": _decimal(entry.get("cap_percent")),
        "cap_of": entry.get("cap_of", ""),
        "bonus": _decimal(entry.get("bonus")),
        "basis": f"{entry['article']} {law['basis']}"
        if entry["article"].startswith("Điều")
        else f"{law['basis']}; {entry['article']}",
        "order": order,
    }


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text).quantize(Decimal("0.01"))
