/** A component as it stands in the application: theme, words, server state without repeats. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import ConfigProvider from 'antd/es/config-provider'
import zhCN from 'antd/es/locale/zh_CN'
import type { ReactElement } from 'react'
import { I18nextProvider } from 'react-i18next'
import { vi } from 'vitest'
import { themeOf } from '@/app/theme'
import { i18n } from '@/i18n'

export function show(element: ReactElement) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const shown = render(
    <I18nextProvider i18n={i18n}>
      <ConfigProvider theme={themeOf(1)} locale={zhCN} button={{ autoInsertSpace: false }}>
        <QueryClientProvider client={client}>{element}</QueryClientProvider>
      </ConfigProvider>
    </I18nextProvider>,
  )
  return { ...shown, queries: client }
}

/** A window as wide as this. */
export const wide = (width: number) =>
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => {
    const [, side, limit] = /(min|max)-width: (\d+)px/.exec(query) ?? []
    const matches = side === 'min' ? width >= Number(limit) : width <= Number(limit)
    return { matches, addEventListener: () => undefined, removeEventListener: () => undefined } as never
  })
