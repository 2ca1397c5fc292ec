"""What a file of the record may be: told by its first bytes, never by its name."""

from typing import Final

MEGABYTE: Final = 1024 * 1024
PHOTO_BYTES: Final = 3 * MEGABYTE
SCAN_BYTES: Final = 10 * MEGABYTE

JPEG: Final = "image/jpeg"
PNG: Final = "image/png"
PDF: Final = "application/pdf"
IMAGES: Final = (JPEG, PNG)
SCANS: Final = (PDF, JPEG, PNG)

ENDINGS: Final = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf"}

_BEGINNINGS: Final = {
    JPEG: b"\xff\xd8\xff",
    PNG: b"\x89PNG\r\n\x1a\n",
    PDF: b"%PDF-",
}


def content_type(head: bytes) -> str:
    """The type that the first bytes of a file show; "" for anything we do not take."""
    return next((kind for kind, beginning in _BEGINNINGS.items() if head.startswith(beginning)), "")


def accepted(*, is_photo: bool) -> tuple[str, ...]:
    """Types taken for a photo, or for a scan."""
    return IMAGES if is_photo else SCANS


def most_bytes(*, is_photo: bool) -> int:
    """Largest size taken for a photo, or for a scan."""
    return PHOTO_BYTES if is_photo else SCAN_BYTES
