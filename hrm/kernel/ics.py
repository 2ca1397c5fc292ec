"""Calendar files (RFC 5545): all-day events only, which is what due dates are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from unicodedata import category

CONTENT_TYPE: Final = "text/calendar; charset=utf-8"
_OCTETS: Final = 75
_PRODUCT: Final = "-//THADS//Workforce//VI"


@dataclass(frozen=True)
class Event:
    """A day to remember. `uid` stays the same from one file to the next, so that calendars update it."""

    uid: str
    day: date
    summary: str
    description: str = ""
    category: str = ""
    url: str = ""


def calendar(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """A calendar file; `now` is an aware moment and becomes every event's stamp."""
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def escaped(text: str) -> str:
    """A text value: backslash, semicolon, comma and line ends escaped (section 3.3.11), no control signs."""
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\n"), ("\r", "\n")):
        text = text.replace(sign, written)
    kept = "".join(sign for sign in text if sign in "\t\n" or category(sign) != "Cc")
    return kept.replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line ended by CRLF, folded so that no part is longer than 75 octets (section 3.1).

    Folds never cut through a letter: Vietnamese letters take two or three octets.
    """
    parts = [bytearray()]
    for sign in line:
        octets = sign.encode()
        if len(parts[-1]) + len(octets) > _OCTETS:
            parts.append(bytearray(b" "))
        parts[-1] += octets
    return b"\r\n".join(parts) + b"\r\n"


def _event(event: Event, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.category:
        yield f"CATEGORIES:{escaped(event.category)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
