/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.passthrough;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;

/**
 * What was found to take back, and whether it was. Immutable.
 *
 * @param state what there was
 * @param summary a sentence for people, without a final full stop
 * @param steps what was done, or would be, a line each that names the file; empty if all is as it was
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record UndoReport(State state, String summary, List<String> steps) {
    /** What there was. Immutable. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum State {
        /** No change is in the journal, or the last one was taken back already. */
        NOTHING,
        /** The change was made before the host was started anew, which took it back. */
        STALE,
        /** A change that was applied as a whole. */
        APPLIED,
        /** A change that was interrupted, by a crash or a kill. */
        INTERRUPTED;

        /** The identifier in text and JSON, in lower case. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the list. */
    public UndoReport {
        steps = List.copyOf(steps);
    }
}
