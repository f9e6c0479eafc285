"""One German television report of the NATO-Russia Council of 12 January 2022, fact by fact, as an editor enters it.

Reported speech is given in the words in which the report prints or summarises it.
"""

from __future__ import annotations

from typing import Any

from tests.statements.desk_browser import Desk

REPORT = "Nato-Russland-Rat: Erstes Treffen"
ENGLISH = "Sherman: NATO in complete unity"
TEASER = "Interview mit Stoltenberg"
DAY = "12 January 2022"
CITED = (
    {"fact": "date", "basis": "inferred", "locator": "photo caption", "excerpt": "am 12.01.2022 in Brüssel"},
    {"fact": "place", "locator": "paragraph 1"},
    {"fact": "format", "basis": "inferred", "locator": "photo"},
    {"fact": "duration", "excerpt": "rund vier Stunden"},
    {"fact": "attendance", "excerpt": "Vertreter aller 30 Nato-Staaten"},
    {"fact": "agenda", "locator": "paragraph 2"},
    {"fact": "outcome", "locator": "paragraph 3"},
    {"fact": "follow_up", "locator": "paragraph 4"},
)
SESSION: dict[str, Any] = {
    "start": DAY,
    "date_as_printed": "Mittwoch; am 12.01.2022 in Brüssel",
    "date_basis": "inferred",
    "level": "deputy_ministers",
    "format": "in_person",
    "place": "Brussels",
    "venue": "NATO headquarters",
    "duration_as_printed": "rund vier Stunden",
    "duration_minutes_min": 225,
    "duration_minutes_max": 255,
    "outcome_kind": "no_progress",
    "outcome": "No concrete progress, the report says; both sides spoke of an important conversation and, "
    "according to Stoltenberg, agree to continue the dialogue.",
    "outcome_according_to": "the outlet; both sides; Stoltenberg",
    "follow_up": "Both sides are ready to explore a timetable for further meetings.",
}
AGENDA = (
    ("The conflict over Ukraine", "discussed", ""),
    ("Other contentious issues, which the report does not name", "discussed", ""),
    ("The Russian troop build-up near Ukraine", "discussed", "Stoltenberg"),
    ("Moscow's demand for new security guarantees", "discussed", "Stoltenberg"),
    ("Transparency of exercises", "to_be_discussed", "NATO"),
    ("Preventing dangerous incidents", "to_be_discussed", "NATO"),
    ("Reducing space and cyber threats", "to_be_discussed", "NATO"),
    ("Arms control and disarmament, including missiles and nuclear weapons", "offered", ""),
)
ANNOUNCED = "Both sides are ready to explore a timetable for further meetings"
CLAIMS = (
    {
        "phrase": "Zum ersten Mal seit zweieinhalb Jahren",
        "claim_type": "first_duration",
        "value": "P2Y6M",
        "times_printed": 2,
        "locator": "also: Erstmals seit zweieinhalb Jahren",
    },
    {
        "phrase": "Zuletzt hatte der Nato-Russland-Rat im Juli 2019 getagt",
        "claim_type": "last_session",
        "value": "2019-07",
    },
)
STOLTENBERG, GRUSHKO, SHERMAN = "Jens Stoltenberg", "Alexander Grushko", "Wendy Sherman"
SPOKE_FOR = {STOLTENBERG: "NATO", GRUSHKO: "Russia", SHERMAN: "United States"}


def _said(
    who: str, text: str, fidelity: str = "reported", timing: str = "after", **wording: Any
) -> dict[str, Any]:
    """A statement: ``who`` is a person, or a party in whose name the outlet reports it."""
    person = who in SPOKE_FOR
    statement = {"speaker_kind": "principal" if person else "delegation", "timing": timing}
    return {
        "statement": {
            **({"speaker": who} if person else {}),
            "parties": SPOKE_FOR.get(who, who),
            **statement,
        },
        "wording": {"text": text, "fidelity": fidelity, "language": "de", **wording},
    }


