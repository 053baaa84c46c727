package journal

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

// Each file brings the schema from the version before its number to its number. A file
// that was released never changes.
//
//go:embed migrations/*.sql
var migrations embed.FS

// scripts returns the migrations in order: the first brings an empty file to version 1.
func scripts() ([]string, error) {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	all := make([]string, 0, len(names))
	for i, name := range names {
		if want := fmt.Sprintf("migrations/%04d_", i+1); !strings.HasPrefix(name, want) {
			return nil, fmt.Errorf("migration %s should be named %sNAME.sql", name, want)
		}
		script, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		all = append(all, string(script))
	}
	return all, nil
}

// migrate brings the file to the newest version, all at once or not at all.
func (s *store) migrate(ctx context.Context) error {
	all, err := scripts()
	if err != nil {
		return err
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back, else the error before it tells more
	var have int
	if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return err
	}
	if have > len(all) {
		return fmt.Errorf("its schema has version %d and this program knows versions up to %d: "+
			"a newer program wrote it; update this one, or give it another file", have, len(all))
	}
	for _, script := range append(all[have:], fmt.Sprintf(`PRAGMA user_version = %d`, len(all))) {
		if _, err := tx.ExecContext(ctx, script); err != nil {
			return fmt.Errorf("migrate from version %d to %d: %w", have, len(all), err)
		}
	}
	return tx.Commit()
}
