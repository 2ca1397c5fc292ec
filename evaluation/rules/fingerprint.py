"""One hash over plain values, the same on every machine: what a frozen form is checked by later."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal


def fingerprint(values: Mapping[str, object]) -> str:
    """SHA-256 over canonical JSON: keys sorted, no spaces, UTF-8, numbers as plain decimals."""
    text = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    """Decimals without zeros at the end and moments in UTC: a database may give them back written otherwise."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)
