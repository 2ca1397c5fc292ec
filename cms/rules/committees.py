"""Seats of the steering committee of a province (Decree 152/2026 art. 103, 104)."""

import re
from typing import Final

from cms.enums import CommitteeRole
from hrm.kernel.text import fold

# Seats that one person holds at a time.
SINGLE: Final = frozenset({CommitteeRole.HEAD, CommitteeRole.DEPUTY})
ROLE_ORDER: Final = {role.value: place for place, role in enumerate(CommitteeRole)}

_CHAIR = re.compile(r"\bchu tich\b.*\b(uy ban nhan dan|ubnd)\b.*\b(tinh|thanh pho|tp)\b")


def may_head(position: str) -> bool:
    """Whether the position is chair or vice-chair of a provincial People's Committee (art. 104)."""
    return _CHAIR.search(fold(position)) is not None
