package store

import (
	"context"
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// AddFailure counts one more failure of a subject, and returns how many there are in the window and
// when the window ends. A window begins with a failure, and all servers on a database share it.
func (s *Store) AddFailure(ctx context.Context, subject string, now time.Time, window time.Duration) (failures int, ends time.Time, err error) {
	var endsAt int64
	err = s.write(ctx, func(ctx context.Context, db bun.IDB) error {
		return db.NewRaw(`INSERT INTO sign_in_failures AS f (subject, failures, ends_at) VALUES (?, 1, ?)
			ON CONFLICT (subject) DO UPDATE SET
				failures = CASE WHEN f.ends_at <= ? THEN 1 ELSE f.failures + 1 END,
				ends_at = CASE WHEN f.ends_at <= ? THEN excluded.ends_at ELSE f.ends_at END
			RETURNING failures, ends_at`,
			subject, now.Add(window).UnixMilli(), now.UnixMilli(), now.UnixMilli()).Scan(ctx, &failures, &endsAt)
	})
	if err != nil {
		return 0, time.Time{}, fmt.Errorf("count failures of %q: %w", subject, err)
	}
	return failures, time.UnixMilli(endsAt), nil
}

// TakeBackFailure counts one failure less: what was counted in advance did not fail.
func (s *Store) TakeBackFailure(ctx context.Context, subject string) error {
	return s.failures(ctx, subject, `UPDATE sign_in_failures SET failures = failures - 1 WHERE subject = ? AND failures > 0`)
}

// ForgetFailures forgets those of a subject.
func (s *Store) ForgetFailures(ctx context.Context, subject string) error {
	return s.failures(ctx, subject, `DELETE FROM sign_in_failures WHERE subject = ?`)
}

func (s *Store) failures(ctx context.Context, subject, query string) error {
	err := s.write(ctx, func(ctx context.Context, db bun.IDB) error {
		_, err := db.NewRaw(query, subject).Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("change failures of %q: %w", subject, err)
	}
	return nil
}

// SweepFailures removes windows that have ended.
func (s *Store) SweepFailures(ctx context.Context, now time.Time) error {
	err := s.write(ctx, func(ctx context.Context, db bun.IDB) error {
		_, err := db.NewRaw(`DELETE FROM sign_in_failures WHERE ends_at <= ?`, now.UnixMilli()).Exec(ctx)
		return err
	})
	if err != nil {
		return fmt.Errorf("sweep failures: %w", err)
	}
	return nil
}
