/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.Progress;
import dev.hvsdk.api.ProgressUnit;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Where work on a fake host tells how far it has come. Thread-safe. */
record Meter(Consumer<Progress> sink) {
    /** How often the progress of work is told. */
    private static final int STEPS = 4;

    /** Tells so many bytes of all. */
    LongConsumer counting(String phase, long bytes) {
        return done -> sink.accept(Progress.of(phase, done, bytes, ProgressUnit.BYTES));
    }

    /** Tells all steps, one after the other. */
    void tellAll(Course.Span span) {
        for (int number = 1; number <= STEPS; number++) {
            tell(span, number);
        }
    }

    /** Tells each step when its time has come. */
    void tellInTime(Course.Span span, Duration time, FakeClock clock) {
        Duration step = time.dividedBy(STEPS);
        for (int number = 1; number <= STEPS; number++) {
            int reached = number;
            clock.after(step.multipliedBy(number), () -> tell(span, reached));
        }
    }

    private void tell(Course.Span span, int number) {
        if (span.bytes() > 0) {
            counting(span.phase(), span.bytes()).accept(span.bytes() / STEPS * number);
        }
    }
}
