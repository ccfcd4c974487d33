-- The audit trail as a chain of hashes that only grows, digests of what is received, and receipts.

-- JSON as RFC 8785 writes it: members by their names, no spaces, as few escapes as can be. Numbers are whole ones here.
CREATE FUNCTION canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'object' THEN (
            SELECT '{' || coalesce(string_agg(to_json(o.name)::text || ':' || canonical_json(o.member), ',' ORDER BY o.name COLLATE "C"), '') || '}'
            FROM jsonb_each(value) o (name, member))
        WHEN 'array' THEN (
            SELECT '[' || coalesce(string_agg(canonical_json(a.element), ',' ORDER BY a.place), '') || ']'
            FROM jsonb_array_elements(value) WITH ORDINALITY a (element, place))
        WHEN 'string' THEN to_json(value #>> '{}')::text
        ELSE value::text
    END;
END $$;

-- hash: SHA-256 of the hash of the entry before (32 zeros before the first) and content_hash; content_hash: SHA-256 of content.
-- organisations: those whose affair it is, to whom it is shown.
ALTER TABLE audit_entry RENAME TO audit_entry_before;
CREATE TABLE audit_entry (
    number        bigint PRIMARY KEY,
    organisations text[] NOT NULL,
    content       text   NOT NULL,
    content_hash  bytea  NOT NULL,
    hash          bytea  NOT NULL
);

-- The only way in: it acts as the owner of the trail, whose readers have no other right to add. Numbers are given under a lock
-- (AdvisoryLocks.Audit), so that they become visible in order and without gaps; whoever appends does it last, because all others wait.
CREATE FUNCTION append_audit_entry(
    at timestamptz, organisation text, person text, action text, subject jsonb, reason text, organisations text[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    next_number   bigint;
    previous_hash bytea;
    content       text;
    content_hash  bytea;
BEGIN
    PERFORM pg_catalog.pg_advisory_xact_lock(1397030915::bigint);
    SELECT e.number + 1, e.hash INTO next_number, previous_hash FROM audit_entry e ORDER BY e.number DESC LIMIT 1;
    next_number := coalesce(next_number, 1);
    content := canonical_json(jsonb_build_object(
        'action', action, 'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'number', next_number,
        'organisation', organisation, 'person', person, 'reason', reason, 'subject', subject));
    content_hash := sha256(convert_to(content, 'UTF8'));
    INSERT INTO audit_entry (number, organisations, content, content_hash, hash)
    VALUES (next_number, organisations, content, content_hash,
            sha256(coalesce(previous_hash, decode(repeat('00', 32), 'hex')) || content_hash));
    PERFORM pg_notify('statexchange_audit', '');
    RETURN next_number;
END $$;

SELECT append_audit_entry(at, organisation, person, action, subject, reason, ARRAY[organisation])
FROM (SELECT * FROM audit_entry_before ORDER BY audit_entry_id) before;
DROP TABLE audit_entry_before;

-- SHA-256 of each batch of an upload as it was received; append-only.
CREATE TABLE received_batch (
    submission_id uuid  NOT NULL,
    number        int   NOT NULL,
    sha256        bytea NOT NULL,
    PRIMARY KEY (submission_id, number)
);

-- What a submission received: SHA-256 of the digests of its batches in their order; NULL when some came before there were any.
CREATE FUNCTION received_sha256(submission submission) RETURNS bytea LANGUAGE sql STABLE AS $$
    SELECT sha256(coalesce(string_agg(b.sha256, ''::bytea ORDER BY b.number), '')) FROM received_batch b
    WHERE b.submission_id = submission.submission_id HAVING count(*) = submission.last_batch
$$;

-- Whatever happens to a submission is in the trail, whoever writes it: the entry is made when the transaction commits, so that its
-- lock is short, and neither is there without the other.
CREATE FUNCTION audit_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own     submission;
    subject jsonb;
BEGIN
    SELECT * INTO own FROM submission WHERE submission_id = NEW.submission_id;
    subject := jsonb_build_object('submission', NEW.submission_id, 'of', own.organisation, 'from', NEW.from_state);
    IF NEW.from_state = 'Open' AND NEW.to_state IN ('Received', 'Refused') THEN
        subject := subject || jsonb_build_object(
            'batches', own.last_batch, 'observations', own.observations, 'errors', own.errors, 'sha256', encode(received_sha256(own), 'hex'));
    ELSIF NEW.to_state = 'Published' THEN
        subject := subject || (SELECT jsonb_build_object('release', release_id) FROM release WHERE submission_id = NEW.submission_id);
    ELSIF NEW.to_state = 'Withdrawn' AND NEW.from_state IN ('Published', 'Superseded') THEN
        subject := subject || (SELECT jsonb_build_object('release', w.release_id, 'withdraws', r.release_id)
                               FROM release r JOIN release w ON w.withdraws_release_id = r.release_id WHERE r.submission_id = NEW.submission_id);
    END IF;
    PERFORM append_audit_entry(
        NEW.at, NEW.organisation, NEW.person, 'SUBMISSION_' || upper(NEW.to_state), jsonb_strip_nulls(subject), NEW.reason, ARRAY[own.organisation]);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_transition AFTER INSERT ON submission_transition DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION audit_transition();

-- Receipts as they were signed: JSON Web Signatures, which hold what they sign.
CREATE TABLE receipt (
    release_id bigint PRIMARY KEY,
    signature  text        NOT NULL,
    made_at    timestamptz NOT NULL
);

-- Beside the privileges, a second lock: against a slip of the owner.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON received_batch FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What acts as the owner finds what it calls by the schema: nobody else puts anything there.
REVOKE CREATE ON SCHEMA public FROM statexchange_server;

-- The tables belong to whom migrates; the role of the server reads them, adds to the trail by the function alone, and to the others.
REVOKE ALL ON audit_entry, received_batch, receipt FROM statexchange_server;
GRANT SELECT ON audit_entry TO statexchange_server;
GRANT SELECT, INSERT ON received_batch, receipt TO statexchange_server;
REVOKE ALL ON FUNCTION append_audit_entry FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit_entry TO statexchange_server;

-- Receipts and withdrawals ask what a release touched. Releases come in order and rows with them: a small index of blocks is enough,
-- which costs publishing next to nothing.
CREATE INDEX series_history_by_release ON series_history USING brin (release_id) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX series_restricted_history_by_release ON series_restricted_history USING brin (release_id) WITH (pages_per_range = 16, autosummarize = on);
