import { join } from 'node:path'
import Database from 'libsql'

export type ServiceDatabase = InstanceType<typeof Database>

const SCHEMA_VERSION = 1

// Column names are the property names of Account and Job, so that no second vocabulary stands between them.
const SCHEMA = `
  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    email TEXT NOT NULL UNIQUE COLLATE NOCASE,
    passwordSalt TEXT NOT NULL,
    passwordProof TEXT NOT NULL,
    tokenHash TEXT NOT NULL UNIQUE,
    sealedToken TEXT NOT NULL,
    credits INTEGER NOT NULL,
    premiumEnabled INTEGER NOT NULL,
    longFilenamesEnabled INTEGER NOT NULL,
    createdAtMs INTEGER NOT NULL,
    updatedAtMs INTEGER NOT NULL
  );
  CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    accountId INTEGER REFERENCES accounts (id),
    hash TEXT UNIQUE,
    remoteHash TEXT UNIQUE,
    sourceUrl TEXT,
    renderId INTEGER NOT NULL,
    options TEXT NOT NULL,
    outputFormat INTEGER NOT NULL,
    isDemo INTEGER NOT NULL,
    isPremium INTEGER NOT NULL,
    status TEXT NOT NULL,
    message TEXT NOT NULL,
    inputName TEXT NOT NULL,
    inputBytes INTEGER NOT NULL,
    durationS REAL,
    tags TEXT NOT NULL,
    credits INTEGER,
    outputFolder TEXT NOT NULL,
    files TEXT NOT NULL,
    separationMs INTEGER,
    createdAtMs INTEGER NOT NULL,
    updatedAtMs INTEGER NOT NULL
  );
  CREATE INDEX jobsByAccount ON jobs (accountId, id);
  CREATE INDEX jobsByStatus ON jobs (status, id);
`

/** Opens (and at first use makes) the service's database in `dataDir`. Throws when a newer version wrote it. */
export function openDatabase(dataDir: string): ServiceDatabase {
  const database = new Database(join(dataDir, 'service.db'))
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = NORMAL')
  database.exec('PRAGMA foreign_keys = ON')
  const version = schemaVersion(database)
  if (version > SCHEMA_VERSION) {
    database.close()
    throw new Error(`The data folder was written by a newer version of this service (schema ${version}).`)
  }
  if (version === 0) {
    database.exec(`BEGIN; ${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`)
  }
  return database
}

function schemaVersion(database: ServiceDatabase): number {
  const row: unknown = database.prepare('PRAGMA user_version').get()
  return typeof row === 'object' && row !== null && 'user_version' in row ? Number(row.user_version) : 0
}
