"""Code lists: each code with the words that give it its meaning. Models, tables, pages and codebook share them."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """A code with its meaning: `NAME = "code", "what it means"`."""

    meaning: str

    def __new__(cls, code: str, meaning: str) -> Self:
        """A member whose value is the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member

    @classmethod
    def of(cls, value: str) -> Self:
        """The member with this value. Raises KeyError."""
        return cls._value2member_map_[value]  # type: ignore[return-value]  # typeshed calls the members Enum

    @property
    def label(self) -> str:
        """The code as words for a reader: `hack-and-leak` -> `Hack and leak`."""
        return self.value.replace("-", " ").capitalize()


def label(codes: type[Code], value: str) -> str:
    """A code's words for a reader; a value that is no code comes back as it is."""
    member = codes._value2member_map_.get(value)
    return member.label if isinstance(member, Code) else value


class IncidentKind(Code):
    """What was done. An incident may be of several kinds."""

    ESPIONAGE = "espionage", "Covert access to obtain information for a state or its agents."
    DATA_THEFT = "data-theft", "Copying of personal or commercial data, whoever gains."
    SABOTAGE = "sabotage", "Physical or operational damage to equipment or a process."
    WIPER = "wiper", "Destruction of data or systems by malicious code."
    DISRUPTION = "disruption", "Service made unavailable by other means, such as denial of service."
    RANSOMWARE = "ransomware", "Encryption or theft of data with a demand for payment."
    FINANCIAL_THEFT = "financial-theft", "Money or crypto-assets taken."
    HACK_AND_LEAK = "hack-and-leak", "Stolen material published to harm or to influence."
    ELECTION_INTERFERENCE = "election-interference", "Aimed at an election, party, candidate or referendum."
    INFLUENCE = "influence-operation", "Covert messaging through compromised or false accounts or media."
    SUPPLY_CHAIN = "supply-chain", "Victims reached through a supplier's product or service."
    SPYWARE = "commercial-spyware", "Surveillance with tools bought from a commercial vendor."
    PREPOSITIONING = "pre-positioning", "Access kept in infrastructure without known use or theft."
    DEFACEMENT = "defacement", "A site or display altered."
    WORM = "worm", "Self-spreading code, whether or not harm was meant."
    FRAUD = "fraud", "Deception for gain, such as business e-mail compromise."
    TAKEDOWN = "takedown", "Infrastructure of attackers seized or disabled by police, courts or companies."
    LEAK_OF_TOOLS = "leak-of-tools", "Offensive tools or internal files of an operator published."
    OTHER = "other", "None of the above; the summary says what."


class Sector(Code):
    """What a target does."""

    GOVERNMENT = "government", "National government and its agencies."
    LOCAL_GOVERNMENT = "local-government", "Cities, counties, regions and their services."
    MILITARY = "military", "Armed forces."
    ELECTIONS = "elections-and-parties", "Electoral bodies, parties, candidates, parliaments."
    JUSTICE = "justice-and-police", "Courts, prosecutors, police."
    ENERGY = "energy", "Electricity, oil, gas."
    NUCLEAR = "nuclear", "Nuclear facilities, civil or military."
    WATER = "water", "Drinking water and sewage."
    HEALTH = "health", "Hospitals, health services, pharmaceuticals."
    FINANCE = "finance", "Banks, payment, insurance, exchanges."
    CRYPTO = "crypto-assets", "Exchanges, bridges and holders of crypto-assets."
    TELECOM = "telecommunications", "Carriers, internet service, satellites."
    TRANSPORT = "transport", "Rail, road, ports, shipping, aviation."
    MANUFACTURING = "manufacturing", "Industry, including chemicals and materials."
    TECHNOLOGY = "technology", "Software, hardware, cloud and IT services."
    DEFENCE_INDUSTRY = "defence-industry", "Arms and aerospace makers."
    MEDIA = "media", "News, publishing, film, broadcasting."
    EDUCATION = "education-and-research", "Schools, universities, research bodies."
    RETAIL = "retail-and-consumer", "Shops, hospitality, consumer services."
    FOOD = "food-and-agriculture", "Food production and supply."
    CIVIL_SOCIETY = "civil-society", "Non-governmental bodies, activists, religious groups, dissidents."
    INTERNATIONAL = "international-organisation", "Intergovernmental bodies."
    INDIVIDUALS = "individuals", "Persons targeted as such, such as officials' or journalists' telephones."
    SERVICES = "professional-services", "Law, consulting, accounting, other business services."
    SPORT = "sport-and-entertainment", "Sport bodies, events, games."
    ATTACKERS = "attackers-infrastructure", "Servers or domains of the attackers (in takedowns)."
    OTHER = "other", "Another sector, or many at once."
    UNKNOWN = "unknown", "The sources do not say."


