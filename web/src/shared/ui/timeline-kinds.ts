/** What an event is about, told by the beginning of its name: a word and a shape for each, none of them a card's. */
export type Kind = keyof typeof SHAPES_OF
export const SHAPES_OF = {
  stage: '▷',
  funds: '◇',
  papers: '☆',
  talks: '○',
  orders: '△',
  services: '＋',
  progress: '▭',
  people: '♢',
  facts: '□',
} as const

/** The longest beginning stands first. */
const BEGINNINGS: readonly (readonly [string, Kind])[] = [
  ['project.stage_', 'stage'],
  ['project.created', 'stage'],
  ['project.suspended', 'stage'],
  ['project.resumed', 'stage'],
  ['project.terminated', 'stage'],
  ['project.withdrawn', 'stage'],
  ['project.funds_', 'funds'],
  ['project.signature_', 'papers'],
  ['project.amendment_', 'papers'],
  ['project.repeat_', 'papers'],
  ['project.shares_', 'papers'],
  ['project.talk_', 'talks'],
  ['project.linked_to_trip', 'talks'],
  ['project.unlinked_from_trip', 'talks'],
  ['talk.', 'talks'],
  ['trip.', 'talks'],
  ['reception.', 'talks'],
  ['slip.', 'orders'],
  ['project.procedure', 'services'],
  ['project.ticket_', 'services'],
  ['project.service_', 'services'],
  ['ticket.', 'services'],
  ['service.', 'services'],
  ['complaint.', 'services'],
  ['project.milestone_', 'progress'],
  ['project.pause_', 'progress'],
  ['project.report_', 'progress'],
  ['project.production_', 'progress'],
  ['project.statistics_', 'progress'],
  ['project.year_planned', 'progress'],
  ['project.assignment_', 'people'],
  ['project.lead_', 'people'],
  ['project.plan_', 'people'],
]

export const kindOf = (event: string): Kind => BEGINNINGS.find(([begins]) => event.startsWith(begins))?.[1] ?? 'facts'
