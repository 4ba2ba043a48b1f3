import type { TrackTags } from '../tags/trackTags'

/** What a song says about itself, without a cover. */
export const SONG_TAGS: TrackTags = {
  title: 'A Day', artists: ['Ann'], album: 'Days', albumArtist: null, date: '2026', track: '1', disc: null, genres: [], composers: [],
  copyright: null, isrc: null, bpm: 128, key: 'Am', cover: null
}
