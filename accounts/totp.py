"""RFC 6238 with the defaults that every phone knows: SHA-1, six digits, steps of thirty seconds. Pure."""

import base64
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP_SECONDS, DIGITS = 30, 6
# A phone's clock may be one step off.
WINDOW = (-1, 0, 1)


def new_key() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def code(key: str, step: int, digits: int = DIGITS) -> str:
    """HOTP of RFC 4226 for this step."""
    mac = hmac.new(base64.b32decode(key), step.to_bytes(8, "big"), hashlib.sha1).digest()
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)


def step_at(seconds: float) -> int:
    return int(seconds) // STEP_SECONDS


def matching_step(key: str, typed: str, seconds: float) -> int | None:
    """The step this code belongs to, or None."""
    now = step_at(seconds)
    found = [now + off for off in WINDOW if hmac.compare_digest(code(key, now + off).encode(), typed.encode())]
    return found[0] if found else None


def address(key: str, *, issuer: str, account: str) -> str:
    """What the QR code says to the phone."""
    words = urlencode({"secret": key, "issuer": issuer, "digits": DIGITS, "period": STEP_SECONDS}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{words}"
