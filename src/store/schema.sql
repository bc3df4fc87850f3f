-- The schema of a store, version 1. It is meant to be read: docs/store.md draws it, and every table and column carries
-- its comment inside the store too (SELECT * FROM duckdb_columns()).
--
-- Names of columns are the words of the contract. Numbers such as doc_id are of the store; the ids of records, as
-- `chancery code` writes them, are the document's id and the record's `tag` ("story.txt" and "#e1"). Offsets count code
-- points: substring(text, start_char + 1, chars) are the words. What is not known is NULL. What belongs to one record is
-- written in one transaction.

CREATE TYPE event_type AS ENUM ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST',
  'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT');
CREATE TYPE quad AS ENUM ('verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict');
CREATE TYPE status AS ENUM ('actual', 'planned', 'conditional', 'negated', 'alleged');
CREATE TYPE date_precision AS ENUM ('', 'day', 'month', 'year', 'range');
CREATE TYPE event_role AS ENUM ('actor', 'recipient', 'source');
CREATE TYPE statement_role AS ENUM ('speaker', 'addressee', 'about', 'source');
CREATE TYPE side AS ENUM ('actor', 'recipient', 'with');

CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL);
COMMENT ON TABLE meta IS 'What this file is: store (always chancery), store_version, created_by';
COMMENT ON COLUMN meta.key IS 'What is told';
COMMENT ON COLUMN meta.value IS 'And its value';

CREATE TABLE runs (run_id INTEGER NOT NULL, command VARCHAR NOT NULL, version VARCHAR NOT NULL, data VARCHAR,
  model VARCHAR, options VARCHAR, begun TIMESTAMP NOT NULL, ended TIMESTAMP, documents BIGINT, records BIGINT);
COMMENT ON TABLE runs IS 'One row for each command that wrote: with which version, tables and options a document was coded';
COMMENT ON COLUMN runs.run_id IS 'Number of the run, from 1';
COMMENT ON COLUMN runs.command IS 'ingest, recode or import';
COMMENT ON COLUMN runs.version IS 'Version of the program';
COMMENT ON COLUMN runs.data IS 'Checksum of the packed tables it read with; NULL for import';
COMMENT ON COLUMN runs.model IS 'Checksum of the syntax model; NULL for import';
COMMENT ON COLUMN runs.options IS 'Inputs and options as they were given';
COMMENT ON COLUMN runs.begun IS 'When it began (UTC)';
COMMENT ON COLUMN runs.ended IS 'When it ended; NULL where it was broken off: the batches that are here are whole all the same';
COMMENT ON COLUMN runs.documents IS 'Documents that it stored';
COMMENT ON COLUMN runs.records IS 'Events, statements and relations that it stored';

CREATE TABLE documents (doc_id INTEGER NOT NULL, id VARCHAR NOT NULL, title VARCHAR, text VARCHAR, url VARCHAR,
  source VARCHAR, published DATE, date DATE, date_precision date_precision, date_reason VARCHAR, publisher VARCHAR, agency VARCHAR,
  place_id INTEGER, place_text VARCHAR, place_start UINTEGER, place_chars UINTEGER, origin VARCHAR NOT NULL,
  run_id INTEGER NOT NULL, content UBIGINT NOT NULL, minhash BLOB, copy_of INTEGER);
