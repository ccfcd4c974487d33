-- Versions of methodology notes; a version never changes. content: the MethodologyNote as the contract serializes it.
CREATE TABLE methodology_note (
    organisation text        NOT NULL,
    indicator    text        NOT NULL,
    version      int         NOT NULL,
    content      bytea       NOT NULL,
    saved_at     timestamptz NOT NULL,
    PRIMARY KEY (organisation, indicator, version)
);

CREATE INDEX methodology_note_by_indicator ON methodology_note (indicator);

-- What the offices of both sides say of the difference between mirror figures. Append-only. text: {"<language>": "…"}.
CREATE TABLE mirror_explanation (
    explanation_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    indicator        text        NOT NULL,
    ref_area         text        NOT NULL,
    counterpart_area text        NOT NULL,
    organisation     text        NOT NULL,
    person           text        NOT NULL,
    text             jsonb       NOT NULL,
    start_period     text        NOT NULL,
    end_period       text        NOT NULL,
    is_public        boolean     NOT NULL,
    written_at       timestamptz NOT NULL
);

CREATE INDEX mirror_explanation_by_corridor ON mirror_explanation (indicator, ref_area, counterpart_area);

-- Neither is ever changed.
REVOKE UPDATE, DELETE ON methodology_note, mirror_explanation FROM statexchange_server;
