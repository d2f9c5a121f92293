/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.host;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OperationSource;
import java.util.function.Function;

/** One container, as its capabilities see it. Immutable. */
public final class ContainerContext {
    private final EngineContext host;
    private final Engine engine;
    private final GuestId id;

    ContainerContext(EngineContext host, Engine engine, GuestId id) {
        this.host = host;
        this.engine = engine;
        this.id = id;
    }

    /** The connection. */
    public EngineContext host() {
        return host;
    }

    /** The id by which the engine knows it. */
    public GuestId id() {
        return id;
    }

    /** One reading of it. */
    public GuestInfo info() {
        return engine.read(id);
    }

    /** Errors that say what was being done with it. */
    public ErrorFactory errors(String operation) {
        return host.errors(operation).subject(subject());
    }

    /** Runs a change of it as an operation; it fails if the connection is read-only. */
    public <T> Operation<T> change(String operation, Function<? super OperationSource<T>, ? extends T> work) {
        return host.change(operation, subject(), work);
    }

    private String subject() {
        return "guest " + id;
    }
}
