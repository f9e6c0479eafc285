"""French."""

from statements.reader.lexicon import Lexicon, Phrases, endings, listed

_ER = listed(
    "déclar affirm ajout précis soulign estim indiqu expliqu assur not rappel insist confirm annonc jug martel lanc",
    "regrett critiqu dénonc salu qualifi évoqu considér espèr souhait rétorqu observ relev relat racont confi signal",
    "mentionn commenc plaid accus exhort appel demand cit constat remarqu admett conseill not argument avanc",
    "déplor témoign murmur résum réclam rapport prôn proclam clam exig félicit vant souffl gliss comment lâch rassur plaisant ironis tonn détaill nuanc temporis",
    "enchaîn relativis tranch protest développ object exclam certifi argu confess",
)
_PRESENT_AND_PAST = endings(_ER, "e", "ent", "a", "ait", "èrent", "aient") | listed(
    "dit disait disent déclara écrit écrivait écrivent prévient prévenait répond répondait répondit soutient soutenait",
    "reconnaît reconnaissait promet promettait avertit veut souhaite maintient poursuit poursuivait conclut parle parlait",
    "croit pense promet espère décrit fait rappelle appelle rappelait admet défend défendait réaffirme renchérit ironise",
    "considère suggère répète préfère avère réitère résume nuance tempère fustige fustigeait insiste réagit dément tient complète prétend concède plaide révèle assène garantit répète renchérissait",
)
_PARTICIPLES = endings(_ER, "é", "ée", "és") | listed(
    "réjoui inquiété indigné étonné ému alarmé offusqué interrogé plaint dit répondu écrit prévenu soutenu reconnu promis averti poursuivi conclu parlé pensé décrit fait réaffirmé admis",
    "défendu voulu tenu réagi démenti ironisé renchéri réitéré complété prétendu concédé fustigé tweeté nuancé",
)
_PLAIN = (_PRESENT_AND_PAST | _PARTICIPLES) - listed(
    "fait parle parlait parlé tient tenu veut voulu appelle appelé appela appelait qualifié qualifie cite cité accuse",
    "accusé demande demandé félicite salue salué saluait critique critiqué dénonce dénoncé exige lance",
)

FRENCH = Lexicon(
    code="fr",
    verbs=_PRESENT_AND_PAST,
    plain=_PLAIN,
    participles=_PARTICIPLES,
    auxiliaries=listed("a ont avait avaient ai aurait auraient a-t-il a-t-elle a-t-on ont-ils ont-elles avait-il avait-elle s'est est"),
    pronouns=listed("il elle ils elles on celui-ci celle-ci ce dernier cette dernière"),
    determiners=listed(
        "le la l' les un une des son sa ses leur leurs ce cet cette ces deux trois plusieurs certains",
    ),
    inner=listed("de du des d' la le l' les et & von van der à pour au aux"),
    stops=listed(
        "dans en lors après avant devant depuis pendant sur sous avec sans par que qu' qui dont où quand si mais ou car",
        "donc alors lundi mardi mercredi jeudi vendredi samedi dimanche hier demain ici aussi ainsi également encore",
        "toutefois cependant n' ne pas se s' est sont était a ont avait sera serait chez vers entre contre selon malgré",
        "comme lorsqu' puis cité citée interrogé interrogée cités à aux au pour il elle aujourd'hui auprès dès face diffusé diffusée publié publiée rendu rendue consulté obtenu",
    ),
    trimmed=listed(
        "et mais ou or car donc puis aussi ainsi alors cependant toutefois enfin or que qu' si comme lorsqu' quand tandis",
        "parce bien",
    ),
    idle=listed(
        "également aussi encore ensuite ainsi pour sa part par ailleurs alors toutefois cependant notamment déjà mercredi",
        "mardi lundi jeudi vendredi samedi dimanche hier de son côté plutôt d'abord clairement même bien néanmoins savoir",
        "valoir remarquer aussitôt longuement récemment simplement sobrement lui-même elle-même",
    ),
    clitics=listed("l' s' m' lui leur se y en nous n' ne"),
    openers=listed("comme ainsi"),
    relatives=listed("qui que qu' dont où lequel laquelle"),
    complementizers=listed("que qu'"),
    subordinators=listed("que qu' si quand où comme de d' à en dans pour par sur sans ne n'"),
    pronoun_sources=Phrases("selon lui", "selon elle", "selon eux", "d' après lui", "d' après elle", "à ses yeux"),
    objects=listed("lui elle eux ses"),
    sources=Phrases(
        "selon", "d' après", "d'après", "aux yeux de", "de l' avis de", "selon les mots de", "pour reprendre les mots de",
        "de l' aveu de", "aux dires de",
    ),
    impersonal=Phrases("peut on lire dans", "lit on dans", "pouvait on lire dans", "apprend on dans", "indique on dans"),
    in_source=listed("dans à de chez auprès"),
    with_these_words=Phrases("c' est par ces mots que", "c' est en ces termes que", "par ces mots", "en ces termes"),
    first_person=listed("je j' nous notre nos mon ma mes"),
    told_of_before=Phrases("c' est ce qu' a", "c' est ce qu' ont", "c' est ce que"),
    naming=listed(
        "dit dite dits dites nommé nommée baptisé baptisée intitulé intitulée thème titre slogan format surnommé",
        "surnommée appelé appelée dénommé dénommée prétendu prétendue formule expression journal quotidien projet",
        "initiative accord opération mot mots rubrique libellé programme devise collectif groupe déclaration",
    ),
    roles=listed(
        "président présidente ministre porte-parole premier première chef cheffe secrétaire chancelier chancelière",
        "conseiller conseillère ambassadeur ambassadrice représentant représentante diplomate envoyé émissaire général",
        "directeur directrice responsable dirigeant commissaire roi pape expert experte chercheur analyste délégué haut",
        "haute source sources entourage homologue vice-président vice-présidente maire sénateur député députée gouvernement communiqué ministère négociateur",
    ),
    abbreviations=listed("m mm mme mlle dr pr st ste p av etc cf ex art janv févr avr juil sept oct nov déc no"),
    gerunds=endings(_ER, "ant") | listed("disant soutenant promettant reconnaissant prévenant écrivant répondant"),
    accredited=listed("ambassadeur ambassadrice représentant représentante délégué envoyé émissaire permanent"),
    weak=listed("commente développe tranche fait parle tient veut note appelle rappelle cite défend demande lance croit pense écrit juge relève avance rapporte notent commence poursuit maintient signale résume"),
)  # fmt: skip
