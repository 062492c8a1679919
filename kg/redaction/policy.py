"""What a published edition withholds: the file that says so, and the key of its pseudonyms.

The file is YAML, described in ``docs/withholding.md``. It is read strictly: a key that is not known, given twice or of another kind than it
should be is an error that names the line, since what is misspelt here would be published.
"""

import os
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from kg.errors import InputError
from kg.redaction.names import units

ROLES = ("victims", "sources", "minors", "private")
MASKS = ("parts", "words", "full")
PSEUDONYMS = ("everywhere", "article")
SITES = ("private", "all", "none")
SHORTEST_KEY = 32

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """A person, or a thing of another kind, that the file names. ``names`` are all spellings, ``line`` where it stands."""

    names: tuple[str, ...]
    line: int
    reason: str = "named"


@dataclass(frozen=True, slots=True)
class Coarsen:
    """``sites`` whose coordinates are put on a grid of ``degrees``; whether ``ages`` beside masked names are masked."""

    degrees: float = 0.1
    sites: str = "private"
    ages: bool = True


@dataclass(frozen=True, slots=True)
class About:
    """What becomes of the particulars of an article in which something is withheld: ``mask`` or ``keep`` or ``withhold``."""

    title: str = "mask"
    doc: str = "withhold"
    url: str = "withhold"
    author: str = "withhold"


@dataclass(frozen=True, slots=True)
class Policy:
    """``key_file`` or ``key_variable`` says where the key is. ``keep`` are names that no role withholds (public figures)."""

    file: Path
    key_file: Path | None = None
    key_variable: str | None = None
    names: tuple[Listed, ...] = ()
    roles: frozenset[str] = frozenset()
    with_kin: bool = False
    keep: tuple[str, ...] = ()
    mask: str = "parts"
    pseudonyms: str = "everywhere"
    coarsen: Coarsen = field(default_factory=Coarsen)
    about: About = field(default_factory=About)

    def key(self, *, make: bool = False) -> bytes:
        """The key; with ``make`` a new one is made where its file is missing. Raises ``InputError`` where there is none, it is too
        short, or others can read it."""
        if self.key_variable is not None:
            given = os.environ.get(self.key_variable, "")
            if not given:
                raise InputError(f"{self.file}: the variable {self.key_variable} is to hold the key of the pseudonyms and is empty: set it")
            return self._long_enough(given, self.key_variable)
        if self.key_file is None:
            raise InputError(f"{self.file}: no key of the pseudonyms is named; write\nkey:\n  file: withheld.key".replace("\n", " "))
        if make and not self.key_file.exists():
            self._make()
        try:
            if self.key_file.stat().st_mode & 0o077:
                raise InputError(f"{self.key_file}: others can read the key; run: chmod 600 {self.key_file}")
            given = self.key_file.read_text(encoding="ascii")
        except FileNotFoundError as error:
            raise InputError(f"{self.key_file}: there is no key; --new-key makes one (keep it, and keep it to yourself)") from error
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{self.key_file}: cannot be read as a key ({error}); --new-key makes one under another name") from error
        return self._long_enough(given, str(self.key_file))

    def _long_enough(self, given: str, where: str) -> bytes:
        if len(given.strip()) < SHORTEST_KEY:
            raise InputError(f"{where}: the key is shorter than {SHORTEST_KEY} characters and could be guessed; --new-key makes a good one")
        return given.strip().encode()

    def _make(self) -> None:
        assert self.key_file is not None
        try:
            handle = os.open(self.key_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise InputError(f"{self.key_file}: no key can be written there ({(error.strerror or '').lower()})") from error
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(32) + "\n")


