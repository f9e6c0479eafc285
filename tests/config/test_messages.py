"""The catalogs of the languages: whole, consistent, compiled."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from config import messages
from meetings.languages import DEFAULT, LANGUAGES

OTHERS = [code for code in LANGUAGES if code != DEFAULT]
PLACEHOLDERS = re.compile(r"%\(\w+\)[a-z]|<[^>]+>")


def translations(code: str) -> Iterator[tuple[Message, list[str], list[str]]]:
    """Each message, its forms in English and its forms in the language."""
    for message in messages.read(code):
        if message.id:
            own = [message.string] if isinstance(message.string, str) else list(message.string)
            english = [message.id] if isinstance(message.id, str) else list(message.id)
            yield message, english, own


@pytest.mark.parametrize("code", OTHERS)
def test_every_message_in_use_is_translated_and_no_other_is_kept(code: str) -> None:
    kept = {(message.context, message.id): message for message in messages.read(code) if message.id}
    in_use = {(message.context, message.id) for message in messages.found() if message.id}
    assert sorted(map(str, in_use - kept.keys())) == [], "run `make messages`, then translate"
    assert sorted(map(str, kept.keys() - in_use)) == [], "run `make messages`"
    assert [m.id for m in kept.values() if m.fuzzy or not messages.is_translated(m.string)] == []


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_has_the_placeholders_and_the_markup_of_the_original(code: str) -> None:
    for message, english, own in translations(code):
        allowed = {each for form in english for each in PLACEHOLDERS.findall(form)}
        needed = set(PLACEHOLDERS.findall(english[-1]))
        for form in own:
            assert set(PLACEHOLDERS.findall(form)) <= allowed, message.id
        assert needed <= set(PLACEHOLDERS.findall(own[-1])), message.id


@pytest.mark.parametrize("code", OTHERS)
def test_a_translation_breaks_no_attribute_and_keeps_the_ends_of_the_original(code: str) -> None:
    for message, english, own in translations(code):
        for form in own:
            assert '"' not in form or '"' in english[0], message.id
            assert form == form.strip() or english[0] != english[0].strip(), message.id
            assert form[-1] in ".:" or english[-1][-1] not in ".", message.id


@pytest.mark.parametrize("code", OTHERS)
def test_the_compiled_catalog_is_what_the_catalog_compiles_to(code: str) -> None:
    compiled = messages.catalog_file(code).with_suffix(".mo").read_bytes()
    assert compiled == messages.compiled(messages.read(code)), "run `make messages`"
