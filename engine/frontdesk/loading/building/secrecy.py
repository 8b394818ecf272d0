"""What looks like a secret, by the name of a setting or by the look of its value (P002).

Pure guesses over two texts; where a secret belongs is told by whoever asks.
"""

from __future__ import annotations

import re

_NAMES = re.compile(r"password|passphrase|secret|token|api_?key|credential|private_key|auth", re.IGNORECASE)
_KEYS = re.compile(
    r"(?<![A-Za-z0-9])(?:(?=[0-9]*[a-fA-F])(?=[a-fA-F]*[0-9])[0-9a-fA-F]{32,}"
    r"|(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{24,})(?![A-Za-z0-9])"
)
"""A long run of digits and the letters a to f, or of small letters, capitals and digits: no word or number looks so."""
_SIGN_IN = re.compile(r"://[^/\s:@]+:[^/\s:@]+@")
"""A web address that carries a name and a password."""
_BLOCK = "-----BEGIN"


def looks_secret(name: str, value: str) -> bool:
    """Whether the setting called *name* with this *value* is likely to be a secret."""
    return bool(_NAMES.search(name) or _KEYS.search(value) or _SIGN_IN.search(value) or _BLOCK in value)
