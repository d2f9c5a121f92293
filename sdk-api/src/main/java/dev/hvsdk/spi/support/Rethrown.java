/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException;

/** Makes an error anew in the thread that has to throw it, with the first one, and so the first one's stack, as its cause. */
final class Rethrown {
    private Rethrown() {}

    /** The same error anew; what is none of the eight cannot be copied and is given back as it is. */
    static Throwable of(Throwable first) {
        return first instanceof HypervisorException error ? anew(error) : first;
    }

    private static HypervisorException anew(HypervisorException first) {
        ErrorDetails details = ErrorDetails.of(first).cause(first).build();
        if (first instanceof HypervisorException.NotFound) {
            return new HypervisorException.NotFound(details);
        } else if (first instanceof HypervisorException.Conflict) {
            return new HypervisorException.Conflict(details);
        } else if (first instanceof HypervisorException.WrongState) {
            return new HypervisorException.WrongState(details);
        } else if (first instanceof HypervisorException.PermissionDenied) {
            return new HypervisorException.PermissionDenied(details);
        } else if (first instanceof HypervisorException.Unsupported unsupported) {
            return new HypervisorException.Unsupported(unsupported.reason(), details);
        } else if (first instanceof HypervisorException.Unreachable) {
            return new HypervisorException.Unreachable(details);
        } else if (first instanceof HypervisorException.TimedOut) {
            return new HypervisorException.TimedOut(details);
        }
        return new HypervisorException.HostFailure(details);
    }
}
