// Before the first paint, so that the dark theme never flashes white. The setting is the person's; this is its last known value.
;(function () {
  var theme = localStorage.getItem('engawa-theme') || 'system'
  var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.lang = localStorage.getItem('engawa-locale') || document.documentElement.lang
})()
