-- Figures that not everybody may see, and the role that the server works as: statexchange_server, which the server makes before it
-- migrates, because roles belong to the cluster and not to the database.

-- The true figures of every series that has, or had, an observation which the public is not shown: all observations, as sent. The
-- public's rows of the same series in series_current and series_history have no value there. data_provider and indicator are those
-- of the key: whoever may see a row is decided by them.
CREATE TABLE series_restricted (LIKE series_current INCLUDING INDEXES, data_provider int NOT NULL, indicator int NOT NULL);
CREATE TABLE series_restricted_history (LIKE series_history INCLUDING INDEXES, data_provider int NOT NULL, indicator int NOT NULL);

CREATE INDEX series_restricted_by_table ON series_restricted (data_provider, ref_area, indicator);

-- Which other organisation sees the restricted figures of a provider: those of some indicators, or of all when none is named.
CREATE TABLE access_grant (
    grant_id   uuid PRIMARY KEY,
    provider   text        NOT NULL,
    grantee    text        NOT NULL,
    indicators text[]      NOT NULL DEFAULT '{}',
    granted_at timestamptz NOT NULL,
    granted_by text        NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    revoked_by text
);

CREATE INDEX access_grant_by_grantee ON access_grant (grantee);

-- Where figures come from and why they are right: rows with a data_provider are about observations that the public is not shown.
ALTER TABLE figure_origin
    ADD COLUMN hidden        boolean NOT NULL DEFAULT false,
    ADD COLUMN data_provider int,
    ADD COLUMN indicator     int,
    DROP CONSTRAINT figure_origin_pkey,
    ADD PRIMARY KEY (ref_area, series_id, release_id, batch, position, hidden),
    ADD CHECK (hidden = (data_provider IS NOT NULL) AND hidden = (indicator IS NOT NULL));
ALTER TABLE figure_justification
    ADD COLUMN data_provider int,
    ADD COLUMN indicator     int,
    ADD CHECK ((data_provider IS NULL) = (indicator IS NULL));

-- The organisation that a transaction works for, as the id of its code; NULL for the public.
CREATE FUNCTION viewing_provider() RETURNS int LANGUAGE sql STABLE
    SET search_path = public, pg_temp
    AS $$
        SELECT id FROM code
        WHERE codelist = 'CL_ORGANISATION' AND code = nullif(current_setting('statexchange.organisation', true), '')
    $$;

-- Whose restricted figures it sees: its own, and what was granted to it. An indicator of NULL is all of them.
CREATE FUNCTION viewable_figures() RETURNS TABLE (data_provider int, indicator int) LANGUAGE sql STABLE
    SET search_path = public, pg_temp
    AS $$
        SELECT viewing_provider(), NULL::int WHERE viewing_provider() IS NOT NULL
        UNION ALL
        SELECT p.id, i.id
        FROM access_grant g
        JOIN code p ON p.codelist = 'CL_ORGANISATION' AND p.code = g.provider
        LEFT JOIN LATERAL unnest(g.indicators) o (code) ON true
        LEFT JOIN code i ON i.codelist = 'CL_INDICATOR' AND i.code = o.code
        WHERE g.grantee = nullif(current_setting('statexchange.organisation', true), '')
          AND g.revoked_at IS NULL AND (g.expires_at IS NULL OR g.expires_at > now())
          AND (cardinality(g.indicators) = 0 OR i.id IS NOT NULL)
    $$;

-- The subqueries depend on no row: each is evaluated once a statement and hashed.
DO $$
DECLARE
    restricted text;
