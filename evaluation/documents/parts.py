"""What the forms and papers share: labelled answers with their dots, and signature blocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from hrm.kernel.pdf import dotted

BODY_SIZE: Final = 13.0


@dataclass(frozen=True)
class Entry:
    """A labelled answer: its text, or the dotted lines left for it."""

    label: str
    text: str
    dots: Sequence[str] = ()


@dataclass(frozen=True)
class Signature:
    """Who signs: place and date, capacity, post, name; left empty for an outside signing service."""

    date_line: str
    authority: Sequence[str]
    post: str
    name: str


def entry(label: str, text: str, further_lines: int = 0) -> Entry:
    """The answer, or dots for it and for so many lines more, as on the paper form."""
    if text.strip():
        return Entry(label, text.strip())
    dots = [dotted(f"{label} ", BODY_SIZE), *[dotted("", BODY_SIZE)] * further_lines]
    return Entry(label, "", dots)
