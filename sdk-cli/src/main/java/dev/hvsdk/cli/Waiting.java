/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorClosedException;
import dev.hvsdk.api.Operation;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to wait for work on a host: with progress, not longer than wanted, and so that Ctrl-C is heard. Filled in by picocli. */
final class Waiting {
    static final String TIMEOUT = "--timeout";

    @Option(
            names = TIMEOUT,
            paramLabel = "TIME",
            order = 60,
            description = "Wait no longer than this, such as 30s or 5m; the work may go on at the host.")
    private @Nullable Duration timeout;

    /** The result of the work. */
    <T> T await(Session session, Hypervisor host, Operation<T> work) {
        return await(session, host, work, timeout);
    }

    /** The result of the work, for which it is not waited longer than this, if there is such a time. */
    static <T> T await(Session session, Hypervisor host, Operation<T> work, @Nullable Duration timeout) {
        Interrupts interrupts = session.interrupts();
        try (ProgressLine line = ProgressLine.begin(session.terminal(), work.description())) {
            work.onProgress(line::show);
            return interrupts.during(() -> await(work, timeout), () -> giveUp(host, work));
        } catch (CancellationException e) {
            throw new FailureException("interrupted: " + work.description() + " was cancelled", null);
        } catch (HypervisorClosedException e) {
            if (interrupts.happened()) {
                throw new FailureException("interrupted: " + work.description() + " may go on at the host", null);
            }
            throw e;
        }
    }

    private static <T> T await(Operation<T> work, @Nullable Duration timeout) {
        return timeout == null ? work.await() : work.await(timeout);
    }

    /** What the host does not give up may go on; closing the connection ends the wait for it. */
    private static void giveUp(Hypervisor host, Operation<?> work) {
        if (!work.cancel()) {
            host.close();
        }
    }
}
