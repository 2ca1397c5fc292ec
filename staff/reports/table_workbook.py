"""A list of the screen as a workbook: the same columns and rows, all pages."""

import io
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from hrm.kernel.workbook.writer import write_table


def table_workbook(title: str, table: Any) -> bytes:
    """The rows of a django-tables2 table as it is filtered and sorted; `exclude` columns stay out."""
    headings, *rows = table.as_values(exclude_columns=getattr(table, "not_exported", ()))
    out = io.BytesIO()
    write_table(
        out, title, [str(heading) for heading in headings], [[_plain(cell) for cell in row] for row in rows]
    )
    return out.getvalue()


def _plain(cell: Any) -> Any:
    """What the screen writes without its links and badges; a dash stands for nothing."""
    text = unescape(strip_tags(cell)) if isinstance(cell, SafeString) else cell
    return None if text == "–" else text
