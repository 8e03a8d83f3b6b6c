-- Attachments and evidence. The bytes lie in the data folder under their SHA-256; rows are never changed but to seal them.
CREATE TABLE files (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
  media_type TEXT NOT NULL,
  name TEXT NOT NULL,
  uploaded_by BIGINT REFERENCES users(id),
  unit_id BIGINT REFERENCES units(id),
  enterprise_id BIGINT,
  created_at BIGINT NOT NULL,
  sealed_at BIGINT
);
CREATE INDEX files_sha256 ON files(sha256);
-- What a file belongs to; who may see the subject may see the file.
CREATE TABLE file_links (
  file_id BIGINT NOT NULL REFERENCES files(id),
  subject_kind TEXT NOT NULL,
  subject_id BIGINT NOT NULL,
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (file_id, subject_kind, subject_id)
);
CREATE INDEX file_links_subject ON file_links(subject_kind, subject_id);
CREATE TRIGGER files_no_update BEFORE UPDATE ON files WHEN OLD.sealed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'sealed file is immutable'); END;
CREATE TRIGGER files_content_stays BEFORE UPDATE OF id, sha256, size_bytes, media_type, name, uploaded_by, unit_id, enterprise_id, created_at ON files BEGIN SELECT RAISE(ABORT, 'content of a file is immutable'); END;
CREATE TRIGGER files_no_delete BEFORE DELETE ON files WHEN OLD.sealed_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'sealed file is immutable'); END;
