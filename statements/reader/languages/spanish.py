"""Spanish."""

from statements.reader.lexicon import Lexicon, Phrases, endings, listed

_AR = listed(
    "afirm declar señal explic asegur indic coment subray destac manifest expres precis adelant anunci apunt not resalt",
    "recalc agreg insist consider llam calific critic denunci conden celebr lament inform remarc recalc enfatiz reiter",
    "record confes avis puntualiz valor aclar acus exhort inst alert proclam argument contest reclam salud cit opin",
    "ratific rechaz aboga abog apel plante relat augur vaticin ironiz zanj matiz pronunci habl pregunt elogi alab tild solicit brome detall sentenci recomend aleg espet exclam garantiz constat revel rememor",
)
_VERBS = endings(_AR, "ó", "aron", "a", "an", "aba", "aban") | listed(
    "dijo dijeron dice dicen decía añadió añadieron añade sostuvo sostiene sostuvieron reconoció reconoce admitió admite",
    "advirtió advierte advirtieron pidió pide pidieron escribió escribe respondió responde concluyó concluye prometió",
    "promete describió describe insistió insiste definió define aplaudió agradeció agradece propuso propone refirió",
    "expuso expone exigió exige creyó cree confía confió desmintió describieron defendió defiende mostró reivindicó",
    "explicó señaló destacó atribuyó aseveró asevera apuntó indicó replicó replica publicó rogó dijera expresó repitió",
    "coincidió transmitió transmite prosiguió resume resumió sugirió sugiere predijo rebatió advirtiera apostilló lamentaba",
    "bromea sugieren resumieron",
)
_PARTICIPLES = endings(_AR, "ado") | listed(
    "dicho añadido sostenido reconocido admitido advertido pedido escrito respondido concluido prometido descrito",
    "insistido definido agradecido propuesto expuesto exigido defendido mostrado",
)
_NOT_PLAIN = listed(
    "llamó llama calificó califica criticó critica condenó denunció celebró lamentó elogió saludó acusó citó cita mostró",
    "habló habla definió describió rechazó instó exhortó valoró atribuyó celebra tildó tilda alabó agradeció pidió mostrado",
    "celebrado llamado calificado criticado condenado denunciado lamentado elogiado saludado acusado citado hablado",
    "definido descrito rechazado instado exhortado valorado tildado agradecido pedido",
)

SPANISH = Lexicon(
    code="es",
    verbs=_VERBS,
    plain=(_VERBS | _PARTICIPLES) - _NOT_PLAIN,
    participles=_PARTICIPLES,
    auxiliaries=listed("ha han había habían habría hubo"),
    pronouns=listed("él ella ellos ellas este esta éste ésta aquel quien ambos"),
    determiners=listed("el la los las un una unos unas su sus este esta dos tres varios algunos otro otra ambos lo"),
    inner=listed("de del la las los el y e & para von van der al"),
    stops=listed(
        "en a ante tras desde durante sobre con sin por que quien donde cuando si pero o u porque lunes martes miércoles",
        "jueves viernes sábado domingo ayer hoy mañana también además así se no es son era fue ha han según hasta entre",
        "contra luego después antes al como aún aunque mientras lo le les cuyo cual esto aquí allí este para",
    ),
    trimmed=listed(
        "y e pero o que si aunque mientras cuando porque además también así asimismo no como pues sin embargo incluso",
    ),
    idle=listed(
        "también además así hoy ayer asimismo posteriori a este esta lunes martes miércoles jueves viernes sábado domingo",
        "luego después antes su parte por entonces nuevamente claramente igualmente posteriormente el en pasado próximo mismo",
    ),
    clitics=listed("se lo le les me nos la los las"),
    openers=listed("como según"),
    relatives=listed("que quien quienes cuyo donde cual"),
    complementizers=listed("que"),
    subordinators=listed("que si cuando donde como de a en para por sin con no del al"),
    pronoun_sources=Phrases("según él", "según ella", "según ellos", "en sus palabras", "a su juicio", "en su opinión"),
    objects=listed("él ella ellos sus su"),
    sources=Phrases(
        "según", "de acuerdo con", "en palabras de", "a juicio de", "en opinión de", "en la opinión de", "a decir de",
        "de acuerdo a", "en boca de",
    ),
    impersonal=Phrases("se lee en", "puede leerse en", "se indica en", "se afirma en", "reza"),
    in_source=listed("en"),
    with_these_words=Phrases("con estas palabras", "en estos términos", "así lo", "así"),
    first_person=listed("yo nosotros nuestro nuestra nuestros nuestras estamos tenemos hemos vamos queremos somos podemos debemos"),
    told_of_before=Phrases("así lo", "eso es lo que"),
    naming=listed(
        "llamado llamada llamados llamadas denominado denominada titulado titulada lema tema título bautizado formato",
        "apodado conocido conocida diario periódico proyecto iniciativa programa palabra palabras término supuesto",
        "supuesta declaración frase nombre revista grupo concepto",
    ),
    roles=listed(
        "presidente presidenta ministro ministra portavoz vocero vocera canciller jefe jefa secretario secretaria primer",
        "primera embajador embajadora representante diplomático alto alta enviado director directora líder comisario",
        "comisaria general rey papa experto analista senador diputado gobernador alcalde mandatario mandataria premier",
        "fuentes fuente medios cargo homólogo homóloga cancillería departamento vicepresidente vicepresidenta gobierno comunicado ministerio consejero consejera negociador",
    ),
    abbreviations=listed("sr sra sres dr dra ud uds ee.uu ee uu gral lic ing art pág núm etc ene feb abr jul ago sept oct nov dic d s"),
    gerunds=endings(_AR, "ando") | listed("diciendo añadiendo advirtiendo reconociendo sosteniendo pidiendo insistiendo admitiendo"),
    accredited=listed("embajador embajadora representante enviado enviada permanente delegado"),
    weak=listed("celebrado solicita detalla nota notan cita citan llama llaman habla cree mostró celebra celebran valora plantea define propone inst apela considera anuncia anuncian informa aviso recuerda celebraron celebró celebraba celebraban publicó adelanta adelantó pronunció salud reclama"),
)  # fmt: skip
