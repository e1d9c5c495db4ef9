"""What is written is true: every command shown in the README or a help page can be typed."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from service.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DESIGNED = ("demo", "import", "index", "match", "candidates", "why", "weekly", "evaluate", "serve")


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with the words that lead to it."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield path, command
        return
    for name, one in inner.items():
        yield from leaves(one, (*path, name))


COMMANDS = dict(leaves(typer.main.get_command(app)))
GROUPS = {path[:1] for path in COMMANDS if len(path) > 1}


def accepts(words: list[str]) -> bool:
    """Whether some command has this name and these options."""
    path = next((tuple(words[:n]) for n in (2, 1) if tuple(words[:n]) in COMMANDS), None)
    if path is None:
        return tuple(words) in GROUPS
    params = COMMANDS[path].params
    options = {name for param in params for name in (*param.opts, *param.secondary_opts)}
    return {word.partition("=")[0] for word in words if word.startswith("--")} <= options


def told(program: str) -> list[list[str]]:
    """Every command line of the README that starts with ``program``, without its name."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += re.findall(rf"`({program} [^`]+)`", README)
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line[:1] == [program]]


@pytest.mark.parametrize("path", sorted(COMMANDS), ids=" ".join)
def test_a_command_s_help_has_an_example_that_it_would_take(path: tuple[str, ...]) -> None:
    # when
    done = CliRunner().invoke(app, [*path, "--help"])

    # then
    example = re.search(r"Example: ieum (.+)", done.output)
    assert done.exit_code == 0
    assert example is not None
    assert shlex.split(example[1])[: len(path)] == list(path)
    assert accepts(shlex.split(example[1]))


@pytest.mark.parametrize("name", DESIGNED)
def test_the_commands_of_the_design_are_there(name: str) -> None:
    assert name in {path[0] for path in COMMANDS}


def test_the_readme_shows_only_commands_that_there_are() -> None:
    shown = told("ieum")

    assert len(shown) >= 10
    assert [words for words in shown if not accepts(words)] == []


def test_the_readme_leads_with_the_two_commands_and_every_make_target_is_real() -> None:
    # given
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = told("make")

    # then
    assert shown[:2] == [["demo"], ["test"]]
    assert {words[0] for words in shown} <= targets


def test_every_file_the_readme_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    named = re.findall(r"`((?:embeddings|matcher|service|tests)/[\w./-]*)`", README)

    assert [name for name in (*links, *named) if not (ROOT / name).exists()] == []


def test_a_command_that_is_none_is_not_accepted() -> None:
    assert accepts(["match", "T01", "--top", "5"])
    assert not accepts(["match", "T01", "--tpo", "5"])
    assert not accepts(["mtach", "T01"])
