"""What the files around the sources promise: dependencies, locks, versions, links, package data."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import lotrinh
from tools.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = sorted(path.stem for path in (ROOT / "requirements").glob("*.txt"))
LOCKED = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)
IMPORT_NAMES = {
    "django-allauth": "allauth",
    "django-ninja": "ninja",
    "python-calamine": "python_calamine",
    "vl-convert-python": "vl_convert",
    "pillow": "PIL",
    "python-docx": "docx",
}


def locked(name: str) -> dict[str, str]:
    return dict(LOCKED.findall((ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("base", PROJECT["project"]["dependencies"] + GROUPS["build"]),
        ("dev", PROJECT["project"]["dependencies"] + GROUPS["build"] + GROUPS["dev"]),
        ("dev", EXTRAS["charts"] + EXTRAS["frames"] + EXTRAS["duckdb"]),
        ("e2e", GROUPS["e2e"]),
        ("bench", GROUPS["bench"]),
        ("peers", GROUPS["peers"]),
        ("spark", EXTRAS["spark"]),
        ("base", EXTRAS["web"]),
        ("postgres", EXTRAS["postgres"]),
    ],
)
def test_lock_answers_every_requirement(lock: str, wanted: list[str]) -> None:
    versions = {canonicalize_name(name): version for name, version in locked(lock).items()}
    for requirement in map(Requirement, wanted):
        assert versions[canonicalize_name(requirement.name)] in requirement.specifier


def test_every_locked_line_has_a_hash() -> None:
    for lock in LOCKS:
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\w)", text))


def test_locks_agree_on_versions() -> None:
    base, dev = locked("base"), locked("dev")
    assert base == {name: dev[name] for name in base}


def test_every_package_has_its_reason() -> None:
    reasons = (ROOT / "DEPENDENCIES.md").read_text(encoding="utf-8")
    packages = {canonicalize_name(name) for lock in LOCKS for name in locked(lock)}
    told = {canonicalize_name(word) for word in re.findall(r"[\w-]+", reasons)}
    assert packages <= told, packages - told


def imported(path: Path) -> set[str]:
    """Top-level names of everything a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_sources_import_declared_packages_only() -> None:
    extras = [text for texts in EXTRAS.values() for text in texts]
    names = (Requirement(text).name for text in (*PROJECT["project"]["dependencies"], *extras))
    declared = {IMPORT_NAMES.get(name, name) for name in names}
    used = set[str]().union(*map(imported, (ROOT / "src").rglob("*.py")))
    foreign = used - set(sys.stdlib_module_names) - {"lotrinh"}
    assert foreign <= declared, f"not declared: {foreign - declared}"


def import_names(requirements: list[str]) -> set[str]:
    """The names that required packages are imported by."""
    names = [Requirement(text).name for text in requirements]
    return {IMPORT_NAMES.get(name, name) for name in names}


LIBRARY = ("reading", "extraction", "checking", "assessment", "papers.py", "series", "judging", "output")


def foreign_to(*packages: str) -> set[str]:
    """What parts of the program import from outside the standard library."""
    sources = [ROOT / "src" / "lotrinh" / package for package in packages]
    paths = [path for source in sources for path in (source.rglob("*.py") if source.is_dir() else [source])]
    assert paths
    return set[str]().union(*map(imported, paths)) - set(sys.stdlib_module_names) - {"lotrinh"}


def test_core_needs_nothing_but_the_standard_library() -> None:
    assert foreign_to("core") == set()


def test_the_library_needs_nothing_of_the_web() -> None:
    others = [text for extra, texts in EXTRAS.items() if extra != "web" for text in texts]
    assert not foreign_to(*LIBRARY) & (
        import_names(EXTRAS["web"]) - import_names([*PROJECT["project"]["dependencies"], *others])
    )


def test_judging_one_series_needs_no_frames() -> None:
    code = "import sys, lotrinh.assessment.judge, lotrinh.assessment.yearly; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    ).stdout.split()
    assert not {"narwhals", "polars", "duckdb", "pyspark"} & set(modules)


def test_version_is_told_once() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[([\d.]+)\]", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == PROJECT["project"]["version"] == lotrinh.__version__


def test_the_library_needs_no_face() -> None:
    faces = {"click", "rich", "jinja2", "xlsxwriter", "django", "lotrinh.cli", "lotrinh.output"}
    code = "import sys, lotrinh; lotrinh.read(b'GRDP: 8%'); print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src"
    ).stdout.split()
    assert not faces & set(modules)


def test_readme_says_what_ci_runs() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = "python3 run.py test"
    assert command in readme
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_wheel_holds_the_whole_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from flit_core import buildapi

    monkeypatch.chdir(ROOT)
    wheel = tmp_path / buildapi.build_wheel(str(tmp_path))
    packed = set(zipfile.ZipFile(wheel).namelist())
    sources = (path for path in (ROOT / "src" / "lotrinh").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert {path.relative_to(ROOT / "src").as_posix() for path in sources} <= packed
