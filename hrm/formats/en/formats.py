"""English screens keep the agencies' dates and numbers: 31/12/2026, 1.234,5."""

from hrm.formats.vi.formats import *  # noqa: F403