COMMENT ON TABLE documents IS 'Every document that was read, once. The text is kept: `story` shows it and `recode` reads it again';
COMMENT ON COLUMN documents.doc_id IS 'Number of the document, in the order of storing';
COMMENT ON COLUMN documents.id IS 'Its id in the input (field id, or file and line); other texts under a known id get ~2, ~3';
COMMENT ON COLUMN documents.title IS 'Its title, where the input gave one';
COMMENT ON COLUMN documents.text IS 'The text that was coded; NULL for events imported from elsewhere';
COMMENT ON COLUMN documents.url IS 'Where it was published';
COMMENT ON COLUMN documents.source IS 'Its publisher as the input gave it';
COMMENT ON COLUMN documents.published IS 'Day of publication as the input gave it';
COMMENT ON COLUMN documents.date IS 'Day of the story: published, or else read from its dateline';
COMMENT ON COLUMN documents.date_precision IS 'How exact `date` is';
COMMENT ON COLUMN documents.date_reason IS 'Why there is no date, where there is none';
COMMENT ON COLUMN documents.publisher IS 'Publisher: source, or else read from the head of the story';
COMMENT ON COLUMN documents.agency IS 'News agency named in the head of the story';
COMMENT ON COLUMN documents.place_id IS 'Place of the dateline';
COMMENT ON COLUMN documents.place_text IS 'Its words';
COMMENT ON COLUMN documents.place_start IS 'Where they begin';
COMMENT ON COLUMN documents.place_chars IS 'How many code points';
COMMENT ON COLUMN documents.origin IS 'Who coded it: chancery, or the format it was imported from (gdelt, icews, polecat, phoenix)';
COMMENT ON COLUMN documents.run_id IS 'The run that coded it last';
COMMENT ON COLUMN documents.content IS 'Checksum of text, title, date, url and source: the same content is stored once';
COMMENT ON COLUMN documents.minhash IS 'Fingerprint of the words (64 bytes), by which near copies are found';
COMMENT ON COLUMN documents.copy_of IS 'The earlier document of which this is a near copy, such as the same agency report elsewhere';

CREATE TABLE sentences (doc_id INTEGER NOT NULL, sentence UINTEGER NOT NULL, start_char UINTEGER NOT NULL,
  chars UINTEGER NOT NULL);
COMMENT ON TABLE sentences IS 'Where the sentences of a document stand: substring(text, start_char + 1, chars)';
COMMENT ON COLUMN sentences.doc_id IS 'The document';
COMMENT ON COLUMN sentences.sentence IS 'Number of the sentence in it, from 0, as in the records';
COMMENT ON COLUMN sentences.start_char IS 'Where it begins';
COMMENT ON COLUMN sentences.chars IS 'How many code points';

CREATE TABLE places (place_id INTEGER NOT NULL, name VARCHAR NOT NULL, country VARCHAR, lat DOUBLE, lon DOUBLE,
  geonames BIGINT);
COMMENT ON TABLE places IS 'Every place that is named, once';
COMMENT ON COLUMN places.place_id IS 'Number of the place';
COMMENT ON COLUMN places.name IS 'Its name';
COMMENT ON COLUMN places.country IS 'ISO 3166-1 alpha-3';
COMMENT ON COLUMN places.lat IS 'Degrees north';
COMMENT ON COLUMN places.lon IS 'Degrees east';
COMMENT ON COLUMN places.geonames IS 'Its number in GeoNames';

CREATE TABLE actors (actor_id INTEGER NOT NULL, name VARCHAR NOT NULL, country VARCHAR, sector VARCHAR,
  members VARCHAR[]);
COMMENT ON TABLE actors IS 'Everybody who is named, once for each name, country and sector: who changes office has two rows';
COMMENT ON COLUMN actors.actor_id IS 'Number of the actor';
COMMENT ON COLUMN actors.name IS 'The name it was resolved to, or its words';
COMMENT ON COLUMN actors.country IS 'ISO 3166-1 alpha-3';
COMMENT ON COLUMN actors.sector IS 'PLOVER sector: GOV, MIL, OPP ...';
COMMENT ON COLUMN actors.members IS 'Countries of a group such as "Western countries"; NULL where it is none';

CREATE TABLE events (event_id BIGINT NOT NULL, doc_id INTEGER NOT NULL, tag VARCHAR NOT NULL,
  sentence UINTEGER NOT NULL, date DATE, date_end DATE, date_precision date_precision NOT NULL,
  date_reason VARCHAR, event event_type NOT NULL, mode VARCHAR, contexts VARCHAR[], issues VARCHAR[], cameo VARCHAR NOT NULL, quad quad NOT NULL,
  goldstein DECIMAL(3, 1) NOT NULL, place_id INTEGER, place_text VARCHAR, place_start UINTEGER, place_chars UINTEGER, status status NOT NULL,
  attribution_cue VARCHAR, attribution_statement VARCHAR, trigger_text VARCHAR NOT NULL,
  trigger_start UINTEGER NOT NULL, trigger_chars UINTEGER NOT NULL, rule VARCHAR NOT NULL,
  confidence DECIMAL(3, 2) NOT NULL, happening BIGINT NOT NULL, origin VARCHAR NOT NULL);
