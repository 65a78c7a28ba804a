-- The diary, version 1: everything the records of the design need, so that later screens add no tables.
-- Moments: UTC as YYYY-MM-DDTHH:MM:SS.mmmZ beside the local offset in seconds. Days: YYYY-MM-DD, a diary day.
-- Lists of three words and more are spelt with OR: of an IN list SQLite builds a table for every row it checks, which
-- makes the slowest entry half as slow again.
-- Released files of this folder never change. Each runs in one transaction (migrate.py), its version number inside.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  purpose TEXT NOT NULL
    CHECK (purpose = 'daily' OR purpose = 'before_activity' OR purpose = 'before_bed' OR purpose = 'relief'),
  started_at_utc TEXT NOT NULL, started_at_offset_s INTEGER NOT NULL,
  routine TEXT NOT NULL,
  variant TEXT NOT NULL CHECK (variant = 'knee_straight' OR variant = 'knee_bent' OR variant = 'seated'),
  ended_at_utc TEXT CHECK (ended_at_utc >= started_at_utc), ended_at_offset_s INTEGER,
  outcome TEXT CHECK (outcome IN ('done', 'partial')),
  feel_before INTEGER CHECK (feel_before BETWEEN 0 AND 10),
  feel_after INTEGER CHECK (feel_after BETWEEN 0 AND 10),
  note TEXT NOT NULL CHECK (length(note) <= 20000),
  episode_id TEXT REFERENCES episodes (id)
) STRICT;
CREATE INDEX sessions_day ON sessions (day);

CREATE TABLE holds (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  session_id TEXT NOT NULL REFERENCES sessions (id),
  ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
  round INTEGER NOT NULL CHECK (round >= 1),
  leg TEXT NOT NULL CHECK (leg IN ('left', 'right')),
  attempt INTEGER NOT NULL CHECK (attempt >= 1),
  planned_s REAL NOT NULL CHECK (planned_s BETWEEN 5 AND 120),
  target_s REAL NOT NULL CHECK (target_s BETWEEN 5 AND 120),
  target_origin TEXT NOT NULL
    CHECK (target_origin = 'app' OR target_origin = 'person' OR target_origin = 'therapist'),
  held_s REAL NOT NULL CHECK (held_s BETWEEN 0 AND 120),
  end_reason TEXT NOT NULL
    CHECK (end_reason = 'done' OR end_reason = 'skipped' OR end_reason = 'repeated' OR end_reason = 'pain'
      OR end_reason = 'stopped' OR end_reason = 'slept' OR end_reason = 'killed'),
  UNIQUE (session_id, ordinal)
) STRICT;

CREATE TABLE episodes (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  at_utc TEXT NOT NULL, at_offset_s INTEGER NOT NULL,
  until_utc TEXT CHECK (until_utc >= at_utc), until_offset_s INTEGER,
  kind TEXT NOT NULL CHECK (kind = 'spasm' OR kind = 'tightness' OR kind = 'not_said'),
  leg TEXT CHECK (leg = 'left' OR leg = 'right' OR leg = 'both'),
  zones TEXT NOT NULL,
  pain INTEGER CHECK (pain BETWEEN 0 AND 10),
  qualities TEXT NOT NULL,
  onset TEXT CHECK (onset IN ('sudden', 'gradual')),
  duration_s REAL CHECK (duration_s BETWEEN 0 AND 604800),
  duration_band TEXT
    CHECK (duration_band = 'under_1' OR duration_band = '1_3' OR duration_band = '3_10'
      OR duration_band = 'over_10'),
  duration_source TEXT
    CHECK (duration_source = 'timed' OR duration_source = 'typed' OR duration_source = 'estimated'),
  eased_after_s REAL CHECK (eased_after_s BETWEEN 0 AND 604800),
  eased_by TEXT,
  context TEXT
    CHECK (context = 'asleep' OR context = 'resting' OR context = 'sitting' OR context = 'on_feet'
      OR context = 'walking' OR context = 'exercising' OR context = 'within_hour'
      OR context = 'later_that_day' OR context = 'that_night'),
  tried TEXT NOT NULL,
  minutes_awake INTEGER CHECK (minutes_awake BETWEEN 0 AND 1440),
  sore_after INTEGER CHECK (sore_after IN (0, 1)),
  suspected TEXT NOT NULL CHECK (length(suspected) <= 20000),
  note TEXT NOT NULL CHECK (length(note) <= 20000),
  cluster_id TEXT,
  draft INTEGER NOT NULL CHECK (draft IN (0, 1)),
  suggested TEXT NOT NULL,
  own TEXT NOT NULL CHECK (length(own) <= 20000)
) STRICT;
CREATE INDEX episodes_day ON episodes (day);
CREATE INDEX episodes_draft ON episodes (draft) WHERE draft = 1;

