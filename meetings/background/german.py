"""The background sentence in German: of "das Gremium „...“", so that no article can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from babel.numbers import format_decimal

from meetings.background.told import ResumptionTold, Rhythm, SilenceTold
from meetings.coverage import Coverage
from meetings.dates import DateInterval, format_interval
from meetings.resumptions import Stream
from meetings.silences import SilenceState


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _count(number: int, one: str, more: str) -> str:
    return f"{format_decimal(number, locale='de')} {one if number == 1 else more}"


def _days(days: tuple[int, int, int]) -> str:
    """In the nominative; the dative of several days is made by `_after`."""
    return _length(days, "Tage")


def _after(days: tuple[int, int, int]) -> str:
    return f"nach {_length(days, 'Tagen')}"


def _length(days: tuple[int, int, int], plural: str) -> str:
    shortest, best, longest = days
    if shortest == longest:
        return _count(best, "Tag", plural)
    first, last = (format_decimal(number, locale="de") for number in (shortest, longest))
    return f"rund {_count(best, 'Tag', plural)} ({first} bis {last}, je nach genauem Datum)"


def _decade(when: DateInterval) -> str:
    return f"den {when.earliest.year}er-Jahren"


def _on(when: DateInterval) -> str:
    words = format_interval(when, "de")
    if when.is_day:
        return f"am {words}"
    if when.is_month:
        return f"im {words}"
    if when.is_year:
        return f"im Jahr {words}"
    return f"in {_decade(when)}" if when.is_decade else words


def _since(when: DateInterval) -> str:
    words = format_interval(when, "de")
    if when.is_day:
        return f"seit dem {words}"
    if when.is_month:
        return f"seit {words}"
    if when.is_year:
        return f"seit dem Jahr {words}"
    return f"seit {_decade(when)}" if when.is_decade else f"seit einem Zeitpunkt {words}"


def _planned(when: DateInterval) -> str:
    words = format_interval(when, "de")
    if when.is_day:
        return f"für den {words}"
    if when.is_month:
        return f"für {words}"
    if when.is_year:
        return f"für das Jahr {words}"
    if when.is_decade:
        return f"für die {words}"
    return f"für einen Zeitpunkt {words}"


def _record(sessions: int) -> str:
    if sessions == 1:
        return "das geht aus der einen Sitzung hervor, die Reconvene verzeichnet"
    return f"das geht aus den {format_decimal(sessions, locale='de')} Sitzungen hervor, die Reconvene verzeichnet"


_COVERAGE_WORDS: Mapping[Coverage, str] = {
    Coverage.COMPLETE: "Die Quellen dieser Zeit wurden durchsucht.",
    Coverage.SAMPLED: "Die Quellen dieser Zeit wurden nur in Stichproben durchsucht; eine Sitzung kann fehlen.",
    Coverage.NOT_SEARCHED: "Die Quellen dieser Zeit wurden nicht durchsucht; eine Sitzung kann fehlen.",
    Coverage.NOT_STATED: "Wie vollständig die Quellen dieser Zeit durchsucht wurden, ist nicht angegeben.",
}
_STREAM_WORDS: Mapping[Stream, str] = {
    Stream.MAIN: "",
    Stream.MINISTERS_AND_ABOVE: "auf Ministerebene oder darüber ",
    Stream.HEADS_OF_STATE_GOVERNMENT: "auf Ebene der Staats- und Regierungschefs ",
}


def _rhythm(rhythm: Rhythm, until: str, sessions: str = "Sitzungen") -> list[str]:
    if rhythm.typical is None:
        return ["Für einen üblichen Rhythmus sind zu wenige Sitzungen verzeichnet."]
    typical = max(1, round(rhythm.typical))
    if rhythm.longest is None:
        return [f"Erklärter Rhythmus ist eine Sitzung in {_count(typical, 'Tag', 'Tagen')}."]
    lay = "lag" if typical == 1 else "lagen"
    longest = _count(rhythm.longest, "Tag", "Tage")
    return [
        f"{until} {lay} zwischen zwei {sessions} üblicherweise {_count(typical, 'Tag', 'Tage')}; "
        f"der längste frühere Abstand betrug {longest}."
    ]


def _uncounted(number: int) -> list[str]:
    if not number:
        return []
    if number == 1:
        return ["Nicht mitgezählt ist ein weiteres Treffen dieser Zeit, etwa in anderer Zusammensetzung."]
    others = format_decimal(number, locale="de")
    return [f"Nicht mitgezählt sind {others} weitere Treffen dieser Zeit, etwa in anderer Zusammensetzung."]


def resumption_sentence(told: ResumptionTold) -> str:
    sentences = [
        f"Das Gremium „{told.council}“ ist {_on(told.resumed_on)} {_STREAM_WORDS[told.stream]}"
        f"zum ersten Mal {_since(told.silent_since)} zusammengekommen, {_after(told.days)}; "
        f"{_record(told.sessions)} (Stand: {_date(told.day)}).",
        *_rhythm(
            told.rhythm, "Bis dahin", "Sitzungen" if told.stream is Stream.MAIN else "solchen Sitzungen"
        ),
        *_uncounted(told.uncounted),
        _COVERAGE_WORDS[told.coverage],
    ]
    if not told.certain and told.coverage.allows_certainty:
        sentences.append("Ob der Abstand ungewöhnlich war, hängt vom genauen Datum ab.")
    return " ".join(sentences)


def silence_sentence(told: SilenceTold) -> str:
    day = _date(told.day)
    if told.since is None:
        return f"Reconvene verzeichnet keine Sitzung des Gremiums „{told.council}“ (Stand: {day})."
    sentences = [
        f"{_capital(_since(told.since))} ist keine Sitzung des Gremiums „{told.council}“ verzeichnet: "
        f"{_days(told.days)} (Stand: {day}); {_record(told.sessions)}."
    ]
    if told.state is SilenceState.CONCLUDED:
        since = f" seit dem {_date(told.concluded_from)}" if told.concluded_from else ""
        return " ".join([*sentences, f"Es ist{since} als beendet verzeichnet."])
    sentences += _rhythm(told.rhythm, "Zuvor")
    if told.is_longest:
        sentences.append("Der jetzige Abstand ist der längste, der verzeichnet ist.")
    if told.exceeds_since:
        sentences.append(f"Länger als üblich ist er seit dem {_date(told.exceeds_since)}.")
    if told.state is SilenceState.SUSPENDED:
        sentences.append("Das Gremium ist als ausgesetzt verzeichnet.")
    sentences += [*_uncounted(told.uncounted), _COVERAGE_WORDS[told.coverage]]
    if told.planned:
        sentences.append(f"Eine Sitzung ist {_planned(told.planned)} angesetzt.")
    return " ".join(sentences)


def _date(day: date | None) -> str:
    return format_interval(DateInterval.day(day), "de") if day else ""
