"""Problems found in content, and the report that collects them all at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from loa.errors.rules import RULES, Rule, Severity, message_language, product_name


def printable(value: object, limit: int = 200) -> str:
    """`value` as one harmless line: control and direction characters shown as ␣, cut at `limit` characters."""
    text = "".join(
        "␣" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char
        for char in str(value)[: limit + 1]
    )
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place: a rule's code, a path relative to the source folder, a line (0: whole file)."""

    code: str
    path: str = ""
    line: int = 0
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, path: str = "", line: int = 0, **values: object) -> Problem:
        """A problem with the rule's placeholders filled from `values`.

        Raises:
            KeyError: no rule has this code, or a placeholder of its texts has no value.
        """
        problem = cls(code, path, line, tuple((k, printable(v)) for k, v in values.items()))
        problem.text("vi")
        return problem

    @property
    def rule(self) -> Rule:
        """The rule that was broken."""
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        """The severity of the rule that was broken."""
        return self.rule.severity

    def text(self, language: str) -> tuple[str, str]:
        """(message, hint) with the values filled in."""
        values = dict(self.values)
        if "product" in values:
            values["product"] = product_name(values["product"], language)
        message, hint = self.rule.text(language)
        return message.format(**values), hint.format(**values).strip()

    def render(self, language: str | None = None) -> str:
        """The line shown to the writer: `path:line: CODE message — hint`; no line where the whole file is meant."""
        message, hint = self.text(language or message_language())
        return f"{self.place}{self.code} {message}" + (f" — {hint}" if hint else "")

    @property
    def place(self) -> str:
        """What stands before the code: `path:line: `, `path: ` for a whole file, nothing without a path."""
        line = f":{self.line}" if self.line else ""
        return f"{printable(self.path)}{line}: " if self.path else ""

    def as_dict(self) -> dict[str, Any]:
        """For `--json`: code, severity, path, line, message, hint."""
        message, hint = self.text(message_language())
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": printable(self.path, 4000),
            "line": self.line,
            "message": message,
            "hint": hint,
        }


@dataclass(slots=True)
class Report:
    """All problems of one run, in the order of path, line and code, each once."""

    problems: set[Problem] = field(default_factory=set)

    def add(self, code: str, path: str = "", line: int = 0, **values: object) -> None:
        """Record one problem (see `Problem.of`)."""
        self.problems.add(Problem.of(code, path, line, **values))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Record several problems."""
        self.problems.update(problems)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self.problems, key=lambda p: (p.path, p.line, p.code, p.values)))

    def of(self, severity: Severity) -> list[Problem]:
        """The problems of one severity."""
        return [problem for problem in self if problem.severity is severity]

    @property
    def errors(self) -> list[Problem]:
        """The problems that stop a build."""
        return self.of(Severity.ERROR)


class LoaError(Exception):
    """The run cannot go on. Holds every problem that led there; its text is ready for the writer."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.render() for problem in self.problems))
