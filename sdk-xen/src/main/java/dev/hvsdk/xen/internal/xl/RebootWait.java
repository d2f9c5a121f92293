/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.Pace;
import dev.hvsdk.xen.internal.tool.Domain;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Waits for a guest that was asked to reboot, of which Xen makes another domain. Immutable. */
final class RebootWait {
    /** How long it is waited for. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final XlDriver driver;
    private final HostContext context;
    private final ErrorFactory errors;

    RebootWait(XlDriver driver, HostContext context, ErrorFactory errors) {
        this.driver = driver;
        this.context = context;
        this.errors = errors;
    }

    /** Whether the other domain came in time; all guests are looked at only when the old one is gone. */
    boolean isAnother(GuestId id, Domain before) {
        Deadline deadline = Deadline.after(PATIENCE);
        return isTrue(deadline, () -> !isThere(before)) && isTrue(deadline, () -> isRunningOrGone(id));
    }

    private boolean isThere(Domain domain) {
        try {
            String listing = driver.tools().xl(errors, context.deadline().left(), "list", "-v", domain.word());
            List<Domain> named = XenTools.reading(errors, () -> Domain.parse(listing));
            return !named.isEmpty();
        } catch (HypervisorException.NotFound e) {
            return false;
        }
    }

    /** What is gone altogether is as it should be: a guest without a file ends so. */
    private boolean isRunningOrGone(GuestId id) {
        return driver.folder()
                .states(errors)
                .find(id)
                .map(entry -> entry.domain().isPresent())
                .orElse(true);
    }

    private boolean isTrue(Deadline deadline, BooleanSupplier condition) {
        Pace pace = Pace.growing(PAUSE, LONGEST_PAUSE);
        while (!condition.getAsBoolean()) {
            if (deadline.isPassed()) {
                return false;
            }
            pace.rest();
            context.state().checkOpen();
        }
        return true;
    }
}