class PartyKind(Code):
    """What sort of party speaks or acts."""

    STATE = "state", "A government, ministry, agency, court or police of a state, speaking officially."
    INTERNATIONAL = "international-organisation", "EU, NATO, UN and other intergovernmental bodies."
    COMPANY = "company", "A company, including security firms and victims that are companies."
    RESEARCHER = "researcher", "Academic, laboratory or independent researcher."
    CIVIL_SOCIETY = "civil-society", "Non-governmental organisation or political party."
    PRESS = "press", "A news organisation reporting, including on words of unnamed officials."
    PERPETRATOR = "perpetrator", "Whoever says 'we did it', under whatever name."
    ACCUSED = "accused-person", "An accused person or company that is not a state."
    OTHER = "other", "Anyone else; the party's name says who."


OFFICIAL_PARTIES = frozenset({PartyKind.STATE, PartyKind.INTERNATIONAL})
"""Parties that speak for a state or for several."""
PRIVATE_PARTIES = frozenset({PartyKind.COMPANY, PartyKind.RESEARCHER, PartyKind.CIVIL_SOCIETY, PartyKind.OTHER})
"""Parties that speak for themselves, the press and those involved apart."""


class Stance(Code):
    """What a claim does."""

    ATTRIBUTES = "attributes", "Names an actor or a state as responsible."
    SUPPORTS = "supports", "Backs another party's attribution without findings of its own."
    DISPUTES = "disputes", "A party that is not the accused doubts or contradicts an attribution."
    DENIES = "denies", "The accused, or someone speaking for it, denies."
    CLAIMS = "claims", "The perpetrator's own claim to have done it."
    RETRACTS = "retracts", "The party takes back or hedges its earlier claim."


NAMING_STANCES = frozenset({Stance.ATTRIBUTES, Stance.SUPPORTS})
"""Stances that say who did it, of someone other than the speaker."""


class Form(Code):
    """In what form a claim was made; `authority` orders them."""

    COURT_JUDGMENT = "court-judgment", "A judgment, verdict or guilty plea."
    INDICTMENT = "indictment", "A charge by grand jury or its equivalent."
    CRIMINAL_COMPLAINT = "criminal-complaint", "A charge by complaint, warrant or similar, before indictment."
    SANCTIONS_LISTING = "sanctions-listing", "The statement of reasons of a sanctions listing."
    JOINT_STATEMENT = "joint-statement", "One text issued by several states or organisations."
    OFFICIAL_STATEMENT = "official-statement", "A statement, speech or report on the record by a state or organisation."
    ADVISORY = "advisory", "A technical advisory by a state's agency."
    PARLIAMENTARY_REPORT = "parliamentary-report", "A report of a parliament or its committee."
    CIVIL_COMPLAINT = "civil-complaint", "A pleading in a civil suit."
    COMPANY_STATEMENT = "company-statement", "A company's statement, blog or filing."
    TECHNICAL_REPORT = "technical-report", "A published technical analysis."
    RESEARCH_PAPER = "research-paper", "Academic or think-tank work."
    PRESS_REPORT = "press-report", "News reporting, including unnamed officials."
    INTERVIEW = "interview", "Remarks to the press by a named person."
    SOCIAL_MEDIA = "social-media", "A post on a public network or channel."
    CLAIM_OF_RESPONSIBILITY = "claim-of-responsibility", "A message in which someone claims the act."
    OTHER = "other", "Another form; the note says which."


