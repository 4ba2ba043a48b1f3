// The thread in which one job is separated. Started by separate/workerThread.ts, one thread a job.
import { parentPort, workerData } from 'node:worker_threads'
import { explainFailure } from './separate/explainFailure'
import { generateFiles } from './separate/generateFiles'
import { matchFile } from './separate/matchFile'
import { separateFile } from './separate/separateFile'
import { methodOf } from './methods'
import type { SeparationReport, SeparationRequest } from './separate/request'

async function run(request: SeparationRequest, report: (news: SeparationReport) => void): Promise<void> {
  try {
    report({ kind: 'done', ...(await carryOut(request, report)) })
  } catch (error) {
    report({ kind: 'failed', message: explainFailure(error) })
  }
}

function carryOut(request: SeparationRequest, report: (news: SeparationReport) => void): ReturnType<typeof separateFile> {
  const method = methodOf(request.methodId)
  switch (method.kind) {
    case 'separate': return separateFile(request, report)
    case 'match': return matchFile(request, request.referencePath, report)
    case 'generate': return generateFiles(method, request, report)
  }
}

const port = parentPort
// The one edge without a parser: both sides are the same build of the same program.
if (port) void run(workerData as SeparationRequest, (news) => port.postMessage(news))
