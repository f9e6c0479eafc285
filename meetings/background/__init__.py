"""A sentence of background for a news story about a council's resumption or silence, in English and German. Pure.

It says what is on record and no more: vague dates stay vague, records that were not searched are said not to have been,
and nothing is a forecast. The name of a council has no known gender or number; each language phrases round that.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from meetings.background import english, german
from meetings.background.told import ResumptionTold, Rhythm, SilenceTold

__all__ = ["LANGUAGES", "ResumptionTold", "Rhythm", "SilenceTold", "resumption_sentence", "silence_sentence"]

_WRITERS: Mapping[str, ModuleType] = {"en": english, "de": german}
LANGUAGES = tuple(_WRITERS)


def resumption_sentence(told: ResumptionTold, language: str) -> str:
    """That a council met again, after how long, and how far the record can be relied on. ``language``: en or de."""
    return str(_WRITERS[language].resumption_sentence(told))


def silence_sentence(told: SilenceTold, language: str) -> str:
    """How long nothing is on record of a council, and what was usual before. ``language``: en or de."""
    return str(_WRITERS[language].silence_sentence(told))
