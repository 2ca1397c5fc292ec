"""What a document of the site may be: told by its first bytes and its ending, never by what a browser claims."""

from typing import Final

MEGABYTE: Final = 1024 * 1024
DOCUMENT_BYTES: Final = 20 * MEGABYTE

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_ZIP: Final = b"PK\x03\x04"
# Ending → content type and the bytes such a file begins with.
ACCEPTED: Final[dict[str, tuple[str, bytes]]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "docx": (_OFFICE + "wordprocessingml.document", _ZIP),
    "xlsx": (_OFFICE + "spreadsheetml.sheet", _ZIP),
}


def document_type(name: str, head: bytes) -> str:
    """The content type of a file by its ending, when its first bytes agree; "" for anything we do not take."""
    kind, beginning = ACCEPTED.get(name.rsplit(".", 1)[-1].lower(), ("", b""))
    return kind if kind and head.startswith(beginning) else ""
