/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.driver;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.Deadline;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.spi.support.Operations;
import java.util.function.Function;
import org.apiguardian.api.API;

/** A connection with a host, as the driver and its capabilities see it. Thread-safe. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HostContext {
    private final ConnectSpec spec;
    private final OpenState state;
    private final ErrorFactory errors;
    private final Operations operations;

    HostContext(ConnectSpec spec, OpenState state, ErrorFactory errors) {
        this.spec = spec;
        this.state = state;
        this.errors = errors;
        this.operations = Operations.of(state, errors, spec);
    }

    /** What was asked for when it was opened. */
    public ConnectSpec spec() {
        return spec;
    }

    /** Whether it is open; closes with it what is registered there. */
    public OpenState state() {
        return state;
    }

    /** By when a call of now has to have been answered. */
    public Deadline deadline() {
        return Deadline.after(spec.deadlines().call());
    }

    /** Errors that say what was being done. */
    public ErrorFactory errors(String operation) {
        return errors.operation(operation);
    }

    /**
     * Runs a change of the host as an operation; it fails if the connection is read-only.
     *
     * @param operation what is being done: {@code start}
     * @param subject on what it is being done: {@code guest web}
     */
    public <T> Operation<T> change(
            String operation, String subject, Function<? super OperationSource<T>, ? extends T> work) {
        return operations.runReporting(operation + " of " + subject, source -> {
            refuseIfReadOnly(errors(operation).subject(subject));
            return work.apply(source);
        });
    }

    /** Throws PermissionDenied if nothing may be changed by this connection. */
    public void refuseIfReadOnly(ErrorFactory about) {
        if (spec.readOnly()) {
            throw about.remedy("open a connection that is not read-only")
                    .permissionDenied("the connection is read-only");
        }
    }
}
