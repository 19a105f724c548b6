"""Everything that is looked at before a script goes on air; each finding has a code and a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loa.editions import Edition
from loa.errors import Problem, say
from loa.model.fields import SLOTS
from loa.render.context import Context
from loa.render.radio.editorial import check_words, editorial_of
from loa.render.radio.script import Script
from loa.render.radio.timing import rate_of

# VOV news is followed less well past 50 syllables a sentence (Nguyễn Thị Thanh Nga 2012); half of that is easy.
LONG, TOO_LONG = 25, 50


def review(
    script: Script, edition: Edition, context: Context, spoken: tuple[Problem, ...], helped: bool
) -> Script:
    """The script with all its problems. `spoken`: those of reading aloud; `helped`: the help block has a number."""
    found = [*spoken]
    if rate_of(context):
        found += _sentences(script)
    found += _length(script)
    if editorial := editorial_of(context):
        found += check_words(script, edition, editorial, helped)
    return replace(script, problems=tuple(dict.fromkeys(found)))


def _sentences(script: Script) -> Iterator[Problem]:
    for part in script.parts:
        for line in part.said:
            count = len(line.text.split()) if line.kind == "say" else 0
            if count > LONG:
                code, limit = ("LOA821", TOO_LONG) if count > TOO_LONG else ("LOA820", LONG)
                start = " ".join(line.text.split()[:6]) + "…"
                yield Problem.of(code, script.path, line.source, count=count, limit=limit, value=start)


def _length(script: Script) -> Iterator[Problem]:
    if not script.seconds:
        if script.slot:
            yield Problem.of("LOA824", script.path, 0, language=script.language)
        return
    if not script.over:
        return
    dropped = [part for part in script.parts if part.dropped]
    where = ", ".join(
        dict.fromkeys(_place(part.section, part.said[0].source if part.said else 0) for part in dropped)
    )
    minutes = script.slot or SLOTS[-1]
    code = "LOA822" if script.slot else "LOA823"
    yield Problem.of(
        code,
        script.path,
        0,
        length=clock(script.seconds),
        slot=minutes,
        over=clock(script.over),
        where=where or "–",
    )


def _place(section: str, line: int) -> str:
    if section:
        return f"“{section}”"
    return say(f"dòng {line}", f"line {line}")


def clock(seconds: int) -> str:
    """90 as "1:30"."""
    return f"{seconds // 60}:{seconds % 60:02}"
