"""The year's one source of chance: it comes from the seed alone, so that the same seed is the same year."""

from random import Random  # noqa: TID251 - seeded, and only here


class Chance(Random):
    """What is drawn in a year. A name of its own, so that nothing else draws."""
