/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.command;

import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unreachable;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.api.HypervisorException.WrongState;
import java.util.function.Supplier;
import org.apiguardian.api.API;

/**
 * Errors of the runners of commands, which know of no backend, as errors of one.
 *
 * <p>Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NamedErrors {
    private NamedErrors() {}

    /** Does the work; an error that names no backend gets this one. */
    public static <T> T named(String backend, Supplier<? extends T> work) {
        try {
            return work.get();
        } catch (HypervisorException e) {
            throw named(backend, e);
        }
    }

    private static HypervisorException named(String backend, HypervisorException error) {
        if (error.backend().isPresent()) {
            return error;
        }
        ErrorDetails details =
                ErrorDetails.of(error).backend(backend).cause(error).build();
        if (error instanceof Unsupported unsupported) {
            return new Unsupported(unsupported.reason(), details);
        } else if (error instanceof Unreachable) {
            return new Unreachable(details);
        } else if (error instanceof TimedOut) {
            return new TimedOut(details);
        } else if (error instanceof PermissionDenied) {
            return new PermissionDenied(details);
        } else if (error instanceof NotFound) {
            return new NotFound(details);
        } else if (error instanceof Conflict) {
            return new Conflict(details);
        }
        return error instanceof WrongState ? new WrongState(details) : new HostFailure(details);
    }
}
