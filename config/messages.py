"""The catalogs of the interface's words: found in code and templates, kept per language, compiled.

`python -m config.messages` (`make messages`) brings the catalogs up to date; docs/languages.md says how to work with
them. GNU gettext is not needed: Babel reads Python, and templates once Django has turned them into Python.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from meetings.languages import DEFAULT, LANGUAGES

ROOT: Path = settings.BASE_DIR
# Where words for visitors stand. The desk (admin) is English.
CODE = ("config", "meetings", "delegations", "statements")
TEMPLATES = ROOT / "templates"
_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_NOTES = ("Translators:",)


def catalog_file(language: str) -> Path:
    """The catalog that people edit; the compiled one lies beside it."""
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def _sources() -> Iterator[tuple[Path, str]]:
    """Files with words in them, and as Python."""
    for package in CODE:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, path.read_text("utf-8")
    for path in sorted(each for each in TEMPLATES.rglob("*") if each.suffix in (".html", ".svg", ".txt")):
        # Django leaves the indentation of the markup, which Python could not read.
        lines = templatize(path.read_text("utf-8"), origin=path.name).splitlines()
        yield path, "\n".join(line.lstrip() for line in lines)


def found() -> Catalog:
    """Every message that code and templates have, with the files where it stands."""
    catalog = Catalog(charset="utf-8")
    for path, source in _sources():
        name = path.relative_to(ROOT).as_posix()
        messages = extract("python", io.BytesIO(source.encode()), _KEYWORDS, _NOTES)
        for line, message, notes, context in messages:
            catalog.add(message, None, [(name, line)], auto_comments=notes, context=context)
    return catalog


def read(language: str) -> Catalog:
    """The catalog of a language as it is kept; an empty one for a language that has none yet."""
    path = catalog_file(language)
    if not path.exists():
        return Catalog(
            locale=language,
            header_comment="# The words of Reconvene's interface. How to work with them: docs/languages.md.",
            project="Reconvene",
            version=settings.VERSION,
            msgid_bugs_address="",
            last_translator="",
            language_team="",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def written(catalog: Catalog) -> bytes:
    """A catalog as its file has it: without line numbers, which would change with every edit elsewhere."""
    catalog.msgid_bugs_address = catalog.last_translator = catalog.language_team = ""
    catalog.revision_date = catalog.creation_date  # nor the time, with every run
    file = io.BytesIO()
    write_po(file, catalog, width=100, include_lineno=False, sort_by_file=True, ignore_obsolete=True)
    return file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """A catalog as Django reads it."""
    file = io.BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def update(language: str) -> tuple[int, int]:
    """Bring a catalog in line with the words in use and compile it: how many there are, and how many lack a
    translation."""
    catalog = read(language)
    begun = catalog.creation_date
    catalog.update(found(), no_fuzzy_matching=True)
    catalog.creation_date = begun
    path = catalog_file(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog))
    path.with_suffix(".mo").write_bytes(compiled(catalog))
    messages = [message for message in catalog if message.id]
    return len(messages), len([message for message in messages if not is_translated(message.string)])


def is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Whether a message, or each form of its plural, has words."""
    return bool(string) and (isinstance(string, str) or all(string or ()))


def main() -> int:
    for language in LANGUAGES:
        if language != DEFAULT:
            total, lacking = update(language)
            print(
                f"{catalog_file(language).relative_to(ROOT)}: {total} messages, {lacking} without a translation"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
