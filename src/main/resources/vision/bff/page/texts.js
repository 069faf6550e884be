import de from './texts/de.js'
import en from './texts/en.js'

/** Another language is another file, and a line here. */
const LANGUAGES = { de, en }

/** @typedef {keyof typeof en} Key */

const asked = [localStorage.getItem('language') ?? '', ...navigator.languages].map((each) => each.slice(0, 2))

/** @type {'de' | 'en'} */
export const language = /** @type {any} */ (asked.find((each) => each in LANGUAGES) ?? 'en')

/** For dates, which also differ by country. */
export const locale = navigator.languages.find((each) => each.startsWith(language)) ?? language

export const languages = Object.entries(LANGUAGES).map(([code, texts]) => ({ code, name: texts.language }))

document.documentElement.lang = language

const plural = new Intl.PluralRules(language)

/**
 * @param {Key} key of a text, which has other words for one if there is a key that ends in `One`
 * @param {Record<string, string | number>} [values] what stands in for `{name}`
 */
export function say(key, values = {}) {
  const texts = /** @type {Record<string, string>} */ (LANGUAGES[language])
  const one = typeof values.n === 'number' && plural.select(values.n) === 'one' ? texts[`${key}One`] : undefined
  return (one ?? texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole))
}

/** @param {string} code */
export function speak(code) {
  localStorage.setItem('language', code)
  location.reload()
}
