// Whose portal this is: the API calls whoever is signed in so.

export const me = { at: { id: 'me' } };
