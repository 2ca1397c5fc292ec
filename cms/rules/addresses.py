"""Pure rules of pages: addresses inside a page, made from its headings."""

import re
from collections.abc import Iterable

from hrm.kernel.text import fold

_NOT_IN_ADDRESS = re.compile(r"[^a-z0-9]+")


def anchors(headings: Iterable[str]) -> list[str]:
    """One address per heading, readable and unlike the others: "Bước 1" → "buoc-1", "buoc-1-2"."""
    taken: set[str] = set()
    found = []
    for heading in headings:
        found.append(_free(_NOT_IN_ADDRESS.sub("-", fold(heading)).strip("-") or "muc", taken))
        taken.add(found[-1])
    return found


def _free(wanted: str, taken: set[str]) -> str:
    anchor, number = wanted, 2
    while anchor in taken:
        anchor, number = f"{wanted}-{number}", number + 1
    return anchor
