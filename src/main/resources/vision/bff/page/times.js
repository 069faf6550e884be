import { locale, say } from './texts.js'

/** @typedef {import('./api.js').ApproximateTime} ApproximateTime */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const dates = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const shortDates = new Intl.DateTimeFormat(locale, { dateStyle: 'short' })
const minutes = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })

/** @param {Date} time */
function dayOf(time) {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime()
}

/**
 * @param {ApproximateTime} time
 * @returns {[Date, Date] | undefined}
 */
function span({ earliest, latest }) {
  return earliest && latest ? [new Date(earliest), new Date(latest)] : undefined
}

/**
 * The day on this device, if it is certain.
 * @param {ApproximateTime} time
 * @returns {number | undefined}
 */
export function certainDay(time) {
  const days = span(time)?.map(dayOf)
  return days && days[0] === days[1] ? days[0] : undefined
}

/** @param {number} day */
export function dayName(day) {
  const today = dayOf(new Date())
  if (day === today) return say('today')
  if (day === dayOf(new Date(today - DAY / 2))) return say('yesterday')
  return dates.format(day)
}

/**
 * As much of the time of day as is known: the minute, the span of an hour, or nothing.
 * @param {ApproximateTime} time
 */
export function timeOfDay(time) {
  const both = span(time)
  if (!both || certainDay(time) === undefined) return ''
  const [earliest, latest] = both
  if (minutes.format(earliest) === minutes.format(latest)) return minutes.format(earliest)
  return latest.getTime() - earliest.getTime() <= HOUR ? minutes.formatRange(earliest, latest) : ''
}

/**
 * When something was, in few words: the time of today, else the day, else what is known of it.
 * @param {ApproximateTime} time
 */
export function briefly(time) {
  const both = span(time)
  if (!both) return ''
  const day = certainDay(time)
  if (day === dayOf(new Date())) return timeOfDay(time) || say('today')
  if (day !== undefined) return shortDates.format(day)
  return shortDates.formatRange(...both)
}

/** @param {Date | string} time that is known to the second */
export function exactly(time) {
  const date = new Date(time)
  return dayOf(date) === dayOf(new Date()) ? minutes.format(date) : `${shortDates.format(date)}, ${minutes.format(date)}`
}
