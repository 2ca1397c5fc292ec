"""Calendar files after RFC 5545."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hrm.kernel.ics import Event, calendar, escaped, folded

NOW = datetime(2026, 9, 30, 15, 4, 5, tzinfo=timezone(timedelta(hours=7)))


def unfolded(content: bytes) -> list[str]:
    """Lines as a calendar reads them (section 3.1)."""
    return re.sub(b"\r\n[ \t]", b"", content).decode().split("\r\n")[:-1]


def test_an_all_day_event() -> None:
    event = Event(
        "a@b", date(2026, 12, 31), "Nghỉ hưu: An", "Dòng 1\nDòng 2", "Nghỉ hưu", "https://x.vn/a?b=1"
    )
    assert unfolded(calendar("Đến hạn", [event], NOW)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//THADS//Workforce//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Đến hạn",
        "BEGIN:VEVENT",
        "UID:a@b",
        "DTSTAMP:20260930T080405Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Nghỉ hưu: An",
        "DESCRIPTION:Dòng 1\\nDòng 2",
        "CATEGORIES:Nghỉ hưu",
        "URL:https://x.vn/a?b=1",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_an_empty_calendar_is_a_calendar() -> None:
    assert unfolded(calendar("x", [], NOW))[-1] == "END:VCALENDAR"


def test_the_stamp_is_in_utc() -> None:
    event = Event("a", date(2026, 1, 1), "x")
    assert b"DTSTAMP:20260101T000000Z" in calendar("x", [event], datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a;b,c\\d", "a\\;b\\,c\\\\d"),
        ("a\nb\r\nc\rd", "a\\nb\\nc\\nd"),
        ("a\x00\x07b", "ab"),
        ("\\n", "\\\\n"),
        ("a: b", "a: b"),
    ],
)
def test_text_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_text_cannot_add_a_line_of_its_own() -> None:
    event = Event("a", date(2026, 1, 1), "x\r\nEND:VEVENT\nBEGIN:VEVENT")
    assert unfolded(calendar("x", [event], NOW)).count("BEGIN:VEVENT") == 1


@pytest.mark.parametrize("text", ["a" * 74, "a" * 75, "a" * 76, "ữ" * 80, "a" + "ễ" * 200, ""])
def test_lines_are_folded_at_75_octets_and_never_inside_a_letter(text: str) -> None:
    content = folded(text)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines if line), "each line is whole letters"
    assert "".join(line.decode()[1:] if n else line.decode() for n, line in enumerate(lines)) == text


def test_a_line_of_75_octets_stays_whole() -> None:
    assert folded("a" * 75) == b"a" * 75 + b"\r\n"
    assert folded("a" * 76) == b"a" * 75 + b"\r\n a\r\n"