BEGIN
    FOREACH restricted IN ARRAY ARRAY['series_restricted', 'series_restricted_history', 'figure_origin', 'figure_justification'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', restricted);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', restricted);
        EXECUTE format(
            'CREATE POLICY shown_to_those_who_may ON %I FOR SELECT USING (
                data_provider IN (SELECT v.data_provider FROM viewable_figures() v WHERE v.indicator IS NULL)
                OR (data_provider, indicator) IN (SELECT v.data_provider, v.indicator FROM viewable_figures() v WHERE v.indicator IS NOT NULL))',
            restricted);
        EXECUTE format('CREATE POLICY added_by_its_provider ON %I FOR INSERT WITH CHECK (data_provider = (SELECT viewing_provider()))', restricted);
        EXECUTE format('CREATE POLICY changed_by_its_provider ON %I FOR UPDATE USING (data_provider = (SELECT viewing_provider()))', restricted);
        EXECUTE format('CREATE POLICY removed_by_its_provider ON %I FOR DELETE USING (data_provider = (SELECT viewing_provider()))', restricted);
    END LOOP;
    FOREACH restricted IN ARRAY ARRAY['figure_origin', 'figure_justification'] LOOP
        EXECUTE format('CREATE POLICY public_to_all ON %I FOR SELECT USING (data_provider IS NULL)', restricted);
        EXECUTE format('CREATE POLICY public_added ON %I FOR INSERT WITH CHECK (data_provider IS NULL)', restricted);
        EXECUTE format(
            'CREATE POLICY public_changed ON %I FOR UPDATE USING (data_provider IS NULL) WITH CHECK (data_provider IS NULL OR data_provider = (SELECT viewing_provider()))',
            restricted);
        EXECUTE format('CREATE POLICY public_removed ON %I FOR DELETE USING (data_provider IS NULL)', restricted);
    END LOOP;
END $$;

-- Figures as their viewer knows them: the true ones where it may see them, else those of the public.
CREATE VIEW series_known WITH (security_invoker = true) AS
SELECT c.ref_area, c.series_id, c.first_release_id, c.release_id, c.changed_at,
       CASE WHEN r.series_id IS NULL THEN c.unit_measure ELSE r.unit_measure END AS unit_measure,
       CASE WHEN r.series_id IS NULL THEN c.unit_mult ELSE r.unit_mult END AS unit_mult,
       CASE WHEN r.series_id IS NULL THEN c.decimals ELSE r.decimals END AS decimals,
       CASE WHEN r.series_id IS NULL THEN c.source ELSE r.source END AS source,
       CASE WHEN r.series_id IS NULL THEN c.periods ELSE r.periods END AS periods,
       CASE WHEN r.series_id IS NULL THEN c."values" ELSE r."values" END AS "values",
       CASE WHEN r.series_id IS NULL THEN c.obs_status ELSE r.obs_status END AS obs_status,
       CASE WHEN r.series_id IS NULL THEN c.conf_status ELSE r.conf_status END AS conf_status,
       CASE WHEN r.series_id IS NULL THEN c.comments ELSE r.comments END AS comments
FROM series_current c LEFT JOIN series_restricted r ON r.ref_area = c.ref_area AND r.series_id = c.series_id;

CREATE VIEW series_known_history WITH (security_invoker = true) AS
SELECT h.ref_area, h.series_id, h.release_id, h.replaced_at, h.unit_measure, h.unit_mult, h.decimals, h.source, h.periods, h."values",
       h.obs_status, h.conf_status, h.comments
FROM series_history h
WHERE NOT EXISTS (SELECT 1 FROM series_restricted r WHERE r.ref_area = h.ref_area AND r.series_id = h.series_id)
UNION ALL
SELECT h.ref_area, h.series_id, h.release_id, h.replaced_at, h.unit_measure, h.unit_mult, h.decimals, h.source, h.periods, h."values",
       h.obs_status, h.conf_status, h.comments
FROM series_restricted_history h;

-- The server's role owns what the server works with, because it analyses and vacuums some of it; only what must never change is not
-- its own: the audit trail, to which it adds, and the journal of the migrations.
DO $$
DECLARE
    relation record;
BEGIN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO statexchange_server', current_database());
    GRANT USAGE, CREATE ON SCHEMA public TO statexchange_server;
    FOR relation IN
        SELECT c.relname, CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind
        FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND c.relname NOT IN ('audit_entry', 'schemaversions')
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND c.relkind = 'S' AND d.deptype IN ('a', 'i'))
    LOOP
        EXECUTE format('ALTER %s public.%I OWNER TO statexchange_server', relation.kind, relation.relname);
    END LOOP;
    GRANT SELECT, INSERT ON audit_entry TO statexchange_server;
    GRANT USAGE ON SEQUENCE audit_entry_audit_entry_id_seq TO statexchange_server;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO statexchange_server;
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO statexchange_server;
END $$;
