/** The codes of the records in the words that a reader knows. */

export const variants: Record<string, string> = {
  hedge_dropped: 'hedge dropped', hedge_added: 'hedge added',
  attribution_dropped: 'attribution dropped', attribution_added: 'attribution added',
  layer_dropped: 'relayer dropped', layer_added: 'relayer added',
  source_generalised: 'source generalised', source_pluralised: 'source pluralised',
  source_anonymised: 'source made anonymous', source_named: 'source named', role_changed: 'role changed',
  quantity_changed: 'number changed', date_changed: 'date changed', place_changed: 'place changed',
  name_changed: 'name changed', polarity_flipped: 'denied or turned round', planned_to_done: 'planned became done',
  modality_strengthened: 'stated more strongly', modality_weakened: 'stated more weakly',
  quote_altered: 'quotation altered', quote_to_paraphrase: 'quotation to paraphrase',
};

export const variantName = (type: string): string => variants[type] ?? type.replaceAll('_', ' ');

export const factuality: Record<string, string> = {
  'CT+': 'certain', 'PR+': 'probable', 'PS+': 'possible',
  'CT-': 'certainly not', 'PR-': 'probably not', 'PS-': 'possibly not', Uu: 'unknown',
};

/** The kinds of things in events, as a list of them is called. */
const thingKinds: Record<string, string> = {
  airborne: 'drones, missiles, rockets', ammunition: 'shells, bombs, mines', aircraft: 'aircraft', arms: 'guns and other arms',
  vehicle: 'vehicles', ship: 'ships', health: 'hospitals, clinics', education: 'schools', worship: 'places of worship', home: 'homes',
  infrastructure: 'infrastructure', military: 'military sites', building: 'other buildings', settlement: 'towns, villages',
};

/** A value of the filter for things in words: "hit ship" is "hit: ships". */
export function thingKind(value: string): string {
  const [role = '', kind] = value.split(' ');
  if (kind === undefined) return thingKinds[role] ?? (role === 'acts' ? 'counted acts' : `${role}: other things`);
  return `${role}: ${thingKinds[kind] ?? kind}`;
}

/** On what ground an outlet has a statement. */
export const grounds: Record<string, string> = {
  own: 'own reporting', attributed: 'attributed to a source', derived: 'copied or reworded', unsourced: 'unsourced',
};

export const stances: Record<string, string> = { assert: 'asserts', report: 'reports', deny: 'denies', observe: 'observes' };

export const stancesOfMany: Record<string, string> = { assert: 'assert', report: 'report', deny: 'deny', observe: 'observe' };

export const grades: Record<string, string> = {
  1: 'confirmed by other sources', 2: 'probably true', 3: 'possibly true', 4: 'doubtful', 5: 'improbable', 6: 'cannot be judged',
};

export const originKinds: Record<string, string> = {
  speaker: 'a speaker', outlet: 'an outlet’s own reporting', document: 'a document', lost: 'lost witness, outside the collection',
};

/** Why an origin may have to be counted otherwise, in plain words. */
export const originDoubts: Record<string, string> = {
  speaker: 'may be more than one statement', outlet: 'may have it from someone else', document: 'may be more than one document', lost: 'may rest on another source',
};

export const edgeKinds: Record<string, string> = {
  copy: 'copied from', citation: 'cites', utterance: 'said by', derivative: 'reworded from', own: 'own reporting of',
};

export const sourceTypes: Record<string, string> = {
  official: 'official', military: 'military', expert: 'expert', witness: 'witness', document: 'document',
  news_report: 'news report', agency: 'agency', social_media: 'social media', participant: 'participant',
  organisation: 'organisation', person: 'person', unknown: '',
};

export const directness: Record<string, string> = {
  direct: 'direct speech', indirect: 'indirect speech', mixed: 'mixed speech', free_indirect: 'free indirect speech', own: 'the outlet’s own words',
};

export const copyKinds: Record<string, string> = {
  verbatim: 'word for word', rewritten: 'reworded', translated: 'translated', republished: 'republished', quotation: 'shared quotation',
};

export const actions: Record<string, string> = {
  accept: 'accepted', reject: 'rejected', merge: 'merged', separate: 'kept apart', split: 'split', redate: 're-dated', resource: 'source corrected', rate: 'rated', undo: 'undid',
};

export const claimKinds: Record<string, string> = {
  'several-outlets': 'In several outlets', 'one-origin': 'Several outlets, one origin', independent: 'Independent origins',
  disputed: 'Denied by someone', changed: 'Changed on the way', unsourced: 'Unsourced somewhere', circular: 'Circular',
  aims: 'Declared aims', undecided: 'Not decided on', accepted: 'Accepted', rejected: 'Rejected',
};
