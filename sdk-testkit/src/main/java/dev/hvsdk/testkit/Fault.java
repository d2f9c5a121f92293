/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.function.Function;

/** What goes wrong with one call. Implementations are immutable. */
sealed interface Fault {
    /** Nothing is done, and the call fails. */
    record Fail(Function<ErrorFactory, HypervisorException> error) implements Fault {}

    /** The answer comes later, by the clock of the host. */
    record Delay(Duration time, boolean cancellable) implements Fault {}

    /** No answer comes until the test says so. */
    record Hang(boolean cancellable) implements Fault {}
}
