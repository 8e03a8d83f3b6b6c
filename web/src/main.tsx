import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { Providers } from '@/app/providers'
import '@/app/theme.css'

z.config({ jitless: true }) // it would otherwise probe `new Function`, which the policy of the page forbids

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers />
    </StrictMode>,
  )
}
