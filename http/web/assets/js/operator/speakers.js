// Whom an operator may think of for a referral.

import { get } from '../api.js';
import { readPages } from './pages.js';
import { availabilityOf } from './words.js';

const mostPages = 5;

/**
 * The registered agents who speak a language, those who are available first: the id, and what is said of it.
 * @param {string} language @param {string | null | undefined} former who has it already @returns {Promise<[string, string][]>}
 */
export async function speakersOf(language, former) {
  const { items } = await readPages((cursor) => get('/v1/agents', { query: { status: 'Registered', limit: 200, cursor } }), mostPages);
  return items.filter(({ id, registration }) => id !== former && registration.contact?.languages.includes(language))
    .sort((one, other) => Number(other.availability.now) - Number(one.availability.now) || one.name.localeCompare(other.name))
    .map(({ id, name, availability }) => [id, `${name}, ${availabilityOf(availability)}`]);
}
