/**
 * Where each thing that can lack is filled in: the one place where the fields of the gates meet the rooms that hold them. Who
 * may not fill it in gets no way: the page says who may.
 */
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type Opening, textOf } from '@/features/projects/openings'
import type { About, Way, Ways } from '@/features/projects/repairs'
import { useMe } from './me'

const ASSIGNED = ['sponsor', 'commissioner', 'liaison']
const PARTIES = ['investor', 'outside_investor', 'linked_investor']
const PAPERS = ['files.text', 'suspicions']

const open = (word: Way['word'], opening: Opening): Way => ({ word, open: opening })

export function wayOf(field: string, { view, transitions }: About, can: readonly string[]): Way | undefined {
  const next = transitions.targets.find((target) => target.kind === 'advance')
  const may = (act: string): boolean => view.can.includes(act)
  if (field === 'end_state') {
    return transitions.ends.some((end) => end.kind === 'resume' && end.allowed) ? open('resume', { form: 'resume' }) : undefined
  }
  if (ASSIGNED.includes(field)) {
    return can.includes('assignment.edit') ? open('assign', { form: 'assign', at: field }) : undefined
  }
  if (PARTIES.includes(field)) return may('project.edit') ? open('register', { form: 'parties' }) : undefined
  if (field === 'supporting_unit') return may('project.edit') ? open('register', { form: 'units' }) : undefined
  if (field === 'phases_yuan') return may('project.edit') ? open('fill', { form: 'phases' }) : undefined
  if (field.startsWith('funds_')) {
    return may('funds.record') ? open('register', { form: 'funds' }) : { word: 'look', tab: 'funds' }
  }
  if (field === 'proof_file_id') return { word: 'look', tab: 'funds' }
  if (PAPERS.includes(field)) return { word: 'look', tab: 'signatures' }
  if (field === 'lead_unit') return can.includes('responsibility.read') ? { word: 'look', tab: 'responsibility' } : undefined

  const ofProject = next?.gate?.fields.some((one) => one.source === 'project' && one.field === field)
  const ofSum = next?.gate?.sums.some((one) => one.sum === field || one.other === field)
  const ofRecord = next?.gate?.fields.some((one) => one.source === 'record' && one.field === field)
  if (!ofRecord && (ofProject || ofSum)) {
    if (view.locked.includes(field)) {
      return can.includes('amendment.submit') ? open('amend', { form: 'amend', at: field }) : undefined
    }
    return may('project.edit') ? open('fill', { form: 'edit', at: field }) : undefined
  }
  const record = /^records\.(.+)$/.exec(field)?.[1]
  const own = ofRecord || field === 'claimed_on' || field.startsWith('evidence.') || record === next?.to
  if (own && next?.blocking.some((item) => item.field === field)) {
    const submits = transitions.can.includes('stage.submit') || transitions.can.includes('stage.move')
    if (!submits) return undefined
    if (record) return open('submit', { form: 'move' })
    return open(field.startsWith('evidence.') ? 'upload' : 'fill', { form: 'move', at: field })
  }
  // what another stage lacks stands with its record
  return record || field.includes('.') ? { word: 'look', tab: 'records' } : undefined
}

export function useWays(): Ways {
  const can = useMe().data?.can
  const navigate = useNavigate()
  return useMemo(
    () => ({
      wayOf: (field, about) => wayOf(field, about, can ?? []),
      go: (id, way) =>
        void navigate({
          to: '/projects/$id',
          params: { id: String(id) },
          search: { ...(way.tab ? { tab: way.tab } : {}), ...(way.open ? { do: textOf(way.open) } : {}) },
        }),
    }),
    [can, navigate],
  )
}
