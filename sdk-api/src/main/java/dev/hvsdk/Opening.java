/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.ErrorDetails;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.Support;
import org.jspecify.annotations.Nullable;

/** Opens a connection with a backend, and turns whatever else comes out of it into the errors that callers expect. */
final class Opening {
    private final Backend backend;
    private final ConnectSpec spec;

    private Opening(Backend backend, ConnectSpec spec) {
        this.backend = backend;
        this.spec = spec;
    }

    static Hypervisor open(Backend backend, ConnectSpec spec) {
        return new Opening(backend, spec).open();
    }

    private Hypervisor open() {
        try {
            return required(backend.provider().open(spec));
        } catch (HypervisorException | IllegalArgumentException | OperationInterruptedException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HypervisorException.HostFailure(
                    details("the backend failed: " + e).cause(e).build());
        } catch (LinkageError e) {
            throw missing(e);
        }
    }

    /** The contract forbids null, and a backend that somebody else wrote may break it. */
    private Hypervisor required(@Nullable Hypervisor opened) {
        if (opened == null) {
            throw new HypervisorException.HostFailure(
                    details("the backend gave no connection (null)").build());
        }
        return opened;
    }

    private HypervisorException missing(LinkageError error) {
        ErrorDetails.Builder details = details("a library or class that the backend needs is missing here: " + error)
                .cause(error);
        if (backend.probe() instanceof Support.Unavailable<Backend> no) {
            no.remedy().ifPresent(details::remedy);
        }
        return new HypervisorException.Unsupported(Support.Reason.MISSING_SOFTWARE, details.build());
    }

    private ErrorDetails.Builder details(String what) {
        return ErrorDetails.builder(what)
                .backend(backend.id())
                .operation("open")
                .subject(spec.uri().toString());
    }
}
