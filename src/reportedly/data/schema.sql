-- The case file, schema version 1. Written for this project; Apache-2.0.
-- What a reader took from a report is never changed: a newer reader adds rows. Incidents and everything under them are
-- derived from the newest reading of each report and are replaced as a whole whenever the readings change.
-- Spans are JSON lists of [start, end) code points of report.text; evidence is a JSON list of [report id, start, end].
-- A new column or table raises SCHEMA_VERSION in store/schema.py.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE snapshot (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size INTEGER NOT NULL,
    origin TEXT NOT NULL,
    media_type TEXT NOT NULL,
    received TEXT NOT NULL
) STRICT;

-- A file that went in whole, read with these columns by this version of the program: it is not opened again.
CREATE TABLE intake (
    sha256 TEXT NOT NULL REFERENCES snapshot (sha256),
    settings TEXT NOT NULL,
    reports INTEGER NOT NULL,
    finished TEXT NOT NULL,
    PRIMARY KEY (sha256, settings)
) STRICT;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    snapshot_sha256 TEXT REFERENCES snapshot (sha256),
    publisher TEXT,
    title TEXT,
    published TEXT,
    url TEXT,
    byline TEXT,
    dateline TEXT,
    section TEXT,
    language TEXT,
    forwarded_from TEXT,
    captions TEXT NOT NULL,
    mirrors TEXT NOT NULL,
    skipped TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX report_published ON report (published);
CREATE INDEX report_snapshot ON report (snapshot_sha256);

CREATE VIRTUAL TABLE report_fts USING fts5 (title, text, content = 'report', content_rowid = 'number');
CREATE TRIGGER report_fts_insert AFTER INSERT ON report BEGIN
    INSERT INTO report_fts (rowid, title, text) VALUES (new.number, new.title, new.text);
END;

CREATE TABLE reading (
    number INTEGER PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES report (id),
    reader_version TEXT NOT NULL,
    read_at TEXT NOT NULL,
    skipped TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (report_id, reader_version)
) STRICT;

