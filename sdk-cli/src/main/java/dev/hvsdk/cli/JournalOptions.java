/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.passthrough.Passthrough;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the journal of changes of devices is. Filled in by picocli. */
final class JournalOptions {
    @Option(
            names = "--journal",
            paramLabel = "DIR",
            order = 20,
            description = "Keep the journal in DIR, not in /run/hvsdk; 'undo' has to be told the same.")
    private @Nullable Path journal;

    Passthrough place(Passthrough passthrough) {
        if (journal == null) {
            return passthrough;
        }
        if (journal.toString().isEmpty()) {
            throw new UsageException("--journal needs a directory, and not an empty text", null);
        }
        return passthrough.journalIn(journal);
    }
}
