"""Who a speaker is that a file names only by a text: a person, a party's mission, an unnamed official, a document."""

from __future__ import annotations

import re

from statements.vocabulary import SpeakerKind

_DOCUMENT = re.compile(r"\b(statement|declaration|communiqu[eé]|document|text)\b", re.IGNORECASE)
_UNNAMED = re.compile(r"\b(officials?|diplomats?|sources?|unnamed|anonymous)\b", re.IGNORECASE)
_SPOKESPERSON = re.compile(r"\bspokes(person|man|woman)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(mission|ministry|embassy|government|delegation|secretariat|department|office|presidency|commission"
    r"|alliance|council|kremlin|white house)\b",
    re.IGNORECASE,
)


def speaker_kind(speaker: str, party: str) -> str:
    """What a speaker's text names. Only a `principal` is a person: nothing else is ever linked to one."""
    if not speaker or speaker.casefold() == party.casefold():
        return SpeakerKind.DELEGATION
    kinds = (
        (_SPOKESPERSON, SpeakerKind.SPOKESPERSON),
        (_UNNAMED, SpeakerKind.UNNAMED_OFFICIAL),
        (_BODY, SpeakerKind.DELEGATION),
        (_DOCUMENT, SpeakerKind.DOCUMENT),
    )
    return next((kind for pattern, kind in kinds if pattern.search(speaker)), SpeakerKind.PRINCIPAL)
