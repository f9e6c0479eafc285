"""What goes with the tables of a release: what it is, how to cite it, under which licence. English, as the tables are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.exports.codebook import LICENCES
from meetings.quoting import Quotable

TITLE = "Reconvene: sessions of councils, and the silences between them"
ABSTRACT = (
    "Which councils meet, where the silences between their sessions are, and what resumed after an unusual one; who came"
    " and what was said; with the source of every fact and what was searched of the records."
)
KEYWORDS = ("diplomacy", "international organizations", "meetings", "event data", "survival analysis")


@dataclass(frozen=True)
class Facts:
    """What the papers say of a release. ``site``: the address of the installation; ``before``: the version with which
    the change list compares it, empty for none."""

    version: str
    day: date
    data_version: int
    code_version: str
    site: str
    before: str
    counts: Mapping[str, int]

    @property
    def address(self) -> str:
        return f"{self.site}/releases/{self.version}/"

    @property
    def quotable(self) -> Quotable:
        return quotable(self.version, self.day, self.data_version, self.address)


def quotable(version: str, day: date, data_version: int, address: str, locale: str = "en") -> Quotable:
    """How the release is cited, in the language of the page; its title is English."""
    return Quotable(
        title=f"{TITLE}, release {version}",
        address=address,
        day=day,
        data_version=data_version,
        locale=locale,
        word="release",
    )


def citation(facts: Facts) -> str:
    """`CITATION.cff`, format 1.2.0. Its values are written as JSON, which YAML reads as it stands. No DOI: none exists."""
    fields: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them as below.",
        "type": "dataset",
        "title": TITLE,
        "abstract": ABSTRACT,
        "authors": [{"name": "Reconvene", "website": f"{facts.site}/"}],
        "version": facts.version,
        "date-released": facts.day.isoformat(),
        "license": LICENCES[0]["name"],
        "license-url": LICENCES[0]["path"],
        "url": facts.address,
        "keywords": list(KEYWORDS),
    }
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())


def licence(facts: Facts) -> str:
    """`LICENSE.txt`: of the data; the script in the bundle has that of the program."""
    found = LICENCES[0]
    return f"""{TITLE}, release {facts.version}

The data are licensed under {found["title"]} ({found["name"]}):
{found["path"]}

You may share and adapt them, also commercially, if you name Reconvene and the release, link to the licence, and say what
you changed. They come as they are, without warranty.

QUOTATIONS ARE EXCLUDED. The columns text, text_en, clause, phrase and excerpt hold words of others, each with its source;
they belong to those who said and printed them. Where a source withholds them, the cells are empty.

recompute_gaps.py is part of the program and under the MIT licence.
"""


def read_me(facts: Facts) -> str:
    """`README.md`."""
    counts = "\n".join(f"| `{name}.csv` | {number:,} |" for name, number in facts.counts.items())
    against = f"since release {facts.before}" if facts.before else "(compared with no earlier release)"
    return f"""# {TITLE}

Release {facts.version}, data version {facts.data_version}, made by Reconvene {facts.code_version}. {ABSTRACT}

This bundle never changes. All its tables are of one moment; running silences are counted up to {facts.day.isoformat()}.

| table | rows |
| --- | ---: |
{counts}

- `codebook.csv`: every column of every table: what it holds, in which unit, what an empty cell means
- `datapackage.json`: the same for programs (Frictionless), with types, keys and references
- `CHANGES.md`, `changes.csv`: what has changed {against}
- `retired_ids.csv`: ids and addresses that went out of use, and where they lead now
- `recompute_gaps.py`: recomputes every gap and flag from `sessions.csv` alone
- `CITATION.cff`, `LICENSE.txt`: how to cite the data, and what you may do with them
- `SHA256SUMS`: checksums of all other files

UTF-8, comma, CRLF, a header row. An empty cell means “not recorded” or “not applicable”; nothing else stands for it. A date is
a pair of days, `_min` and `_max`: the earliest and the latest that it can be.

## Check it

    sha256sum -c SHA256SUMS

## Recompute the gaps

    python recompute_gaps.py sessions.csv --as-of {facts.day.isoformat()}

Python 3.10 or later, nothing else. It shares no code with Reconvene: it computes every gap, grade and flag from the dates in
`sessions.csv`, compares them with the columns there, with `gaps.csv` and `resumptions.csv`, and names every difference. What
it needs and what it leaves out stands at its beginning.

## Cite it

{facts.quotable.plain}

```bibtex
{facts.quotable.bibtex}
```

## Licence

{LICENCES[0]["title"]}: {LICENCES[0]["path"]}. Quotations belong to those who said and printed them; see `LICENSE.txt`.
"""
