import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenHere } from './listenHere'

export interface SiteServer {
  readonly apiBase: string
  /** Paths asked for below /api, with their queries, in order. */
  readonly asked: readonly string[]
  /** From now on every call is refused by a gateway; `false` ends that. */
  setBroken(broken: boolean): void
  /** From now on there is nothing of anything. */
  setEmpty(empty: boolean): void
  stop(): Promise<void>
}

const STEMS = ['vocals', 'instrum', 'bass', 'drums']
const ENTRIES = 45
const NEWS = 23
const QUEUE = { queue: { in_process: 21, registered: 40, unregistered: '43', premium: 3 }, current: { plan: 'registered', queue: 40 }, free_separations: { left: 49, max: 50 } }

/** What a service says that has nothing to tell. */
const NOTHING: Readonly<Record<string, unknown>> = {
  'app/news': [], 'app/demo': [], 'quality_checker/queue': [], 'app/queue': { queue: { in_process: 0 } },
  'quality_checker/leaderboard': { data: [], dataset_type: 1, sortables: ['sdr_vocals'], sort: 'sdr_vocals' }
}

const news = (index: number, lang: string) => ({
  id: NEWS - index, title: lang === 'ru' ? `Новость ${NEWS - index}` : `News number ${NEWS - index}`, lang, status: 1, created_at: `2026-08-${String(NEWS - index).padStart(2, '0')} 10:00:00`,
  text: `<p>A <strong>new</strong> model.</p><ul><li>One</li><li><a href="https://mvsep.com/en/news">Two</a></li></ul><img src=x onerror="alert(1)"><script>alert(2)</script>`
})
const entry = (id: number) => ({
  id, dataset_type: 1, date: `2026-0${1 + (id % 8)}-11 11:00:00`, algo_name: `Model ${String(id).padStart(2, '0')}`, main_text: `<p>About model ${id}</p>`,
  proc: id % 9 === 0 ? 0 : 1, proc_remote_date: '2026-08-20 11:20:00', msg: id % 10 === 0 ? 'Wrong number of files in zip' : 'OK',
  metrics: STEMS.map((stem) => `Metric sdr for ${stem}: ${(id / 4).toFixed(2)}\nMetric si_sdr for ${stem}: ${(id / 5).toFixed(2)}`).join('\n'),
  ...Object.fromEntries(STEMS.map((stem, index) => [`sdr_${stem}`, index === 2 ? String((46 - id) / 4) : id / 4 + index])), dataset_name: 'Multisong dataset', is_ensemble: id % 7 === 0 ? 1 : 0
})
const all = Array.from({ length: ENTRIES }, (_, index) => entry(index + 1))
const demo = (index: number) => ({
  hash: `202605${String(10 + index)}123536-15f8f16001-demo-song-${index}.mp3`, date: '2026-05-14 12:35', size: '3.1 MB', input_audio: 'https://mvsep.com/storage/temp/x.mp3',
  algorithm: { name: index % 2 === 0 ? 'DrumSep (kick, snare, cymbals, toms)' : 'BS Roformer (vocals, instrumental)', render_id: index % 2 === 0 ? 37 : 40 }
})
const demos = Array.from({ length: 14 }, (_, index) => demo(index))

/** An MVSEP-like server that has much to tell and takes no song: the shapes of the API page, made-up values. */
export async function startSiteServer(): Promise<SiteServer> {
  const asked: string[] = []
  let broken = false
  let empty = false
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const path = url.pathname.replace(/^\/api\//, '')
    asked.push(`${path}${url.search}`)
    const json = (body: unknown, statusCode = 200): void => { response.writeHead(statusCode, { 'content-type': 'application/json' }).end(JSON.stringify(body)) }
    if (broken) {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>')
      return
    }
    const { searchParams: query } = url
    const paged = <T>(rows: readonly T[]): readonly T[] => rows.slice(Number(query.get('start') ?? 0), Number(query.get('start') ?? 0) + Number(query.get('limit') ?? 10))
    if (empty && path in NOTHING) return json(NOTHING[path])
    switch (path) {
      case 'app/news': return json(paged(Array.from({ length: query.get('lang') === 'ru' ? 1 : NEWS }, (_, index) => news(index, query.get('lang') ?? 'en'))))
      case 'app/queue': return json(QUEUE)
      case 'app/demo': return json(paged(demos.filter(({ algorithm }) => query.get('algorithm_id') === null || query.get('algorithm_id') === String(algorithm.render_id))))
      case 'app/algorithms': return json([])
      case 'quality_checker/queue': return json(paged([...all].reverse()))
      case 'quality_checker/leaderboard': {
        if (query.get('dataset_type') !== '1') return json({ data: [], dataset_type: query.get('dataset_type'), sortables: [], sort: null })
        const sort = STEMS.map((stem) => `sdr_${stem}`).find((key) => key === query.get('sort')) ?? 'sdr_vocals'
        const figure = (row: Record<string, unknown>): number => Number(row[sort])
        const named = all.filter(({ algo_name: name }) => name.toLowerCase().includes((query.get('algo_name_filter') ?? '').toLowerCase()))
        return json({ data: paged([...named].sort((one, other) => figure(other) - figure(one))), dataset_type: 1, sortables: STEMS.map((stem) => `sdr_${stem}`), sort })
      }
      case 'quality_checker/entry': {
        const found = all.find(({ id }) => String(id) === query.get('id'))
        return found === undefined ? json({ success: false, data: { message: 'Job not found' } }, 400) : json({ success: true, data: found })
      }
      default: return json({ success: false, message: 'Unauthenticated.' }, 401)
    }
  }
  const { origin, stop } = await listenHere(createServer(answer))
  return {
    apiBase: `${origin}/api`,
    asked,
    setBroken(now) { broken = now },
    setEmpty(now) { empty = now },
    stop
  }
}
