import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { listenForKeys } from './actions.ts'
import { Problem } from './api.ts'
import { keepFocus } from './kit/keep-focus.ts'
import { Toasts } from './kit/toast.tsx'
import './look.css'
import './writing.css'
import { followUpgrades } from './renewed.ts'
import { openRouter } from './screens.tsx'
import { useLocale } from './settings.ts'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the desk refused will be refused again; only what did not reach it is worth another try.
      retry: (count, error) =>
        !(error instanceof Problem && error.status > 0 && error.status < 500) && count < 2,
      refetchOnWindowFocus: true,
    },
  },
})
const router = openRouter(client)

function App() {
  const locale = useLocale()
  useEffect(listenForKeys, [])
  return (
    <QueryClientProvider client={client}>
      <RouterProvider key={locale} router={router} />
      <Toasts />
    </QueryClientProvider>
  )
}

// What is opened by a click or a key is fetched while nobody waits, so that it is there at once.
const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 1_500))
idle(() => {
  void import('./kit/menu-popup.tsx')
  void import('./kit/popover-sheet.tsx')
  void import('./shell/command-bar.tsx')
  void import('../src/conversations/ui/layers.tsx')
})

followUpgrades()
keepFocus()

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}
