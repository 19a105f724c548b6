"""Translation memory: every sentence that somebody has translated, offered where it comes again."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from loa.changes import as_it_was, digest, translatable
from loa.exchange.texts.segments import Segment, existing, segments
from loa.exchange.texts.sheets import Offer
from loa.hub import Hub
from loa.translation import fingerprint, source_hashes

# Below this likeness an offer misleads more often than it helps (the usual threshold of translators' programs).
LIKE = 75


@dataclass(slots=True)
class Memory:
    """The pairs of one language: segments of sources with what variants say for them."""

    pairs: list[tuple[Segment, str, str]] = field(default_factory=list)
    _exact: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, hub: Hub, language: str) -> Memory:
        """Everything that the hub has in a language, also of texts whose source has changed since."""
        memory = cls()
        for source in translatable(hub.catalog):
            variant = source.variants.get(language)
            if variant is None:
                continue
            hashes = variant.fields.source_hashes or source_hashes(source)
            base = as_it_was(source, digest(hashes)) or source
            known = existing(base, variant.fields, variant.text.blocks, hashes)
            for segment in segments(base):
                if segment.code in known:
                    memory._exact.setdefault(fingerprint(segment.text), []).append(len(memory.pairs))
                    memory.pairs.append((segment, known[segment.code], source.fields.title))
        return memory

    def offers(self, segment: Segment, known: str = "") -> tuple[Offer, ...]:
        """At most two translations of this or a similar text, the best first; never what stands there already."""
        best = [(100, index) for index in self._exact.get(fingerprint(segment.text), [])]
        if not best:
            texts = [pair[0].text for pair in self.pairs]
            found = process.extract(segment.text, texts, scorer=fuzz.ratio, score_cutoff=LIKE, limit=4)
            best = [(min(99, int(score)), index) for _, score, index in found]
        offers: dict[str, Offer] = {}
        for percent, index in best:
            other, text, where = self.pairs[index]
            if text != known:
                offers.setdefault(text, Offer(text, percent, where, other.text))
        return tuple(offers.values())[:2]
