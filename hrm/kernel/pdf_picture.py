"""A picture on the first page of a finished PDF: the renderer itself reads no pictures at all."""

import io
from dataclasses import dataclass
from typing import BinaryIO, Final

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader, PdfWriter
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

_LONGEST_SIDE: Final = 900
_MOST_PIXELS: Final = 40_000_000


class PictureError(Exception):
    """A file that is no picture we can print."""


@dataclass(frozen=True)
class Box:
    """A place on the page in millimetres, measured from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


def place_picture(pdf: bytes, picture: BinaryIO, box: Box) -> bytes:
    """Return the PDF with the picture cut to the box on page 1; raises PictureError."""
    drawn = _drawn(picture, box)
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    page = writer.pages[0]
    height = float(page.mediabox.height)
    layer, target = io.BytesIO(), io.BytesIO()
    canvas = Canvas(layer, pagesize=(float(page.mediabox.width), height))
    bottom = height - (box.top + box.height) * mm
    canvas.drawImage(ImageReader(drawn), box.left * mm, bottom, box.width * mm, box.height * mm)
    canvas.save()
    page.merge_page(PdfReader(layer).pages[0])
    writer.write(target)
    return target.getvalue()


def _drawn(picture: BinaryIO, box: Box) -> Image.Image:
    """The picture upright, cut to the shape of the box, no larger than paper needs, without metadata."""
    try:
        opened = Image.open(picture)
        if opened.width * opened.height > _MOST_PIXELS:
            raise PictureError(f"{opened.width} x {opened.height}")
        upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise PictureError(type(error).__name__) from error
    scale = _LONGEST_SIDE / max(box.width, box.height)
    return ImageOps.fit(upright, (round(box.width * scale), round(box.height * scale)))