CREATE TABLE drinks (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  at_utc TEXT NOT NULL, at_offset_s INTEGER NOT NULL,
  ml INTEGER NOT NULL CHECK (ml BETWEEN 1 AND 10000),
  origin_key TEXT
) STRICT;
CREATE INDEX drinks_day ON drinks (day);
CREATE INDEX drinks_origin_key ON drinks (origin_key) WHERE origin_key IS NOT NULL;

CREATE TABLE activities (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  at_utc TEXT NOT NULL, at_offset_s INTEGER NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind = 'run' OR kind = 'walk' OR kind = 'ride' OR kind = 'swim' OR kind = 'hike' OR kind = 'strength'
      OR kind = 'stairs' OR kind = 'standing' OR kind = 'other'),
  sport TEXT CHECK (length(sport) <= 20000),
  minutes REAL CHECK (minutes BETWEEN 0 AND 10080),
  effort INTEGER CHECK (effort BETWEEN 0 AND 10),
  moving_s REAL CHECK (moving_s BETWEEN 0 AND 604800),
  distance_m REAL CHECK (distance_m BETWEEN 0 AND 2000000),
  climb_m REAL CHECK (climb_m BETWEEN -20000 AND 100000),
  temperature_c REAL CHECK (temperature_c BETWEEN -60 AND 60),
  temperature_kind TEXT CHECK (temperature_kind IN ('device', 'weather')),
  heart_rate_bpm REAL CHECK (heart_rate_bpm BETWEEN 1 AND 300),
  origin_key TEXT,
  note TEXT NOT NULL CHECK (length(note) <= 20000)
) STRICT;
CREATE INDEX activities_day ON activities (day);
CREATE INDEX activities_origin_key ON activities (origin_key) WHERE origin_key IS NOT NULL;

-- Days that an import covers as a whole: a day inside has no activity where none is recorded.
CREATE TABLE imported_ranges (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  origin TEXT NOT NULL CHECK (length(origin) <= 20000)
) STRICT;

CREATE TABLE checkins (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL UNIQUE,
  spasms INTEGER NOT NULL CHECK (spasms BETWEEN 0 AND 200)
) STRICT;

CREATE TABLE day_items (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  item TEXT NOT NULL
    CHECK (item = 'water' OR item = 'water_level' OR item = 'electrolyte_drink' OR item = 'salts' OR item = 'hot_day'
      OR item = 'max_temp_c' OR item = 'sleep_h' OR item = 'heels' OR item = 'stairs' OR item = 'standing'
      OR item = 'travel' OR item = 'alcohol' OR item = 'note' OR item GLOB 'tag:?*'),
  value TEXT NOT NULL CHECK (length(value) <= 20000),
  UNIQUE (day, item)
) STRICT;

CREATE TABLE pauses (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL CHECK (last_day >= first_day),
  reason TEXT NOT NULL CHECK (length(reason) <= 20000)
) STRICT;
CREATE INDEX pauses_day ON pauses (day);

-- Fields of one's own, noted of a day (day_items, tag:NAME) or of an episode (episodes.own).
CREATE TABLE tags (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 96),
  noted_of TEXT NOT NULL CHECK (noted_of IN ('day', 'episode')),
  kind TEXT NOT NULL CHECK (kind IN ('yes_no', 'number')),
  unit TEXT NOT NULL CHECK (length(unit) <= 40),
  lag_days INTEGER NOT NULL CHECK (lag_days IN (0, 1)),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE routines (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 20000),
  hold_s INTEGER NOT NULL CHECK (hold_s BETWEEN 5 AND 120 AND (hold_s >= 30 OR hold_origin = 'therapist')),
  hold_origin TEXT NOT NULL
    CHECK (hold_origin = 'app' OR hold_origin = 'person' OR hold_origin = 'therapist'),
  rounds INTEGER NOT NULL CHECK (rounds BETWEEN 1 AND 5),
  get_ready_s INTEGER NOT NULL CHECK (get_ready_s BETWEEN 0 AND 60),
  swap_s INTEGER NOT NULL CHECK (swap_s BETWEEN 3 AND 30),
  rest_s INTEGER NOT NULL CHECK (rest_s BETWEEN 0 AND 60),
  leg_order TEXT NOT NULL
    CHECK (leg_order = 'left_first' OR leg_order = 'right_first' OR leg_order = 'left_only'
      OR leg_order = 'right_only'),
  variant TEXT NOT NULL CHECK (variant = 'knee_straight' OR variant = 'knee_bent' OR variant = 'seated'),
  purpose TEXT NOT NULL
    CHECK (purpose = 'daily' OR purpose = 'before_activity' OR purpose = 'before_bed' OR purpose = 'relief'),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE programmes (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  routine_id TEXT NOT NULL REFERENCES routines (id),
  times_a_day INTEGER NOT NULL CHECK (times_a_day BETWEEN 1 AND 12),
  weekdays TEXT NOT NULL CHECK (weekdays GLOB '[[][1-7]*]' AND length(weekdays) <= 15),
  first_day TEXT NOT NULL,
  last_day TEXT CHECK (last_day >= first_day),
  origin TEXT NOT NULL CHECK (origin IN ('person', 'therapist')),
  note TEXT NOT NULL CHECK (length(note) <= 20000)
) STRICT;