COMMENT ON TABLE events IS 'Every report of an event: one row for each event record. Rows with the same happening tell of the same thing';
COMMENT ON COLUMN events.event_id IS 'Number of the event, in the order of storing';
COMMENT ON COLUMN events.doc_id IS 'The document that tells of it';
COMMENT ON COLUMN events.tag IS 'What its id has behind the id of the document';
COMMENT ON COLUMN events.sentence IS 'Number of the sentence, from 0';
COMMENT ON COLUMN events.date IS 'When it happened: the day, or the first day of a month, year or range';
COMMENT ON COLUMN events.date_end IS 'Last day of a range';
COMMENT ON COLUMN events.date_precision IS 'day, month, year or range; empty where the date is not known';
COMMENT ON COLUMN events.date_reason IS 'Why there is no date, where there is none';
COMMENT ON COLUMN events.event IS 'One of the sixteen PLOVER types';
COMMENT ON COLUMN events.mode IS 'PLOVER mode, where the type has modes';
COMMENT ON COLUMN events.contexts IS 'PLOVER contexts';
COMMENT ON COLUMN events.issues IS 'What it is about, by the names of the issue tables';
COMMENT ON COLUMN events.cameo IS 'The most specific CAMEO code that holds';
COMMENT ON COLUMN events.quad IS 'Verbal or material, cooperation or conflict';
COMMENT ON COLUMN events.goldstein IS 'Goldstein score of the CAMEO code, -10 to 10';
COMMENT ON COLUMN events.place_id IS 'Where it happened';
COMMENT ON COLUMN events.place_text IS 'The words for the place';
COMMENT ON COLUMN events.place_start IS 'Where they begin';
COMMENT ON COLUMN events.place_chars IS 'How many code points';
COMMENT ON COLUMN events.status IS 'actual, planned, conditional, negated or alleged';
COMMENT ON COLUMN events.attribution_cue IS 'The word of saying it stands under; NULL where the writer says it. Who says it: event_actors, role source';
COMMENT ON COLUMN events.attribution_statement IS 'Tag of the statement it stands in';
COMMENT ON COLUMN events.trigger_text IS 'The word that told of the event';
COMMENT ON COLUMN events.trigger_start IS 'Where it begins';
COMMENT ON COLUMN events.trigger_chars IS 'How many code points';
COMMENT ON COLUMN events.rule IS 'Which rule coded it';
COMMENT ON COLUMN events.confidence IS 'How sure the coder is, 0 to 1';
COMMENT ON COLUMN events.happening IS 'event_id of the first report of the same happening; its own where it is the first';
COMMENT ON COLUMN events.origin IS 'Who coded it, as in documents';

CREATE TABLE event_actors (event_id BIGINT NOT NULL, role event_role NOT NULL, position USMALLINT NOT NULL,
  actor_id INTEGER NOT NULL, text VARCHAR NOT NULL, start_char UINTEGER NOT NULL, chars UINTEGER NOT NULL, quantity INTEGER);
COMMENT ON TABLE event_actors IS 'The parties of an event: who did it, to whom, and who says so';
COMMENT ON COLUMN event_actors.event_id IS 'The event';
COMMENT ON COLUMN event_actors.role IS 'actor, recipient, or source: who the report attributes it to';
COMMENT ON COLUMN event_actors.position IS 'Place in the list of its role, from 0';
COMMENT ON COLUMN event_actors.actor_id IS 'Who it is';
COMMENT ON COLUMN event_actors.text IS 'The words for it';
COMMENT ON COLUMN event_actors.start_char IS 'Where they begin';
COMMENT ON COLUMN event_actors.chars IS 'How many code points';
COMMENT ON COLUMN event_actors.quantity IS 'How many, where the words say so in digits: 12 of "12 protesters"';

