"""German."""

from statements.reader.lexicon import Lexicon, Phrases, endings, listed

_WEAK = listed(
    "sag erklär beton bekräftig bestätig versicher behaupt kritisier beklag ergänz erläuter äußer mein unterstrich",
    "berichtet schilder vermerk bemerk bekundet begründ befürchte glaub hoff forder verlang mahn droh lob begrüß verurteil",
    "würdig bedauer bekunde bezeichne konstatier kommentier resümier bilanzier prognostizier warn erwider antwort frag",
    "erinner pocht versprech dementier berichte erwarte kündig räum teil führ fügt füg stell klag rechtfertig signalisier",
    "plädier appellier wertet zitier referier formulier beschreib bewerte schätz entgegn urteil präzisier moniert monier",
    "scherz witzel konter prophezei stichel polter schimpf jubel seufz raun beteuer beschwichtig argumentier insistier",
    "frohlock bezweifel unterstell attestier beschwör mutmaß verkünde zeigt zeig empört freut sorgt sorg",
)
_FINITE = endings(
    [stem for stem in _WEAK if not stem.endswith(("teil", "stell", "zeig", "führ", "räum", "sorg", "lob", "droh"))],
    "te", "ten", "t", "-", "et", "ete", "eten",
) | listed(
    "sagte sagt sagten sagen erklärte erklärt erklärten erklären betonte betont betonten bekräftigten sprach spricht",
    "sprachen sprechen nannte nennt nannten nennen schrieb schreibt schrieben hieß heißt hiess heisst meinte warf wirft",
    "rief ruft wies weist gab gibt fand findet bezeichnete bezeichnet versprach verspricht unterstrich unterstreicht",
    "unterstrichen beschrieb beschreibt verkündete meldete meldet meldeten berichtete berichtet berichteten teilte teilt",
    "teilten fügte fügten führte führt führten räumte räumt räumten kündigte kündigten äußerte äußerten äusserte",
    "äussert äußert stellte stellt sah sieht hob hebt unterstellte warb wirbt zitierte zitiert lobte lobt drohte droht",
    "drohten verwies verweist bat bittet zeigte widersprach widerspricht befand erhob verlautete lautete lautet schlug",
    "versicherte versicherten gestand gesteht bedauerte beklagte hofft hoffte ließ liess lässt bekannte trat meinten glaubt",
    "urteilte urteilt wandte hielt hält deutete deutet pochte pocht schätzte wertete würdigte würdigt resümierte mahnte mahnt mahnten warnte warnt",
    "erinnerte erinnert entgegnete betrachtet betrachtete nahm äußerten formulierte sorgte fordert forderte forderten",
    "bezeichneten begrüßte begrüßten verurteilte verurteilten",
)  # fmt: skip
_PLAIN = listed(
    "sagte sagt sagten erklärte erklärt erklärten betonte betont betonten meinte meint schrieb schreibt bekräftigte",
    "bekräftigten versicherte teilte teilten berichtete berichtet behauptete fügte führte ergänzte erläuterte hieß hiess",
    "heißt heisst warnte warnt warnten kritisierte forderte verlangte bestätigte räumte kündigte glaubt hofft meldete",
    "meldet unterstrich klagte mahnte mitteilte hinzufügte ankündigte äußerte drohte stellte entgegnete erwiderte",
    "antwortete sagen erklären betonen äusserte bedauerte beklagte bemerkte wies warf urteilte resümierte bilanzierte",
    "lautete lautet verlautete konstatierte bekannte scherzte witzelte konterte prophezeite beteuerte argumentierte",
    "seufzte schimpfte",
)
_PARTICIPLES = listed(
    "gesagt erklärt betont gesprochen genannt geschrieben mitgeteilt hinzugefügt angekündigt gemeint bekräftigt",
    "versichert gewarnt kritisiert gefordert verlangt bestätigt behauptet gedroht bezeichnet berichtet geäußert",
    "geäussert gelobt begrüßt verurteilt gewürdigt beklagt bedauert gemahnt appelliert vorgeworfen eingeräumt",
    "unterstrichen aufgerufen aufgefordert gemeldet erläutert ergänzt verkündet versprochen beschrieben dementiert",
    "zurückgewiesen hervorgehoben klargestellt geantwortet erwidert festgestellt gezeigt ausgesprochen",
)
_TIME = """
    am im um vor nach seit zu zum zur bei beim in an auf aus mit gegen gegenüber durch während bis laut zufolge unter über
    ohne wegen trotz zwischen anlässlich bezüglich angesichts innerhalb hinsichtlich ins ans vom ab per via neben
"""

