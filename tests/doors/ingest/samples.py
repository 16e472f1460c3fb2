"""The samples that stand beside each reader."""

from importlib import resources


def sample(source: str, name: str) -> bytes:
    """Return the bytes of one sample payload."""
    return resources.files(f"demarc.doors.ingest.{source}").joinpath("samples", name).read_bytes()
