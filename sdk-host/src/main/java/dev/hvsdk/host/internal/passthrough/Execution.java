/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.spi.support.ErrorFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Takes steps, one after the other, and reads back after each. Not thread-safe: guarded by {@link ApplyLock}. */
public final class Execution {
    /** A driver may bind in a thread of its own (PROBE_PREFER_ASYNCHRONOUS in include/linux/device/driver.h). */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Duration GLANCE = Duration.ofMillis(20);

    private static final String KEPT = "; the journal keeps what to undo";

    private final HostFiles files;
    private final Kernel kernel;
    private final Journal journal;
    private final ErrorFactory errors;

    /** Of one change, which the errors name. */
    public Execution(HostFiles files, Kernel kernel, Journal journal, ErrorFactory errors) {
        this.files = files;
        this.kernel = kernel;
        this.journal = journal;
        this.errors = errors;
    }

    /** Takes all steps of a plan, each written down before; when one fails, those before are taken back. */
    public void apply(String boot, String change, Draft draft) {
        List<Step> steps = draft.steps();
        journal.begin(boot, change, steps.size());
        List<Begun> begun = new ArrayList<>();
        for (Step step : steps) {
            int number = begun.size() + 1;
            Begun before =
                    new Begun(step.attribute(), step.subject(), step.attribute().read(files, step.subject()));
            journal.step(number, before, step);
            begun.add(before);
            takeOrRollBack(step, begun);
            journal.done(number);
        }
        journal.end(Entry.APPLIED);
    }

    private void takeOrRollBack(Step step, List<Begun> begun) {
        try {
            take(step);
        } catch (StepFailedException e) {
            // What the kernel refused it has not done; to take it back would undo what somebody else did.
            int done = begun.size() - (e.getCause() == null ? 0 : 1);
            throw e.refusal.error(errors, isHanging(e) ? KEPT : rolledBack(begun.subList(0, done)));
        }
    }

    private static boolean isHanging(StepFailedException failure) {
        return failure.getCause() instanceof HangingWriteException;
    }

    private String rolledBack(List<Begun> begun) {
        try {
            List<Step> back = Restoration.steps(files, begun);
            restore(back);
            journal.end(Entry.ROLLED_BACK);
            return back.isEmpty() ? "; nothing has been changed" : "; what had been changed was taken back";
        } catch (HypervisorException e) {
            return "; taking back what had been changed failed too: " + e.detail() + KEPT;
        }
    }

    /** Takes steps back; what is as it was is left alone, so that it can be done again after a crash. */
    public void restore(List<Step> steps) {
        for (Step step : steps) {
            try {
                take(step);
            } catch (StepFailedException e) {
                throw e.refusal.error(errors, KEPT);
            }
        }
    }

    private void take(Step step) throws StepFailedException {
        try {
            step.perform(kernel);
        } catch (IOException e) {
            throw new StepFailedException(new Refusal(files, step, e), e);
        }
        if (!isReached(step)) {
            throw new StepFailedException(new Refusal(files, step, null), null);
        }
    }

    private boolean isReached(Step step) {
        long end = System.nanoTime() + SETTLING.toNanos();
        while (!step.isReachedBy(step.attribute().read(files, step.subject()))) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        return true;
    }

    private static final class StepFailedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        StepFailedException(Refusal refusal, @Nullable IOException cause) {
            super(cause);
            this.refusal = refusal;
        }
    }
}
