import { plain } from './words'

// What people say -> what the catalogue calls it. Each line reads one way; the words on the left need not be in the catalogue.
const TABLE: readonly (readonly [said: string, meant: string])[] = [
  ['vocal, vocals, voice, voices, vox, singer, singing, sing, acapella, acappella, a cappella, vocalist', 'vocals, vocal, voice'],
  ['karaoke, minus one, minusone, backing track, playback, sing along, instrumental track', 'karaoke, instrumental, instrum, accompaniment'],
  ['instrumental, instrumentals, beat', 'instrum, instrumental, accompaniment'],
  ['backing, background, harmony, harmonies, choir vocals, backup', 'back'],
  ['denoise, denoiser, denoising, hiss, hum, clean, cleanup, noise removal, noise reduction', 'denoise, noise'],
  ['noise', 'denoise'],
  ['reverb, dereverb, dereverberation, deverb, noreverb, echo, room, hall, dry', 'reverb, noreverb'],
  ['kick, snare, tom, toms, cymbal, cymbals, bass drum, drum kit, drumkit', 'drumsep, larsnet'],
  ['hihat, hi hat, hihats, hats', 'hh, hihat, cymbals'],
  ['speech, speaker, spoken, talk, talking, dialog, dialogue, podcast, narration', 'speech, dialog'],
  ['film, movie, movies, cinema, cinematic, tv', 'dnr, speech, effects, sfx'],
  ['sfx, fx, sound effects, foley', 'effects, effect, sfx, fx'],
  ['audience, applause, cheering, live', 'crowd'],
  ['midi, notes, score, sheet music, tablature, transcribe, transcription, transcriber', 'midi'],
  ['lyrics, subtitles, captions, stt, asr, speech to text, transcribe, transcription, transcript', 'whisper, parakeet, text'],
  ['tts, text to speech, clone, cloning, voice clone', 'tts, cloning'],
  ['upscale, upscaler, upsample, enhance, enhancer, restore, restoration, remaster, hd, quality', 'upscale, restoration, resolution, enhancers'],
  ['center, centre, mid', 'centre, center, phantom'],
  ['man, men, boy', 'male'],
  ['woman, women, girl, lady', 'female'],
  ['duet, duo, two singers, speakers', 'multispeaker, singer, male, female'],
  ['breath, breathing, breaths', 'aspiration'],
  ['surround, 5.1, multichannel', 'multichannel'],
  ['keyboard, keyboards', 'keys, piano'],
  ['fiddle', 'violin'],
  ['contrabass, upright bass', 'double'],
  ['horn, horns', 'brass, horn'],
  ['vibes', 'vibraphone'],
  ['sub, 808', 'bass'],
  ['multi, multitrack, all stems, every stem, stems', 'multistem, ensemble'],
  ['вокал, голос, акапелла', 'vocals'],
  ['минус, минусовка, караоке', 'karaoke, instrumental, instrum'],
  ['барабаны, ударные', 'drums'],
  ['бас', 'bass'],
  ['гитара', 'guitar'],
  ['фортепиано, пианино', 'piano'],
  ['шум', 'denoise'],
  ['реверберация, эхо', 'reverb']
]

const listed = (text: string): readonly string[] => text.split(',').map(plain)

// The first word on the right is the very thing; the others are near it.
const THE_THING = 0.9
const NEAR_IT = 0.3

const meanings = new Map<string, Map<string, number>>()
for (const [said, meant] of TABLE) {
  for (const words of listed(said)) {
    const known = meanings.get(words) ?? new Map<string, number>()
    for (const [order, word] of listed(meant).entries()) if (word !== words) known.set(word, order === 0 ? THE_THING : NEAR_IT)
    meanings.set(words, known)
  }
}

const NONE: ReadonlyMap<string, number> = new Map()

/** Words of the catalogue that mean this word or phrase, and how nearly (0..1); empty where it says what it means. */
export const meaningsOf = (said: string): ReadonlyMap<string, number> => meanings.get(said) ?? NONE

/** Whether the words stand together for something else than they do alone: "minus one", "hi hat". */
export const isPhrase = (said: string): boolean => meanings.has(said)

/** The longest phrase of the table, in words. */
export const LONGEST_PHRASE = Math.max(...[...meanings.keys()].map((said) => said.split(' ').length))

// Said around what is sought. They help where they match and hide nothing where they do not.
const FILLERS = new Set(('a an the of for from to with and in on by my i me need want remove removal remover extract extraction extractor '
  + 'isolate isolation isolator separate separation separator split splitter get only just best good model algorithm please').split(' '))

/** Whether a word may be left unmatched. */
export const isFiller = (word: string): boolean => FILLERS.has(word)