CARRIED = {"attribution": "carried_over"}
SAID = (
    _said("Russia", "Russland fordert, Länder wie die Ukraine und Georgien nicht in die Nato aufzunehmen und Truppen aus "
          "den östlichen Bündnisstaaten abzuziehen.", timing="background"),
    _said("NATO", "Die Nato weist dies kategorisch zurück.", timing="background"),
    _said(GRUSHKO, "Gruschko forderte jetzt schriftliche Vorschläge der USA und der Nato.", speaker_as_printed="Gruschko"),
    _said(GRUSHKO, "Es fehle weiter an Entgegenkommen; das Bündnis zeige keine Bereitschaft, die Sicherheitsinteressen "
          "anderer Staaten zu berücksichtigen.", speaker_as_printed="Gruschko"),
    _said(GRUSHKO, "Die Nato betreibe eine Politik wie im Kalten Krieg, als der Westen die Sowjetunion klein halten wollte.",
          **CARRIED),
    _said(GRUSHKO, "Russland werde sich der Osterweiterung widersetzen, notfalls auch militärisch.", **CARRIED),
    _said(GRUSHKO, "Hauptgegner und -gefahr", "fragment", speaker_as_printed="er",
          clause="Er kritisierte, dass das Bündnis sein Land als „Hauptgegner und -gefahr“ darstelle.", **CARRIED),
    _said(STOLTENBERG, "Es ist ein positives Zeichen, dass alle Nato-Verbündeten und Russland am gleichen Tisch saßen und "
          "sich substanziellen Themen gewidmet haben", "verbatim_unknown", speaker_as_printed="der Norweger"),
    _said(STOLTENBERG, "Es besteht ein echtes Risiko für einen neuen bewaffneten Konflikt in Europa.", "verbatim_unknown",
          speaker_as_printed="Jens Stoltenberg, Nato-Generalsekretär", locator="set apart, without quotation marks"),
    _said(STOLTENBERG, "Die Kriegsgefahr sei aus Sicht der Nato längst nicht gebannt, machte Stoltenberg deutlich."),
    _said(SHERMAN, "Die russische Seite habe sich nicht zur Deeskalation verpflichtet, aber auch nicht das Gegenteil gesagt.",
          speaker_as_printed="US-Delegationsleiterin Sherman", translation_origin="press"),
    _said(SHERMAN, "wenn Russland auf diplomatischem Weg zum Erfolg kommen will", "fragment",
          clause="Sherman rief Moskau erneut zur Deeskalation auf, „wenn Russland …“."),
    _said(SHERMAN, "schwerwiegende Konsequenzen", "fragment", clause="Sonst drohten „schwerwiegende Konsequenzen“."),
    _said(STOLTENBERG, "Wir sehen ein aggressiveres Russland", "verbatim_unknown", "other_occasion", source=TEASER),
    _said(STOLTENBERG, "Russland sei bereit, militärische Gewalt einzusetzen; die Nato stehe zusammen.", "reported",
          "other_occasion", source=TEASER),
)  # fmt: skip
IN_ENGLISH = "There was no commitment to de-escalate. Nor was there a statement that there would not be."
TRANSLATED = "Die russische Seite habe sich nicht zur Deeskalation verpflichtet"


def enter_sources(desk: Desk) -> None:
    """The report with the +, in place; then one row for each fact that it supports: new rows rest on the report."""
    desk.create("id_citations-0-source", lambda window: window.enter(
        url="https://zdf.example/nato-russland-rat-100.html", title=f"{REPORT} seit zweieinhalb Jahren",
        publisher="ZDF", kind="press", language="de", accessed="2026-11-23",
    ))  # fmt: skip
    for fact in CITED:
        desk.row("citations", **fact)


def enter_agenda(desk: Desk) -> None:
    for position, (text, standing, according_to) in enumerate(AGENDA):
        desk.row("agenda", text=text, standing=standing, according_to=according_to, position=position)


def enter_claims_and_announcement(desk: Desk) -> None:
    for claim in CLAIMS:
        desk.row("gap_claims", **claim, language="de")
    desk.row(
        "announcements",
        council="NATO-Russia",
        text=ANNOUNCED,
        according_to="Stoltenberg",
    )


def enter_heads(desk: Desk) -> None:
    """The two heads that the report names; Grushko's post with the +, in place."""
    russia = desk.unfold("delegations", "Russia, attended")
    desk.enter(russia, designation_as_printed="russische Delegation", level="deputy_ministers")
    head = desk.row(
        f"{russia}-delegates",
        person=("Gruschko", GRUSHKO),
        name_as_printed="Alexander Gruschko",
        role_as_printed="Vize-Außenminister",
        leads=True,
    )
    desk.create(
        f"id_{head}-post",
        lambda window: window.enter(
            person=("Грушко", GRUSHKO), title="Deputy Foreign Minister", party="Russia", source=REPORT
        ),
    )
    desk.row(f"{russia}-citations", fact="head")
    usa = desk.unfold("delegations", "United States, attended")
    desk.row(f"{usa}-delegates", person=SHERMAN, name_as_printed="US-Delegationsleiterin Sherman", leads=True)


def enter_statements(desk: Desk) -> None:
    """Every statement with its wording; a new row rests on the report unless another source is chosen."""
    entered = False
    for position, said in enumerate(SAID):
        statement = desk.row("statements", **said["statement"], position=position)
        wording = desk.row(
            f"{statement}-wordings", **{k: v for k, v in said["wording"].items() if k != "source"}
        )
        if said["wording"].get("source") == TEASER and not entered:
            desk.create(f"id_{wording}-source", _enter_teaser)
            entered = True
        elif "source" in said["wording"]:
            desk.enter(wording, source=said["wording"]["source"])


def _enter_teaser(window: Desk) -> None:
    window.enter(
        url="https://zdf.example/stoltenberg-interview-100.html", title=TEASER, publisher="ZDF", language="de"
    )


def enter_english_original(desk: Desk) -> None:
    """Sherman's sentence as another outlet prints it, and the German one as its translation."""
    statement = desk.unfold("statements", TRANSLATED)
    original = desk.row(
        f"{statement}-wordings", text=IN_ENGLISH, fidelity="verbatim", language="en", position=1
    )
    desk.create(f"id_{original}-source", lambda window: window.enter(
        url="https://thehill.example/sherman", title=ENGLISH, publisher="The Hill", language="en",
    ))  # fmt: skip


def link_translation(desk: Desk) -> None:
    statement = desk.unfold("statements", TRANSLATED)
    desk.enter(f"{statement}-wordings-0", translated_from="There was no commitment")
