"""What looks like a secret (P002): by its look wherever it stands, or by the name of the setting that it is given for.

Pure guesses over texts; where a secret belongs is told by whoever asks.
"""

from __future__ import annotations

import re

_NAMES = frozenset(
    (
        *("password", "passphrase", "passcode", "passwd", "pwd", "pass", "pin", "secret", "secrets", "token", "tokens"),
        *("key", "apikey", "authkey", "authtoken", "accesskey", "privatekey", "credential", "credentials", "auth"),
    )
)
"""Words that a setting of a secret has in its name, whatever stands beside them."""
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ACCOUNTS = frozenset(("login", "logon", "user", "username", "account", "credentials"))
_PAIR = re.compile(r"[^\s:/]+:[^\s:/]{2,}")
"""A name and a password in one, as ``login: joe:word`` has them; a path or an address of the web is none."""
_RUN = re.compile(
    r"(?<![A-Za-z0-9])(?:(?=[0-9]*[a-fA-F])(?=[a-fA-F]*[0-9])[0-9a-fA-F]{32,}"
    r"|(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Z])(?=[A-Za-z0-9]*[a-z])[A-Za-z0-9]{24,})(?![A-Za-z0-9])"
)
"""A long run of digits and the letters a to f, or of small letters, capitals and digits: no word or number looks so."""
_ISSUED = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|(?<![A-Z0-9])A(?:KI|SI)A[A-Z0-9]{16}(?![A-Z0-9])"  # an access key of a cloud
    r"|(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+"  # a JSON Web Token (RFC 7519)
    r"|hooks\.slack\.com/(?:services|workflows|triggers)/\w+/\w+/\w+"
    r"|(?<![\w-])(?:xox[abeoprs]-|gh[oprsu]_|github_pat_|glpat-|[rs]k_(?:live|test)_|SG\.|key-)[\w.-]{16,}"
    r"|://[^/\s:@]+:[^/\s:@]+@"  # an address of the web that carries a name and a password
)
"""What only a provider issues, by the form that it gives to it."""


def looks_secret(name: str, value: str) -> bool:
    """Whether the setting called *name* with this *value* is likely to be a secret."""
    words = {word.lower() for word in _WORDS.findall(name)} | {name.lower().replace("_", "")}
    if words & _NAMES or _RUN.search(value) or issued_secret(value):
        return True
    return bool(words & _ACCOUNTS and _PAIR.fullmatch(value.strip()))


def issued_secret(text: str) -> tuple[int, int] | None:
    """Where in *text* something stands that a provider issued as a secret: from which letter to which."""
    found = _ISSUED.search(text)
    return found and found.span()
