/**
 * China with provinces by colour. One file, two views: the main pane down to the southern tip of 海南岛 and a framed inset
 * 南海诸岛 to 曾母暗沙 with all dashes; on narrow screens one pane with the islands in place. Nothing covers the map. Loaded
 * lazily, with its outlines; whoever deploys may replace them.
 */
import { GeoComponent } from 'echarts/components'
import { type EChartsType, init, registerMap, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outlines } from './outlines'
import { type Scale, shadeOf } from './scale'

use([GeoComponent, SVGRenderer])

export type MapItem = { code: string; name: string; value: number }

/** Never `china`: the library would add islands of its own to a map of that name. */
const MAP = 'cn'
const MAIN = {
  coords: [
    [73, 54],
    [136, 17.8],
  ],
  ratio: 1.305,
}
const WHOLE = {
  coords: [
    [73, 54],
    [136, 3.2],
  ],
  ratio: 0.93,
}
const INSET = {
  coords: [
    [105.8, 23.8],
    [123, 2.8],
  ],
  ratio: 0.614,
}
/** Below this width there is no room for an inset beside the land. */
const ROOM = 600
/** East of 赤尾屿 and south of the coast there is only sea: the inset stands there. */
const INSET_SHARE = 0.155

/** Beside the province where the middle of it is taken by a neighbour: pixels at 600 px width. */
const ASIDE: Record<string, [number, number]> = {
  '110000': [0, -5],
  '120000': [13, 6],
  '130000': [-7, 16],
  '310000': [13, 3],
  '320000': [4, -6],
  '330000': [0, 6],
  '440000': [-4, -8],
  '620000': [28, 40],
  '640000': [0, -3],
  '810000': [16, 4],
  '820000': [-10, 10],
}

type Props = {
  outlines: Outlines
  items: readonly MapItem[]
  scale: Scale
  /** The sentence for who does not see it. */
  sentence: string
  /** The province that is looked at. */
  on: string | null
  onLook: (code: string | null) => void
  onOpen: (code: string) => void
}

export function ProvinceMap({ outlines, items, scale, sentence, on, onLook, onOpen }: Props) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(null)
  const [width, setWidth] = useState(0)
  const wide = width >= ROOM
  const height = Math.round(width / (wide ? MAIN.ratio : WHOLE.ratio))
  const inset = insetOf(width)

  useEffect(() => {
    const node = box.current
    if (!node) return
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    observer.observe(node)
    return () => observer.disconnect()
  }, [])

  const acts = useRef({ onLook, onOpen })
  acts.current = { onLook, onOpen }
  useEffect(() => {
    const node = box.current
    if (!node) return
    registerMap(MAP, { geoJSON: outlines as never, specialAreas: {} })
    const codes = new Map(outlines.features.map((f) => [f.properties.name, f.properties.code]))
    const made = init(node, null, { renderer: 'svg', width: 10, height: 10 })
    chart.current = made
    const codeOf = (event: { name?: string }): string | null => codes.get(event.name ?? '') || null
    made.on('mouseover', (event) => acts.current.onLook(codeOf(event as { name?: string })))
    made.on('mouseout', () => acts.current.onLook(null))
    made.on('click', (event) => {
      const code = codeOf(event as { name?: string })
      if (code) acts.current.onOpen(code)
    })
    return () => {
      made.dispose()
      chart.current = null
    }
  }, [outlines])

  useEffect(() => {
    if (!chart.current || width === 0) return
    chart.current.resize({ width, height })
    chart.current.setOption(optionOf({ outlines, items, scale, on, width, height, wide }), { notMerge: true })
  }, [outlines, items, scale, on, width, height, wide])

  return (
    <div className="map-box" role="img" aria-label={sentence}>
      <div ref={box} style={{ height }} />
      {wide ? (
        <div className="map-inset" style={{ right: 0, bottom: 0, ...inset }}>
          <span>{t('reports.effects.inset')}</span>
        </div>
      ) : null}
    </div>
  )
}

type Drawn = Pick<Props, 'outlines' | 'items' | 'scale' | 'on'> & {
  width: number
  height: number
  wide: boolean
}

const insetOf = (width: number) => ({
  width: Math.round(width * INSET_SHARE),
  height: Math.round((width * INSET_SHARE) / INSET.ratio),
})

const css = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

function optionOf({ outlines, items, scale, on, width, height, wide }: Drawn) {
  const inset = insetOf(width)
  const values = new Map(items.map((item) => [item.code, item.value]))
  const shades = [0, 1, 2, 3, 4].map((n) => css(`--shade-${n}`))
  const [ink, brand, border] = [css('--ink'), css('--brand'), css('--input-border')]
  const zoom = Math.max(0.6, width / 600)
  const regions = (labels: boolean) =>
    outlines.features.map(({ properties: { name, code } }) => {
      if (!code) return { name, silent: true, itemStyle: { borderColor: ink, borderWidth: 1.2, areaColor: 'none' } }
      const value = values.get(code) ?? 0
      const shade = shadeOf(scale, value)
      const [x, y] = ASIDE[code] ?? [0, 0]
      return {
        name,
        itemStyle: {
          areaColor: shades[shade],
          ...(code === on ? { borderColor: brand, borderWidth: 2 } : {}),
        },
        label: {
          show: labels && value > 0,
          formatter: String(value),
          offset: [x * zoom, y * zoom],
          fontSize: 12,
          color: ink,
          // figures are read on every shade
          textBorderColor: '#fff',
          textBorderWidth: 2.5,
        },
      }
    })
  const pane = {
    map: MAP,
    clip: true,
    preserveAspect: true,
    roam: false,
    selectedMode: false,
    itemStyle: { areaColor: shades[0], borderColor: border, borderWidth: 0.6 },
    emphasis: { disabled: true },
    label: { show: false },
  }
  return {
    animation: false,
    geo: [
      {
        ...pane,
        left: 0,
        top: 0,
        width,
        height,
        boundingCoords: (wide ? MAIN : WHOLE).coords,
        // a phone has no room for them: they stand in the table below
        regions: regions(wide),
      },
      ...(wide
        ? [
            {
              ...pane,
              silent: true,
              left: width - inset.width,
              top: height - inset.height,
              ...inset,
              boundingCoords: INSET.coords,
              regions: regions(false),
            },
          ]
        : []),
    ],
  }
}
