"""What was found wrong in a workbook, and where."""

from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding; an error refuses the file, a warning is only reported."""

    level: Level
    file: str
    sheet: str
    cell: str
    value: str
    message: str

    def sentence(self) -> str:
        """The finding for people: file, sheet, cell and value, as far as there are any."""
        places = [
            _("file %(name)s") % {"name": self.file} if self.file else "",
            _("sheet %(name)s") % {"name": self.sheet} if self.sheet else "",
            _("cell %(address)s") % {"address": self.cell} if self.cell else "",
            _("value “%(value)s”") % {"value": self.value} if self.value else "",
        ]
        where = ", ".join(place for place in places if place)
        return f"{where}: {self.message}" if where else self.message
