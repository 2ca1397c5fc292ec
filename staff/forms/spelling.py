"""One spelling of what was typed, so that the same text never counts as a change."""

from unicodedata import normalize

from django import forms

from hrm.kernel.text import nfc


def one_spelling(field: forms.Field, text: str) -> str:
    """Composed letters; single spaces in a line, and in a long text one sign for the end of a line.

    Browsers send the ends of lines as two signs.
    """
    if isinstance(field.widget, forms.Textarea):
        return normalize("NFC", text).replace("\r\n", "\n").strip()
    return nfc(text)
