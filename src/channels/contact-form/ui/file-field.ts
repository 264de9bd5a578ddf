/**
 * Browsers label their file button in their own language and let no page change it. The button people see is ours, in the form's
 * language; the field itself lies over it unseen, so that pressing, dropping and the keyboard stay the browser's.
 */
export function dressFileField(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[type=file]')
  if (!field) return
  const place = document.createElement('div')
  const button = document.createElement('span')
  const chosen = document.createElement('span')
  place.className = 'files'
  button.className = 'choose'
  button.textContent = field.dataset.choose ?? ''
  const show = () => {
    const names = [...(field.files ?? [])].map((file) => file.name)
    chosen.textContent = names.join(', ') || (field.dataset.none ?? '')
  }
  for (const one of [button, chosen]) one.ariaHidden = 'true'
  field.addEventListener('change', show)
  field.replaceWith(place)
  place.append(button, chosen, field)
  show()
}
