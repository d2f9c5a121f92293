/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.testkit.JournalEntry.Outcome;

/** The place of one call in the journal, to which its end belongs. Immutable. */
record Ticket(Journal journal, long number) {
    void done() {
        journal.end(number, Outcome.DONE, null);
    }

    void failed(Throwable failure) {
        journal.end(number, Outcome.FAILED, failure);
    }

    void cancelled() {
        journal.end(number, Outcome.CANCELLED, null);
    }
}
