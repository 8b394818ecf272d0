"""What providers post, for the tests of what is read of it."""

from __future__ import annotations

from datetime import UTC, datetime

from frontdesk import Posted, Replied

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
REPLY = Replied("e1", "+15550100", "STOP, please", "+15550199", NOON)
POSTED = Posted("POST", "https://practice.example.com/in?from=+15550100", {"X-Signature": "s3cret"}, b"STOP, please")
