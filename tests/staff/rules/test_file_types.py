"""What a file is, by its first bytes."""

import pytest

from staff.rules.file_types import JPEG, PDF, PNG, accepted, content_type, most_bytes


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"%PDF-1.7\n%", PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", JPEG),
        (b"\x89PNG\r\n\x1a\n\x00\x00", PNG),
        (b"\x89PNG\n\x1a\n", ""),
        (b"GIF89a", ""),
        (b"<svg xmlns=", ""),
        (b"<!DOCTYPE html>%PDF-1.7", ""),
        (b" %PDF-1.7", ""),
        (b"PK\x03\x04", ""),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_the_content_says_what_it_is(head: bytes, found: str) -> None:
    assert content_type(head) == found


def test_a_photo_is_a_picture_of_three_megabytes_a_scan_may_be_a_pdf_of_ten() -> None:
    assert PDF not in accepted(is_photo=True)
    assert PDF in accepted(is_photo=False)
    assert (most_bytes(is_photo=True), most_bytes(is_photo=False)) == (3 * 1024**2, 10 * 1024**2)
