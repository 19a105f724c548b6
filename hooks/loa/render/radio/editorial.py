"""Editorial rules for talk on violence: which words, what first, what last, what gives somebody away.

The rules are those of the dossier on models, section 5 (UNFPA, UNICEF, UN Women 2020; law 13/2022/QH15); the words
stand in `locales/<tag>/editorial.yml`, where an editor changes them. All are warnings: a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loa.editions import Edition
from loa.errors import LoaError, Problem, Report
from loa.load.files import read_text
from loa.load.frontmatter import validate
from loa.load.source import Source
from loa.load.yamlsource import MAX_FILE_CHARS, read_yaml
from loa.model.editorial import Editorial, Grave, Identifying, WordRule
from loa.render.context import Context
from loa.render.radio import script as s

NAME = "editorial.yml"


@dataclass(frozen=True, slots=True)
class Said:
    """One spoken sentence with its place."""

    text: str
    source: int
    part: str


def editorial_of(context: Context) -> Editorial | None:
    """The rules of the context's language; None where nobody has written any for it.

    Raises:
        LoaError: the file cannot be used.
    """
    path = context.locale.file(NAME)
    return read_editorial(path) if path else None


@cache
def read_editorial(path: Path) -> Editorial:
    """The rules in a file; raises LoaError with every fault."""
    report, shown = Report(), Source.shown(path)
    raw = read_text(path, path.parent, shown, report)
    yaml = read_yaml(raw, shown, report, limit=MAX_FILE_CHARS) if raw is not None else None
    found = validate(Editorial, yaml, shown, report) if yaml is not None else None
    if found is None:
        raise LoaError(report)
    return found


@cache
def pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, whole, in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or '(?!)'})(?!\w)", re.IGNORECASE)


def check_words(script: s.Script, edition: Edition, rules: Editorial, helped: bool) -> Iterator[Problem]:
    """The editorial problems of one script."""
    said = [
        Said(line.text, line.source, part.name)
        for part in script.parts
        for line in part.said
        if line.kind == "say" and part.name not in ("help", "close", "mark")
    ]
    whole = "\n".join(line.text for line in said)
    fields = edition.item_fields
    claim = _words(edition.own("claim"))
    hard = bool(getattr(fields, "sensitive", False)) or bool(pattern(rules.violence).search(whole))
    yield from _sounds(script, rules)
    if claim:
        yield from _myth_first(script, said, claim)
    if not hard:
        return
    for rule in rules.rules:
        if not pattern(rule.unless).search(whole):
            yield from _avoided(script, said, rule, claim, pattern(rules.refused))
    if not pattern(rules.identifying.declared).search(whole):
        yield from _identifying(script, said, rules.identifying)
    yield from _grave(script, said, rules.grave)
    if not helped:
        yield Problem.of("LOA834", script.path)


def _grave(script: s.Script, said: list[Said], rules: Grave) -> Iterator[Problem]:
    """Hard content that nobody was warned of before the first word of it: once for a script."""
    for line in said:
        if pattern(rules.warned).search(line.text):
            return
        if found := pattern(rules.words).search(line.text):
            yield Problem.of("LOA835", script.path, line.source, value=found.group())
            return


def _avoided(
    script: s.Script, said: list[Said], rule: WordRule, claim: list[str], refused: re.Pattern[str]
) -> Iterator[Problem]:
    for line in said:
        if _holds(line.text, claim):
            continue  # a false claim must be quoted to be answered
        for match in pattern(rule.words).finditer(line.text):
            if refused.search(line.text, 0, match.start()):
                continue  # "đừng hỏi sao không bỏ đi" teaches what not to say
            code = "LOA831" if rule.law else "LOA830"
            yield Problem.of(
                code, script.path, line.source, value=match.group(), why=rule.why, write=rule.write
            )


def _myth_first(script: s.Script, said: list[Said], claim: list[str]) -> Iterator[Problem]:
    """The claim in the title, in the lead, or as the first thing said: what is heard first is remembered."""
    first = next((index for index, line in enumerate(said) if line.part == "text"), len(said))
    for line in said[: first + 1]:
        if _holds(line.text, claim):
            yield Problem.of("LOA832", script.path, line.source, value=line.text)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _holds(text: str, claim: list[str]) -> bool:
    return bool(claim) and f" {' '.join(claim)} " in f" {' '.join(_words(text))} "


def _identifying(script: s.Script, said: list[Said], rules: Identifying) -> Iterator[Problem]:
    """A named person with something else to be known by, in the same sentence or the one before or after."""
    detail = pattern(rules.details)
    for index, line in enumerate(said):
        people = [match.group() for match in _named(line.text, rules.people, rules.not_names)]
        if not people:
            continue
        near = " ".join(other.text for other in said[max(0, index - 1) : index + 2])
        known = [match.group() for match in (*_named(near, rules.places), *detail.finditer(near))]
        if known:
            what = ", ".join(dict.fromkeys(known))
            yield Problem.of("LOA833", script.path, line.source, value=people[0], what=what)


def _named(text: str, words: tuple[str, ...], ordinary: tuple[str, ...] = ()) -> Iterator[re.Match[str]]:
    """One of the words with a name behind it: "chị Hoa", "thôn Đông", "trường tiểu học Nguyễn Du"."""
    for match in _followed(words).finditer(text):
        if match["name"][0].isupper() and match["name"] not in ordinary:
            yield match


@cache
def _followed(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?i:{'|'.join(map(re.escape, longest))})\s+(?P<name>\w+)")


def _sounds(script: s.Script, rules: Editorial) -> Iterator[Problem]:
    forbidden, allowed = pattern(rules.sounds), pattern(rules.sounds_allowed)
    cues = [(part.cue, 0) for part in script.parts if part.cue]
    cues += [(line.text, line.source) for part in script.parts for line in part.said if line.kind != "say"]
    for text, source in cues:
        if forbidden.search(allowed.sub("", text)):
            yield Problem.of("LOA836", script.path, source, value=text)