AUTHORITY: dict[Form, int] = {
    Form.COURT_JUDGMENT: 7,
    Form.INDICTMENT: 6,
    Form.CRIMINAL_COMPLAINT: 6,
    Form.SANCTIONS_LISTING: 5,
    Form.JOINT_STATEMENT: 4,
    Form.OFFICIAL_STATEMENT: 4,
    Form.ADVISORY: 4,
    Form.PARLIAMENTARY_REPORT: 4,
    Form.CIVIL_COMPLAINT: 3,
    Form.COMPANY_STATEMENT: 3,
    Form.TECHNICAL_REPORT: 3,
    Form.RESEARCH_PAPER: 2,
    Form.PRESS_REPORT: 1,
    Form.INTERVIEW: 1,
    Form.SOCIAL_MEDIA: 1,
    Form.CLAIM_OF_RESPONSIBILITY: 0,
    Form.OTHER: 0,
}
"""Order of source authority, after CRS report R46974: judgment, charge, sanctions, official, company, research, press."""


STATED_FORMS = frozenset({Form.OFFICIAL_STATEMENT, Form.JOINT_STATEMENT, Form.ADVISORY, Form.PARLIAMENTARY_REPORT})
"""Forms in which a state says who did it in a text of its own, for which it answers as a state."""
LEGAL_FORMS = frozenset(
    {Form.COURT_JUDGMENT, Form.INDICTMENT, Form.CRIMINAL_COMPLAINT, Form.CIVIL_COMPLAINT, Form.SANCTIONS_LISTING}
)
"""Forms in which a state charges, sues or lists someone, which need not say that a state is responsible."""


class Confidence(Code):
    """The confidence the claimant stated; never ours."""

    HIGH = "high", "Words such as 'high confidence', 'almost certainly', 'no doubt', 'beyond reasonable doubt'."
    MODERATE = "moderate", "Words such as 'moderate confidence', 'likely', 'probably'."
    LOW = "low", "Words such as 'low confidence', 'possibly', 'may'."
    NOT_STATED = "not-stated", "The claimant gave no measure of confidence."


class EventKind(Code):
    """Another dated fact of a case."""

    PUBLIC_REPORT = "public-report", "First or further public report of the facts."
    CONFIRMED_BY_VICTIM = "confirmed-by-victim", "A victim confirms that it happened."
    DENIED_BY_VICTIM = "denied-by-victim", "A victim denies that it happened, or its extent."
    DETECTED = "detected", "Someone noticed it, publicly or not."
    SPREAD = "spread", "A stage of the operation: an intrusion, a wave, an escalation."
    IMPACT = "impact", "An effect: outage, closure, injury, loss of data."
    DATA_PUBLISHED = "data-published", "Stolen material was published."
    KILL_SWITCH = "kill-switch", "A step that stopped the code."
    PATCH = "patch", "A vulnerability was repaired or an update issued."
    VULNERABILITY = "vulnerability", "A vulnerability or tool used became known."
    RANSOM_DEMAND = "ransom-demand", "A payment was demanded."
    RANSOM_PAID = "ransom-paid", "A payment was made."
    RECOVERED = "recovered", "Funds or data were recovered."
    RESTORED = "restored", "Service returned."
    COURT_STEP = "court-step", "A step in a court: filing, hearing, ruling, appeal, settlement."
    ARREST = "arrest", "Someone was arrested or handed over."
    SENTENCE = "sentence", "Someone was convicted or sentenced."
    INQUIRY = "inquiry", "An inquiry, audit or parliamentary hearing."
    FOLLOW_UP = "follow-up", "A later development of another sort."