GERMAN = Lexicon(
    code="de",
    verbs=_FINITE,
    plain=_PLAIN,
    participles=_PARTICIPLES,
    auxiliaries=listed("hat hatte haben hatten habe hätte wurde wird"),
    pronouns=listed("er sie es man dieser diese letzterer beide"),
    determiners=listed(
        "der die das den dem des ein eine eines einer einem einen dieser diese sein seine seiner ihr ihre ihrer unser beide beiden",
        "kein keine mehrere viele einige zwei drei vier andere jener jene",
    ),
    inner=listed("von für des der dem van de du di bin al el la zu und sowie & wie"),
    stops=listed(
        _TIME,
        "dass daß ob weil wenn als da doch aber denn oder jedoch auch noch nur schon nicht so dazu daher deshalb zudem",
        "wo was wer welche welcher weiter weiterhin gestern heute morgen dabei damit darauf daran davon allerdings",
        "außerdem ausserdem es sich ihm ihnen ihn ist war sei sind seien habe hat hatte werde wird würde könnte dürfte",
        "zuvor danach später hinzu mit ein klar hervor fort anschließend anschliessend ferner bereits erneut wörtlich",
        "indes hingegen dagegen unterdessen derweil selbst zugleich mehr wieder abends mittags vormittags ebenfalls",
        "schließlich schliesslich unter darüber hierzu zufrieden einmal dort hier",
    ),
    trimmed=listed(
        "und aber doch denn oder auch so nun zudem ferner allerdings jedoch dennoch zwar sowohl nur laut außerdem wobei",
        "während nachdem indem weil dass daß ob wenn als obwohl da"
    ),
    idle=listed(
        "sich dazu auch weiter zudem noch daraufhin es zugleich jedoch aber ebenfalls wiederum hingegen dagegen dabei",
        "ferner außerdem ausserdem darauf zuvor gestern heute später anschließend anschliessend danach indes unterdessen",
        "bereits schon dann nun erneut einst einmal allerdings hierzu am donnerstag mittwoch dienstag montag freitag",
        "samstag sonntag abend abends nachher zwar ausdrücklich weiterhin gleichzeitig schließlich sodann",
    ),
    openers=listed("wie so"),
    relatives=listed("der die das dessen deren dem welcher welche wo"),
    complementizers=listed("dass daß ob"),
    subordinators=listed("dass daß ob wenn weil wo wie was wer als damit in an auf aus mit zu zum zur von um"),
    pronoun_sources=Phrases("ihm zufolge", "ihr zufolge", "nach seinen worten", "nach ihren worten", "seinen worten zufolge", "nach seinen angaben", "nach ihren angaben", "aus seiner sicht", "aus ihrer sicht"),
    objects=listed("ihm ihr seinen ihren seiner ihrer"),
    sources=Phrases(
        "laut", "nach angaben", "nach worten", "nach den worten", "nach ansicht", "nach meinung", "nach darstellung",
        "nach aussage", "nach aussagen", "nach auffassung", "in den worten", "aus sicht", "nach einschätzung",
    ),
    after_sources=listed("zufolge"),
    tags=listed("so"),
    impersonal=Phrases(
        "heißt es", "hieß es", "hiess es", "heisst es", "es heißt", "es hieß", "verlautete", "heiße es", "es heisst",
        "es hiess", "ist zu hören", "war zu hören", "ist zu lesen",
    ),
    in_source=listed("in aus von im bei beim seitens"),
    with_these_words=Phrases("mit diesen worten", "so", "das sagte", "das erklärte", "dies sagte", "dies erklärte"),
    first_person=listed("ich wir uns mir mich unser unsere unserer unseren unserem unseres mein meine"),
    told_of_before=Phrases("das sagte", "dies sagte", "das erklärte", "dies erklärte", "das teilte", "dies teilte", "das bestätigte", "das berichtete", "das kündigte"),
    naming=listed(
        "sogenannte sogenannten sogenannter sogenannte genannte genannten motto titel namen thema zeitung magazin buch",
        "zeitschrift begriff stichwort formats format initiative projekt programm bündnis partei namens tageszeitung",
        "nachrichtenmagazin sendung schlagwort überschrift bezeichnung slogan zeile rubrik kampagne reihe",
    ),
    roles=listed(
        "präsident präsidentin minister ministerin sprecher sprecherin kanzler kanzlerin chef chefin beauftragter",
        "beauftragte sekretär sekretärin kommissar kommissarin diplomat diplomatin vertreter vertreterin leiter leiterin",
        "vorsitzender vorsitzende vorsitzenden botschafter botschafterin premier beamter beamte mitglied abgeordneter",
        "abgeordnete experte expertin gesandter gesandte berater beraterin könig papst general generalsekretär",
        "staatschef regierungschef herr frau außenminister aussenminister regierung ministerium delegation",
    ),
    subjunctive=listed(
        "sei seien habe werde könne müsse solle wolle dürfe gebe gehe stehe komme bleibe lasse wisse liege halte sehe",
        "bestünden bestehe hätten wären würden könnten müssten sollten wollten dürften gäbe gäben sähen fände brauche",
        "mache nehme finde bringe führe tue zeige biete drohe spreche bedeute fehle möge sollte hätte wäre würde stünden",
        "stünde betreibe präsentiere strebe erwarte hoffe glaube fordere unterstütze bedürfe beginne laufe arbeite suche",
        "setze stelle trage treffe verfüge verhandle verlange verstehe vertrete wachse warte wünsche ziehe erhalte",
        "erreiche ermögliche funktioniere gelinge gelte geschehe gewinne helfe leide leiste lebe mangele plane prüfe",
        "rechne rufe schaffe scheine sinke spiele steige teile trete unternehme verbessere verdiene verfolge verletze",
        "verliere versuche verzichte widerspreche wirke begrüße bedauere betrachte denke dauere diene fahre falle gehöre",
        "herrsche ließe käme kämen blieben ginge gingen bräuchte bräuchten lehne schlage verhindere respektiere",
        "akzeptiere verurteile beteilige befinde besitze vertraue",
    ),
    particles=listed("mit an ein hin hinzu fest klar vor auf zu aus fort hervor zurück"),
    has_ordinal_stops=True,
    joins_genitives=True,
    verb_is_second=True,
    abbreviations=listed(
        "dr prof bzw ca z.b u.a d.h usw etc nr st str mio mrd ggf vgl inkl hr fr gest bspw sog jan feb mär apr jun jul",
        "aug sept okt nov dez abs art evtl ehem",
    ),
    cited=Phrases("zitiert *", "zitierte *", "zitieren *", "zitierten *"),
    weak=listed("hielt hält deutete deutet gab gibt sah sieht stellte stellt zeigte zeigt trat nahm ließ liess lässt fand findet wies warf wirft schlug"),
)  # fmt: skip
