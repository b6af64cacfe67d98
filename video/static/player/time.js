/* Seconds as people write them: 3:20, 1:02:05. */
export const written = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds))
  const rest = String(whole % 60).padStart(2, '0')
  const minutes = Math.floor(whole / 60) % 60
  return whole < 3600 ? `${minutes}:${rest}` : `${Math.floor(whole / 3600)}:${String(minutes).padStart(2, '0')}:${rest}`
}