CREATE TABLE sides (country VARCHAR, actor_id INTEGER NOT NULL, role side NOT NULL, other_country VARCHAR,
  other_id INTEGER, date DATE, event event_type NOT NULL, quad quad NOT NULL, goldstein DECIMAL(3, 1) NOT NULL,
  status status NOT NULL, event_id BIGINT NOT NULL, first_report BOOLEAN NOT NULL,
  new_country BOOLEAN NOT NULL, new_side BOOLEAN NOT NULL, new_pair BOOLEAN NOT NULL, new_actor BOOLEAN NOT NULL,
  origin VARCHAR NOT NULL);
COMMENT ON TABLE sides IS 'Every event from the side of each of its parties, for fast questions: one row for each pair of parties and each side. Kept in order of country, other_country and date';
COMMENT ON COLUMN sides.country IS 'Country of this side';
COMMENT ON COLUMN sides.actor_id IS 'Who stands on this side';
COMMENT ON COLUMN sides.role IS 'actor: did it; recipient: it was done to it; with: did it together with the other';
COMMENT ON COLUMN sides.other_country IS 'Country of the other side';
COMMENT ON COLUMN sides.other_id IS 'Who stands on the other side; NULL where nobody does';
COMMENT ON COLUMN sides.date IS 'As in events';
COMMENT ON COLUMN sides.event IS 'As in events';
COMMENT ON COLUMN sides.quad IS 'As in events';
COMMENT ON COLUMN sides.goldstein IS 'As in events';
COMMENT ON COLUMN sides.status IS 'As in events';
COMMENT ON COLUMN sides.event_id IS 'The event';
COMMENT ON COLUMN sides.first_report IS 'Whether the event is the first report of its happening: count these and every happening counts once';
COMMENT ON COLUMN sides.new_country IS 'Whether it is the first row of its event with this country: count these and every event of a country counts once';
COMMENT ON COLUMN sides.new_side IS 'The same for the country as one that acts (actor, with), or as one that is acted on';
COMMENT ON COLUMN sides.new_pair IS 'The same for the country, as one that acts or is acted on, and the country on the other side';
COMMENT ON COLUMN sides.new_actor IS 'The same for the actor';
COMMENT ON COLUMN sides.origin IS 'As in events';

CREATE TABLE statements (statement_id BIGINT NOT NULL, doc_id INTEGER NOT NULL, tag VARCHAR NOT NULL,
  sentence UINTEGER NOT NULL, date DATE, date_end DATE, date_precision date_precision NOT NULL,
  date_reason VARCHAR, kind VARCHAR NOT NULL,
  cue_text VARCHAR NOT NULL, cue_start UINTEGER NOT NULL, cue_chars UINTEGER NOT NULL, content_text VARCHAR NOT NULL,
  content_start UINTEGER NOT NULL, content_chars UINTEGER NOT NULL, issues VARCHAR[], stance VARCHAR NOT NULL,
  rule VARCHAR NOT NULL, parts VARCHAR[], quoted VARCHAR[],
  attribution_cue VARCHAR, attribution_statement VARCHAR);
COMMENT ON TABLE statements IS 'Who said what: one row for each statement record';
COMMENT ON COLUMN statements.statement_id IS 'Number of the statement';
COMMENT ON COLUMN statements.doc_id IS 'The document';
COMMENT ON COLUMN statements.tag IS 'What its id has behind the id of the document';
COMMENT ON COLUMN statements.sentence IS 'Number of the sentence, from 0';
COMMENT ON COLUMN statements.date IS 'When it was said';
COMMENT ON COLUMN statements.date_end IS 'Last day of a range';
COMMENT ON COLUMN statements.date_precision IS 'As in events';
COMMENT ON COLUMN statements.date_reason IS 'Why there is no date, where there is none';
COMMENT ON COLUMN statements.kind IS 'direct, indirect or mixed';
COMMENT ON COLUMN statements.cue_text IS 'The word of saying';
COMMENT ON COLUMN statements.cue_start IS 'Where it begins';
COMMENT ON COLUMN statements.cue_chars IS 'How many code points';
COMMENT ON COLUMN statements.content_text IS 'What was said';
COMMENT ON COLUMN statements.content_start IS 'Where it begins';
COMMENT ON COLUMN statements.content_chars IS 'How many code points';
COMMENT ON COLUMN statements.issues IS 'What it is about, by the names of the issue tables';
COMMENT ON COLUMN statements.stance IS 'positive, negative or neutral';
COMMENT ON COLUMN statements.rule IS 'Which rule found it';
COMMENT ON COLUMN statements.parts IS 'The parts of a content that its cue breaks, each as "begin-end words"';
COMMENT ON COLUMN statements.quoted IS 'What stands between quotation marks in it, in the same form';
COMMENT ON COLUMN statements.attribution_cue IS 'Cue of the statement that it stands in';
COMMENT ON COLUMN statements.attribution_statement IS 'Tag of that statement';