CREATE TABLE profile (
  id TEXT PRIMARY KEY CHECK (id = 'profile'),
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  name TEXT NOT NULL CHECK (length(name) <= 20000),
  conditions TEXT NOT NULL CHECK (length(conditions) <= 20000),
  emergency_number TEXT NOT NULL CHECK (length(emergency_number) <= 20000)
) STRICT;

CREATE TABLE questions (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  text TEXT NOT NULL CHECK (length(text) <= 20000),
  asked_on TEXT
) STRICT;

CREATE TABLE marked_changes (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  day TEXT NOT NULL,
  text TEXT NOT NULL CHECK (length(text) <= 20000)
) STRICT;
CREATE INDEX marked_changes_day ON marked_changes (day);

CREATE TABLE safety_answers (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  at_utc TEXT NOT NULL, at_offset_s INTEGER NOT NULL,
  flag INTEGER NOT NULL CHECK (flag BETWEEN 1 AND 14),
  answer TEXT NOT NULL CHECK (answer = 'yes' OR answer = 'no' OR answer = 'not_sure'),
  episode_id TEXT REFERENCES episodes (id)
) STRICT;

CREATE TABLE reminders (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('stretch', 'note')),
  local_time TEXT NOT NULL CHECK (local_time GLOB '[0-2][0-9]:[0-5][0-9]' AND local_time < '24'),
  weekdays TEXT NOT NULL CHECK (weekdays GLOB '[[][1-7]*]' AND length(weekdays) <= 15),
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1))
) STRICT;

CREATE TABLE looks (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source = 'typed' OR source = 'timer' OR source = 'imported' OR source = 'suggested'),
  entered_at TEXT NOT NULL, changed_at TEXT NOT NULL, deleted_at TEXT,
  number INTEGER NOT NULL UNIQUE CHECK (number BETWEEN 1 AND 10000),
  day TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;

-- A record that is gone for good leaves its identity, so that another computer's copy does not bring it back.
CREATE TABLE tombstones (
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  deleted_at TEXT NOT NULL,
  PRIMARY KEY (kind, record_id)
) STRICT;

-- The value null = taken back: its date must stay, so that an older value of another computer does not return.
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

-- The heart: every write but a running session's progress is a batch of changes, only ever appended.
-- As few indexes as reading needs: each one is a page more in every entry's commit.
CREATE TABLE batches (
  seq INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin = 'typed' OR origin = 'timer' OR origin = 'import' OR origin = 'command'),
  label TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role = 'do' OR role = 'setting' OR role = 'undo' OR role = 'redo'),
  target_seq INTEGER REFERENCES batches (seq),
  CHECK ((role IN ('undo', 'redo')) = (target_seq IS NOT NULL))
) STRICT;
CREATE INDEX batches_target ON batches (target_seq) WHERE target_seq IS NOT NULL;

CREATE TABLE changes (
  batch_seq INTEGER NOT NULL REFERENCES batches (seq),
  ordinal INTEGER NOT NULL,
  kind TEXT NOT NULL,
  record_id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  CHECK (before IS NOT NULL OR after IS NOT NULL),
  PRIMARY KEY (batch_seq, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX changes_record ON changes (record_id);
CREATE TRIGGER changes_stand BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, 'changes are only appended'); END;
CREATE TRIGGER batches_stand BEFORE UPDATE ON batches BEGIN SELECT RAISE(ABORT, 'batches are only appended'); END;
CREATE TRIGGER changes_stay BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, 'changes are only appended'); END;
CREATE TRIGGER batches_stay BEFORE DELETE ON batches BEGIN SELECT RAISE(ABORT, 'batches are only appended'); END;

-- One row while a session runs: overwritten every second, outside the change table.
CREATE TABLE running_session (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  session_id TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  saved_at TEXT NOT NULL
) STRICT;

PRAGMA user_version = 1;
