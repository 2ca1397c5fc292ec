"""What a contact card may say."""

import re
from typing import Final

# Digits with the signs people write between them; an extension behind a stroke or "máy lẻ".
_PHONE: Final = re.compile(r"\+?\d[\d .()\-]{5,18}\d(\s*(/|-|máy lẻ|ext\.?|x)\s*\d{1,5})?")


def is_phone(text: str) -> bool:
    """Whether it may be dialled: 7 to 20 digits and signs, perhaps with an extension."""
    return bool(_PHONE.fullmatch(text))