CREATE TABLE statement_speakers (statement_id BIGINT NOT NULL, role statement_role NOT NULL,
  position USMALLINT NOT NULL, actor_id INTEGER NOT NULL, text VARCHAR NOT NULL, start_char UINTEGER NOT NULL,
  chars UINTEGER NOT NULL);
COMMENT ON TABLE statement_speakers IS 'The parties of a statement: who speaks, to whom, and about whom';
COMMENT ON COLUMN statement_speakers.statement_id IS 'The statement';
COMMENT ON COLUMN statement_speakers.role IS 'speaker, addressee, about, or source of the statement around it';
COMMENT ON COLUMN statement_speakers.position IS 'Place in the list of its role, from 0';
COMMENT ON COLUMN statement_speakers.actor_id IS 'Who it is';
COMMENT ON COLUMN statement_speakers.text IS 'The words for it';
COMMENT ON COLUMN statement_speakers.start_char IS 'Where they begin';
COMMENT ON COLUMN statement_speakers.chars IS 'How many code points';

CREATE TABLE relations (relation_id BIGINT NOT NULL, doc_id INTEGER NOT NULL, tag VARCHAR NOT NULL,
  sentence UINTEGER NOT NULL, relation VARCHAR NOT NULL, from_id INTEGER NOT NULL, from_text VARCHAR NOT NULL,
  from_start UINTEGER NOT NULL, from_chars UINTEGER NOT NULL, to_id INTEGER NOT NULL, to_text VARCHAR NOT NULL,
  to_start UINTEGER NOT NULL, to_chars UINTEGER NOT NULL, since DATE, since_precision date_precision NOT NULL,
  until DATE, until_precision date_precision NOT NULL, trigger_text VARCHAR NOT NULL, trigger_start UINTEGER NOT NULL,
  trigger_chars UINTEGER NOT NULL, rule VARCHAR NOT NULL);
COMMENT ON TABLE relations IS 'Standing ties: ally, rival, member, holds-office';
COMMENT ON COLUMN relations.relation_id IS 'Number of the relation';
COMMENT ON COLUMN relations.doc_id IS 'The document';
COMMENT ON COLUMN relations.tag IS 'What its id has behind the id of the document';
COMMENT ON COLUMN relations.sentence IS 'Number of the sentence, from 0';
COMMENT ON COLUMN relations.relation IS 'Which tie';
COMMENT ON COLUMN relations.from_id IS 'Who has it';
COMMENT ON COLUMN relations.from_text IS 'The words for it';
COMMENT ON COLUMN relations.from_start IS 'Where they begin';
COMMENT ON COLUMN relations.from_chars IS 'How many code points';
COMMENT ON COLUMN relations.to_id IS 'To whom';
COMMENT ON COLUMN relations.to_text IS 'The words for it';
COMMENT ON COLUMN relations.to_start IS 'Where they begin';
COMMENT ON COLUMN relations.to_chars IS 'How many code points';
COMMENT ON COLUMN relations.since IS 'Since when';
COMMENT ON COLUMN relations.since_precision IS 'How exact that is';
COMMENT ON COLUMN relations.until IS 'Until when';
COMMENT ON COLUMN relations.until_precision IS 'How exact that is';
COMMENT ON COLUMN relations.trigger_text IS 'The word that told of it';
COMMENT ON COLUMN relations.trigger_start IS 'Where it begins';
COMMENT ON COLUMN relations.trigger_chars IS 'How many code points';
COMMENT ON COLUMN relations.rule IS 'Which rule found it';

INSERT INTO meta VALUES ('store', 'chancery'), ('store_version', '1');
