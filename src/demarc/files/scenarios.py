"""The scenario library: the files that are packed with the program, and any other by its path."""

import tomllib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from demarc.core.scenario import BadScenario, Scenario, scenario_of
from demarc.files.limits import UnusableFile, read_bytes, read_text


@cache
def library() -> tuple[Scenario, ...]:
    """Read every packed scenario, in the order of their ids."""
    folder = packed("scenarios")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(_parse(folder.joinpath(name).read_text("utf-8"), name) for name in names)


def scenario(name: str) -> Scenario:
    """Read one scenario by its id (`T01`, in any case) or by the path of a file. Raises `UnusableFile`."""
    if name.endswith(".toml"):
        return _parse(read_text(read_bytes(Path(name)), name), name)
    found = next((one for one in library() if one.id.casefold() == name.casefold()), None)
    if found is None:
        ids = [one.id for one in library()]
        raise UnusableFile(
            f"there is no scenario `{name}`", "scenarios", f"there are {ids[0]} to {ids[-1]}, or name a .toml file"
        )
    return found


def packed(folder: str) -> Traversable:
    """Find a folder that travels with the program: inside the package, or beside it in a checkout."""
    inside = files("demarc").joinpath(folder)
    return inside if inside.is_dir() else Path(str(files("demarc"))).parents[1] / folder


def _parse(text: str, where: str) -> Scenario:
    try:
        return scenario_of(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise UnusableFile(f"this is not TOML ({error})", where, "compare it with one of the packed scenarios") from None
    except (BadScenario, TypeError, ValueError) as error:
        raise UnusableFile(str(error), where, "compare it with one of the packed scenarios") from None
