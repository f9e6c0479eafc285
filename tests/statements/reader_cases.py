"""Short reports, made up for the tests, with what a careful editor would take from them. Every speaker is invented.

A speaker is given as printed with the words; an empty one is not printed there (carried over, or nobody's).
"""

from __future__ import annotations

from dataclasses import dataclass, field

Said = tuple[str, str]


@dataclass(frozen=True)
class Case:
    language: str
    text: str
    full: list[Said] = field(default_factory=list)
    fragment: list[Said] = field(default_factory=list)
    reported: list[Said] = field(default_factory=list)
    claims: list[tuple[str, str, str]] = field(default_factory=list)


CASES = [
    # German
    Case("de", "„Wir haben uns auf einen Fahrplan geeinigt“, sagte Außenministerin Petra Lindholm nach der Sitzung.",
         full=[("Wir haben uns auf einen Fahrplan geeinigt", "Außenministerin Petra Lindholm")]),
    Case("de", "Lindholm betonte: „Ohne Vertrauen gibt es keinen Fortschritt.“",
         full=[("Ohne Vertrauen gibt es keinen Fortschritt.", "Lindholm")]),
    Case("de", "»Das ist ein Anfang«, so der Vorsitzende Karl Ostrander. »Mehr war nicht zu erwarten.«",
         full=[("Das ist ein Anfang", "der Vorsitzende Karl Ostrander"), ("Mehr war nicht zu erwarten.", "der Vorsitzende Karl Ostrander")]),
    Case("de", "Der Vertreter Norlands sprach von einem „schwierigen, aber nützlichen Austausch“.",
         fragment=[("schwierigen, aber nützlichen Austausch", "Der Vertreter Norlands")]),
    Case("de", "Nach Angaben des Ministeriums dauerte das Treffen „deutlich länger“ als geplant.",
         fragment=[("deutlich länger", "des Ministeriums")]),
    Case("de", "Ostrander warf der Gegenseite vor, „die Tatsachen zu verdrehen“.",
         fragment=[("die Tatsachen zu verdrehen", "Ostrander")]),
    Case("de", "Der sogenannte „Seerat“ tagt in der Zeitung „Tagespost“ zufolge im Mai."),
    Case("de", "Die Initiative „Runder Tisch“ war 2011 gegründet worden."),
    Case("de", "Lindholm sagte, man habe „keine roten Linien“ überschritten. Es gebe nun ein „gemeinsames Verständnis“.",
         fragment=[("keine roten Linien", "Lindholm"), ("gemeinsames Verständnis", "")],
         reported=[("man habe „keine roten Linien“ überschritten", "Lindholm"), ("Es gebe nun ein „gemeinsames Verständnis“", "")]),
    Case("de", "Der Rat werde im Herbst erneut zusammenkommen, teilte ein Sprecher am Freitag mit.",
         reported=[("Der Rat werde im Herbst erneut zusammenkommen", "ein Sprecher")]),
    Case("de", "Ein hoher Beamter erklärte, dass die Gespräche fortgesetzt würden.",
         reported=[("dass die Gespräche fortgesetzt würden", "Ein hoher Beamter")]),
    Case("de", "„Als er mich fragte: ‚Warum jetzt?‘, hatte ich keine Antwort“, berichtete Ostrander.",
         full=[("Als er mich fragte: ‚Warum jetzt?‘, hatte ich keine Antwort", "Ostrander")]),
    Case("de", "Erstmals seit knapp drei Jahren hat der Seerat wieder getagt.", claims=[("first_duration", "P3Y", "less_than")]),
    Case("de", "Der Seerat kam nach anderthalbjähriger Pause wieder zusammen.", claims=[("gap_duration", "P1Y6M", "exact")]),
    Case("de", "Zuletzt war das Gremium im März 2017 zusammengekommen.", claims=[("last_session", "2017-03", "exact")]),
    Case("de", "Es war die erste Sitzung des Seerats seit Juni 2018.", claims=[("first_since", "2018-06", "exact")]),
    Case("de", "Der Seerat hat seit mehr als vier Jahren nicht mehr getagt.", claims=[("gap_duration", "P4Y", "more_than")]),
    Case("de", "In den letzten zwei Jahren stiegen die Preise. Vor drei Jahren wurde er Minister."),
    Case("de", "Die Minister trafen sich erstmals nach rund 18 Monaten.", claims=[("first_duration", "P18M", "approx")]),
    # English
    Case("en", "“We made real progress today,” said Norland’s deputy foreign minister, Anna Brekke.",
         full=[("We made real progress today,", "Norland’s deputy foreign minister, Anna Brekke")]),
    Case("en", "“We came to listen,” Brekke told reporters, “and we listened to every word.”",
         full=[("We came to listen,", "Brekke"), ("and we listened to every word.", "Brekke")]),
    Case("en", "'This is not the end of the road,' the minister said. 'It's the allies' choice.'",
         full=[("This is not the end of the road,", "the minister"), ("It's the allies' choice.", "the minister")]),
    Case("en", "According to a senior diplomat, the session was “tense but businesslike”.",
         fragment=[("tense but businesslike", "a senior diplomat")]),
    Case("en", "Brekke described the talks as \"constructive\" and warned against \"false hopes\".",
         fragment=[("constructive", "Brekke"), ("false hopes", "Brekke")]),
    Case("en", "The so-called “Lake Group” met in the hall of the “Grand Hotel”."),
    Case("en", "A spokesman for the council said that no date had been set for another round.",
         reported=[("that no date had been set for another round", "A spokesman for the council")]),
    Case("en", "The next session will be held in spring, the council's secretariat announced.",
         reported=[("The next session will be held in spring", "the council's secretariat")]),
    Case("en", "He said: “He told me ‘never again’ and left.”", full=[("He told me ‘never again’ and left.", "He")]),
    Case("en", "The Lake Council met on Monday for the first time in over four years.", claims=[("first_duration", "P4Y", "more_than")]),
    Case("en", "The ministers have not met since October 2016.", claims=[("first_since", "2016-10", "exact")]),
    Case("en", "Talks resumed after a nearly two-year hiatus.", claims=[("gap_duration", "P2Y", "less_than")]),
    Case("en", "The commission last met in early 2019.", claims=[("last_session", "2019", "approx")]),
    Case("en", "It was the council's first session since 5 July 2019.", claims=[("first_since", "2019-07-05", "exact")]),
    Case("en", "He was elected in 2014 and has led the party for six years. Last week prices fell for the third time in a year."),
    Case("en", "“Is this progress?” Brekke asked. “I believe it is.”",
         full=[("Is this progress?", "Brekke"), ("I believe it is.", "Brekke")]),
    # French
    Case("fr", "« Nous avons rétabli le contact », s’est félicitée la ministre des Affaires étrangères, Claire Aubanel.",
         full=[("Nous avons rétabli le contact", "la ministre des Affaires étrangères, Claire Aubanel")]),
    Case("fr", "Selon un diplomate européen, l’ambiance était « glaciale ».", fragment=[("glaciale", "un diplomate européen")]),
    Case("fr", "Mme Aubanel a estimé que « rien n’est encore acquis ».", fragment=[("rien n’est encore acquis", "Mme Aubanel")]),
    Case("fr", "« C’est un premier pas, a-t-elle ajouté. Il en faudra d’autres. »",
         full=[("C’est un premier pas, a-t-elle ajouté. Il en faudra d’autres.", "")]),
    Case("fr", "Le groupe dit « des Lacs » s’est réuni au château."),
    Case("fr", "Le porte-parole a indiqué que la prochaine session aurait lieu en mai.",
         reported=[("que la prochaine session aurait lieu en mai", "Le porte-parole")]),
    Case("fr", "« Il m’a dit : “Nous verrons” », raconte un négociateur.", full=[("Il m’a dit : “Nous verrons”", "un négociateur")]),
    Case("fr", "Le Conseil des Lacs s’est réuni pour la première fois depuis plus de trois ans.", claims=[("first_duration", "P3Y", "more_than")]),
    Case("fr", "La dernière réunion remontait à mars 2018.", claims=[("last_session", "2018-03", "exact")]),
    Case("fr", "Le Conseil ne s’était pas réuni depuis 2015.", claims=[("first_since", "2015", "exact")]),
    Case("fr", "Les pourparlers ont repris après deux ans et demi d’interruption.", claims=[("gap_duration", "P2Y6M", "exact")]),
    Case("fr", "Il dirige le parti depuis 2014 et vit à Paris depuis trois ans."),
    Case("fr", "« Ce n’est pas une rupture », assure-t-il.", full=[("Ce n’est pas une rupture", "il")]),
    # Russian
    Case("ru", "«Мы готовы продолжать диалог», — заявила министр иностранных дел Норландии Анна Бреккова.",
         full=[("Мы готовы продолжать диалог", "министр иностранных дел Норландии Анна Бреккова")]),
    Case("ru", "По словам Брекковой, переговоры были «непростыми».", fragment=[("непростыми", "Брекковой")]),
    Case("ru", "Он назвал встречу «полезной» и призвал «не терять времени».", fragment=[("полезной", "Он"), ("не терять времени", "Он")]),
    Case("ru", "Бреккова сообщила, что следующее заседание пройдет в мае.",
         reported=[("что следующее заседание пройдет в мае", "Бреккова")]),
    Case("ru", "Газета «Озерный вестник» вышла в понедельник."),
    Case("ru", "Озерный совет собрался впервые за почти пять лет.", claims=[("first_duration", "P5Y", "less_than")]),
    Case("ru", "В последний раз комиссия заседала в марте 2017 года.", claims=[("last_session", "2017-03", "exact")]),
    Case("ru", "Переговоры возобновились после двухлетнего перерыва.", claims=[("gap_duration", "P2Y", "exact")]),
    Case("ru", "Это первое заседание совета с июля 2019 года.", claims=[("first_since", "2019-07", "exact")]),
    Case("ru", "Совет не собирался с 2014 года.", claims=[("first_since", "2014", "exact")]),
    Case("ru", "«Это важный шаг, — отметил посол Игорь Вельский. — Но далеко не последний».",
         full=[("Это важный шаг, — отметил посол Игорь Вельский. — Но далеко не последний", "")]),
    # Spanish
    Case("es", "«Hemos retomado el diálogo», aseguró el canciller Tomás Arriaga.",
         full=[("Hemos retomado el diálogo", "el canciller Tomás Arriaga")]),
    Case("es", "Según Arriaga, la reunión fue “franca y cordial”.", fragment=[("franca y cordial", "Arriaga")]),
    Case("es", "El ministro calificó el encuentro de \"histórico\".", fragment=[("histórico", "El ministro")]),
    Case("es", "La portavoz explicó que la próxima sesión se celebrará en mayo.",
         reported=[("que la próxima sesión se celebrará en mayo", "La portavoz")]),
    Case("es", "El llamado \"Grupo de los Lagos\" nació en 2010."),
    Case("es", "El Consejo de los Lagos se reunió por primera vez en más de cuatro años.", claims=[("first_duration", "P4Y", "more_than")]),
    Case("es", "La última reunión tuvo lugar en marzo de 2018.", claims=[("last_session", "2018-03", "exact")]),
    Case("es", "Los ministros no se reunían desde 2015.", claims=[("first_since", "2015", "exact")]),
    Case("es", "El diálogo se reanudó tras una pausa de dos años y medio.", claims=[("gap_duration", "P2Y6M", "exact")]),
    Case("es", "—¿Habrá acuerdo? —“Estamos más cerca que nunca de un acuerdo”, respondió Arriaga.",
         full=[("Estamos más cerca que nunca de un acuerdo", "Arriaga")]),
    Case("es", "\"No habrá otra oportunidad\", advirtió. \"Es ahora o nunca\", agregó el ministro.",
         full=[("No habrá otra oportunidad", ""), ("Es ahora o nunca", "el ministro")]),
    # Harder
    Case("de", "Regierungssprecher Olaf Brand sprach gegenüber Journalisten von „gewissen Fortschritten“, fügte aber hinzu, dass „noch viel Arbeit“ nötig sei.",
         fragment=[("gewissen Fortschritten", "Regierungssprecher Olaf Brand"), ("noch viel Arbeit", "Regierungssprecher Olaf Brand")]),
    Case("de", "Laut dem Palast soll die „Seegruppe“ am 9. Dezember in Paris zusammenkommen."),
    Case("de", "Zuvor lagen die Verhandlungen rund zwei Jahre auf Eis.", claims=[("gap_duration", "P2Y", "approx")]),
    Case("de", "Der letzte Gipfel liegt mehr als fünf Jahre zurück.", claims=[("gap_duration", "P5Y", "more_than")]),
    Case("en", "Brekke, who chaired the session, said: \"We have to work together.\" Ostrander, speaking in Ottawa, described it as \"an important moment.\"",
         full=[("We have to work together.", "Brekke")], fragment=[("an important moment.", "Ostrander")]),
    Case("en", "“The meeting went well,” Mr. Fidan said, adding that “the ball is in their court”.",
         full=[("The meeting went well,", "Mr. Fidan")], fragment=[("the ball is in their court", "Mr. Fidan")]),
    Case("en", "The talks, the first between the two sides in nearly six years, lasted four hours.", claims=[("first_duration", "P6Y", "less_than")]),
    Case("en", "No meeting has taken place for more than five years.", claims=[("gap_duration", "P5Y", "more_than")]),
    Case("fr", "Claire Aubanel, elle, a parlé d'un « pas important ».", fragment=[("pas important", "Claire Aubanel")]),
    Case("fr", "« C'est un moment historique », s'est réjoui Charles Lenoir, président du Conseil.", full=[("C'est un moment historique", "Charles Lenoir")]),
    Case("fr", "Les deux dirigeants ne s'étaient pas vus depuis octobre 2016.", claims=[("first_since", "2016-10", "exact")]),
    Case("es", "\"No hemos resuelto todo, pero hemos empezado a hablar\", dijo a la prensa el canciller Tomás Arriaga.",
         full=[("No hemos resuelto todo, pero hemos empezado a hablar", "el canciller Tomás Arriaga")]),
    Case("ru", "По его словам, стороны «разошлись по основным вопросам».", fragment=[("разошлись по основным вопросам", "его")]),
    Case("ru", "Стороны не встречались более двух лет.", claims=[("gap_duration", "P2Y", "more_than")]),
    Case("ru", "«Нужно время», - добавил посол.", full=[("Нужно время", "посол")]),
]  # fmt: skip
