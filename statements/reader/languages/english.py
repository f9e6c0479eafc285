"""English."""

from statements.reader.lexicon import Lexicon, Phrases, listed

_PLAIN = listed(
    "said says say told tells added adds stated states explained explains noted notes stressed stresses insisted",
    "insists argued argues warned warns announced announces confirmed confirms claimed claims declared declares",
    "emphasized emphasizes emphasised emphasises reiterated reiterates acknowledged acknowledges admitted admits",
    "reported reports suggested suggests replied replies remarked remarks wrote writes believes believed hoped hopes",
    "predicted complained complains cautioned observed underlined underlines maintained maintains indicated indicates",
    "revealed denied pledged vowed commented recalled affirmed affirms concluded continued responded asserted asserts",
    "informed alleged tweeted quipped conceded countered estimated thinks conveyed highlighted joked mused boasted opined hinted clarified assured",
    "speculated proclaimed testified recounted elaborated advised exclaimed contended contends intoned lamented posted",
)
_VERBS = _PLAIN | listed(
    "called calls described describes praised hailed criticized criticised condemned urged urges asked asks accused",
    "demanded demands expressed expresses welcomed welcomes rejected dismissed quoted voiced branded labelled labeled",
    "read reads ridiculed mocked thanked denounced dubbed termed characterized characterised lauded applauded blamed lamented likened deplored spoke speaks",
    "deemed blasted slammed hopes wants promised promises touted saluted regretted appealed considers considered cited",
    "referred refers echoed reaffirmed agreed mentioned",
)

_GERUNDS = listed(
    "saying adding noting stressing insisting warning arguing emphasizing emphasising telling stating explaining claiming",
    "confirming announcing acknowledging admitting calling describing pledging vowing suggesting reiterating underlining",
    "expressing declaring predicting complaining urging hailing praising denouncing dismissing conceding recalling",
    "cautioning hoping writing",
)

ENGLISH = Lexicon(
    code="en",
    verbs=_VERBS,
    plain=_PLAIN,
    participles=_VERBS | listed("spoken written"),
    auxiliaries=listed("has have had"),
    pronouns=listed("he she they it we i who"),
    determiners=listed(
        "the a an his her their its our this one two three another some several both these those many other all",
    ),
    inner=listed("of for and & to de la van von der bin al el del di 's '"),
    stops=listed(
        "in on at after before during when while with from by as that who which whose if because but or nor than about",
        "since until through under over against into ahead following amid between earlier later yesterday today tomorrow",
        "monday tuesday wednesday thursday friday saturday sunday also however then there here not is are was were be",
        "has had have would will could should may might can must it him them me us so yet where why how what speaking",
        "did does do told reporters journalists without within via upon toward towards",
    ),
    trimmed=listed(
        "and but so yet or however meanwhile still also then though although while because when nor instead moreover",
        "separately earlier later that if whereas since as both",
    ),
    idle=listed(
        "also then later further again reportedly earlier repeatedly however rightly bluntly simply once only never even",
        "publicly previously recently subsequently clearly now just still always often on monday tuesday wednesday",
        "thursday friday saturday sunday today yesterday separately himself herself",
    ),
    openers=listed("as"),
    relatives=listed("who which whose whom that where"),
    complementizers=listed("that"),
    subordinators=listed("that if when while because whether to in on for of as where how who which with by from at"),
    pronoun_sources=Phrases("according to him", "according to her", "according to them", "in his words", "in her words", "in his view"),
    objects=listed("him her them his"),
    sources=Phrases(
        "according to", "in the words of", "quoting", "citing", "in the view of", "in a statement by", "for the words of",
    ),
    impersonal=Phrases("it was announced", "it was said"),
    with_these_words=Phrases("with these words", "with those words", "this was how", "those were the words of"),
    first_person=listed("i we us our my me ours"),
    naming=listed(
        "called titled entitled dubbed named headlined termed so-called slogan theme motto title phrase known labelled",
        "term newspaper magazine book programme program project initiative declaration codenamed word words on themed",
        "including exercise operation nicknamed club format",
    ),
    roles=listed(
        "president minister chief secretary secretary-general spokesman spokeswoman spokesperson premier chancellor",
        "commissioner ambassador envoy official representative leader diplomat officer general chairman chairwoman chair",
        "director head adviser advisor prime foreign deputy king prince pope senator governor mayor analyst expert",
        "professor government ministry statement office delegation broadcaster agency sources media bloc mr mrs ms dr sir secretary negotiator",
    ),
    abbreviations=listed(
        "mr mrs ms dr prof st gen sen rep gov lt col u.s u.n u.k e.u p.m a.m jan feb mar apr jun jul aug sep sept oct nov",
        "dec no vs etc e.g i.e inc ltd jr sr capt rev hon s",
    ),
    gerunds=_GERUNDS,
    accredited=listed("ambassador envoy representative permanent delegate"),
    weak=listed("read reads advised thanked posted say states notes reports claims cited continued referred agreed calls asks considers considered maintains demands hopes observed estimated mentioned wants promises dubbed termed named"),
)  # fmt: skip
