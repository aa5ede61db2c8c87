"""Ordinary English words, by what they do in a sentence: halves of words that ran together."""

from __future__ import annotations

STARTERS = frozenset(
    """
    A About After Again All Also Although An And Another Any Are As Ask At Avoid Because Before Being Both But By Call
    Can Contact Could Did Do Does Don Drink During Each Even Every Find First For From Get Good Has Have He Her Here
    His How However If In Instead Is It Its Just Keep Know Later Learn Make Many May Maybe Might More Most Must My
    Never New No Not Now Of Often On Once One Only Or Other Others Our Over People Perhaps Please Possible Read
    Researchers Scientists See Several She Should Since So Some Sometimes Still Such Take Talk Tell Than That The
    Their Then There These They This Those Though Through To Too Try Two Under Until Use Was We Well Were What When
    Where Whether Which While Who Why Will With Without Would Yes Yet You Your
    """.split()
)
"""Words with which a sentence or heading begins."""

HEADING_WORDS = frozenset(
    """
    Although And Are Because But Can Did Do Does For From Has Have How However If Is It Its Many Most People Some That
    The Their There These They This Was Were What When Where Which Who Why With Your
    """.split()
)
"""Of those, the ones that brands do not end in (they do end in One, Well, In, You, All)."""

FUNCTION = frozenset(
    """
    about after also although an and are as at because been before being but by can could did do does during for from
    had has have he her his how however if in into is it its may might must nor not of on or our over she should since
    so such than that the their then there these they this those though through to until was we were what when where
    whether which while who whose why will with within without would you your
    """.split()
)
"""Words that begin a clause or carry it on."""

COMMON = FUNCTION | frozenset(
    """
    complications outlook overview
    ability able above absence according across action active activity addition adult adults advice again against ages
    allow almost alone along already always amount animals another answer anxiety anyone anything appear appears
    approach area areas around arthritis article asked asthma attack author authors available average avoid away baby
    babies back bad based basic became become becomes began begin behind believe below benefit benefits best better
    between bleeding blood body bone bones both brain breast breath breathing bring brought building called came
    cancer cannot capsules care careful carefully case cases cause caused causes cell cells center centre certain
    chance change changes chest child children choice cholesterol clear clearly clinic clinical clinics close cold
    combination come comes common community companies company compared condition conditions confirmed consider contact
    contain contains contents continue control controlled controls cost costs cough country course cure daily damage
    data dead death deaths decision depression describe described design despite details develop developed diabetes
    diagnosed diagnosis diarrhea diarrhoea died diet different difficult dinner directly disease diseases disorder
    disorders dizziness doctor doctors doing dose doses down drink drinking drug drugs during each early easily eating
    effect effective effects either else emergency energy enough especially even evening ever every everyone
    everything evidence exam example excellent except exercise experience experts explained eyes face facts factor
    factors failure fall family far fatigue feel feeling felt female fever few field finally find finding findings
    first fish five follow followed following food foods foot form forms found four frequent friend friends fruit full
    function further future gave general gets getting girls give given gives goes going gone good great greater group
    groups grow growth guide hair half hand hands happen happened happens hard harm harmful harms having head headache
    health healthy hear heart heat heavy help helped helpful helps here high higher himself history home hope hospital
    hospitals hour hours house human hundred idea illness important improve improved include included includes
    including increase increased individual individuals infection infections inflammation information injection injury
    instead insulin itself joint joints just keep kidney kind know known large last late later learn least leave left
    legs less let level levels life light like likely limited link list little live liver living local long longer
    look looked loss lost lower lung lungs made main major make makes making male many mass matter mean means measure
    measured meat medical medication medications medicine medicines member members memory mental method methods middle
    milk million mind minute minutes month months mood more morning most mother mothers mouth move much muscle muscles
    name nature nausea near nearly need needed needs negative nerve never new news next night nine normal nothing
    number numbers nurse nurses often older once only open operation option options order organ other others outcome
    outcomes outside overall pain painful parents part participants parts past patient patients pay people percent
    perhaps period person phone physical pill pills place placebo plan plans plant play please point population
    positive possible power practice pregnancy pregnant prescribed prescription present pressure prevent prevention
    price problem problems procedure process product products program programme protect protein proven provide
    provided provider public quality question questions quickly rash rate rates rather reach reached read ready real
    really reason reasons receive received recent recently reduce reduced reduces regular related relief remain report
    reported reports require required research researchers response result results return review right rise risk risks
    room safe safety said same sample saw say says school science scientists score search second section see seek seem
    seems seen self sense serious service services seven several severe short show showed shown shows side sign
    significant signs similar simple simply single site skin sleep slow slowly small smoking social some someone
    something sometimes soon sore source special specialist spread staff stage standard start started state states
    stay step steps still stomach stop stopped story stress strong study studies subject subjects success sugar
    suggest suggests summary supplement supplements support sure surgery surgeon swelling swollen symptom symptoms
    system tablet tablets take taken takes taking talk team teeth tell term test tested tests thank therapies therapy
    thing things think third thought thousand three throat time times tired tissue today together told took total
    toward treat treated treating treatment treatments trial trials tried trust try trying turn twice type types under
    understand unit unless update upper used useful uses using usual usually vaccine vaccines various vegetables very
    view virus visit vitamin vitamins volunteers vomiting waiting walk walking want wanted warning watch water ways
    week weeks weight well went white whole wide wife window woman women word words work worked workers working works
    world worse worth write written year years young younger yourself
    """.split()
)
"""Words that health articles use all the time."""

LABELS = frozenset(
    """
    appendix arm block box case chapter class cohort day dose equation experiment exercise factor figure form function
    grade group item level list method model month number page part patient period phase plan point problem program
    question rate reference report room sample score section service site source stage step study subject subjects
    system table task team test time times trial type unit visit vitamin volume week wave year
    """.split()
)
"""Words that are numbered, also without a space (`group1`, `phase2`): a house style, or a name in a data set."""

COUNTED = frozenset(
    """
    adults apples babies bananas blocks boys brothers camps cereals cigarettes clinics couples cups cuts days deaths
    dentists diaries drinks drops eggs exercises families farms fathers firms girls glasses grams hens injections
    kilometres kilos lessons lowers mice miles mothers nurses owners pairs parents pharmacists pieces pills pints
    portions pounds puffs pupils raises rats runners schools seconds servings sessions shops sisters slices smokers
    spoonfuls spoons sprays steps stitches students surgeons swimmers tablets tablespoons teachers teaspoons teeth
    toddlers towns twins villages visits volunteers walkers wards wounds
    """.split()
)
"""Words of what is counted, or of what a number of something does: they stand behind a number."""

SHORT = frozenset("and are did for got had has men not the was who".split())
"""Words of three letters that are no unit, and no ending of a name."""