def read(path: Path) -> Policy:
    """The policy of a YAML file. Raises ``InputError`` naming the file, the line and what to do."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise InputError(f"{path}: {(error.strerror or str(error)).lower()}; --edition takes a file such as docs/withheld.yaml") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}:{line}: is no YAML ({error.problem}); compare it with docs/withheld.yaml") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path}: is no YAML ({str(error).splitlines()[0]}); compare it with docs/withheld.yaml") from error
    if root is None:
        raise InputError(f"{path}: is empty; name people or roles to withhold, as docs/withheld.yaml does")
    return _Reader(path).policy(root)


class _Reader:
    """Reads nodes of YAML, which know their lines, as what they should be."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def policy(self, root: yaml.Node) -> Policy:
        part = self._mapping(root, ("key", "people", "places", "roles", "with_kin", "keep", "mask", "pseudonyms", "coarsen", "article"))
        key = self._mapping(part["key"], ("file", "env")) if "key" in part else {}
        if len(key) == 2:
            raise self._error(part["key"], "a key comes from a file or from a variable (env); name one of the two")
        named = [n for name in ("people", "places") if name in part for n in self._list(part[name], self._listed)]
        roles = frozenset(self._list(part["roles"], lambda n: self._one_of(n, ROLES)) if "roles" in part else ())
        if not named and not roles:
            raise self._error(root, f"nothing is withheld; name people, or roles ({', '.join(ROLES)})")
        keep = tuple(self._list(part["keep"], self._name)) if "keep" in part else ()
        return Policy(
            file=self._path,
            key_file=self._path.parent / self._text(key["file"]) if "file" in key else None,
            key_variable=self._text(key["env"]) if "env" in key else None,
            names=tuple(named),
            roles=roles,
            with_kin=self._yes_or_no(part["with_kin"]) if "with_kin" in part else False,
            keep=keep,
            mask=self._one_of(part["mask"], MASKS) if "mask" in part else "parts",
            pseudonyms=self._one_of(part["pseudonyms"], PSEUDONYMS) if "pseudonyms" in part else "everywhere",
            coarsen=self._coarsen(part["coarsen"]) if "coarsen" in part else Coarsen(),
            about=self._about(part["article"]) if "article" in part else About(),
        )

    def _listed(self, node: yaml.Node) -> Listed:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return Listed((self._name(node),), line)
        part = self._mapping(node, ("name", "names", "reason"))
        if "name" not in part:
            raise self._error(node, "whom this withholds is not said; write - name: …")
        others = self._list(part["names"], self._name) if "names" in part else []
        return Listed((self._name(part["name"]), *others), line, self._text(part["reason"]) if "reason" in part else "named")

    def _coarsen(self, node: yaml.Node) -> Coarsen:
        part = self._mapping(node, ("degrees", "sites", "ages"))
        degrees = Coarsen().degrees
        if "degrees" in part:
            try:
                degrees = float(self._text(part["degrees"]))
            except ValueError:
                degrees = 0.0
            if not 0 < degrees <= 10:
                raise self._error(part["degrees"], "degrees are a number above 0 and up to 10, such as 0.1 (about 10 km)")
        ages = self._yes_or_no(part["ages"]) if "ages" in part else True
        return Coarsen(degrees, self._one_of(part["sites"], SITES) if "sites" in part else "private", ages)

    def _about(self, node: yaml.Node) -> About:
        choices = {"title": ("mask", "withhold"), "doc": ("withhold", "keep"), "url": ("withhold", "keep"), "author": ("withhold", "keep")}
        return About(**{name: self._one_of(value, choices[name]) for name, value in self._mapping(node, tuple(choices)).items()})

    # --- kinds of nodes -----------------------------------------------------------------------------------------------

    def _mapping(self, node: yaml.Node, known: Iterable[str]) -> Mapping[str, yaml.Node]:
        known = tuple(known)
        if not isinstance(node, yaml.MappingNode):
            raise self._error(node, f"should have lines of the form key: value, with {', '.join(known)}")
        out: dict[str, yaml.Node] = {}
        for name, value in node.value:
            word = name.value if isinstance(name, yaml.ScalarNode) else None
            if word not in known:
                raise self._error(name, f'"{word}" is not known here; there are {", ".join(known)}')
            if word in out:
                raise self._error(name, f'"{word}" is given twice; keep one')
            out[word] = value
        return out

    def _list(self, node: yaml.Node, read: Callable[[yaml.Node], T]) -> list[T]:
        if not isinstance(node, yaml.SequenceNode):
            raise self._error(node, "should be a list: one line for each, beginning with -")
        return [read(item) for item in node.value]

    def _text(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null" or not node.value.strip():
            raise self._error(node, "should be words")
        return str(node.value).strip()

    def _name(self, node: yaml.Node) -> str:
        name = self._text(node)
        found = units(name)
        if not found or max(len(unit.letters) for unit in found) < 2:
            raise self._error(node, "is no name: it has fewer than two letters, and everything would be masked")
        return name

    def _one_of(self, node: yaml.Node, choices: tuple[str, ...]) -> str:
        word = self._text(node)
        if word not in choices:
            raise self._error(node, f'"{word}" is not known here; choose {" or ".join(choices)}')
        return word

    def _yes_or_no(self, node: yaml.Node) -> bool:
        if not isinstance(node, yaml.ScalarNode) or node.tag != "tag:yaml.org,2002:bool":
            raise self._error(node, "should be true or false")
        return node.value.lower() in ("true", "yes", "on")

    def _error(self, node: yaml.Node, what: str) -> InputError:
        return InputError(f"{self._path}:{node.start_mark.line + 1}: {what}")