class ResponseKind(Code):
    """What a state, organisation or company did in answer."""

    STATEMENT = "statement", "A public statement by one party."
    JOINT_STATEMENT = "joint-statement", "One text issued by several parties."
    CHARGE = "charge", "Indictment, criminal complaint or warrant."
    SANCTIONS = "sanctions", "Asset freeze, travel ban, entity listing, export restriction."
    EXPULSION = "expulsion", "Diplomats expelled or facilities closed."
    DIPLOMATIC = "diplomatic-measure", "Ambassador summoned, ties cut, talks suspended, demarche."
    TAKEDOWN = "takedown", "Infrastructure seized or disabled."
    CIVIL_SUIT = "civil-suit", "A civil action in court."
    ADVISORY = "advisory", "A technical warning or guidance."
    REWARD = "reward", "Money offered for information."
    CYBER_OPERATION = "cyber-operation", "An offensive or counter cyber operation, admitted or officially confirmed."
    ARREST = "arrest", "Arrest or extradition."
    CONVICTION = "conviction", "Conviction or sentence."
    SEIZURE = "seizure", "Funds or property seized or forfeited."
    FINE = "fine", "A regulator's penalty on the victim or vendor."
    LEGISLATION = "legislation", "A law, order or policy made in answer."
    ASSISTANCE = "assistance", "Help to a victim by another party."
    INQUIRY = "inquiry", "An investigation, review or hearing, or its findings."
    COMPLAINT = "complaint", "A report or complaint to police, a prosecutor or a regulator."
    ORDER = "order", "An order or supervisory step of an authority or court, short of a fine, charge or seizure."
    OWN_MEASURE = "own-measure", "What the body hit, its provider or its government did to its own systems, staff or rules."
    DISCLOSURE = "disclosure", "A company's or researcher's publication that exposes the operation."
    MULTILATERAL = "multilateral", "Raised in the UN Security Council or another body."
    OTHER = "other", "Another answer; the summary says which."


class LossKind(Code):
    """What a money figure counts."""

    ECONOMIC_ESTIMATE = "economic-estimate", "An estimate of total economic damage."
    COMPANY_REPORTED = "company-reported", "Cost reported by the company or body hit."
    PUBLIC_COST = "public-body-cost", "Cost reported by or for a public body."
    RANSOM_PAID = "ransom-paid", "Ransom that was paid."
    STOLEN_FUNDS = "stolen-funds", "Money or crypto-assets taken."
    INSURED_LOSS = "insured-loss", "Loss borne or claimed under insurance."
    FINE = "fine", "A regulator's penalty."
    SETTLEMENT = "settlement", "Paid or agreed to settle suits."
    DAMAGES = "damages-awarded", "Damages awarded by a court."
    COMPENSATION = "compensation", "Paid or offered to customers or citizens."
    REVENUE_LOSS = "lost-revenue", "Sales or revenue lost."
    DEMAND = "demand", "Asked for, not paid. Not a loss."
    ATTEMPTED = "attempted", "Tried, not obtained. Not a loss."
    RECOVERED = "recovered", "Taken back or returned. Not a loss."
    INVESTMENT = "planned-spending", "Spending planned or made to improve security. Not a loss."
    OTHER = "other", "Something else; `counts` says what."


NOT_LOSSES = frozenset({LossKind.DEMAND, LossKind.ATTEMPTED, LossKind.RECOVERED, LossKind.INVESTMENT})
"""Kinds of money figure that are never a loss."""


class Basis(Code):
    """Why an incident is tied to a norm."""

    INVOKED = "invoked", "A state, organisation or company said so; the source shows where."
    ANALYST = "analyst", "Our reading of the text; the record gives the reason."


class Explicitness(Code):
    """How an invoked norm was named."""

    INSTRUMENT_NAMED = "instrument-named", "The instrument or commitment is named."
    WORDING_USED = "wording-used", "The words of one clause are used without naming it."
    NORMS_GENERIC = "norms-generic", "'Norms of responsible state behaviour' or the like, no clause."


class Status(Code):
    """Where an incident's attribution stands; computed from its claims, never written."""

    @property
    def label(self) -> str:
        """The code as words; a state is who attributes, which need not be to a state."""
        return "Officially attributed" if self is Status.STATE_ATTRIBUTED else super().label

    STATE_ATTRIBUTED = "state-attributed", "At least one state or intergovernmental body said in an official text who did it."
    CHARGED = (
        "charged",
        "Charges, a state's suit, a judgment or sanctions name someone, but no official statement attributes it.",
    )
    PRIVATE_ONLY = (
        "private-only",
        "Companies, researchers or civil society attribute it; officials at most in remarks to the press.",
    )
    PRESS_ONLY = (
        "press-only",
        "Only press reports attribute it, such as those quoting unnamed officials, or officials in remarks to the press.",
    )
    CONTESTED = "contested", "Parties of equal or higher authority contradict one another, or the claim was taken back."
    CLAIMED = "claimed", "Only someone's own claim to have done it."
    UNATTRIBUTED = "unattributed", "No public attribution found."


