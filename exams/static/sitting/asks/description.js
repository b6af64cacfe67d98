/* A passage to read: it asks for nothing. */
import { make } from '../words.js'

export const draw = () => make('span')
