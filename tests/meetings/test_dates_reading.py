"""The date reader: spellings in five languages, refusals with their sentences, hints."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.dates import DateInterval
from meetings.dates.calendar_words import LOCALES, month_numbers, weekday_numbers
from meetings.dates.reading import DateReadingError, read_date

# What is typed -> EDTF of the one date that it means.
ONE_DATE = {
    # numbers
    "2008": "2008",
    "2008-08": "2008-08",
    "2008-8": "2008-08",
    "2008-08-12": "2008-08-12",
    "2008-8-12": "2008-08-12",
    "2008/08/12": "2008-08-12",
    "2008.08.12": "2008-08-12",
    "08.2008": "2008-08",
    "8.2008": "2008-08",
    "8/2008": "2008-08",
    "08-2008": "2008-08",
    "2008/08": "2008-08",
    "12.08.2008": "2008-08-12",
    "12. 8. 2008": "2008-08-12",
    "12.8.2008": "2008-08-12",
    "12.08.2008.": "2008-08-12",
    "03.04.2009": "2009-04-03",
    "13/04/2009": "2009-04-13",
    "04/13/2009": "2009-04-13",
    "13-04-2009": "2009-04-13",
    "04/04/2009": "2009-04-04",
    "29.02.2008": "2008-02-29",
    "１２．０８．２００８": "2008-08-12",
    # English
    "Aug 2008": "2008-08",
    "Aug. 2008": "2008-08",
    "August 2008": "2008-08",
    "AUGUST 2008": "2008-08",
    "August, 2008": "2008-08",
    "in August 2008": "2008-08",
    "Sept 2008": "2008-09",
    "Sept. 2008": "2008-09",
    "Sep 2008": "2008-09",
    "12 August 2008": "2008-08-12",
    "12 August, 2008": "2008-08-12",
    "12 Aug 2008": "2008-08-12",
    "August 12, 2008": "2008-08-12",
    "Aug 12 2008": "2008-08-12",
    "Mar 12, 2009": "2009-03-12",
    "12th of August 2008": "2008-08-12",
    "the 1st of March, 2009": "2009-03-01",
    "2 March 2009": "2009-03-02",
    "2009 March 12": "2009-03-12",
    "12\u00a0August\u00a02008": "2008-08-12",
    "12\u2009August\u202f2008": "2008-08-12",
    "  12   August  2008 ": "2008-08-12",
    "12\u200b August 2008": "2008-08-12",
    "Wednesday, 12 January 2022": "2022-01-12",
    "Wed 12 Jan 2022": "2022-01-12",
    "12 January 2022 (Wednesday)": "2022-01-12",
    "on Wednesday, January 12, 2022": "2022-01-12",
    # German
    "12. August 2008": "2008-08-12",
    "am 12. August 2008": "2008-08-12",
    "den 12. August 2008": "2008-08-12",
    "12. Aug. 2008": "2008-08-12",
    "März 2009": "2009-03",
    "Maerz 2009": "2009-03",
    "im März 2009": "2009-03",
    "Okt. 2009": "2009-10",
    "Dezember 2009": "2009-12",
    "Jänner 2009": "2009-01",
    "Mittwoch, 12. Januar 2022": "2022-01-12",
    "Mi., 12.01.2022": "2022-01-12",
    "Mi 12. Jan. 2022": "2022-01-12",
    "am Mittwoch, den 12. Januar 2022": "2022-01-12",
    "Donnerstag, 12. März 2009": "2009-03-12",
    # French
    "12 août 2008": "2008-08-12",
    "12 aout 2008": "2008-08-12",
    "le 12 août 2008": "2008-08-12",
    "1er mars 2009": "2009-03-01",
    "le 1er mars 2009": "2009-03-01",
    "mars 2009": "2009-03",
    "en février 2009": "2009-02",
    "févr. 2009": "2009-02",
    "janv. 2009": "2009-01",
    "déc. 2009": "2009-12",
    "juil. 2009": "2009-07",
    "mercredi 12 janvier 2022": "2022-01-12",
    "mar. 11 janv. 2022": "2022-01-11",
    "jeu. 12 mars 2009": "2009-03-12",
    # Russian
    "12 марта 2009": "2009-03-12",
    "12 марта 2009 г.": "2009-03-12",
    "12 марта 2009 (г.)": "2009-03-12",
    "12 марта 2009 года": "2009-03-12",
    "12-го марта 2009 г.": "2009-03-12",
    "март 2009": "2009-03",
    "в марте 2009 г.": "2009-03",
    "в мае 2009 года": "2009-05",
    "янв. 2009": "2009-01",
    "июль 2019 г.": "2019-07",
    "среда, 12 января 2022 г.": "2022-01-12",
    "в среду, 12 января 2022 года": "2022-01-12",
    "ср, 12 янв. 2022": "2022-01-12",
    "2009 г.": "2009",
    "в 2009 году": "2009",
    "12.03.2009 г.": "2009-03-12",
    # Spanish
    "12 de marzo de 2009": "2009-03-12",
    "el 12 de marzo de 2009": "2009-03-12",
    "12 marzo 2009": "2009-03-12",
    "12 de marzo del 2009": "2009-03-12",
    "1º de mayo de 2009": "2009-05-01",
    "1.º de mayo de 2009": "2009-05-01",
    "marzo de 2009": "2009-03",
    "en marzo de 2009": "2009-03",
    "sept. de 2009": "2009-09",
    "dic. 2009": "2009-12",
    "ene 2009": "2009-01",
    "miércoles, 12 de enero de 2022": "2022-01-12",
    "miercoles 12 de enero de 2022": "2022-01-12",
    "año 2009": "2009",
    # parts of a month, a year, a decade
    "early March 2009": "[2009-03-01..2009-03-10]",
    "mid March 2009": "[2009-03-11..2009-03-20]",
    "mid-March 2009": "[2009-03-11..2009-03-20]",
    "mid–March 2009": "[2009-03-11..2009-03-20]",
    "late March 2009": "[2009-03-21..2009-03-31]",
    "late February 2009": "[2009-02-21..2009-02-28]",
    "late February 2008": "[2008-02-21..2008-02-29]",
    "at the end of March 2009": "[2009-03-21..2009-03-31]",
    "Anfang März 2009": "[2009-03-01..2009-03-10]",
    "Mitte März 2009": "[2009-03-11..2009-03-20]",
    "Ende März 2009": "[2009-03-21..2009-03-31]",
    "début mars 2009": "[2009-03-01..2009-03-10]",
    "au début de mars 2009": "[2009-03-01..2009-03-10]",
    "mi-mars 2009": "[2009-03-11..2009-03-20]",
    "à la mi-mars 2009": "[2009-03-11..2009-03-20]",
    "fin mars 2009": "[2009-03-21..2009-03-31]",
    "в начале марта 2009": "[2009-03-01..2009-03-10]",
    "середина марта 2009 г.": "[2009-03-11..2009-03-20]",
    "в конце марта 2009 года": "[2009-03-21..2009-03-31]",
    "principios de marzo de 2009": "[2009-03-01..2009-03-10]",
    "a mediados de marzo de 2009": "[2009-03-11..2009-03-20]",
    "a finales de marzo de 2009": "[2009-03-21..2009-03-31]",
    "early 2009": "[2009-01-01..2009-04-30]",
    "Mitte 2009": "[2009-05-01..2009-08-31]",
    "fin 2009": "[2009-09-01..2009-12-31]",
    "the early 1990s": "[1990-01-01..1993-12-31]",
    # decades and EDTF
    "1990s": "199X",
    "the 1990's": "199X",
    "1990er Jahre": "199X",
    "in den 1990er-Jahren": "199X",
    "années 1990": "199X",
    "les années 1990": "199X",
    "1990-е годы": "199X",
    "в 1990-х годах": "199X",
    "década de 1990": "199X",
    "los años 1990": "199X",
    "199X": "199X",
    "199x": "199X",
    "19XX": "19XX",
    "2009-03-XX": "2009-03",
}

# What is typed -> bounds of one day that lies between them.
BETWEEN_TWO = {
    "Q1 2009": ("2009-01-01", "2009-03-31"),
    "2009 Q3": ("2009-07-01", "2009-09-30"),
    "first quarter of 2009": ("2009-01-01", "2009-03-31"),
    "1. Quartal 2009": ("2009-01-01", "2009-03-31"),
    "1er trimestre 2009": ("2009-01-01", "2009-03-31"),
    "I квартал 2009 г.": ("2009-01-01", "2009-03-31"),
    "primer trimestre de 2009": ("2009-01-01", "2009-03-31"),
    "H2 2009": ("2009-07-01", "2009-12-31"),
    "second half of 2009": ("2009-07-01", "2009-12-31"),
    "zweite Jahreshälfte 2009": ("2009-07-01", "2009-12-31"),
    "zweites Halbjahr 2009": ("2009-07-01", "2009-12-31"),
    "second semestre 2009": ("2009-07-01", "2009-12-31"),
    "вторая половина 2009 года": ("2009-07-01", "2009-12-31"),
    "segunda mitad de 2009": ("2009-07-01", "2009-12-31"),
    "first half of March 2009": ("2009-03-01", "2009-03-15"),
    "zweite Hälfte März 2009": ("2009-03-16", "2009-03-31"),
    "KW 11/2009": ("2009-03-09", "2009-03-15"),
    "2009-W11": ("2009-03-09", "2009-03-15"),
    "winter 2008/09": ("2008-12-01", "2009-02-28"),
    "Winter 2008–2009": ("2008-12-01", "2009-02-28"),
    "before 2009": ("1800-01-01", "2008-12-31"),
    "vor dem 15. Januar 2022": ("1800-01-01", "2022-01-14"),
    "avant mars 2009": ("1800-01-01", "2009-02-28"),
    "ранее марта 2009 г.": ("1800-01-01", "2009-02-28"),
    "antes del 15 de enero de 2022": ("1800-01-01", "2022-01-14"),
    "not later than 14 January 2022": ("1800-01-01", "2022-01-14"),
    "не позднее 14 января 2022 г.": ("1800-01-01", "2022-01-14"),
    "between 3 and 9 May 2010": ("2010-05-03", "2010-05-09"),
    "between May 3 and 9, 2010": ("2010-05-03", "2010-05-09"),
    "between 30 April and 2 May 2010": ("2010-04-30", "2010-05-02"),
    "between March and May 2009": ("2009-03-01", "2009-05-31"),
    "between 2008 and 2009": ("2008-01-01", "2009-12-31"),
    "12 or 13 March 2009": ("2009-03-12", "2009-03-13"),
    "zwischen dem 3. und 9. Mai 2010": ("2010-05-03", "2010-05-09"),
    "zwischen dem 3. und dem 9. Mai 2010": ("2010-05-03", "2010-05-09"),
    "12. oder 13. März 2009": ("2009-03-12", "2009-03-13"),
    "entre le 3 et le 9 mai 2010": ("2010-05-03", "2010-05-09"),
    "entre el 3 y el 9 de mayo de 2010": ("2010-05-03", "2010-05-09"),
    "между 3 и 9 мая 2010 г.": ("2010-05-03", "2010-05-09"),
    "between 2010-05-03 and 2010-05-09": ("2010-05-03", "2010-05-09"),
    "[2010-05-03..2010-05-09]": ("2010-05-03", "2010-05-09"),
}

# What is typed -> first and last day (or month, or year).
FIRST_TO_LAST = {
    "12.-13.03.2009": ("2009-03-12", "2009-03-13"),
    "12.–13.03.2009": ("2009-03-12", "2009-03-13"),
    "12.03.-13.03.2009": ("2009-03-12", "2009-03-13"),
    "12.03.2009-13.03.2009": ("2009-03-12", "2009-03-13"),
    "12.03.2009 – 13.03.2009": ("2009-03-12", "2009-03-13"),
    "30.04.-02.05.2010": ("2010-04-30", "2010-05-02"),
    "2009-03-12/2009-03-13": ("2009-03-12", "2009-03-13"),
    "2009-03-12 – 2009-03-13": ("2009-03-12", "2009-03-13"),
    "12–13 March 2009": ("2009-03-12", "2009-03-13"),
    "12-13 March 2009": ("2009-03-12", "2009-03-13"),
    "12—13 March 2009": ("2009-03-12", "2009-03-13"),
    "12/13 March 2009": ("2009-03-12", "2009-03-13"),
    "12 to 13 March 2009": ("2009-03-12", "2009-03-13"),
    "from 12 to 13 March 2009": ("2009-03-12", "2009-03-13"),
    "12 and 13 March 2009": ("2009-03-12", "2009-03-13"),
    "March 12-13, 2009": ("2009-03-12", "2009-03-13"),
    "March 12 and 13, 2009": ("2009-03-12", "2009-03-13"),
    "March 12 - April 3, 2009": ("2009-03-12", "2009-04-03"),
    "30 April – 2 May 2010": ("2010-04-30", "2010-05-02"),
    "30 December 2009 – 2 January 2010": ("2009-12-30", "2010-01-02"),
    "March–April 2009": ("2009-03", "2009-04"),
    "from March to May 2009": ("2009-03", "2009-05"),
    "2008–2009": ("2008", "2009"),
    "12./13. März 2009": ("2009-03-12", "2009-03-13"),
    "12. und 13. März 2009": ("2009-03-12", "2009-03-13"),
    "12. bis 13. März 2009": ("2009-03-12", "2009-03-13"),
    "vom 12. bis 13. März 2009": ("2009-03-12", "2009-03-13"),
    "vom 30. April bis zum 2. Mai 2010": ("2010-04-30", "2010-05-02"),
    "du 12 au 13 mars 2009": ("2009-03-12", "2009-03-13"),
    "du 30 avril au 2 mai 2010": ("2010-04-30", "2010-05-02"),
    "du 1er au 2 mars 2009": ("2009-03-01", "2009-03-02"),
    "les 12 et 13 mars 2009": ("2009-03-12", "2009-03-13"),
    "lundi 12 et mardi 13 mars 2012": ("2012-03-12", "2012-03-13"),
    "mar. 10 et mer. 11 mars 2009": ("2009-03-10", "2009-03-11"),
    "с 12 по 13 марта 2009": ("2009-03-12", "2009-03-13"),
    "12–13 марта 2009 г.": ("2009-03-12", "2009-03-13"),
    "с 30 апреля по 2 мая 2010 г.": ("2010-04-30", "2010-05-02"),
    "del 12 al 13 de marzo de 2009": ("2009-03-12", "2009-03-13"),
    "12 y 13 de marzo de 2009": ("2009-03-12", "2009-03-13"),
    "del 30 de abril al 2 de mayo de 2010": ("2010-04-30", "2010-05-02"),
}

_EXAMPLES = " Write, for example, 12 March 2009, 12-13 March 2009, March 2009 or 2009."

REFUSED = {
    "": f"No date is given.{_EXAMPLES}",
    "30 February 2009": "30 February 2009 does not exist; February 2009 has 28 days.",
    "30.02.2009": "30 February 2009 does not exist; February 2009 has 28 days.",
    "2009-02-30": "30 February 2009 does not exist; February 2009 has 28 days.",
    "29 February 1900": "29 February 1900 does not exist; February 1900 has 28 days.",
    "31.04.2009": "31 April 2009 does not exist; April 2009 has 30 days.",
    "31 April - 2 May 2010": "31 April 2010 does not exist; April 2010 has 30 days.",
    "12.13.2009": "There is no month 13; months run from 1 to 12.",
    "13.2009": "There is no month 13; months run from 1 to 12.",
    "12 March 1799": "The year 1799 is outside 1800-2199.",
    "2200": "The year 2200 is outside 1800-2199.",
    "12.08.08": "Write the year with four digits: “08” may stand for 1808, 1908 or 2008.",
    "12/08/08": "Write the year with four digits: “08” may stand for 1808, 1908 or 2008.",
    "'08": "Write the year with four digits: “'08” may stand for 1808, 1908 or 2008.",
    "12032009": "“12032009” is neither a day nor a year of four digits.",
    "Aug 08": f"The year is missing: write it with four digits.{_EXAMPLES}",
    "12 August": f"The year is missing: write it with four digits.{_EXAMPLES}",
    "Mittwoch": f"A weekday alone is not a date.{_EXAMPLES}",
    "Dienstag, 12. Januar 2022": "12 January 2022 was a Wednesday, not a Tuesday.",
    "Wednesday, March 2009": "A weekday needs a day beside it, such as Wednesday, 12 January 2022.",
    "13–12 March 2009": (
        "The end, 12 March 2009, is before the start, 13 March 2009."
        " If it began in another month or year, write both."
    ),
    "30 December – 2 January 2010": (
        "The end, 2 January 2010, is before the start, 30 December 2010."
        " If it began in another month or year, write both."
    ),
    "between 9 and 3 May 2010": "3 May 2010 is before 9 May 2010: write the earlier date first.",
    "12 and 20 March 2009": (
        "12 March 2009 and 20 March 2009 are two dates: enter two sessions,"
        " or write a dash if one session lasted from the first to the second."
    ),
    "spring 2008/09": "No spring lasts from 2008 to 09: write the months.",
    "early spring 2009": "Write a season with its year alone, or the months.",
    "fifth quarter of 2009": f"“fifth” is not understood in a date.{_EXAMPLES}",
    "third half of 2009": "A year has 2 such parts: there is no 3th.",
    "KW 54/2009": "2009 has no week 54.",
    "vor vor vor vor vor 2009": f"This is not a date.{_EXAMPLES}",
    "about 2009": f"“about” is not understood in a date.{_EXAMPLES}",
    "12 Smarch 2009": f"“smarch” is not understood in a date.{_EXAMPLES}",
    "12 March 2009, 14:30": f"“:” is not understood in a date.{_EXAMPLES}",
    "2009-": f"One of the two dates is missing.{_EXAMPLES}",
    "1–2–3 March 2009": f"This is not one date or two.{_EXAMPLES}",
    "1995s": f"“s” is not understood in a date.{_EXAMPLES}",
    "x" * 201: f"This is too long for a date.{_EXAMPLES}",
}

AMBIGUOUS = {
    "03/04/2009": ["3 April 2009", "4 March 2009"],
    "3/4/2009": ["3 April 2009", "4 March 2009"],
    "03-04-2009": ["3 April 2009", "4 March 2009"],
    "2008–09": ["September 2008", "2008–2009"],
    "2008/09": ["September 2008", "2008–2009"],
}

# Each with its readings, which are offered.
IN_EITHER_HALF_OF_THE_WORLD = {
    "spring 2009": ["between March and May 2009", "between September and November 2009"],
    "Frühjahr 2009": ["between March and May 2009", "between September and November 2009"],
    "automne 2009": ["between March and May 2009", "between September and November 2009"],
    "осенью 2009 года": ["between March and May 2009", "between September and November 2009"],
    "verano de 2008": [
        "between December 2007 and February 2008",
        "between June and August 2008",
        "between December 2008 and February 2009",
    ],
}

# Counted from Friday, 14 January 2022 -> EDTF.
COUNTED = {
    "Mittwoch": "2022-01-12",
    "am Mittwoch": "2022-01-12",
    "mercredi": "2022-01-12",
    "el miércoles": "2022-01-12",
    "heute": "2022-01-14",
    "aujourd’hui": "2022-01-14",
    "сегодня": "2022-01-14",
    "hoy": "2022-01-14",
    "yesterday": "2022-01-13",
    "gestern": "2022-01-13",
    "hier": "2022-01-13",
    "вчера": "2022-01-13",
    "ayer": "2022-01-13",
    "the day before yesterday": "2022-01-12",
    "vorgestern": "2022-01-12",
    "avant-hier": "2022-01-12",
    "позавчера": "2022-01-12",
    "anteayer": "2022-01-12",
    "tomorrow": "2022-01-15",
    "demain": "2022-01-15",
    "two days ago": "2022-01-12",
    "vor zwei Tagen": "2022-01-12",
    "vor 2 Tagen": "2022-01-12",
    "il y a deux jours": "2022-01-12",
    "два дня назад": "2022-01-12",
    "hace dos días": "2022-01-12",
    "last Saturday": "2022-01-08",
    "am vergangenen Freitag": "2022-01-07",
    "next Monday": "2022-01-17",
    "lundi prochain": "2022-01-17",
    "last week": "[2022-01-03..2022-01-09]",
    "in der vergangenen Woche": "[2022-01-03..2022-01-09]",
    "la semaine dernière": "[2022-01-03..2022-01-09]",
    "на прошлой неделе": "[2022-01-03..2022-01-09]",
    "la semana pasada": "[2022-01-03..2022-01-09]",
    "this week": "[2022-01-10..2022-01-16]",
    "nächste Woche": "[2022-01-17..2022-01-23]",
    "last month": "2021-12",
    "im vergangenen Monat": "2021-12",
    "le mois dernier": "2021-12",
    "в прошлом месяце": "2021-12",
    "el mes pasado": "2021-12",
    "el mes que viene": "2022-02",
    "three months ago": "2021-10",
    "last year": "2021",
    "voriges Jahr": "2021",
    "l’année dernière": "2021",
    "l’an dernier": "2021",
    "в прошлом году": "2021",
    "el año pasado": "2021",
    "January 2022, before the report": "[2022-01-01..2022-01-14]",
    "2022, vor dem Bericht": "[2022-01-01..2022-01-14]",
    "before the report": "[1800-01-01..2022-01-14]",
    "vor dem Bericht": "[1800-01-01..2022-01-14]",
    "avant l’article": "[1800-01-01..2022-01-14]",
    "до публикации": "[1800-01-01..2022-01-14]",
    "antes del informe": "[1800-01-01..2022-01-14]",
}


@pytest.mark.parametrize(("text", "edtf"), COUNTED.items())
def test_what_is_counted_from_the_report(text: str, edtf: str) -> None:
    reading = read_date(text, relative_to=date(2022, 1, 14))
    assert (reading.start, reading.end) == (DateInterval.parse_edtf(edtf), None)
    assert reading.counted_from == date(2022, 1, 14)
    assert "14 January 2022" in reading.note
    with pytest.raises(DateReadingError):
        read_date(text)


@pytest.mark.parametrize(
    "text",
    ["last Wednesday", "letzten Mittwoch", "mercredi dernier", "в прошлую среду", "el miércoles pasado"],
)
def test_last_wednesday_may_be_this_weeks_or_the_one_before(text: str) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text, relative_to=date(2022, 1, 14))
    assert refusal.value.readings == ["5 January 2022", "12 January 2022"]


def test_a_date_after_the_report_is_not_before_it() -> None:
    with pytest.raises(DateReadingError, match="March 2022 is after the report of 14 January 2022"):
        read_date("March 2022, before the report", relative_to=date(2022, 1, 14))


@pytest.mark.parametrize(("text", "readings"), IN_EITHER_HALF_OF_THE_WORLD.items())
def test_a_season_is_refused_with_its_readings(text: str, readings: list[str]) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.readings == readings
    assert [read_date(each).in_words() for each in readings] == readings


@given(st.sampled_from(sorted({**COUNTED, **AMBIGUOUS, **IN_EITHER_HALF_OF_THE_WORLD})), st.dates())
def test_any_reading_that_is_offered_can_be_taken(text: str, report: date) -> None:
    try:
        readings = [read_date(text, relative_to=report).in_words()]
    except DateReadingError as refusal:
        readings = refusal.readings
    for each in readings:
        assert read_date(each).in_words() == each


def test_there_are_at_least_two_hundred_spellings() -> None:
    assert len(ONE_DATE) + len(BETWEEN_TWO) + len(FIRST_TO_LAST) >= 200


@pytest.mark.parametrize(("text", "edtf"), ONE_DATE.items())
def test_one_date(text: str, edtf: str) -> None:
    reading = read_date(text)
    assert (reading.kind, reading.start, reading.end) == ("point", DateInterval.parse_edtf(edtf), None)


@pytest.mark.parametrize(("text", "bounds"), BETWEEN_TWO.items())
def test_a_day_between_two(text: str, bounds: tuple[str, str]) -> None:
    reading = read_date(text)
    assert (reading.kind, reading.end) == ("range", None)
    assert reading.start == DateInterval(*map(date.fromisoformat, bounds))


@pytest.mark.parametrize(("text", "ends"), FIRST_TO_LAST.items())
def test_first_to_last_day(text: str, ends: tuple[str, str]) -> None:
    reading = read_date(text)
    assert (reading.kind, reading.start, reading.end) == ("span", *map(DateInterval.parse_iso, ends))


@pytest.mark.parametrize(("text", "sentence"), REFUSED.items())
def test_refusals_are_sentences(text: str, sentence: str) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.message == sentence
    assert refusal.value.readings == []


@pytest.mark.parametrize(("text", "readings"), AMBIGUOUS.items())
def test_the_ambiguous_is_refused_with_both_readings(text: str, readings: list[str]) -> None:
    with pytest.raises(DateReadingError) as refusal:
        read_date(text)
    assert refusal.value.readings == readings
    assert refusal.value.message.startswith(
        f"This may be {readings[0]} or {readings[1]}: write the month as a word"
    )
    for each in readings:
        assert read_date(each).in_words() == each


def test_the_language_of_the_source_decides_the_order_of_numbers() -> None:
    reading = read_date("03/04/2009", languages=["fr"])
    assert reading.start == DateInterval.parse_iso("2009-04-03")
    with pytest.raises(DateReadingError):
        read_date("03/04/2009", languages=["fr", "en"])


def test_names_are_read_only_in_the_languages_asked_for() -> None:
    with pytest.raises(DateReadingError, match="“марта” is not understood"):
        read_date("12 марта 2009", languages=["de"])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Mittwoch", "2022-01-12"),
        ("am Mittwoch", "2022-01-12"),
        ("Friday", "2022-01-14"),
        ("в среду", "2022-01-12"),
        ("12 January", "2022-01-12"),
        ("30 December", "2021-12-30"),
        ("12.01.", "2022-01-12"),
        ("March", "2021-03"),
    ],
)
def test_without_a_year_it_is_the_last_one_up_to_the_report(text: str, edtf: str) -> None:
    reading = read_date(text, relative_to=date(2022, 1, 14))
    assert reading.start == DateInterval.parse_iso(edtf)
    assert reading.note == "Counted back from 14 January 2022."


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("12.01.2022", "Wednesday, 12 January 2022."),
        ("7/2019", "July 2019: some day from 1–31 July 2019."),
        ("12.-13.03.2009", "from the first to the last day: 12–13 March 2009."),
        ("between 3 and 9 May 2010", "some day between 3 and 9 May 2010."),
        (
            "Anfang März 2009",
            "some day between 1 and 10 March 2009."
            " “Early”, “mid” and “late” are read as the first, second and last third.",
        ),
    ],
)
def test_it_says_how_it_understood(text: str, explained: str) -> None:
    assert read_date(text).explained() == explained


def test_no_name_means_two_months_or_two_weekdays() -> None:
    for names in (month_numbers, weekday_numbers):
        everything = names(tuple(LOCALES))
        for language in LOCALES:
            assert names((language,)).items() <= everything.items()


@given(st.text(alphabet=st.sampled_from("0123456789 .-/–MarchaugvonbisIX[]'серт,"), max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reading = read_date(text)
    except DateReadingError as refusal:
        assert refusal.message.endswith((".", "”."))
    else:
        assert reading.end is None or reading.start.earliest <= reading.end.latest


_WORDS = sorted(
    {
        *month_numbers(tuple(LOCALES)),
        *weekday_numbers(tuple(LOCALES)),
        *" ".join([*COUNTED, *FIRST_TO_LAST]).split(),
    }
)


@given(
    st.text(max_size=1000) | st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join),
    st.none() | st.dates(),
)
def test_any_unicode_is_read_or_refused(text: str, report: date | None) -> None:
    try:
        reading = read_date(text, relative_to=report)
    except DateReadingError as refusal:
        assert refusal.message
    else:
        assert reading.explained()