class SourceKind(Code):
    """Who stands behind a document."""

    COURT = "court", "Court document: complaint, indictment, judgment, docket."
    GOVERNMENT = "government", "A state's agency or official site, including police and prosecutors."
    INTERNATIONAL = "international-organisation", "EU, NATO, UN and other intergovernmental bodies."
    VICTIM = "victim", "The victim's own words."
    COMPANY = "company", "A company that acted or analysed, including security firms."
    RESEARCH = "research", "Academic, think tank, independent researcher, tracker or database."
    PRESS = "press", "News organisation."
    CIVIL_SOCIETY = "civil-society", "Non-governmental organisation."
    REFERENCE = "reference", "Encyclopedia, archive or mirror of another document."


PRIMARY_SOURCES = frozenset(
    {SourceKind.COURT, SourceKind.GOVERNMENT, SourceKind.INTERNATIONAL, SourceKind.VICTIM, SourceKind.COMPANY}
)
"""Kinds of source that speak for someone who acted."""


class ActorKind(Code):
    """What sort of actor a name stands for."""

    STATE_UNIT = "state-unit", "Publicly identified as part of a state's armed forces or services."
    STATE_LINKED = "state-linked", "Said to work for or with a state."
    CRIMINAL = "criminal", "Works for gain."
    HACKTIVIST = "hacktivist", "Presents itself as acting for a cause."
    VENDOR = "commercial-vendor", "Sells intrusion or surveillance tools."
    INDIVIDUAL = "individual", "One person or a few."
    UNKNOWN = "unknown", "The sources do not say."


class InstrumentKind(Code):
    """What sort of text an instrument is."""

    @property
    def label(self) -> str:
        """The code as words, with UN in capitals."""
        return super().label.replace("Un ", "UN ")

    TREATY = "treaty", "Binding on its parties."
    UN_REPORT = "un-report", "Report of a UN group or working group."
    UN_RESOLUTION = "un-resolution", "Resolution of a UN body."
    POLITICAL = "political-commitment", "Declared by states, not binding."
    CBM = "confidence-building", "Set of confidence-building measures."
    BILATERAL = "bilateral", "Agreement or understanding between two states."
    PROPOSAL = "proposal", "Put forward, not adopted."
    MULTISTAKEHOLDER = "multistakeholder", "Open to states, companies and civil society."
    INDUSTRY = "industry", "By companies."
    EXPERT = "expert", "By a commission or group of experts."
    SANCTIONS = "sanctions-regime", "Legal basis for sanctions; not a norm of behaviour."
    POLICY = "policy-framework", "A state's or organisation's own policy or position."
    FORUM = "forum", "A forum or organisation; no norm."


class BodyKind(Code):
    """Who adopted or runs an instrument."""

    UN = "united-nations", "The United Nations."
    REGIONAL = "regional-organisation", "EU, OSCE, ASEAN, OAS, AU, SCO and the like."
    STATES = "group-of-states", "G7, G20 or another group."
    TWO_STATES = "two-states", "Two states."
    STATE = "one-state", "One state."
    COMPANY = "company", "One or several companies."
    MIXED = "multistakeholder", "States, companies and civil society together."
    CIVIL_SOCIETY = "civil-society", "Non-governmental organisations or experts."


class SeriesKind(Code):
    """What an annual series measures."""

    LOSS = "loss", "Money lost, as reported or estimated."
    PAYMENT = "payment", "Money paid or received, such as ransoms."
    COUNT = "count", "Number of complaints or cases."
    AVERAGE = "average", "Average money per report."
    SHARE = "share", "Part of another series."
    PRICE_INDEX = "price-index", "Consumer prices; used to take out inflation."
    EXCHANGE_RATE = "exchange-rate", "US dollars for one unit of a currency, annual average."


class Tracker(Code):
    """Other collections whose record of the same event is linked."""

    CFR = "cfr", "Council on Foreign Relations, Cyber Operations Tracker."
    EUREPOC = "eurepoc", "European Repository of Cyber Incidents."
    DCID = "dcid", "Dyadic Cyber Incident and Campaign Data."
    VCDB = "vcdb", "VERIS Community Database."
    ATTACK = "attack", "MITRE ATT&CK groups and campaigns."
    MISP = "misp", "MISP galaxy, threat-actor cluster."
    HACKMAGEDDON = "hackmageddon", "Hackmageddon timelines."
