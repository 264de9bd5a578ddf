/** The small heading over each part of the customer's side panel. */
export function PanelHeading({ children }: { children: React.ReactNode }) {
  return <h3 className="mb-[7px] text-[11px] font-semibold text-ink3">{children}</h3>
}
