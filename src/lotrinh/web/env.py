"""Settings from the environment. A wrong value ends the start with a sentence that names the variable."""

from __future__ import annotations

import os
from pathlib import Path


class WrongSettingError(Exception):
    """A variable of the environment that cannot be used; the message says which and what is expected."""


def env_text(name: str, default: str = "") -> str:
    """A text; `NAME_FILE` names a file that holds it, so that secrets need not stand in the environment.

    >>> os.environ["LOTRINH_EXAMPLE"] = "Lạng Sơn"
    >>> env_text("LOTRINH_EXAMPLE"), env_text("LOTRINH_NOT_SET", "–")
    ('Lạng Sơn', '–')
    """
    file = os.environ.get(f"{name}_FILE")
    if file is None:
        return os.environ.get(name, default)
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongSettingError(f"{name}_FILE: cannot read «{file}»: {problem}") from problem


def env_bool(name: str, default: bool) -> bool:
    """Yes or no: 1/0, true/false, yes/no, on/off."""
    told = env_text(name).lower()
    if not told:
        return default
    if told in ("1", "true", "yes", "on"):
        return True
    if told in ("0", "false", "no", "off"):
        return False
    raise WrongSettingError(f"{name}={told}: expected 1 or 0")


def env_int(name: str, default: int, least: int = 0) -> int:
    """A whole number of at least `least`."""
    told = env_text(name)
    if not told:
        return default
    if not told.isascii() or not told.isdigit() or int(told) < least:
        raise WrongSettingError(f"{name}={told}: expected a whole number of at least {least}")
    return int(told)


def env_list(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Words between commas.

    >>> env_list("LOTRINH_NOT_SET", ("localhost",))
    ['localhost']
    """
    told = env_text(name)
    return [word.strip() for word in told.split(",") if word.strip()] if told else list(default)
