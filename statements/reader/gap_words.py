"""The words that gap claims are made of, in each language, as `lexicon.folded` spells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statements.reader.lexicon import NO_PHRASES, Phrases, listed

YEAR, MONTH, WEEK, DAY = "Y", "M", "W", "D"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapWords:
    """Stems are prefixes of words; phrases are sequences of words, `*` any one word.

    `first`: what claims to be the first (erstmals). `last`: the last. `since`: what a date or length follows.
    `first_stems`: adjectives (erste) after which a noun is expected. `after`: what a length of silence follows.
    """

    units: Mapping[str, str]
    numbers: Mapping[str, int]
    half: Phrases = NO_PHRASES
    one_and_a_half: frozenset[str] = frozenset()
    compound: Mapping[str, str]
    more: Phrases
    less: Phrases
    about: Phrases
    between: frozenset[str]
    first: Phrases
    first_stems: tuple[str, ...]
    last: Phrases
    last_stems: tuple[str, ...]
    since_length: Phrases
    since_date: Phrases
    after: Phrases
    afterwards: frozenset[str] = frozenset()
    after_last: Phrases
    pause_stems: tuple[str, ...]
    meeting_stems: tuple[str, ...]
    met_stems: tuple[str, ...]
    again: frozenset[str]
    again_stems: tuple[str, ...]
    none: frozenset[str]
    only_once: Phrases = NO_PHRASES
    dated: frozenset[str]
    vague_parts: frozenset[str]
    seasons: frozenset[str]
    times: frozenset[str]
    before_last: frozenset[str] = frozenset()
    articles: frozenset[str]
    lost: Phrases = NO_PHRASES


_GERMAN_TENS = {
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "eines": 1, "einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5,
    "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13,
    "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "zwanzig": 20,
    "dreißig": 30, "dreissig": 30, "zweier": 2, "dreier": 3, "vierzig": 40, "fünfzig": 50,
}  # fmt: skip

GERMAN = GapWords(
    units={
        "jahr": YEAR, "jahre": YEAR, "jahren": YEAR, "jahres": YEAR, "monat": MONTH, "monate": MONTH, "monaten": MONTH,
        "monats": MONTH, "woche": WEEK, "wochen": WEEK, "tag": DAY, "tage": DAY, "tagen": DAY, "tages": DAY,
        "jahrzehnt": "X", "jahrzehnte": "X", "jahrzehnten": "X", "jahrzehnts": "X",
    },
    numbers=_GERMAN_TENS,
    one_and_a_half=listed("anderthalb eineinhalb einundeinhalb anderthalbe"),
    compound={"jährig": YEAR, "jaehrig": YEAR, "monatig": MONTH, "wöchig": WEEK, "tägig": DAY},
    more=Phrases("mehr als", "über", "gut", "mindestens", "wenigstens", "länger als", "weit über", "deutlich mehr als", "weit mehr als", "weitaus mehr als", "etwas mehr als", "reichlich", "mehr"),
    less=Phrases("fast", "knapp", "beinahe", "annähernd", "nahezu", "weniger als", "nicht ganz", "bald"),
    about=Phrases("rund", "etwa", "ungefähr", "circa", "ca", "zirka", "um die", "in etwa"),
    between=listed("langen ganzen lange ganze vollen volle den"),
    first=Phrases("erstmals", "erstmalig", "zum ersten mal", "das erste mal", "zum allerersten mal", "ein erstes mal", "erstmals wieder", "erste mal"),
    first_stems=("erste", "allererste", "1"),
    last=Phrases("zuletzt", "letztmals", "letztmalig", "zum letzten mal", "das letzte mal", "zum bislang letzten mal", "zum bisher letzten mal", "davor", "letzte mal"),
    last_stems=("letzte", "vorige", "vorherige", "vorangegangene", "bislang letzte", "jüngste", "vorhergehende", "vorletzte"),
    since_length=Phrases("seit", "in", "nach", "binnen"),
    since_date=Phrases("seit", "seit dem", "nach", "seit der"),
    after=Phrases("nach", "nach einer", "trotz", "während"),
    after_last=Phrases("nach der letzten", "nach dem letzten", "nach ihrem letzten", "nach ihrer letzten", "nach der vorigen", "nach seinem letzten", "nach seiner letzten", "nach der jüngsten", "nach dem vorigen", "nach der vorherigen", "seit dem letzten", "seit der letzten", "seit ihrem letzten", "seit ihrer letzten", "später", "danach"),
    pause_stems=("pause", "unterbrech", "funkstille", "stillstand", "eiszeit", "zwangspause", "unterbruch", "sendepause", "schweigen", "stille", "auszeit", "abstinenz", "blockade", "lähmung", "wartezeit", "gesprächspause", "verhandlungspause", "ruhephase", "ruhezeit", "verzögerung", "boykott", "wartens", "warten", "leerlauf"),
    meeting_stems=("treffen", "sitzung", "gipfel", "tagung", "rat", "dialog", "konferenz", "gespräch", "verhandlung", "begegnung", "zusammenkunft", "konsultation", "runde", "plenum", "versammlung", "dreier", "spitzentreffen", "beratung", "session", "format", "forum", "kommission", "sommet"),
    met_stems=("tagt", "getagt", "traf", "trafen", "getroffen", "zusammen", "stattgefunden", "fand", "zusammengekommen", "zusammengetreten", "versammelt", "stattfand", "tagen", "treffen", "abgehalten", "kam", "kamen", "einberufen", "gab", "gegeben", "zusammentra", "zusammenge", "tagte", "beraten", "berieten", "gesehen", "gesprochen"),
    again=listed("wieder erneut nochmals abermals wiederaufgenommen wiederauf"),
    again_stems=("wiederauf", "fortgesetzt", "wiederbeleb", "wiedersehen"),
    none=listed("nicht kein keine keinen keinem keiner ohne nie niemals"),
    only_once=Phrases("nur einmal", "nur ein mal", "erst einmal", "nur ein einziges mal"),
    dated=listed("im am in vom ende anfang mitte war"),
    vague_parts=listed("anfang mitte ende früh spät"),
    seasons=listed("frühjahr frühling sommer herbst winter jahr jahre jahres"),
    times=listed("mal"),
    articles=listed("das der die den dem ein eine einem einer ihr ihre ihrem ihren sein seine seinem"),
    lost=Phrases("herrschte", "lag * auf eis", "lagen * auf eis", "ruhte", "ruhten", "pausierte", "pausierten", "unterbrochen", "lang *", "lag", "lagen", "ausgesetzt", "auf eis", "brach", "blieb", "geruht", "pausiert"),
)  # fmt: skip

ENGLISH = GapWords(
    units={
        "year": YEAR, "years": YEAR, "year's": YEAR, "years'": YEAR, "month": MONTH, "months": MONTH, "week": WEEK,
        "weeks": WEEK, "day": DAY, "days": DAY, "decade": "X", "decades": "X", "yr": YEAR, "yrs": YEAR,
    },
    numbers={
        "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    },
    half=Phrases("and a half", "and one half", "and-a-half"),
    compound={"year": YEAR, "month": MONTH, "week": WEEK, "day": DAY, "decade": "X", "years": YEAR, "months": MONTH},
    more=Phrases("more than", "over", "at least", "well over", "longer than", "just over", "upwards of", "in excess of", "greater than", "a little over", "slightly over", "slightly more than", "no less than"),
    less=Phrases("almost", "nearly", "less than", "close to", "just under", "under", "not quite", "practically", "approaching"),
    about=Phrases("about", "around", "roughly", "some", "approximately", "an estimated", "or so"),
    between=listed("long full whole the past last consecutive straight entire solid"),
    first=Phrases("for the first time", "the first time", "first time", "for the very first time"),
    first_stems=("first", "1st", "first-ever"),
    last=Phrases("last", "the last time", "previously", "most recently", "the previous time", "last time", "last met", "last held", "last convened"),
    last_stems=("last", "previous", "preceding", "prior", "latest", "earlier"),
    since_length=Phrases("in", "for", "within", "since", "after", "in the", "during"),
    since_date=Phrases("since", "after", "since the"),
    after=Phrases("after", "following", "ending", "ended", "despite", "after a gap of", "with", "amid", "broke", "end", "ends"),
    afterwards=frozenset({"later", "on"}),
    after_last=Phrases("after the last", "after their last", "after its last", "after the previous", "since the last", "since their last", "since its last", "after their previous", "since the previous", "after the group last", "from the last", "after it last", "after they last", "since it last", "since they last", "ago"),
    pause_stems=("hiatus", "gap", "pause", "break", "interruption", "freeze", "silence", "absence", "suspension", "lull", "stalemate", "deadlock", "impasse", "interval", "interregnum", "standstill", "delay", "boycott", "intermission", "stoppage", "wait", "dormancy", "drought", "lapse", "recess"),
    meeting_stems=("meeting", "summit", "session", "talk", "dialogue", "council", "conference", "gathering", "consultation", "negotiation", "round", "encounter", "plenary", "commission", "assembly", "committee", "forum", "group", "format", "convening", "get-together", "trilateral", "meet", "discussion", "contact", "edition", "engagement", "face-to-face"),
    met_stems=("met", "meet", "held", "convene", "gather", "took", "taken", "sat", "conven", "assembl", "resum", "conducted", "happened", "hosted", "hold", "occurred", "take", "place", "reconven", "talk", "spoke", "seen"),
    again=listed("again resume resumed resumes resuming restart restarted reconvene reconvened revive revived back anew"),
    again_stems=("resum", "restart", "reconven", "reviv", "relaunch", "reopen"),
    none=listed("not no without never hasn't haven't hadn't didn't nor neither failed"),
    only_once=Phrases("only once", "just once", "only one time"),
    dated=listed("in on from was were back of dating"),
    vague_parts=listed("early mid late"),
    seasons=listed("spring summer autumn fall winter"),
    times=listed("time"),
    articles=listed("the a an its their this his her"),
    lost=Phrases("on hold", "suspended", "frozen", "stalled", "dormant", "in limbo", "on ice", "idle", "at a standstill", "elapsed", "passed"),
)  # fmt: skip

FRENCH = GapWords(
    units={
        "an": YEAR, "ans": YEAR, "année": YEAR, "années": YEAR, "mois": MONTH, "semaine": WEEK, "semaines": WEEK,
        "jour": DAY, "jours": DAY, "décennie": "X", "décennies": "X",
    },
    numbers={
        "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
        "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "dix-sept": 17,
        "dix-huit": 18, "dix-neuf": 19, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    },
    half=Phrases("et demi", "et demie"),
    compound={},
    more=Phrases("plus de", "plus d'", "au moins", "pas moins de", "bien plus de", "un peu plus de", "un peu plus d'"),
    less=Phrases("près de", "près d'", "presque", "moins de", "moins d'", "quasiment", "pratiquement"),
    about=Phrases("environ", "quelque", "quelques", "à peu près", "autour de", "une"),
    between=listed("longues longs longue long bonnes bons entières dernières derniers"),
    first=Phrases("pour la première fois", "la première fois", "première fois", "c' est la première fois", "une première"),
    first_stems=("premier", "première", "premiers", "premières", "1er", "1re", "1ère"),
    last=Phrases("pour la dernière fois", "la dernière fois", "dernière fois"),
    last_stems=("dernier", "dernière", "précédent", "précédente"),
    since_length=Phrases("depuis", "en", "depuis plus", "après"),
    since_date=Phrases("depuis", "depuis le", "depuis la", "depuis l'", "depuis celui de", "depuis celle de"),
    after=Phrases("après", "au bout de", "au terme de", "à l' issue de", "malgré", "suite à", "au terme d'", "au bout d'", "après une", "après un"),
    afterwards=frozenset(),
    after_last=Phrases("après le dernier", "après la dernière", "après leur dernier", "après leur dernière", "après sa dernière", "après son dernier", "après le précédent", "après la précédente", "plus tard"),
    pause_stems=("interruption", "attente", "absence", "pause", "silence", "gel", "suspension", "blocage", "hiatus", "parenthèse", "sommeil", "arrêt", "mutisme", "léthargie", "brouille", "éclipse", "stagnation", "impasse", "intervalle", "inactivité", "boycott"),
    meeting_stems=("réunion", "sommet", "rencontre", "session", "conférence", "conseil", "dialogue", "entretien", "pourparler", "négociation", "consultation", "séance", "commission", "comité", "assemblée", "forum", "tête-à-tête", "rendez-vous", "discussion", "format", "édition", "rendez", "round", "cycle"),
    met_stems=("réuni", "rencontr", "tenu", "lieu", "siég", "déroul", "organis", "rassembl", "convoqu", "remont", "dat", "retrouv", "tient", "tenait", "s'est", "vus", "parlé"),
    again=listed("nouveau reprend reprennent reprise repris renouer renoue relance"),
    again_stems=("repren", "repris", "renou", "relanc", "retrouvailles"),
    none=listed("pas n' ne sans aucun aucune jamais plus"),
    only_once=Phrases("qu' une fois", "qu' une seule fois", "une seule fois"),
    dated=listed("en le à du de au fut était"),
    vague_parts=listed("début mi fin milieu"),
    seasons=listed("printemps été automne hiver"),
    times=listed("fois"),
    articles=listed("le la l' les un une leur son sa ce cette du"),
    lost=Phrases("au point mort", "gelé", "gelée", "suspendu", "suspendue", "suspendus", "suspendues", "gelées", "gelés", "interrompue", "interrompues", "interrompu", "interrompus", "en sommeil", "à l' arrêt"),
)  # fmt: skip

SPANISH = GapWords(
    units={
        "año": YEAR, "años": YEAR, "mes": MONTH, "meses": MONTH, "semana": WEEK, "semanas": WEEK, "día": DAY,
        "días": DAY, "década": "X", "décadas": "X", "lustro": "L", "lustros": "L",
    },
    numbers={
        "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
        "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16,
        "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "treinta": 30, "cuarenta": 40,
    },
    half=Phrases("y medio", "y media"),
    compound={},
    more=Phrases("más de", "al menos", "por lo menos", "más de los", "bastante más de", "poco más de", "algo más de", "como mínimo"),
    less=Phrases("casi", "cerca de", "menos de", "prácticamente", "apenas"),
    about=Phrases("unos", "unas", "alrededor de", "aproximadamente", "en torno a"),
    between=listed("largos largas largo larga últimos últimas los"),
    first=Phrases("por primera vez", "por vez primera", "la primera vez", "primera vez", "vez primera"),
    first_stems=("primer", "primera", "primero", "primeros", "primeras"),
    last=Phrases("por última vez", "la última vez", "última vez", "por vez última"),
    last_stems=("último", "última", "anterior", "previa", "previas", "previo", "previos", "pasada"),
    since_length=Phrases("en", "desde hace", "durante", "en los", "después de", "tras", "por"),
    since_date=Phrases("desde", "desde el", "desde la", "desde los", "después de"),
    after=Phrases("tras", "después de", "luego de", "al cabo de", "pese a", "tras una", "tras un", "después de una"),
    after_last=Phrases("después de la última", "después del último", "después de su última", "después de su último", "tras la última", "tras el último", "tras su última", "tras su último", "desde la última", "desde el último", "después de la anterior", "después del anterior", "después"),
    pause_stems=("pausa", "interrupción", "silencio", "ausencia", "parón", "paréntesis", "suspensión", "hiato", "receso", "espera", "bloqueo", "congelación", "inactividad", "estancamiento", "parálisis", "distanciamiento", "impasse", "congelamiento", "letargo", "intervalo", "vacío", "boicot"),
    meeting_stems=("cumbre", "reunión", "reuniones", "encuentro", "sesión", "sesiones", "conferencia", "diálogo", "consejo", "consulta", "negociaci", "ronda", "cita", "comisión", "asamblea", "foro", "contacto", "conversaci", "plenari", "edición", "bilateral", "formato"),
    met_stems=("reuni", "reuní", "reún", "celebr", "tuvo", "tenido", "lugar", "encontr", "realiz", "convoc", "congreg", "hubo", "habido", "sesion", "mantuv", "data", "remont", "produj", "dieron", "visto", "veían"),
    again=listed("nuevo nuevamente reanuda reanudan reanudaron reanudó vuelve vuelven volvió volvieron retoman retoma"),
    again_stems=("reanud", "retom", "vuelv", "volvi", "relanz"),
    none=listed("no sin ninguna ningún nunca"),
    only_once=Phrases("solo una vez", "sólo una vez", "una sola vez"),
    dated=listed("en el a de fue del"),
    vague_parts=listed("principios inicios comienzos mediados finales fines"),
    seasons=listed("primavera verano otoño invierno año mes"),
    times=listed("vez"),
    articles=listed("el la los las un una su sus esta este"),
    lost=Phrases("en suspenso", "suspendida", "suspendido", "suspendidas", "suspendidos", "congeladas", "interrumpidas", "paralizado", "paralizada", "congelado", "congelada", "interrumpido"),
)  # fmt: skip

RUSSIAN = GapWords(
    units={
        "год": YEAR, "года": YEAR, "лет": YEAR, "годы": YEAR, "годом": YEAR, "месяц": MONTH, "месяца": MONTH,
        "месяцев": MONTH, "неделя": WEEK, "недели": WEEK, "недель": WEEK, "неделю": WEEK, "день": DAY, "дня": DAY,
        "дней": DAY, "десятилетие": "X", "десятилетия": "X", "десятилетий": "X", "летнего": YEAR,
        "полгода": "H", "полугода": "H",
    },
    numbers={
        "один": 1, "одного": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3, "четыре": 4,
        "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "семи": 7, "восемь": 8, "восьми": 8,
        "девять": 9, "девяти": 9, "десять": 10, "десяти": 10, "одиннадцать": 11, "одиннадцати": 11, "двенадцать": 12,
        "двенадцати": 12, "тринадцать": 13, "пятнадцать": 15, "пятнадцати": 15, "двадцать": 20, "двадцати": 20,
        "тридцать": 30,
    },
    half=Phrases("с половиной"),
    one_and_a_half=listed("полтора полутора полторы"),
    compound={"летн": YEAR, "годичн": YEAR, "месячн": MONTH, "недельн": WEEK, "дневн": DAY},
    more=Phrases("более чем", "более", "больше чем", "больше", "свыше", "не менее", "не менее чем", "как минимум", "почти более"),
    less=Phrases("почти", "менее чем", "менее", "без малого", "чуть менее", "чуть меньше"),
    about=Phrases("около", "примерно", "порядка", "приблизительно", "где-то"),
    between=listed("долгих долгие последние последних целых длинных"),
    first=Phrases("впервые", "в первый раз", "первый раз"),
    first_stems=("первый", "первая", "первое", "первую", "первой", "первого", "первые", "первым", "первом", "первых"),
    last=Phrases("в последний раз", "последний раз", "в предыдущий раз", "предыдущий раз", "в прошлый раз"),
    last_stems=("последн", "предыдущ", "прошл"),
    since_length=Phrases("за", "спустя", "через", "в течение", "после", "уже"),
    since_date=Phrases("с", "со", "после", "со времени", "начиная с"),
    after=Phrases("после", "спустя", "через", "по прошествии", "по истечении", "несмотря на", "с"),
    afterwards=frozenset({"спустя"}),
    after_last=Phrases("после последней", "после последнего", "после предыдущего", "после предыдущей", "со времени последней", "спустя", "назад"),
    pause_stems=("перерыв", "пауз", "молчан", "простоя", "заморозк", "затиш", "бездейств", "застоя", "отсутств", "приостановк", "тишин", "простой", "бойкот"),
    meeting_stems=("встреч", "саммит", "заседан", "переговор", "совещан", "совет", "сесси", "конференц", "диалог", "консультац", "раунд", "контакт", "комисси", "форум", "формат", "собран", "пленар", "съезд"),
    met_stems=("собира", "состоял", "прош", "проход", "встреча", "встрет", "проводи", "провел", "собра", "заседал", "было", "был", "была", "имела", "созыва", "прове", "виде", "общал"),
    again=listed("снова вновь опять возобновил возобновила возобновили возобновились возобновились возобновляет"),
    again_stems=("возобнов", "восстанов"),
    none=listed("не без ни нет"),
    only_once=Phrases("лишь один раз", "только один раз", "лишь однажды", "только однажды"),
    dated=listed("в во была было был осенью весной летом зимой с от"),
    vague_parts=listed("начале начала середине середины конце конца"),
    seasons=listed("осенью весной летом зимой осени весны лета зимы году года год"),
    times=listed("раз"),
    articles=listed("это их его ее эта этот свой свою свое своя"),
    lost=Phrases("заморожен", "заморожена", "заморожены", "приостановлен", "приостановлена", "прерваны"),
)  # fmt: skip

GAP_WORDS: dict[str, GapWords] = {"de": GERMAN, "en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN}
