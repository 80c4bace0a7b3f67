-- The state of the embedded Inngest engine: events, runs and steps, and who is executing what. Its own schema, outside
-- Prisma's: the engine alone reads and writes it, with the role that owns the database. Due times and claims are
-- pg-boss's, in the schema "embedded_queue", which it makes and upgrades itself.
CREATE SCHEMA embedded;

CREATE TABLE embedded.events (
  id uuid PRIMARY KEY,
  -- An event that comes twice with the same id within a day starts its runs once.
  dedupe_id text UNIQUE,
  payload json NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX events_received_at ON embedded.events (received_at);

CREATE TABLE embedded.runs (
  id uuid PRIMARY KEY,
  -- Older runs go first: the order of starting, finer than any clock.
  number integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  function_id text NOT NULL,
  event_id uuid NOT NULL REFERENCES embedded.events (id),
  status text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'failed')),
  slot_keys text[] NOT NULL,
  step_count integer NOT NULL DEFAULT 0,
  state_bytes integer NOT NULL DEFAULT 0,
  queued_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  ended_at timestamptz,
  output json,
  error json,
  CHECK ((ended_at IS NULL) = (status IN ('queued', 'running')))
);
CREATE INDEX runs_event_id ON embedded.runs (event_id);
CREATE INDEX runs_ended_at ON embedded.runs (ended_at) WHERE ended_at IS NOT NULL;

-- json and not jsonb: a step's output comes back as it went in, key order and \u0000 included.
CREATE TABLE embedded.steps (
  run_id uuid NOT NULL REFERENCES embedded.runs (id) ON DELETE CASCADE,
  id text NOT NULL,
  name text NOT NULL,
  -- The place in the order of settling; null while the step is planned.
  place integer,
  output json,
  PRIMARY KEY (run_id, id),
  CHECK ((place IS NULL) = (output IS NULL))
);

-- A process that executes. Past its moment it counts as dead, and its calls are taken over.
CREATE TABLE embedded.engines (
  id uuid PRIMARY KEY,
  seat text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- A call under way. The unique key is the promise that no step of a run is executed twice at once.
CREATE TABLE embedded.calls (
  job_id uuid PRIMARY KEY,
  engine_id uuid NOT NULL REFERENCES embedded.engines (id),
  run_id uuid NOT NULL REFERENCES embedded.runs (id) ON DELETE CASCADE,
  step_id text NOT NULL,
  job json NOT NULL,
  slot_keys text[] NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (run_id, step_id)
);

-- A call that is due and waits for a place under a concurrency limit.
CREATE TABLE embedded.waiting (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  slot_key text NOT NULL,
  run_id uuid NOT NULL REFERENCES embedded.runs (id) ON DELETE CASCADE,
  job json NOT NULL,
  priority integer NOT NULL
);
CREATE INDEX waiting_next ON embedded.waiting (slot_key, priority DESC, id);

-- The one pending tick of each schedule: a restart finds it and neither loses nor doubles it.
CREATE TABLE embedded.crons (
  function_id text NOT NULL,
  expression text NOT NULL,
  app_id text NOT NULL,
  job_id uuid NOT NULL,
  PRIMARY KEY (function_id, expression)
);
