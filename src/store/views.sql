-- Views for the common questions. They are made anew whenever a store is opened for writing.

CREATE OR REPLACE VIEW event_list AS
  SELECT e.event_id, d.id || e.tag AS id, d.id AS doc, e.sentence, e.date, e.date_precision, e.event, e.mode, e.cameo,
    e.quad, e.goldstein, e.status,
    (SELECT list(a.name ORDER BY p.position) FROM event_actors p JOIN actors a USING (actor_id)
      WHERE p.event_id = e.event_id AND p.role = 'actor') AS actors,
    (SELECT list(a.name ORDER BY p.position) FROM event_actors p JOIN actors a USING (actor_id)
      WHERE p.event_id = e.event_id AND p.role = 'recipient') AS recipients,
    l.name AS place, e.trigger_text, e.confidence, coalesce(d.publisher, d.source) AS source, d.url, e.happening,
    e.origin
  FROM events e JOIN documents d USING (doc_id) LEFT JOIN places l ON l.place_id = e.place_id;
COMMENT ON VIEW event_list IS 'Events as people read them: ids, names and sources in place of numbers';

CREATE OR REPLACE VIEW dyads AS
  SELECT s.event_id, s.date, a.name AS actor, s.country AS actor_country, b.name AS recipient,
    s.other_country AS recipient_country, s.event, s.quad, s.goldstein, s.status, s.first_report, s.origin
  FROM sides s JOIN actors a ON a.actor_id = s.actor_id LEFT JOIN actors b ON b.actor_id = s.other_id
  WHERE s.role = 'actor';
COMMENT ON VIEW dyads IS 'Who did what to whom: one row for each actor and recipient of an event';

CREATE OR REPLACE VIEW reports AS
  SELECT e.happening, e.event_id, e.doc_id, d.id AS doc, coalesce(d.publisher, d.source) AS source, d.date AS published,
    d.copy_of IS NOT NULL AS is_copy, coalesce(d.copy_of, d.doc_id) AS original, e.date, e.status
  FROM events e JOIN documents d USING (doc_id);
COMMENT ON VIEW reports IS 'Which document told which happening; agency copies are marked and name their original';

CREATE OR REPLACE VIEW happenings AS
  WITH told AS (SELECT happening, count(*) AS reports, count(DISTINCT original) AS independent_reports,
      count(DISTINCT source) AS sources, min(published) AS first_published, arg_min(source, (published, event_id)) AS first_source
    FROM reports GROUP BY happening)
  SELECT e.event_id AS happening, e.date, e.date_precision, e.event, e.mode, e.cameo, e.quad, e.goldstein, e.status,
    e.place_id, e.doc_id, e.origin, t.reports, t.independent_reports, t.sources, t.first_published, t.first_source
  FROM events e JOIN told t ON t.happening = e.event_id;
COMMENT ON VIEW happenings IS 'What happened, once each, with how many reports, documents that are no copies, and sources told it, and who was first';

CREATE OR REPLACE VIEW conflicts AS
  WITH numbers AS (SELECT e.happening, 'quantity of ' || p.role::VARCHAR AS what, p.quantity::VARCHAR AS says, e.event_id
      FROM events e JOIN event_actors p USING (event_id) WHERE p.quantity IS NOT NULL AND p.role <> 'source'),
  words AS (SELECT happening, 'status' AS what, status::VARCHAR AS says, event_id FROM events
    UNION ALL SELECT e.happening, 'place', l.name, e.event_id FROM events e JOIN places l USING (place_id)
    UNION ALL SELECT happening, 'date', date::VARCHAR, event_id FROM events WHERE date_precision = 'day'
    UNION ALL FROM numbers),
  apart AS (SELECT happening, what FROM words GROUP BY ALL HAVING count(DISTINCT says) > 1)
  SELECT w.happening, w.what, w.says, count(*) AS reports,
    list(DISTINCT coalesce(r.source, r.doc) ORDER BY coalesce(r.source, r.doc)) AS said_by
  FROM words w JOIN apart USING (happening, what) JOIN reports r ON r.event_id = w.event_id
  GROUP BY ALL;
COMMENT ON VIEW conflicts IS 'Where reports of one happening differ: what about, what is said, and who says it';

CREATE OR REPLACE VIEW one_a_day AS
  SELECT min(s.event_id) AS event_id, s.date, s.actor_id, s.other_id AS recipient_id, e.cameo, count(*) AS events
  FROM sides s JOIN events e USING (event_id)
  WHERE s.role = 'actor' AND s.other_id IS NOT NULL AND s.date IS NOT NULL
  GROUP BY s.date, s.actor_id, s.other_id, e.cameo;
COMMENT ON VIEW one_a_day IS 'The filter that event data is often published with: one event a day for the same actor, recipient and CAMEO code';

CREATE OR REPLACE VIEW mentions AS
  SELECT e.doc_id, e.sentence, p.start_char, p.chars, p.text, p.actor_id, 'event' AS record, p.role::VARCHAR AS role
    FROM event_actors p JOIN events e USING (event_id)
  UNION ALL
  SELECT t.doc_id, t.sentence, p.start_char, p.chars, p.text, p.actor_id, 'statement', p.role::VARCHAR
    FROM statement_speakers p JOIN statements t USING (statement_id)
  UNION ALL SELECT doc_id, sentence, from_start, from_chars, from_text, from_id, 'relation', 'from' FROM relations
  UNION ALL SELECT doc_id, sentence, to_start, to_chars, to_text, to_id, 'relation', 'to' FROM relations;
COMMENT ON VIEW mentions IS 'Every place where a record names somebody: the words, where they stand, and who it is';

CREATE OR REPLACE VIEW statement_list AS
  SELECT t.statement_id, d.id || t.tag AS id, d.id AS doc, t.sentence, t.date, t.kind,
    (SELECT list(a.name ORDER BY p.position) FROM statement_speakers p JOIN actors a USING (actor_id)
      WHERE p.statement_id = t.statement_id AND p.role = 'speaker') AS speakers,
    (SELECT list(a.name ORDER BY p.position) FROM statement_speakers p JOIN actors a USING (actor_id)
      WHERE p.statement_id = t.statement_id AND p.role = 'addressee') AS addressees,
    (SELECT list(a.name ORDER BY p.position) FROM statement_speakers p JOIN actors a USING (actor_id)
      WHERE p.statement_id = t.statement_id AND p.role = 'about') AS about,
    t.cue_text AS cue, t.content_text AS content, t.issues, t.stance, coalesce(d.publisher, d.source) AS source, d.url
  FROM statements t JOIN documents d USING (doc_id);
COMMENT ON VIEW statement_list IS 'Statements as people read them';

CREATE OR REPLACE VIEW monthly AS
  SELECT s.country, s.other_country, date_trunc('month', s.date)::DATE AS month, s.quad, count(*) AS events,
    avg(s.goldstein) AS mean_goldstein
  FROM sides s WHERE s.role = 'actor' AND s.first_report AND s.status = 'actual' AND s.date IS NOT NULL
  GROUP BY ALL;
COMMENT ON VIEW monthly IS 'Happenings between two countries by month and quad, and their mean Goldstein score';