CREATE TABLE source (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    name TEXT NOT NULL,
    identity TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    affiliation TEXT,
    anonymity TEXT,
    mentions TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;
CREATE INDEX source_name ON source (name);

CREATE TABLE attribution (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    source TEXT NOT NULL,
    cue TEXT NOT NULL,
    content TEXT NOT NULL,
    quote TEXT NOT NULL,
    act TEXT NOT NULL,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    voice TEXT NOT NULL,
    chain TEXT NOT NULL,
    chain_names TEXT NOT NULL,
    within TEXT,
    addressee TEXT NOT NULL,
    p_attribution REAL NOT NULL,
    why TEXT NOT NULL,
    source_spans TEXT NOT NULL,
    cue_spans TEXT NOT NULL,
    content_spans TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;
CREATE INDEX attribution_voice ON attribution (reading, voice);

CREATE TABLE entity (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    aliases TEXT NOT NULL,
    mentions TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;

CREATE TABLE event (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    type TEXT NOT NULL,
    sub_type TEXT NOT NULL,
    words TEXT NOT NULL,
    mode TEXT NOT NULL,
    place TEXT,
    time TEXT,
    attribution TEXT,
    figures TEXT NOT NULL,
    participants TEXT NOT NULL,
    trigger_spans TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;
CREATE INDEX event_type ON event (type, sub_type);

CREATE TABLE figure (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    measure TEXT NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER,
    qualifier TEXT,
    unit TEXT,
    cumulative INTEGER NOT NULL,
    part_of TEXT,
    as_of TEXT,
    attribution TEXT,
    words TEXT NOT NULL,
    spans TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;

CREATE TABLE place (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    name TEXT NOT NULL,
    precision TEXT NOT NULL,
    latitude REAL,
    longitude REAL,
    country TEXT,
    region TEXT,
    gazetteer_id TEXT,
    spans TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;

CREATE TABLE time (
    reading INTEGER NOT NULL REFERENCES reading (number),
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id),
    words TEXT NOT NULL,
    precision TEXT NOT NULL,
    value TEXT NOT NULL,
    start TEXT,
    "end" TEXT,
    spans TEXT NOT NULL,
    PRIMARY KEY (reading, id)
) STRICT;

CREATE TABLE label (
    reading INTEGER NOT NULL REFERENCES reading (number),
    report_id TEXT NOT NULL REFERENCES report (id),
    entity TEXT NOT NULL,
    label TEXT NOT NULL,
    voice TEXT NOT NULL,
    spans TEXT NOT NULL
) STRICT;

CREATE TABLE incident (
    id TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    type TEXT NOT NULL,
    sub_type TEXT NOT NULL,
    place TEXT,
    latitude REAL,
    longitude REAL,
    place_precision TEXT,
    country TEXT,
    time_start TEXT,
    time_end TEXT,
    origins_low INTEGER NOT NULL,
    origins_high INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    grade TEXT NOT NULL,
    json TEXT NOT NULL
) STRICT;

CREATE TABLE incident_report (
    incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    report_id TEXT NOT NULL REFERENCES report (id),
    PRIMARY KEY (incident_id, report_id)
) STRICT;
CREATE INDEX incident_report_report ON incident_report (report_id);

CREATE TABLE origin (
    incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    identity TEXT NOT NULL,
    kind TEXT NOT NULL,
    role TEXT NOT NULL,
    reports TEXT NOT NULL,
    mouths TEXT NOT NULL,
    PRIMARY KEY (incident_id, id)
) STRICT;

CREATE TABLE merge (
    incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    origin_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    certain INTEGER NOT NULL,
    text TEXT NOT NULL,
    evidence TEXT NOT NULL,
    FOREIGN KEY (incident_id, origin_id) REFERENCES origin (incident_id, id) ON DELETE CASCADE
) STRICT;

CREATE TABLE account (
    incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    killed_low INTEGER,
    killed_high INTEGER,
    injured_low INTEGER,
    injured_high INTEGER,
    figures TEXT NOT NULL,
    blames TEXT NOT NULL,
    denies TEXT NOT NULL,
    attributions TEXT NOT NULL,
    own_words TEXT NOT NULL
) STRICT;
CREATE INDEX account_incident ON account (incident_id);

CREATE TABLE conflict (
    incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
    field TEXT NOT NULL,
    kind TEXT NOT NULL,
    sides TEXT NOT NULL
) STRICT;
CREATE INDEX conflict_incident ON conflict (incident_id);

CREATE TABLE lineage (
    kind TEXT NOT NULL,
    later TEXT NOT NULL REFERENCES report (id),
    earlier TEXT REFERENCES report (id),
    publisher TEXT,
    p_lineage REAL NOT NULL,
    evidence TEXT NOT NULL
) STRICT;

-- What could not be read, with its cause and remedy; cleared for a file when the file is added again.
CREATE TABLE fault (
    number INTEGER PRIMARY KEY,
    input TEXT NOT NULL,
    place TEXT NOT NULL,
    found TEXT NOT NULL,
    remedy TEXT NOT NULL,
    noted TEXT NOT NULL
) STRICT;
CREATE INDEX fault_input ON fault (input);

-- What a person decided about a record: append-only; each row's hash covers the row before it.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    person TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action IN ('confirm', 'correct', 'reject', 'merge', 'split', 'undo')),
    target_kind TEXT NOT NULL,
    target_id TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER judgement_no_update BEFORE UPDATE ON judgement BEGIN
    SELECT RAISE (ABORT, 'judgements are append-only');
END;
CREATE TRIGGER judgement_no_delete BEFORE DELETE ON judgement BEGIN
    SELECT RAISE (ABORT, 'judgements are append-only');
END;
CREATE TRIGGER judgement_chain BEFORE INSERT ON judgement
WHEN new.previous_hash <> coalesce((SELECT hash FROM judgement ORDER BY number DESC LIMIT 1), '') BEGIN
    SELECT RAISE (ABORT, 'a judgement must carry the hash of the one before it');
END;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot BEGIN
    SELECT RAISE (ABORT, 'snapshots never change');
END;
CREATE TRIGGER report_no_update BEFORE UPDATE ON report BEGIN
    SELECT RAISE (ABORT, 'reports never change');
END;
CREATE TRIGGER report_no_delete BEFORE DELETE ON report BEGIN
    SELECT RAISE (ABORT, 'reports never change');
END;
CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading BEGIN
    SELECT RAISE (ABORT, 'readings never change; a newer reader adds one');
END;
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading BEGIN
    SELECT RAISE (ABORT, 'readings never change; a newer reader adds one');
END;

-- The newest reading of each report.
CREATE VIEW latest_reading AS
SELECT max(number) AS number, report_id FROM reading GROUP BY report_id;

-- Who says what, to browse: one row for each attribution of the newest readings.
CREATE VIEW claim AS
SELECT r.publisher, r.published, r.title, a.chain_names, s.name AS voice, s.identity, s.kind, s.role,
    a.act, a.quote, a.polarity, a.certainty, a.content, a.cue, a.report_id, a.id AS attribution_id
FROM latest_reading AS l
JOIN attribution AS a ON a.reading = l.number
JOIN report AS r ON r.id = a.report_id
LEFT JOIN source AS s ON s.reading = a.reading AND s.id = a.voice;
