let context: AudioContext | undefined

/** Two soft tones, made on the spot; a browser that forbids sound before the first click stays silent. */
export function chime(): void {
  try {
    context ??= new AudioContext()
    const { currentTime: start } = context
    for (const [at, pitch] of [
      [0, 660],
      [0.12, 880],
    ] as const) {
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = pitch
      volume.gain.setValueAtTime(0.0001, start + at)
      volume.gain.exponentialRampToValueAtTime(0.08, start + at + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0001, start + at + 0.35)
      tone.connect(volume).connect(context.destination)
      tone.start(start + at)
      tone.stop(start + at + 0.4)
    }
  } catch {}
}
