/**
 * A part of the app that comes when it is asked for is gone after the desk was upgraded. The page is
 * then opened anew, which brings the new app; drafts are kept by the desk. When nothing has been
 * renewed, the network failed, and the screen says so itself.
 */
export function followUpgrades(): void {
  window.addEventListener('vite:preloadError', () => {
    void isRenewed().then((renewed) => renewed && location.reload())
  })
}

async function isRenewed(): Promise<boolean> {
  const mine = document.querySelector<HTMLScriptElement>('script[type=module]')?.getAttribute('src')
  const page = await fetch('/', { cache: 'no-store' }).catch(() => undefined)
  return page?.ok === true && mine !== null && mine !== undefined && !(await page.text()).includes(mine)
}
