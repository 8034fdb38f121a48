"""EuRepoC's codings and what they are here."""

from __future__ import annotations

from timeline.codes import Form, IncidentKind, PartyKind, ResponseKind, Sector

KINDS = {
    "data theft": IncidentKind.DATA_THEFT,
    "data theft & doxing": IncidentKind.HACK_AND_LEAK,
    "disruption": IncidentKind.DISRUPTION,
    "hijacking with misuse": IncidentKind.OTHER,
    "hijacking without misuse": IncidentKind.OTHER,
    "ransomware": IncidentKind.RANSOMWARE,
}
CORPORATE = (
    "Corporate Targets (corporate targets only coded if the respective company is not part of the critical infrastructure "
    "definition)"
)
SECTORS = {
    "State institutions / political system": Sector.GOVERNMENT,
    "Critical infrastructure": Sector.OTHER,
    CORPORATE: Sector.OTHER,
    "Social groups": Sector.CIVIL_SOCIETY,
    "Media": Sector.MEDIA,
    "Science": Sector.EDUCATION,
    "End user(s) / specially protected groups": Sector.INDIVIDUALS,
    "International / supranational organization": Sector.INTERNATIONAL,
    "Other": Sector.OTHER,
    "Unknown": Sector.UNKNOWN,
    "Not available": Sector.UNKNOWN,
}
SUBSECTORS = {
    "Military": Sector.MILITARY,
    "Telecommunications": Sector.TELECOM,
    "Energy": Sector.ENERGY,
    "Defence industry": Sector.DEFENCE_INDUSTRY,
    "Finance": Sector.FINANCE,
    "Transportation": Sector.TRANSPORT,
    "Health": Sector.HEALTH,
    "Police": Sector.JUSTICE,
    "Judiciary": Sector.JUSTICE,
    "Political parties": Sector.ELECTIONS,
    "Legislative": Sector.ELECTIONS,
    "Election infrastructure / related systems": Sector.ELECTIONS,
    "Chemicals": Sector.MANUFACTURING,
    "Critical Manufacturing": Sector.MANUFACTURING,
    "Water": Sector.WATER,
    "Food": Sector.FOOD,
    "Space": Sector.OTHER,
}
BASES = {
    "Attacker confirms": PartyKind.PERPETRATOR,
    "IT-security community attributes attacker": PartyKind.COMPANY,
    "Attribution by receiver government / state entity": PartyKind.STATE,
    "Media-based attribution": PartyKind.PRESS,
    "Attribution by third-party": PartyKind.OTHER,
    "Receiver attributes attacker": PartyKind.OTHER,
    "Attribution by EU institution/agency": PartyKind.INTERNATIONAL,
    "Attribution by international organization": PartyKind.INTERNATIONAL,
}
OWN_WORDS = "Self-attribution in the course of the attack (e.g., via defacement statements on websites)"
DIRECT = (
    "Direct statement in media report (e.g., Reuters article cites the attribution statements by a person) / "
    "self-attribution via social media"
)
FORMS = {
    OWN_WORDS: Form.CLAIM_OF_RESPONSIBILITY,
    DIRECT: Form.INTERVIEW,
    "Technical report (e.g., by IT-companies, Citizen Lab, EFF)": Form.TECHNICAL_REPORT,
    "Anonymous statement in media report (e.g., Reuters article cites the attribution statements of unnamed officials, or "
    "persons with knowledge into the matter etc.)": Form.PRESS_REPORT,
    "Media report (e.g., Reuters makes an attribution statement, without naming further sources)": Form.PRESS_REPORT,
    "Political statement / report (e.g., on government / state agency websites)": Form.OFFICIAL_STATEMENT,
    "Political statement/report and indictment / sanctions": Form.OFFICIAL_STATEMENT,
    "Domestic legal action": Form.INDICTMENT,
    "Statement in media report and indictment / sanctions": Form.INDICTMENT,
}
"""EuRepoC's type of attribution -> form; what it leaves open is `other`. A domestic legal action counts as a charge."""
STATE_CATEGORIES = frozenset({"State", "Non-state actor, state-affiliation suggested"})
"""Initiators behind whom EuRepoC codes a state; of the others the country is only where they are."""
POLITICAL = {
    "Stabilizing measures": ResponseKind.STATEMENT,
    "Preventive measures": ResponseKind.OTHER,
    "Legislative reactions": ResponseKind.LEGISLATION,
    "Executive reactions": ResponseKind.OTHER,
}
NOT_READ = frozenset(
    [
        "inclusion_criteria",
        "inclusion_criteria_subcode",
        "source_incident_detection_disclosure",
        "receiver_region",
        "initiator_country",
        "initiator_category",
        "initiator_category_subcode",
        "number_of_attributions",
        "attributed_initiator_subcategory",
        "cyber_conflict_issue",
        "offline_conflict_issue",
        "offline_conflict_name_hiik",
        "offline_conflict_intensity",
        "offline_conflict_intensity_subcode",
        "number_of_political_responses",
        "political_response_type_subcode",
        "zero_days",
        "zero_days_subcode",
        "mitre_initial_access",
        "mitre_impact",
        "user_interaction",
        "has_disruption",
        "data_theft",
        "disruption",
        "hijacking",
        "physical_effects_spatial",
        "physical_effects_temporal",
        "unweighted_cyber_intensity",
        "target_multiplier",
        "weighted_cyber_intensity",
        "impact_indicator",
        "impact_indicator_value",
        "functional_impact",
        "intelligence_impact",
        "political_impact_affected_entities",
        "political_impact_affected_entities_exact_value",
        "political_impact_third_countries",
        "political_impact_third_countries_exact_value",
        "economic_impact",
        "state_responsibility_indicator",
        "il_breach_indicator",
        "il_breach_indicator_subcode",
        "evidence_for_sanctions_indicator",
        "number_of_legal_responses",
        "legal_response_type_subcode",
        "legal_attribution_reference",
        "legal_attribution_reference_subcode",
        "legal_response_indicator",
        "casualties",
    ]
)
"""Columns of the global database that have no counterpart here."""
