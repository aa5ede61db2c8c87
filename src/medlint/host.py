"""Find, load and call plugins. pluggy isolates nothing, so fences stand here: around import, hook call and reader."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any, TypeVar

import pluggy
from msgspec import Struct

from medlint import builtin, hookspecs
from medlint.distributions import FIRST_PARTY, Plugin, announced
from medlint.errors import MedlintError, SourceError
from medlint.model import Check, CheckAt, Checks, Failure, Layer, Reader, Report, Reporter
from medlint.rulebook import RuleFolder

_Input = TypeVar("_Input")
_Output = TypeVar("_Output")


class Host(Struct, frozen=True):
    """Everything that plugins provide, by name, and what went wrong while asking them."""

    checks: Mapping[str, Check]
    layers: Mapping[str, Layer]
    readers: tuple[Reader, ...]
    reporters: Mapping[str, Reporter]
    rule_folders: tuple[RuleFolder, ...]
    owners: Mapping[str, str]
    failures: tuple[Failure, ...]

    def reader_for(self, suffix: str, name: str | None = None) -> Reader:
        """The reader of a format name, else of a suffix; plain text for a suffix that nobody claims."""
        for reader in self.readers:
            if (name and reader.name == name) or (not name and suffix.lower() in reader.suffixes):
                return reader
        return next(reader for reader in self.readers if reader.name == "text")

    @property
    def suffixes(self) -> frozenset[str]:
        """All file suffixes that some reader claims."""
        return frozenset(suffix for reader in self.readers for suffix in reader.suffixes)


def load_host(path: Sequence[str] | None = None) -> Host:
    """Import every plugin and ask each of its hooks once; `path` is searched for distributions (default: sys.path).

    Nothing is raised for a broken plugin: it becomes a `Failure`, and all others still count.
    """
    manager = pluggy.PluginManager("medlint")
    manager.add_hookspecs(hookspecs)
    manager.register(builtin, "medlint")
    failures: list[Failure] = []
    labels = {"medlint": "medlint"}
    strangers = sorted(announced(sys.path if path is None else path), key=lambda plugin: (plugin.label, plugin.module))
    for plugin in [*(Plugin(name, name) for name in FIRST_PARTY), *strangers]:
        labels[plugin.module] = plugin.label
        failures.extend(_register(manager, plugin))
    failures.extend(_refuse_misspelt(manager, labels))
    return _ask(manager, labels, failures)


def _register(manager: pluggy.PluginManager, plugin: Plugin) -> Iterator[Failure]:
    """Fence one: the import of a plugin, and its registration."""
    try:
        module: ModuleType = importlib.import_module(plugin.module)
        manager.register(module, plugin.module)
    except Exception as error:  # noqa: BLE001 - a stranger's module may raise anything while it is imported
        yield _failure(plugin.label, f"plugin {plugin.module} cannot be loaded", error)


def _refuse_misspelt(manager: pluggy.PluginManager, labels: Mapping[str, str]) -> Iterator[Failure]:
    """A hook that does not exist would be silence that looks like health: such a plugin is taken out and named."""
    while True:
        try:
            manager.check_pending()
        except pluggy.PluginValidationError as error:
            name = manager.get_name(error.plugin) or ""
            manager.unregister(error.plugin)
            yield Failure(f"plugin {labels.get(name, name)}", "", str(error).strip().splitlines()[-1])
        else:
            return


def _ask(manager: pluggy.PluginManager, labels: Mapping[str, str], failures: list[Failure]) -> Host:
    owners: dict[str, str] = {}
    told = _call(manager, "medlint_checks", labels, failures)
    checks = Checks(_by_name("check", told, (Check, CheckAt), owners, failures))
    layers = _by_name("layer", _call(manager, "medlint_layers", labels, failures), (Layer,), owners, failures)
    readers = _by_name("reader", _call(manager, "medlint_readers", labels, failures), (Reader,), owners, failures)
    told = _call(manager, "medlint_reporters", labels, failures)
    reporters = _by_name("reporter", told, (Reporter,), owners, failures)
    folders = [RuleFolder(folder, owner) for owner, folder in _call(manager, "medlint_rules", labels, failures)]
    fenced = tuple(_fenced(reader, owners[f"reader {reader.name}"]) for reader in readers.values())
    safe = {name: _fenced_reporter(reporter, owners[f"reporter {name}"]) for name, reporter in reporters.items()}
    return Host(checks, layers, fenced, safe, tuple(folders), owners, tuple(failures))


def _call(
    manager: pluggy.PluginManager, hook: str, labels: Mapping[str, str], failures: list[Failure]
) -> list[tuple[str, Any]]:
    """Fence two: each implementation of a hook by itself, first registered first. Gives (owner, value) pairs."""
    found: list[tuple[str, Any]] = []
    for implementation in getattr(manager.hook, hook).get_hookimpls():
        owner = labels.get(implementation.plugin_name, implementation.plugin_name)
        try:
            found.extend([(owner, _at_hand(owner, value)) for value in implementation.function()])
        except Exception as error:  # noqa: BLE001 - a stranger's hook may raise anything
            failures.append(_failure(owner, f"hook {hook} failed", error))
    return found


def _at_hand(owner: str, value: Any) -> Any:
    """A stranger's check that is told by its place is imported at once, behind the fence: it may not be there."""
    return value.load() if isinstance(value, CheckAt) and owner not in FIRST_PARTY else value


def _fenced(reader: Reader, owner: str) -> Reader:
    """A reader whose every failure is a SourceError, so that one text is lost and not the run."""

    def guard(step: Callable[[_Input, str], _Output]) -> Callable[[_Input, str], _Output]:
        def guarded(value: _Input, name: str) -> _Output:
            try:
                return step(value, name)
            except MedlintError:
                raise
            except Exception as error:
                where = f"plugin {owner}, reader {reader.name}"
                raise SourceError(f"{where}: {type(error).__name__}: {error}") from error

        return guarded

    return Reader(reader.name, reader.suffixes, guard(reader.decode), guard(reader.read))


def _fenced_reporter(reporter: Reporter, owner: str) -> Reporter:
    """A reporter whose every failure is an error of ours, which the command line tells in one line."""

    def render(report: Report) -> str:
        try:
            return reporter.render(report)
        except MedlintError:
            raise
        except Exception as error:
            raise MedlintError(f"plugin {owner}, reporter {reporter.name}: {type(error).__name__}: {error}") from error

    return Reporter(reporter.name, render)


def _by_name(
    kind: str,
    found: list[tuple[str, Any]],
    types: tuple[type[Any], ...],
    owners: dict[str, str],
    failures: list[Failure],
) -> dict[str, Any]:
    """The declared values by name; something else, or a second one of a name, is a failure that names both owners."""
    named: dict[str, Any] = {}
    for owner, value in found:
        if not isinstance(value, types):
            failures.append(Failure(f"plugin {owner}", "", f"gave {value!r} where a {types[0].__name__} was expected"))
        elif value.name in named:
            first = owners[f"{kind} {value.name}"]
            failures.append(Failure(f"plugin {owner}", "", f"{kind} {value.name!r} is already provided by {first}"))
        else:
            named[value.name] = value
            owners[f"{kind} {value.name}"] = owner
    return named


def _failure(owner: str, what: str, error: Exception) -> Failure:
    return Failure(f"plugin {owner}", "", f"{what}: {type(error).__name__}: {error}")
