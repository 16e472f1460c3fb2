"""Secrets that are handed out once and kept only as their hash."""

import hashlib


def token_hash(token: str) -> str:
    """Hash a token for keeping: SHA-256 in hexadecimal. The tokens are long and random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
