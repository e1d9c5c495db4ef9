CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value TEXT, 
	PRIMARY KEY ("key")
);
CREATE TABLE postings (
	id TEXT NOT NULL, 
	record TEXT NOT NULL, 
	raw TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE trainees (
	id TEXT NOT NULL, 
	record TEXT NOT NULL, 
	raw TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	updated_at TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE digests (
	id INTEGER NOT NULL, 
	trainee_id TEXT NOT NULL, 
	week TEXT NOT NULL, 
	state TEXT NOT NULL, 
	model TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	prepared_at TEXT NOT NULL, 
	approved_by TEXT, 
	approved_at TEXT, 
	sending_at TEXT, 
	sent_at TEXT, 
	receipt TEXT, 
	reason TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (trainee_id, week), 
	CHECK (state IN ('prepared', 'approved', 'sending', 'sent', 'skipped')), 
	CHECK (state NOT IN ('approved', 'sending', 'sent') OR approved_by IS NOT NULL), 
	FOREIGN KEY(trainee_id) REFERENCES trainees (id) ON DELETE CASCADE
);
CREATE TABLE digest_items (
	digest_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	posting_id TEXT NOT NULL, 
	job TEXT NOT NULL, 
	dropped TEXT, 
	PRIMARY KEY (digest_id, position), 
	UNIQUE (digest_id, posting_id), 
	FOREIGN KEY(digest_id) REFERENCES digests (id) ON DELETE CASCADE
);
CREATE TABLE mailed (
	trainee_id TEXT NOT NULL, 
	posting_id TEXT NOT NULL, 
	digest_id INTEGER NOT NULL, 
	PRIMARY KEY (trainee_id, posting_id), 
	FOREIGN KEY(trainee_id) REFERENCES trainees (id) ON DELETE CASCADE, 
	FOREIGN KEY(digest_id) REFERENCES digests (id) ON DELETE CASCADE
);
CREATE INDEX ix_mailed_digest_id ON mailed (digest_id);
